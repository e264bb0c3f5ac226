/** Interval arithmetic over the compounds of an element set, with the error that float32 makes of it. */
import { largestMean } from './bounds.ts';

/** What a number of a perceptron can be over an element set, divided by the number of atoms. */
export interface Reach {
  readonly lower: number;
  readonly upper: number;
  /** How far its float32 twin can be off. */
  readonly error: number;
}

/** Unit roundoff of float32. */
export const ROUNDOFF = 2 ** -24;

/**
 * The largest relative error of m roundings to float32, and one more for those of the float64 judge: m u / (1 - m u) (Higham,
 * Accuracy and Stability of Numerical Algorithms, 2002, section 3.1).
 * @example roundings(1) > 2 ** -23; // true
 */
export function roundings(m: number): number {
  return ((m + 1) * ROUNDOFF) / (1 - (m + 1) * ROUNDOFF);
}

/**
 * The reach of sum_i c_i s_i + sum_p w_p sqrt(q_p), see src/screening/perceptron.ts.
 * @param spreads half the range of the values of each root: no standard deviation is larger
 * @param max largest coefficient
 * @example formReach(Float64Array.of(1, 2), new Float64Array(0), new Float64Array(0), 3).upper; // 1.75
 */
export function formReach(s: Float64Array, w: Float64Array, spreads: Float64Array, max: number): Reach {
  let lower = -largestMean(s, -1, max);
  let upper = largestMean(s, 1, max);
  let size = 0;
  for (let i = 0; i < s.length; i++) size = Math.max(size, Math.abs(s[i]!));
  for (let p = 0; p < w.length; p++) {
    const most = w[p]! * spreads[p]!;
    if (most < 0) lower += most;
    else upper += most;
    size += Math.abs(most);
  }
  return { lower, upper, error: roundings(w.length + 8) * size };
}

/**
 * The reach of a bias and weighed inputs, rectified.
 * @example sumReach({ lower: 1, upper: 1, error: 0 }, [2], [{ lower: -1, upper: 3, error: 0 }]).upper; // 7
 */
export function sumReach(bias: Reach, weights: ArrayLike<number>, inputs: readonly Reach[]): Reach {
  let { lower, upper, error } = bias;
  let size = largestOf(bias);
  for (const [i, input] of inputs.entries()) {
    const weight = weights[i]!;
    const least = weight * Math.max(input.lower, 0);
    const most = weight * Math.max(input.upper, 0);
    lower += Math.min(least, most);
    upper += Math.max(least, most);
    error += Math.abs(weight) * input.error;
    size += Math.abs(weight) * (Math.max(input.upper, 0) + input.error);
  }
  return { lower, upper, error: error + roundings(inputs.length + 3) * size };
}

/**
 * The largest size that the float32 twin of a number can have.
 * @example largestOf({ lower: -2, upper: 1, error: 0.25 }); // 2.25
 */
export function largestOf({ lower, upper, error }: Reach): number {
  return Math.max(-lower, upper) + error;
}
