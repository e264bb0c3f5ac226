/** A point of a learning curve: a score over folds and draws of the rows to learn from. */
import type { Stream } from '../core/random.ts';
import { bootstrapStatistic } from './bootstrap-statistic.ts';
import type { BootstrapInterval } from './resampling.ts';

/** A score in one fold after one draw of the rows to learn from. */
export interface FoldScore {
  readonly fold: number;
  readonly value: number;
  /** What it counts: held-out rows of an error, pairs of a positive and a negative of an AUC. */
  readonly weight: number;
}

/**
 * The weighted mean of the scores with a 95 % interval from drawing whole folds; null where nothing has a weight.
 * @param scores of every fold and draw
 * @example curvePoint([{ fold: 0, value: 0.8, weight: 10 }], 1000, stream(0, 'point')).estimate; // 0.8
 */
export function curvePoint(scores: readonly FoldScore[], resamples: number, random: Stream): BootstrapInterval {
  const mean = (drawn: Int32Array): number | null => {
    let [sum, weights] = [0, 0];
    for (const row of drawn) {
      sum += scores[row]!.value * scores[row]!.weight;
      weights += scores[row]!.weight;
    }
    return weights === 0 ? null : sum / weights;
  };
  const options = { resamples, level: 0.95, groups: scores.map(({ fold }) => `${fold}`) };
  return bootstrapStatistic(scores.length, mean, options, random);
}
