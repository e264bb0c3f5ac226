/**
 * Bootstrap percentile interval of any statistic of rows, drawn as in {@link bootstrapIntervals}: rows, or whole
 * groups where rows come in groups (cluster bootstrap), because near copies are not independent evidence.
 */
import type { Stream } from '../core/random.ts';
import { checkCount } from './check-labels.ts';
import type { BootstrapInterval } from './resampling.ts';
import { checkResampling, drawUnits, percentileInterval, sampledUnits } from './resampling.ts';

/** How to draw. */
export interface BootstrapStatisticOptions {
  /** Number of resamples, at least 1; 1,000 is usual. */
  readonly resamples: number;
  /** Coverage of the interval, between 0 and 1, such as 0.95. */
  readonly level: number;
  /** Group of each row; whole groups are drawn. Without it, rows are drawn. */
  readonly groups?: readonly string[];
}

/**
 * The statistic on all rows, with its percentile interval. A resample lists row indices in rising order, each as
 * often as it was drawn; with groups of unequal size its length differs from draw to draw.
 *
 * @param rows number of rows
 * @param statistic its value on the rows listed; null (or NaN) where it is not defined
 * @throws {UserError} when rows or resamples is no count, the level is out of range, or there is not one group a row
 * @example
 * const pick = (values: Float64Array, rows: Int32Array) => Float64Array.from(rows, (row) => values[row]!);
 * const rank = (rows: Int32Array) => spearman(pick(a, rows), pick(b, rows));
 * bootstrapStatistic(a.length, rank, { resamples: 1000, level: 0.95 }, stream(0, 'bootstrap')).low;
 */
export function bootstrapStatistic(
  rows: number,
  statistic: (rows: Int32Array) => number | null,
  options: BootstrapStatisticOptions,
  random: Stream,
): BootstrapInterval {
  const { resamples, level, groups } = options;
  checkCount('bootstrap rows', rows, 1);
  checkResampling(resamples, level);
  const { unitOf, units } = sampledUnits(rows, groups);

  const measure = (drawn: Int32Array) => statistic(rowsOf(unitOf, drawn)) ?? Number.NaN;
  const drawn = new Int32Array(units).fill(1); // all rows, once each
  const estimate = measure(drawn);
  const values = new Float64Array(resamples).map(() => measure(drawUnits(drawn, random)));
  return { estimate: Number.isNaN(estimate) ? null : estimate, ...percentileInterval(values, level) };
}

/** The rows of the units drawn. */
function rowsOf(unitOf: Int32Array, drawn: Int32Array): Int32Array {
  let length = 0;
  for (const unit of unitOf) length += drawn[unit]!;
  const listed = new Int32Array(length);
  let end = 0;
  unitOf.forEach((unit, row) => {
    listed.fill(row, end, end + drawn[unit]!);
    end += drawn[unit]!;
  });
  return listed;
}
