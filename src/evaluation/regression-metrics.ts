/** How far predicted values are from measured ones. */
import { fail } from '../core/errors.ts';
import { checkPairs } from './check-labels.ts';

/**
 * Mean absolute error, in the unit of the values.
 *
 * With a floor, both sides are raised to at least the floor before they are compared, so that all values below it
 * count as equal. Measured conductivities below the detection limit are bounds, often written down as some very
 * small number: without a floor the choice of that number decides the error, with one the floor does. Errors at
 * different floors cannot be compared; give the floor beside the error.
 *
 * @param truth measured value of each row, such as log10 of a conductivity
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
