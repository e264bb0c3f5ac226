/**
 * Several predictions taken as an equal mixture: its mean is the mean of the means, its variance the mean of the variances plus
 * the variance of the means (the law of total variance; Lakshminarayanan, Pritzel and Blundell, NeurIPS 2017, section 2.4).
 */
import { moments } from './moments.ts';
import type { Prediction } from './prediction.ts';

/**
 * Blends predictions of the same rows.
 * @param predictions at least one, all for the same rows
 * @example blend([{ mean: Float64Array.of(0), sd: Float64Array.of(0) }, { mean: Float64Array.of(2), sd: Float64Array.of(0) }]); // mean [1], sd [1]
 */
export function blend(predictions: readonly Prediction[]): Prediction {
  const rows = predictions[0]!.mean.length;
  const mean = new Float64Array(rows);
  const sd = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const between = moments(predictions.map((prediction) => prediction.mean[i]!));
    const within = predictions.reduce((sum, prediction) => sum + prediction.sd[i]! ** 2, 0) / predictions.length;
    mean[i] = between.mean;
    sd[i] = Math.sqrt(within + between.sd ** 2);
  }
  return { mean, sd };
}
