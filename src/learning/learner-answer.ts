/** What a Learner says of compounds, from the numbers of its model: value or probability, interval, domain. */
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import type { Matrix } from '../core/matrix.ts';
import { toAnswer } from '../dataset/target.ts';
import { domainFromJson } from '../evaluation/domain.ts';
import { scorerFromJson } from '../models/scorer.ts';
import { compositionDomain, type NearComposition } from './composition-domain.ts';
import { figuresOf, type Learner, type TrainingTable } from './learner.ts';
import { isModule } from './own-module.ts';
import { unlearned } from './scope.ts';

/** What a Learner says of one compound. */
export interface LearnerAnswer {
  /** The value, in the scale and unit of the target; of a classifier the probability of reaching the threshold. */
  readonly value: number;
  /** Of reaching the threshold; null of values without a calibration. */
  readonly probability: number | null;
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
  /** Distance to the centre of what was learned from, in the descriptors; beyond 2 is extrapolation. Null without a domain. */
  readonly distance: number | null;
}

/** Numbers of a model, one a compound; standard deviations where it states them. */
export interface ModelNumbers {
  readonly mean: ArrayLike<number>;
  readonly sd?: ArrayLike<number>;
  readonly distance?: ArrayLike<number>;
}

/**
 * The answers that a Learner's numbers are.
 * @example answersOf(learner)([parseFormula('Na3PS4')], { mean: [-3.2] })[0].value; // -3.2
 */
export function answersOf(
  learner: Learner,
): (compositions: readonly Composition[], numbers: ModelNumbers) => LearnerAnswer[] {
  const { intervals } = learner;
  const figures = figuresOf(learner);
  const probability = probabilityOf(learner);
  const known = figures && compositionDomain(figures.compounds.map(([formula]) => parseFormula(formula)));
  return (compositions, { mean, sd, distance }) =>
    compositions.map((composition, i) => {
      const fresh = unlearned(learner, composition);
      const near = known?.nearest(composition);
      const isNear = near === undefined || intervals === null ? null : near.distance <= intervals.nearLimit;
      const inside = fresh.length > 0 ? false : isNear;
      const unit = intervals?.in === 'standard deviation' ? sd![i]! : 1;
      const half = intervals && (inside ? intervals.near : intervals.far) * unit;
      return {
        value: learner.answers === 'log-odds' ? probability(mean[i]!)! : mean[i]!,
        probability: probability(mean[i]!),
        low: half === null ? null : mean[i]! - half,
        high: half === null ? null : mean[i]! + half,
        domain: inside === null ? null : inside ? 'inside' : 'outside',
        unlearned: fresh,
        nearest: near === undefined ? null : compoundAt(figures!, near),
        distance: distance?.[i] ?? null,
      };
    });
}

function compoundAt({ compounds }: TrainingTable, { index, distance }: NearComposition): LearnerAnswer['nearest'] {
  const compound = compounds[index]!;
  return { formula: compound[0], value: compound[1], difference: distance };
}

/**
 * The numbers of a stored model from rows of what it sees.
 * @throws {Error} for a module, which sees compositions
 * @example modelNumbers(learner)(X).mean[0];
 */
export function modelNumbers({ model, domain }: Learner): (X: Matrix) => ModelNumbers {
  if (isModule(model)) throw new Error('a module sees compositions');
  const scorer = scorerFromJson(model, 'model');
  const from = domain && domainFromJson(domain);
  return (X) => {
    const numbers = scorer.predict?.(X) ?? { mean: scorer.score(X) };
    return from === null ? numbers : { ...numbers, distance: from.distance(X) };
  };
}

/** Of what the model says, the probability of reaching the threshold. */
function probabilityOf(learner: Learner): (said: number) => number | null {
  const { answers, calibration, target } = learner;
  if (answers === 'probability') return (said) => said;
  if (answers === 'value' && (calibration === null || target.threshold === null)) return () => null;
  const { slope, offset } = calibration ?? { slope: 1, offset: 0 };
  const least = answers === 'value' ? toAnswer(target, target.threshold!) : 0;
  const sign = answers === 'value' && target.better === 'smaller' ? -1 : 1;
  return (said) => 1 / (1 + Math.exp(-(slope * sign * (said - least) + offset)));
}
