/** The scores of the board: of each fold, then mean and population standard deviation over the folds (`std` of numpy). */
import { classificationMetrics, meanAbsoluteError, rootMeanSquaredError } from 'ionsieve/evaluation';

/** Scores of one fold, by the board's names. */
export type FoldScores = Readonly<Record<string, number>>;

/** Values below this do not count in the relative error. */
const LEAST_VALUE = 1e-5;

/**
 * Scores of values: mae, rmse, mape (of values that are not 0) and max_error.
 * @example valueScores([1, 0], [2, 0]).mape; // 1
 */
export function valueScores(truth: ArrayLike<number>, predicted: ArrayLike<number>): FoldScores {
  const misses = Array.from(truth, (value, row) => Math.abs(predicted[row]! - value));
  const relative = misses.flatMap((miss, row) =>
    Math.abs(truth[row]!) > LEAST_VALUE ? [miss / Math.abs(truth[row]!)] : [],
  );
  return {
    mae: meanAbsoluteError(truth, predicted),
    rmse: rootMeanSquaredError(truth, predicted),
    mape: relative.reduce((sum, miss) => sum + miss, 0) / relative.length,
    max_error: Math.max(...misses),
  };
}

/**
 * Scores of probabilities, above 0.5 called class 1: accuracy, balanced_accuracy, f1 and rocauc.
 * @example classScores([0, 1, 1], [0.1, 0.4, 0.9]).rocauc; // 1
 */
export function classScores(labels: ArrayLike<number>, probability: ArrayLike<number>): FoldScores {
  const called = Float64Array.from(probability, (p) => (p > 0.5 ? 1 : 0));
  const { accuracy, balancedAccuracy, f1 } = classificationMetrics(labels, called, 0.5);
  const { auc } = classificationMetrics(labels, probability, 0.5);
  return { accuracy: accuracy!, balanced_accuracy: balancedAccuracy!, f1: f1!, rocauc: auc! };
}

/**
 * Mean and population standard deviation over folds.
 * @example overFolds([{ mae: 1 }, { mae: 3 }], 'mae'); // { mean: 2, deviation: 1 }
 */
export function overFolds(folds: readonly FoldScores[], name: string): { mean: number; deviation: number } {
  const mean = folds.reduce((sum, scores) => sum + scores[name]!, 0) / folds.length;
  const squares = folds.reduce((sum, scores) => sum + (scores[name]! - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / folds.length) };
}
