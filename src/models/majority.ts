/** The floor that knows only the class counts. */
import type { Parameters } from './parameters.ts';

/**
 * The log odds of class 1 among the labels, one row of each class added (Laplace) so that it is finite.
 * @returns parameter `score` (one number: above 0 when class 1 is the majority, 0 for a draw)
 * @example fitMajority([1, 1, 0]).score; // [ln(3 / 2)]
 */
export function fitMajority(y: ArrayLike<number>): Parameters {
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i]!;
  return { score: new Float64Array([Math.log((positives + 1) / (y.length - positives + 1))]) };
}
