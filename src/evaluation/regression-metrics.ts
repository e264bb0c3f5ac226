/** How far predicted values are from measured ones. */
import { fail } from '../core/errors.ts';
import { checkPairs } from './check-labels.ts';

/**
 * Mean absolute error, in the unit of the values.
 *
 * With a floor, both sides are raised to at least the floor before they are compared, so that all values below it
 * count as equal. Measured values below the detection limit are bounds, often written down as some very
 * small number: without a floor the choice of that number decides the error, with one the floor does. Errors at
 * different floors cannot be compared; give the floor beside the error.
 *
 * @param truth measured value of each row, such as the logarithm of a rate
 * @param predicted predicted value of each row, in the same unit
 * @param floor in the same unit; none if not given
 * @throws {UserError} when lengths differ, there are no rows, or a value or the floor is not finite
 * @example meanAbsoluteError([-3, -18], [-4, -12], -10); // 0.5: the second row is right, both are below the floor
 */
export function meanAbsoluteError(truth: ArrayLike<number>, predicted: ArrayLike<number>, floor?: number): number {
  checkPairs('mean absolute error', truth, predicted);
  if (floor !== undefined && !Number.isFinite(floor)) {
    fail('floor of the mean absolute error', 'a finite number', `${floor}`, 'leave it out for no floor');
  }
  const raised = (value: number) => Math.max(value, floor ?? value);
  let sum = 0;
  for (let i = 0; i < truth.length; i++) sum += Math.abs(raised(truth[i]!) - raised(predicted[i]!));
  return sum / truth.length;
}

/**
 * Root of the mean squared error, in the unit of the values: a few large errors weigh more than in the mean absolute error.
 *
 * @param truth measured value of each row
 * @param predicted predicted value of each row, in the same unit
 * @throws {UserError} when lengths differ, there are no rows, or a value is not finite
 * @example rootMeanSquaredError([1, 2], [1, 4]); // 1.4142
 */
export function rootMeanSquaredError(truth: ArrayLike<number>, predicted: ArrayLike<number>): number {
  checkPairs('root mean squared error', truth, predicted);
  return Math.sqrt(squaredError(truth, predicted) / truth.length);
}

/**
 * R2, the coefficient of determination: 1 - squared errors / squared distances from the mean of the values themselves. 0 is as
 * good as their mean, below 0 is worse. null where all values are equal.
 *
 * @param truth measured value of each row
 * @param predicted predicted value of each row, in the same unit
 * @throws {UserError} when lengths differ, there are no rows, or a value is not finite
 * @example coefficientOfDetermination([1, 2, 3], [1, 2, 4]); // 0.5
 */
export function coefficientOfDetermination(truth: ArrayLike<number>, predicted: ArrayLike<number>): number | null {
  checkPairs('coefficient of determination', truth, predicted);
  let mean = truth[0]!;
  for (let i = 0; i < truth.length; i++) mean += (truth[i]! - truth[0]!) / truth.length;
  return shareExplained(truth, predicted, new Float64Array(truth.length).fill(mean));
}

/**
 * Q2 of held-out rows: 1 - PRESS / squared distances from the mean of the rows that were learned from (Q2_F1 of Schüürmann et al.,
 * J. Chem. Inf. Model. 48, 2140 (2008), with a training mean for each row): what the model knows beyond that mean. R2 of
 * the same rows is lower or equal where they share one training mean. null where the mean makes no error.
 *
 * @param truth measured value of each row
 * @param predicted value of each row by a model that did not see it, in the same unit
 * @param trainingMean mean of the values that this model learned from
 * @throws {UserError} when lengths differ, there are no rows, or a value is not finite
 * @example predictiveQ2([1, 3], [1, 2], [3, 1]); // 1 - 1 / (4 + 4) = 0.875
 */
export function predictiveQ2(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  trainingMean: ArrayLike<number>,
): number | null {
  checkPairs('Q2', truth, predicted);
  checkPairs('Q2, training means', truth, trainingMean);
  return shareExplained(truth, predicted, trainingMean);
}

function shareExplained(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  means: ArrayLike<number>,
): number | null {
  const spread = squaredError(truth, means);
  return spread === 0 ? null : 1 - squaredError(truth, predicted) / spread;
}

function squaredError(truth: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < truth.length; i++) sum += (truth[i]! - predicted[i]!) ** 2;
  return sum;
}
