/**
 * How much better one set of predictions is than another on the same rows. Both are measured on the same resamples, so that what
 * makes a row hard for both cancels out (paired bootstrap; Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 */
import type { Stream } from '../core/random.ts';
import { type BootstrapStatisticOptions, bootstrapStatistic } from './bootstrap-statistic.ts';
import type { BootstrapInterval } from './resampling.ts';

/** A measure of some rows; null where it is not defined. */
export type RowStatistic = (rows: Int32Array) => number | null;

/**
 * The measure of the second less that of the first, with its percentile interval.
 * @param rows number of rows, which both know
 * @throws {UserError} for options that {@link bootstrapStatistic} refuses
 * @example
 * const error = (predicted: Float64Array) => (rows: Int32Array) => rows.reduce((sum, i) => sum + Math.abs(y[i]! - predicted[i]!), 0) / rows.length;
 * pairedDifference(y.length, error(a), error(b), { resamples: 1000, level: 0.95 }, stream(0, 'difference')).high; // below 0: b is better
 */
export function pairedDifference(
  rows: number,
  first: RowStatistic,
  second: RowStatistic,
  options: BootstrapStatisticOptions,
  random: Stream,
): BootstrapInterval {
  const difference = (drawn: Int32Array) => {
    const [a, b] = [first(drawn), second(drawn)];
    return a === null || b === null ? null : b - a;
  };
  return bootstrapStatistic(rows, difference, options, random);
}
