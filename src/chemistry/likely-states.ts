/** Which oxidation states the elements of a compound most probably have, by how often each state is reported. */
import type { Composition } from './canonical.ts';
import { SYMBOLS } from './elements.ts';
import {
  type ChargeAssignment,
  chargeAssignments,
  isNeutral,
  type OxidationRule,
  oxidationStates,
} from './oxidation-states.ts';
import { reportedStates } from './reported-states.ts';

/** A neutral assignment. */
export interface LikelyStates {
  /** `Li+ P5+ S2-`, in the order of the composition; of mixed valence both, the lower first: `Fe2+/3+`. */
  readonly text: string;
  /** Product of the shares that the states have among the reports of their elements: what it would be by chance, not given neutrality. */
  readonly probability: number;
}

/**
 * The neutral assignment of most probable states; null where no assignment is neutral. Of one in Pauling order and one that is not, the first
 * counts; of equals the one of the lower states. Of compounds of so many elements that there are more than 100,000 assignments, rare states are
 * left out, those of the least share first.
 * @param rule which states may stand
 * @throws {UserError} for a rule that is none
 * @example likelyStates(parseFormula('Li3PS4'), { leastShare: 0, mixedValence: false })?.text; // 'Li+ P5+ S2-'
 */
export function likelyStates(composition: Composition, rule: OxidationRule): LikelyStates | null {
  const narrow = fewEnough(composition.atomicNumbers, rule);
  if (narrow === null) return null;
  const neutral = chargeAssignments(composition.atomicNumbers, narrow)
    .filter((assignment) => isNeutral(assignment, composition.amounts))
    .map((assignment) => ({ assignment, probability: probabilityOf(assignment, composition) }));
  if (neutral.length === 0) return null;
  const { assignment, probability } = neutral.reduce((best, each) => {
    if (each.assignment.paulingOrder !== best.assignment.paulingOrder)
      return best.assignment.paulingOrder ? best : each;
    return each.probability > best.probability ? each : best;
  });
  return { text: textOf(assignment, composition), probability };
}

const MOST_ASSIGNMENTS = 100_000;
const LEAST_SHARES = [0.01, 0.04, 0.1, 0.25, 0.5];

/** The rule, or one with a larger least share under which there are few enough assignments; null where there is none. */
function fewEnough(elements: ArrayLike<number>, rule: OxidationRule): OxidationRule | null {
  const isFew = (of: OxidationRule) =>
    Array.from(elements, (z) => oxidationStates(z, of).length).reduce((product, n) => product * n, 1) <=
    MOST_ASSIGNMENTS;
  if (isFew(rule)) return rule;
  if (typeof rule === 'string') return null;
  const narrower = LEAST_SHARES.filter((share) => share > rule.leastShare).map((leastShare) => ({
    ...rule,
    leastShare,
  }));
  return narrower.find(isFew) ?? null;
}

function probabilityOf({ charges, mixed }: ChargeAssignment, { atomicNumbers }: Composition): number {
  const share = (place: number, state: number) => reportedStates(atomicNumbers[place]!).get(state) ?? 0;
  const first = charges.reduce((product, state, place) => product * share(place, state), 1);
  return mixed === null ? first : first * share(mixed.place, mixed.state);
}

function textOf({ charges, mixed }: ChargeAssignment, { atomicNumbers }: Composition): string {
  return charges
    .map((charge, place) => {
      const [low, high] = [charge, mixed?.place === place ? mixed.state : charge];
      const sign = charge > 0 ? '+' : '-';
      const size = (state: number) => (Math.abs(state) === 1 && low === high ? '' : String(Math.abs(state)));
      const states = low === high ? `${size(low)}${sign}` : `${size(low)}${sign}/${size(high)}${sign}`;
      return `${SYMBOLS[atomicNumbers[place]!]}${states}`;
    })
    .join(' ');
}
