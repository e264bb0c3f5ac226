/** What a Learner says of compositions: its number, an interval, and whether anything like them was learned from. */
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { elementalDescriptors } from '../descriptors/elemental.ts';
import { scorerFromJson } from '../models/scorer.ts';
import { unlearned } from '../transfer/learned.ts';
import { measuredDomain } from '../transfer/measured-domain.ts';
import type { Learner } from './learner.ts';
import { isModule, moduleScorer } from './own-module.ts';

/** What a Learner says of one composition. */
export interface LearnerAnswer {
  /** The value, in the scale and unit of the target; of a classifier the probability of reaching the threshold. */
  readonly value: number;
  /** Ends of the interval; null without one. */
  readonly low: number | null;
  readonly high: number | null;
  /**
   * `inside`: near to a compound that was learned from, and of learned elements only. `outside`: nothing like it was, or an element is
   * new. Null where neither is known.
   */
  readonly domain: 'inside' | 'outside' | null;
  /** Symbols of its elements that were not learned from. */
  readonly unlearned: readonly string[];
  /** The compound learned from that is nearest in its atomic fractions; null where they are not known. */
  readonly nearest: {
    readonly formula: string;
    readonly value: number;
    /** Sum of the absolute differences of the atomic fractions, 0 to 2. */
    readonly difference: number;
  } | null;
}

/**
 * Opens the model of a Learner once, for any number of compositions.
 * @throws {UserError} from the function that it returns, for an element without descriptors
 * @example askLearner(readLearner('mine.json'))([parseFormula('Li3PS4')])[0].value;
 */
export function askLearner(learner: Learner): (compositions: readonly Composition[]) => LearnerAnswer[] {
  const { answers, intervals, training } = learner;
  const numbers = numbersOf(learner);
  const domain = training && measuredDomain(training.compounds.map(([formula]) => parseFormula(formula)));
  return (compositions) => {
    const said = numbers(compositions);
    return compositions.map((composition, i) => {
      const value = answers === 'log-odds' ? 1 / (1 + Math.exp(-said[i]!)) : said[i]!;
      const fresh = unlearned(learner, composition);
      const near = domain?.nearest(composition);
      const isNear = near === undefined || intervals === null ? null : near.distance <= intervals.nearLimit;
      const inside = fresh.length > 0 ? false : isNear;
      const half = intervals && (inside ? intervals.near : intervals.far);
      const [formula, known] = near === undefined ? [] : training!.compounds[near.index]!;
      return {
        value,
        low: half === null ? null : value - half,
        high: half === null ? null : value + half,
        domain: inside === null ? null : inside ? 'inside' : 'outside',
        unlearned: fresh,
        nearest: near === undefined ? null : { formula: formula!, value: known!, difference: near.distance },
      };
    });
  };
}

function numbersOf({ model, descriptors }: Learner): (compositions: readonly Composition[]) => ArrayLike<number> {
  if (isModule(model)) return moduleScorer(model);
  const scorer = scorerFromJson(model, 'model');
  return (compositions) => scorer.score(elementalDescriptors(compositions, descriptors!));
}
