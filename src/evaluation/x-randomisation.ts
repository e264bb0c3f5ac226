/**
 * X-randomisation: the same labels, but descriptors that are uniform noise. doi 10.1039/C6EE02697D
 * sets its leave-one-out error of 0.10 against 0.355, the mean of 100 such draws with five columns.
 */
import type { Matrix } from '../core/matrix.ts';
import { createMatrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import type { ModelSpec } from '../models/model.ts';
import { checkCount } from './check-labels.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { classificationMetrics } from './metrics.ts';
import { type ChanceComparison, compareWithChance } from './permutation.ts';
import type { MetricName } from './ranking.ts';

/** What to draw and to measure. */
export interface XRandomisationOptions {
  /** Number of noise matrices, at least 1. */
  readonly draws: number;
  /** Source of the noise, and of the seed of the fits. */
  readonly random: Stream;
  /** A measure of {@link classificationMetrics} at threshold 0; accuracy, as in the paper, if not given. */
  readonly statistic?: MetricName;
  /** Told after each draw how many of how many are done. */
  readonly onDraw?: (done: number, total: number) => void;
}

/**
 * Compares the leave-one-out value of a measure with that for columns of noise, uniform on [0, 1).
 * The error rate of the paper is 1 - accuracy.
 *
 * @param X rows x columns
 * @param y label of each row, 0 or 1
 * @throws {UserError} when lengths differ, labels are not 0 and 1, or draws is no count
 * @example 1 - xRandomisation({ kind: 'logistic', l2: 1 }, X, y, { draws: 100, random: stream(0, 'noise') }).chanceMean!; // error of chance
 */
export function xRandomisation(
  spec: ModelSpec,
  X: Matrix,
  y: ArrayLike<number>,
  options: XRandomisationOptions,
): ChanceComparison {
  const { draws, random, statistic = 'accuracy', onDraw } = options;
  checkCount('draws of noise', draws, 1);
  const seed = Math.floor(random() * 2 ** 32);
  const value = (rows: Matrix) => classificationMetrics(y, leaveOneOut(spec, rows, y, seed))[statistic];
  const observed = value(X);
  const chance = Array.from({ length: draws }, (_, draw) => {
    const noise = createMatrix(X.rows, X.cols);
    for (let i = 0; i < noise.data.length; i++) noise.data[i] = random();
    const drawn = value(noise);
    onDraw?.(draw + 1, draws);
    return drawn;
  });
  return compareWithChance(statistic, observed, chance);
}
