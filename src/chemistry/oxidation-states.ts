/**
 * Charge neutrality and the order of electronegativities, the two rules by which SMACT tells compositions that may exist
 * as ionic compounds from the rest: Davies et al., Chem 1, 617 (2016), 10.1016/j.chempr.2016.09.010; Davies et al.,
 * J. Open Source Softw. 4, 1361 (2019), 10.21105/joss.01361.
 *
 *   assignment     one published oxidation state q for each element; all atoms of an element share it
 *   neutral        the amounts a give sum(a q) = 0
 *   Pauling order  every element with q > 0 is less electronegative (Pauling) than every element with q < 0; equal is
 *                  not less, and an unknown electronegativity is never in order
 *
 * One assignment that meets the rules is enough. The definitions are those of SMACT's pauling_test with its defaults and of
 * smact_validity with use_pauling_test, without alloys and mixed valence; the oxidation states are those of
 * data/oxidation-states.csv, or those that the ICSD reports often enough, with which mixed valence may be allowed. Two things differ: SMACT cuts decimal amounts to whole ones and lets a pure element pass.
 * Li3PS4 passes; Fe3O4 passes only where mixed valence is allowed, because its iron has two states.
 */
import { fail } from '../core/errors.ts';
import { readShipped } from '../core/shipped-data.ts';
import { parseCsv } from '../core/table.ts';
import type { Composition } from './canonical.ts';
import { elementProperty, SYMBOLS } from './elements.ts';
import { reportedStates } from './reported-states.ts';

/** The states that are reported often enough: see src/chemistry/reported-states.ts. */
export interface ReportedStates {
  /** Least share of an element's reports that a state must have, from 0 to 1. */
  readonly leastShare: number;
  /** Whether one element of a compound may stand in two neighbouring states of one sign, as iron does in Fe3O4. */
  readonly mixedValence: boolean;
}

/** Which oxidation states count: the common ones; all that are known, which hold the common ones; or those reported often enough. */
export type OxidationRule = 'common' | 'all' | ReportedStates;

/** One oxidation state for each element of a set; of mixed valence, two for one of them. */
export interface ChargeAssignment {
  /** Oxidation states in the order of the elements; both signs occur. */
  readonly charges: readonly number[];
  /** The element, by its place, some of whose atoms stand in a second state, and that state; null where each has one. */
  readonly mixed: { readonly place: number; readonly state: number } | null;
  /** Whether every positive element is less electronegative than every negative one. */
  readonly paulingOrder: boolean;
}

const FILE = 'oxidation-states.csv';
const TABLES = ['common', 'all'] as const;

/** Total charge, as a share of the sum of its parts' sizes, up to which a composition counts as neutral. */
const ROUNDING = 1e-10;

let tables: ReadonlyMap<string, ReadonlyMap<number, readonly number[]>> | undefined;

/**
 * The oxidation states of an element that count, ascending and without zero; none for He, Ne, Ar, Rn and beyond Rf.
 * @throws {UserError} for an atomic number outside 1 to 118, or a rule that is none
 * @example oxidationStates(16, 'common'); // [-2, 2, 4, 6]: sulfur
 */
export function oxidationStates(z: number, rule: OxidationRule): readonly number[] {
  if (typeof rule === 'object') {
    return [...reportedStates(z)].flatMap(([state, share]) => (share >= rule.leastShare ? [state] : []));
  }
  tables ??= readTables();
  const states = tables.get(rule) ?? fail('oxidation states', 'common or all', `"${rule}"`, 'name one of the two');
  return states.get(z) ?? fail('oxidation states', 'atomic numbers from 1 to 118', String(z), 'check the elements');
}

/**
 * A rule in words, for reports.
 * @example oxidationRuleText({ leastShare: 0.04, mixedValence: true }); // 'ICSD (4 % of reports or more, mixed valence)'
 */
export function oxidationRuleText(rule: OxidationRule): string {
  if (typeof rule === 'string') return rule;
  const percent = Number((100 * rule.leastShare).toPrecision(3));
  return `ICSD (${percent} % of reports or more${rule.mixedValence ? ', mixed valence' : ''})`;
}

/**
 * Whether every positive ion is less electronegative than every negative one: SMACT's pauling_test with its defaults.
 * True without ions of both signs; false where any electronegativity is unknown.
 * @param electronegativities of the ions, in their order; NaN where unknown
 * @throws {UserError} when the two lists differ in length
 * @example paulingTest([1, -2], [0.98, 3.44]); // true: Li2O
 */
export function paulingTest(charges: ArrayLike<number>, electronegativities: ArrayLike<number>): boolean {
  const [ions, found] = [charges.length, electronegativities.length];
  if (ions !== found) fail('Pauling test', `${ions} electronegativities`, String(found), 'give one for each charge');
  let highestCation = -Infinity;
  let lowestAnion = Infinity;
  for (let i = 0; i < ions; i++) {
    const electronegativity = electronegativities[i]!;
    if (Number.isNaN(electronegativity)) return false;
    if (charges[i]! > 0) highestCation = Math.max(highestCation, electronegativity);
    if (charges[i]! < 0) lowestAnion = Math.min(lowestAnion, electronegativity);
  }
  return highestCation < lowestAnion;
}

/**
 * Every choice of one state for each element in which both signs occur; any other cannot be neutral. The states ascend and the last
 * element varies fastest; choices of mixed valence come after the others. Empty when an element has no state.
 * @param elements atomic numbers, each once
 * @throws {UserError} for an element given twice, and as {@link oxidationStates}
 * @example chargeAssignments([3, 1], 'common'); // [{ charges: [1, -1], mixed: null, paulingOrder: true }]: LiH
 */
export function chargeAssignments(elements: ArrayLike<number>, rule: OxidationRule): ChargeAssignment[] {
  const states = Array.from(elements, (z) => oxidationStates(z, rule));
  const twice = Array.from(elements).find((z, i, all) => all.indexOf(z) !== i);
  if (twice !== undefined) fail('charges', 'each element once', `${SYMBOLS[twice]} twice`, 'add up its amounts');
  const pauling = elementProperty('pauling_electronegativity').values;
  const electronegativities = Array.from(elements, (z) => pauling[z]!);
  const single = everyChoice(states)
    .filter((charges) => Math.min(...charges) < 0 && Math.max(...charges) > 0)
    .map((charges) => ({ charges, mixed: null, paulingOrder: paulingTest(charges, electronegativities) }));
  if (typeof rule === 'string' || !rule.mixedValence) return single;
  // The second state has the sign of the first, so that signs and order of the ions are the same.
  const mixed = single.flatMap((assignment) =>
    assignment.charges.flatMap((charge, place) => {
      const state = states[place]![states[place]!.indexOf(charge) + 1];
      return state === undefined || state * charge < 0 ? [] : [{ ...assignment, mixed: { place, state } }];
    }),
  );
  return [...single, ...mixed];
}

/**
 * Whether some assignment of published states is neutral. The total may differ from zero by 1e-10 of the charges that
 * cancel in it, for the rounding of decimal amounts; whole amounts are judged exactly while these stay below 1e10.
 * @throws {UserError} for a rule that is none
 * @example isChargeNeutral(parseFormula('Li3PS4'), 'common'); // true
 */
export function isChargeNeutral(composition: Composition, rule: OxidationRule): boolean {
  const { atomicNumbers, amounts } = composition;
  return chargeAssignments(atomicNumbers, rule).some((assignment) => isNeutral(assignment, amounts));
}

/**
 * Whether some assignment of published states is neutral and in Pauling order, so that what passes is also neutral.
 * @throws {UserError} for a rule that is none
 * @example passesPauling(parseFormula('LiPO3'), 'common'); // true
 */
export function passesPauling(composition: Composition, rule: OxidationRule): boolean {
  const { atomicNumbers, amounts } = composition;
  return chargeAssignments(atomicNumbers, rule).some(
    (assignment) => assignment.paulingOrder && isNeutral(assignment, amounts),
  );
}

/**
 * Whether the charges of an assignment cancel, each times the amount of its element, to within the rounding that {@link isChargeNeutral}
 * allows; of mixed valence, whether they do for some division of the atoms of that element, with atoms in both states.
 * @example isNeutral({ charges: [1, -2], mixed: null }, Float64Array.of(2, 1)); // true
 */
export function isNeutral(
  { charges, mixed }: Pick<ChargeAssignment, 'charges' | 'mixed'>,
  amounts: Float64Array,
): boolean {
  let total = 0;
  let size = 0;
  for (let i = 0; i < charges.length; i++) {
    const part = charges[i]! * amounts[i]!;
    total += part;
    size += Math.abs(part);
  }
  if (mixed === null) return Math.abs(total) <= ROUNDING * size;
  const whole = (mixed.state - charges[mixed.place]!) * amounts[mixed.place]!;
  return -total > ROUNDING * size && -total < whole - ROUNDING * size;
}

/** One item of each list in every way, the last list fastest. */
function everyChoice(states: readonly (readonly number[])[]): number[][] {
  const length = states.reduce((product, own) => product * own.length, 1);
  return Array.from({ length }, (_, index) => {
    const charges = new Array<number>(states.length);
    let rest = index;
    for (let i = states.length - 1; i >= 0; i--) {
      const own = states[i]!;
      charges[i] = own[rest % own.length]!;
      rest = Math.floor(rest / own.length);
    }
    return charges;
  });
}

function readTables(): Map<string, Map<number, readonly number[]>> {
  const rows = parseCsv(readShipped(FILE), FILE, ['atomic_number', ...TABLES]);
  const states = (cell: string) => (cell === '' ? [] : cell.split(' ').map(Number));
  return new Map(
    TABLES.map((table) => [table, new Map(rows.map((row) => [Number(row.atomic_number), states(row[table]!)]))]),
  );
}
