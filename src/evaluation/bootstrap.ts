/**
 * Bootstrap percentile intervals (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 * Scores are fixed: the interval tells how far the choice of test rows moves a measure, not how far the choice
 * of training rows does. Where rows come in groups, whole groups are drawn (cluster bootstrap): near copies
 * are not independent evidence, and drawing them one by one gives intervals that are too narrow.
 */
import type { Stream } from '../core/random.ts';
import type { MetricName } from './ranking.ts';
import { rankByScore, rankedMetrics } from './ranking.ts';
import type { BootstrapInterval } from './resampling.ts';
import { checkResampling, drawUnits, percentileInterval, sampledUnits } from './resampling.ts';

export type { BootstrapInterval } from './resampling.ts';

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
  /** Category of each row, of a rule that knows nothing else of it: rows of one category are ties. */
  readonly alike?: ArrayLike<number | string>;
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
  const { resamples, level, threshold = 0, groups, alike } = options;
  checkResampling(resamples, level);
  const ranking = rankByScore(y, score, threshold, alike);
  const { unitOf, units } = sampledUnits(ranking.order.length, groups);
  const unitAt = Int32Array.from(ranking.order, (row) => unitOf[row]!);

  const weight = new Float64Array(ranking.order.length).fill(1);
  const estimates = rankedMetrics(ranking, weight);
  const values = statistics.map(() => new Float64Array(resamples));
  const drawn = new Int32Array(units);
  for (let resample = 0; resample < resamples; resample++) {
    drawUnits(drawn, random);
    for (let position = 0; position < weight.length; position++) weight[position] = drawn[unitAt[position]!]!;
    const metrics = rankedMetrics(ranking, weight);
    statistics.forEach((name, s) => {
      values[s]![resample] = metrics[name] ?? Number.NaN;
    });
  }
  const entries = statistics.map((name, s) => [
    name,
    { estimate: estimates[name], ...percentileInterval(values[s]!, level) },
  ]);
  return Object.fromEntries(entries) as Record<Name, BootstrapInterval>;
}
