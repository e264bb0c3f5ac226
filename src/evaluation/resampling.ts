/** What the two bootstraps share: what is drawn, how it is drawn, and the percentile interval of the values. */
import { fail } from '../core/errors.ts';
import type { Stream } from '../core/random.ts';
import { checkCount } from './check-labels.ts';

/** A measure with its interval. */
export interface BootstrapInterval {
  /** The measure on the rows themselves; null where it is not defined. */
  readonly estimate: number | null;
  /** Ends of the interval, from the resamples where the measure is defined; null where it never is. */
  readonly low: number | null;
  readonly high: number | null;
  readonly resamples: number;
  /** Resamples where the measure is not defined, such as an AUC without a positive row. */
  readonly undefinedResamples: number;
}

/** What is drawn: rows, or groups of them. */
export interface SampledUnits {
  /** Unit of each row. */
  readonly unitOf: Int32Array;
  /** Number of units. */
  readonly units: number;
}

/**
 * Checks the options that every bootstrap has.
 * @throws {UserError} when resamples is no count, or the level is not between 0 and 1
 * @example checkResampling(1000, 0.95); // passes
 */
export function checkResampling(resamples: number, level: number): void {
  checkCount('bootstrap resamples', resamples, 1);
  if (!(level > 0 && level < 1)) fail('bootstrap level', 'between 0 and 1', `${level}`, 'use 0.95, say');
}

/**
 * The unit of each row: the row itself, or its group where groups are given, numbered as they first appear.
 * @throws {UserError} when there is not one group a row
 * @example sampledUnits(3, ['b', 'a', 'b']); // { unitOf: Int32Array [0, 1, 0], units: 2 }
 */
export function sampledUnits(rows: number, groups: readonly string[] | undefined): SampledUnits {
  if (groups === undefined) return { unitOf: Int32Array.from({ length: rows }, (_, row) => row), units: rows };
  if (groups.length !== rows) {
    fail('bootstrap groups', `${rows}, one a row`, `${groups.length}`, 'give each row one group');
  }
  const index = new Map<string, number>();
  for (const group of groups) if (!index.has(group)) index.set(group, index.size);
  return { unitOf: Int32Array.from(groups, (group) => index.get(group)!), units: index.size };
}

/**
 * Draws as many units as there are, with replacement.
 * @param drawn how often each unit is drawn; overwritten
 * @example drawUnits(new Int32Array(3), stream(0, 'bootstrap')); // three counts that sum to 3
 */
export function drawUnits(drawn: Int32Array, random: Stream): Int32Array {
  drawn.fill(0);
  for (let i = 0; i < drawn.length; i++) drawn[Math.floor(random() * drawn.length)]!++;
  return drawn;
}

/**
 * The percentile interval of the values of a measure.
 * @param values one value a resample; NaN where the measure is not defined
 * @example percentileInterval(Float64Array.of(1, 2, 3, Number.NaN), 0.5).low; // 1.5
 */
export function percentileInterval(values: Float64Array, level: number): Omit<BootstrapInterval, 'estimate'> {
  const defined = values.filter((value) => !Number.isNaN(value)).sort();
  return {
    low: quantile(defined, (1 - level) / 2),
    high: quantile(defined, (1 + level) / 2),
    resamples: values.length,
    undefinedResamples: values.length - defined.length,
  };
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the default of NumPy and R). */
function quantile(sorted: Float64Array, probability: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
