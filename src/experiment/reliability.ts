/** How far probabilities can be believed, as summary.json stores it. */
import { stream } from '../core/random.ts';
import { bootstrapStatistic } from '../evaluation/bootstrap-statistic.ts';
import { type CalibrationBin, calibrationTable } from '../evaluation/calibration.ts';
import { roundOnce } from './numbers.ts';
import type { ScoreOptions } from './score.ts';

/** A bin of a reliability table with a 95 % bootstrap interval of its share of positives; null where the bin is empty. */
export interface ReliabilityBin extends CalibrationBin {
  readonly interval: readonly [number | null, number | null] | null;
}

/**
 * The reliability table with an interval for each bin, rounded once.
 * @param y labels, 0 or 1
 * @param bins number of bins
 * @throws {UserError} as {@link calibrationTable}
 * @example reliability([0, 1], [0.1, 0.9], 2, { resamples: 100, seed: 0 })[1].interval; // [1, 1]
 */
export function reliability(
  y: readonly number[],
  probability: readonly number[],
  bins: number,
  { resamples, seed, groups }: Omit<ScoreOptions, 'ranks'>,
): ReliabilityBin[] {
  return calibrationTable(y, probability, bins).map((bin) => ({
    ...bin,
    meanProbability: roundOnce(bin.meanProbability),
    fractionPositive: roundOnce(bin.fractionPositive),
    interval: bin.n === 0 ? null : intervalOf(bin),
  }));

  function intervalOf({ low, high }: CalibrationBin): [number | null, number | null] {
    const rows = probability.flatMap((p, row) => (p >= low && (p < high || high === 1) ? [row] : []));
    const share = (drawn: Int32Array) => drawn.reduce((sum, i) => sum + y[rows[i]!]!, 0) / drawn.length;
    const options = { resamples, level: 0.95, ...(groups && { groups: rows.map((row) => groups[row]!) }) };
    const { low: from, high: to } = bootstrapStatistic(rows.length, share, options, stream(seed, `reliability ${low}`));
    return [roundOnce(from), roundOnce(to)];
  }
}
