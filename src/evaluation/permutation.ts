/**
 * Permutation test: could a model do as well where labels have nothing to do with rows? The labels are shuffled,
 * the model is fitted afresh through leave-one-out each time (Ojala and Garriga, J. Mach. Learn. Res. 11, 1833 (2010), test 1).
 */
import type { Matrix } from '../core/matrix.ts';
import { type Stream, shuffled } from '../core/random.ts';
import type { ModelSpec } from '../models/model.ts';
import { checkBothClasses, checkCount } from './check-labels.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { classificationMetrics } from './metrics.ts';
import type { MetricName } from './ranking.ts';

/** What to permute and to measure. */
export interface PermutationOptions {
  /** Number of shuffles, at least 1. */
  readonly permutations: number;
  /** Source of the shuffles, and of the seed of the fits. */
  readonly random: Stream;
  /** A measure of {@link classificationMetrics} at threshold 0; the Matthews correlation if not given. */
  readonly statistic?: MetricName;
  /** Told after each shuffle how many of how many are done. */
  readonly onDraw?: (done: number, total: number) => void;
}

/** A measure held against what the same model reaches without information. */
export interface ChanceComparison {
  readonly statistic: MetricName;
  /** Leave-one-out value on the data themselves; null where it is not defined. */
  readonly observed: number | null;
  /** Number of draws. */
  readonly draws: number;
  /** Leave-one-out value of each draw, in order; null where it is not defined. */
  readonly chance: readonly (number | null)[];
  /** Mean of the defined values; null where there is none. */
  readonly chanceMean: number | null;
  /** Draws where the measure is not defined. They count as reaching the observed value. */
  readonly undefinedDraws: number;
  /** (1 + draws that reach the observed value) / (1 + draws), in (0, 1]; null where observed is not defined. */
  readonly pValue: number | null;
}

/**
 * Compares the leave-one-out value of a measure with that for shuffled labels. The smallest p value that can come
 * out is 1 / (1 + permutations).
 *
 * @param X rows x columns
 * @param y label of each row, 0 or 1
 * @throws {UserError} when lengths differ, labels are not 0 and 1, or permutations is no count
 * @example permutationPValue({ kind: 'logistic', l2: 1 }, X, y, { permutations: 999, random: stream(0, 'permutations') }).pValue;
 */
export function permutationPValue(
  spec: ModelSpec,
  X: Matrix,
  y: ArrayLike<number>,
  options: PermutationOptions,
): ChanceComparison {
  const { permutations, random, statistic = 'mcc', onDraw } = options;
  checkCount('permutations', permutations, 1);
  checkBothClasses('permutation test', y, X.rows);
  const seed = Math.floor(random() * 2 ** 32);
  const value = (labels: ArrayLike<number>) =>
    classificationMetrics(labels, leaveOneOut(spec, X, labels, seed))[statistic];
  const observed = value(y);
  const chance = Array.from({ length: permutations }, (_, draw) => {
    const drawn = value(Float64Array.from(shuffled(y.length, random), (row) => y[row]!));
    onDraw?.(draw + 1, permutations);
    return drawn;
  });
  return compareWithChance(statistic, observed, chance);
}

/**
 * Sums up draws of chance: their mean and the p value of the observed value (Phipson and Smyth, Stat. Appl. Genet.
 * Mol. Biol. 9, 39 (2010): the data themselves count as one draw, so p is never 0).
 * @example compareWithChance('mcc', 0.7, [0.1, 0.8, -0.2]).pValue; // 0.5
 */
export function compareWithChance(
  statistic: MetricName,
  observed: number | null,
  chance: readonly (number | null)[],
): ChanceComparison {
  const defined = chance.filter((value) => value !== null);
  const undefinedDraws = chance.length - defined.length;
  const chanceMean = defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length;
  const reaching = undefinedDraws + defined.filter((value) => observed !== null && value >= observed).length;
  const pValue = observed === null ? null : (1 + reaching) / (1 + chance.length);
  return { statistic, observed, draws: chance.length, chance, chanceMean, undefinedDraws, pValue };
}
