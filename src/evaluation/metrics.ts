/** Measures of a binary classifier from its scores. Accuracy alone misleads where one class is rare. */
import type { ClassificationMetrics } from './ranking.ts';
import { rankByScore, rankedMetrics } from './ranking.ts';

/**
 * Every measure of a set of scores. null where the definition divides by zero:
 * auc, mcc, balancedAccuracy with one class only; recall, averagePrecision without a positive; precision where
 * nothing is predicted positive; f1 where there is neither a positive nor a predicted one. Where both classes
 * are there but only one is predicted, mcc is 0, its limit (Chicco and Jurman, BMC Genomics 21, 6 (2020)).
 *
 * auc is the chance that a random positive scores above a random negative, a tie counting half.
 * averagePrecision is scikit-learn's: the sum over distinct scores of (R_n - R_(n-1)) P_n, not interpolated.
 *
 * @param y label of each row, 0 or 1
 * @param score score of each row
 * @param threshold a score of at least this predicts class 1
 * @param alike category of each row, of a rule that knows nothing else of it: rows of one category are ties, see ranking.ts
 * @throws {UserError} when lengths differ, there are no rows, a label is not 0 or 1, or a score is not finite
 * @example classificationMetrics([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], 0.5).auc; // 0.75
 */
export function classificationMetrics(
  y: ArrayLike<number>,
  score: ArrayLike<number>,
  threshold = 0,
  alike?: ArrayLike<number | string>,
): ClassificationMetrics {
  return rankedMetrics(rankByScore(y, score, threshold, alike), new Uint8Array(y.length).fill(1));
}
