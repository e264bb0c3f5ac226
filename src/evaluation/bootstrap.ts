/**
 * Bootstrap percentile intervals (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 * Scores are fixed: the interval tells how far the choice of test rows moves a measure, not how far the choice
 * of training rows does. Where rows come in groups, whole groups are drawn (cluster bootstrap): near copies
 * are not independent evidence, and drawing them one by one gives intervals that are too narrow.
 */
import { fail } from '../core/errors.ts';
import type { Stream } from '../core/random.ts';
import { checkCount } from './check-labels.ts';
import type { MetricName } from './ranking.ts';
import { rankByScore, rankedMetrics } from './ranking.ts';

/** How to draw. */
export interface BootstrapOptions {
  /** Number of resamples, at least 1; 1,000 is usual. */
  readonly resamples: number;
  /** Coverage of the interval, between 0 and 1, such as 0.95. */
  readonly level: number;
  /** A score of at least this predicts class 1; 0 if not given. */
  readonly threshold?: number;
  /** Group of each row; whole groups are drawn. Without it, rows are drawn. */
  readonly groups?: readonly string[];
}

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

/**
 * Percentile intervals of several measures from the same resamples.
 *
 * @param y label of each row, 0 or 1
 * @param score score of each row
 * @param statistics names of measures of {@link classificationMetrics}
 * @returns one interval for each name
 * @throws {UserError} for what {@link classificationMetrics} refuses, and for options out of range
 * @example bootstrapIntervals(y, score, ['auc'], { resamples: 1000, level: 0.95 }, stream(0, 'bootstrap')).auc.low;
 */
export function bootstrapIntervals<Name extends MetricName>(
  y: ArrayLike<number>,
  score: ArrayLike<number>,
  statistics: readonly Name[],
  options: BootstrapOptions,
  random: Stream,
): Record<Name, BootstrapInterval> {
  const { resamples, level, threshold = 0, groups } = options;
  checkCount('bootstrap resamples', resamples, 1);
  if (!(level > 0 && level < 1)) fail('bootstrap level', 'between 0 and 1', `${level}`, 'use 0.95, say');
  const ranking = rankByScore(y, score, threshold);
  const { unitOf, units } = sampledUnits(ranking.order, groups);

  const weight = new Float64Array(ranking.order.length).fill(1);
  const estimates = rankedMetrics(ranking, weight);
  const values = statistics.map(() => new Float64Array(resamples));
  const drawn = new Int32Array(units);
  for (let resample = 0; resample < resamples; resample++) {
    drawn.fill(0);
    for (let i = 0; i < units; i++) drawn[Math.floor(random() * units)]!++;
    for (let position = 0; position < weight.length; position++) weight[position] = drawn[unitOf[position]!]!;
    const metrics = rankedMetrics(ranking, weight);
    statistics.forEach((name, s) => {
      values[s]![resample] = metrics[name] ?? Number.NaN;
    });
  }
  const entries = statistics.map((name, s) => [name, { estimate: estimates[name], ...interval(values[s]!, level) }]);
  return Object.fromEntries(entries) as Record<Name, BootstrapInterval>;
}

/** What is drawn at each position of the ranking: the row, or its group. */
function sampledUnits(order: Int32Array, groups: readonly string[] | undefined) {
  if (groups === undefined) return { unitOf: order, units: order.length };
  if (groups.length !== order.length) {
    fail('bootstrap groups', `${order.length}, one a row`, `${groups.length}`, 'give each row one group');
  }
  const index = new Map<string, number>();
  for (const group of groups) if (!index.has(group)) index.set(group, index.size);
  return { unitOf: Int32Array.from(order, (row) => index.get(groups[row]!)!), units: index.size };
}

function interval(values: Float64Array, level: number): Omit<BootstrapInterval, 'estimate'> {
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
