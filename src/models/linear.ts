/** What all linear models share: weights in the units of the raw columns and one dot product a row. */
import type { Matrix } from '../core/matrix.ts';
import type { ClassWeights } from './model-spec.ts';
import type { Parameters } from './parameters.ts';
import type { LinearForm } from './prediction.ts';

/** Mean and scale of each column. */
interface ColumnScales {
  readonly mean: ArrayLike<number>;
  readonly scale: ArrayLike<number>;
}

/**
 * Turns weights on standardised columns into weights on the raw columns: same scores, up to rounding.
 * @returns parameters `weights` (one a column) and `intercept` (one)
 * @example toRawUnits([2], 1, { mean: new Float64Array([3]), scale: new Float64Array([4]) }); // weights [0.5], intercept [-0.5]
 */
export function toRawUnits(weights: ArrayLike<number>, intercept: number, standardiser: ColumnScales): Parameters {
  const raw = new Float64Array(weights.length);
  let constant = intercept;
  for (let j = 0; j < raw.length; j++) {
    raw[j] = weights[j]! / standardiser.scale[j]!;
    constant -= raw[j]! * standardiser.mean[j]!;
  }
  return { weights: raw, intercept: new Float64Array([constant]) };
}

/**
 * The same as a linear form; without a standardiser the weights are those of the raw columns already.
 * @example rawForm([2], 1, { mean: [3], scale: [4] }).intercept; // -0.5
 */
export function rawForm(weights: ArrayLike<number>, intercept: number, standardiser?: ColumnScales): LinearForm {
  if (standardiser === undefined) return { weights: Float64Array.from(weights), intercept };
  const raw = toRawUnits(weights, intercept, standardiser);
  return { weights: raw.weights!, intercept: raw.intercept![0]! };
}

/**
 * intercept + weights . row for each row, summed column by column in order.
 * @example scoreLinear({ weights: new Float64Array([2]), intercept: new Float64Array([1]) }, matrixFrom([[3]])); // [7]
 */
export function scoreLinear(parameters: Parameters, X: Matrix): Float64Array {
  const weights = parameters.weights!;
  const scores = new Float64Array(X.rows).fill(parameters.intercept![0]!);
  for (let i = 0, at = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++, at++) scores[i]! += weights[j]! * X.data[at]!;
  }
  return scores;
}

/**
 * The weight of each row in the loss.
 * @param y labels 0 or 1, both present when weights are 'balanced'; of a probability, each class gets its part
 * @example rowWeights([1, 0, 0, 0], 'balanced'); // [2, 2/3, 2/3, 2/3]
 */
export function rowWeights(y: ArrayLike<number>, classWeights: ClassWeights = 'none'): Float64Array {
  const weights = new Float64Array(y.length).fill(1);
  if (classWeights === 'none') return weights;
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i]!;
  return weights.map((_, i) => (y[i]! / positives + (1 - y[i]!) / (y.length - positives)) * (y.length / 2));
}
