/** The training median and standard deviation for every row: the floor that a regression has to beat. */
import type { Matrix } from '../core/matrix.ts';
import { median } from '../core/median.ts';
import { moments } from './moments.ts';
import type { Parameters } from './parameters.ts';
import type { Prediction } from './prediction.ts';

/**
 * @returns parameters `median` (of an even number of values the mean of the middle two) and `sd` (about the mean)
 * @example fitMedian([1, 5, 2]).median; // [2]
 */
export function fitMedian(y: ArrayLike<number>): Parameters {
  return { median: Float64Array.of(median(y)), sd: Float64Array.of(moments(y).sd) };
}

/**
 * The same for every row.
 * @example predictMedian(fitMedian([1, 5, 2]), matrixFrom([[0]])).mean; // [2]
 */
export function predictMedian({ median: middle, sd }: Parameters, X: Matrix): Prediction {
  return { mean: new Float64Array(X.rows).fill(middle![0]!), sd: new Float64Array(X.rows).fill(sd![0]!) };
}
