/** Where the fast conductors that the paper found by calculation fall among our groups. */
import { parseFormula, reducedFormula } from 'ionsieve';
import { measured, type Numbers } from 'ionsieve/experiment';
import type { GroupingPlan } from './define.ts';
import type { GroupedPatterns } from './patterns.ts';

/** One find of the paper. */
export interface Find {
  /** As the paper writes it. */
  readonly formula: string;
  /** The first structure of that formula; none where the set has none. */
  readonly id: string | null;
  /** Its group in each way to group, numbered as in the table of groups. */
  readonly groups: Readonly<Record<string, number>>;
}

/** One way to group, with the numbers that its labels go by. */
interface NumberedGroups {
  readonly kind: string;
  readonly labels: Int32Array;
  readonly numberOf: ReadonlyMap<number, number>;
}

/**
 * The finds with the groups they fall into.
 * @example placeFinds(['Li5P2N5'], grouped, ways)[0].groups; // { ward: 2, ... }
 */
export function placeFinds(
  formulas: readonly string[],
  { patterns, representativeOf }: GroupedPatterns,
  ways: readonly NumberedGroups[],
): Find[] {
  return formulas.map((formula) => {
    const reduced = reducedFormula(parseFormula(formula));
    const row = patterns.findIndex((one) => one.source === 'materials-project' && one.formula === reduced);
    if (row < 0) return { formula, id: null, groups: {} };
    const groups = ways.map(({ kind, labels, numberOf }) => [kind, numberOf.get(labels[representativeOf[row]!]!)!]);
    return { formula, id: patterns[row]!.id, groups: Object.fromEntries(groups) };
  });
}

/**
 * How many finds lie in the two groups with most known fast conductors.
 * @example findNumbers(finds, plan.methods)['ward.finds_in_two_groups'].n; // 3
 */
export function findNumbers(finds: readonly Find[], methods: GroupingPlan['methods']): Numbers {
  const placed = finds.filter(({ id }) => id !== null);
  return Object.fromEntries(
    methods.map(({ kind }) => {
      const inTwo = placed.filter(({ groups }) => groups[kind]! <= 2).length;
      return [`${kind}.finds_in_two_groups`, measured(inTwo, 'compounds', placed.length)];
    }),
  );
}
