/** The floor that knows one category of each row (an anion, say) and how often class 1 occurred with it. */

import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import type { Parameters } from './parameters.ts';

/**
 * The smoothed rate of class 1 in each category: r = (positives + 2 R) / (rows + 2), R = (all positives + 1) / (all rows + 2), so
 * that two rows at the overall rate R stand beside those seen, and no rate is 0 or 1.
 * @param column index of the column that holds the category, an integer
 * @returns parameters `categories` (ascending), `scores` (log odds of r, one a category) and `unseen` (log odds of R)
 * @throws {UserError} for a category that is not an integer
 * @example fitCategoryRate(0, matrixFrom([[8], [16]]), [0, 1]).categories; // [8, 16]
 */
export function fitCategoryRate(column: number, X: Matrix, y: ArrayLike<number>): Parameters {
  const rows = new Map<number, number>();
  const positives = new Map<number, number>();
  let all = 0;
  for (let i = 0; i < X.rows; i++) {
    const category = categoryOf(column, X, i);
    rows.set(category, (rows.get(category) ?? 0) + 1);
    positives.set(category, (positives.get(category) ?? 0) + y[i]!);
    all += y[i]!;
  }
  const overall = (all + 1) / (X.rows + 2);
  const categories = Float64Array.from(rows.keys()).sort();
  const rate = (category: number) => (positives.get(category)! + 2 * overall) / (rows.get(category)! + 2);
  const scores = categories.map((category) => logOdds(rate(category)));
  return { categories, scores, unseen: new Float64Array([logOdds(overall)]) };
}

/**
 * The log odds of each row's category; those of the overall rate for a category not seen in training.
 * @throws {UserError} for a category that is not an integer
 * @example scoreCategoryRate(fitCategoryRate(0, X, y), 0, X);
 */
export function scoreCategoryRate(parameters: Parameters, column: number, X: Matrix): Float64Array {
  const scores = new Map(Array.from(parameters.categories!, (category, k) => [category, parameters.scores![k]!]));
  const unseen = parameters.unseen![0]!;
  return Float64Array.from({ length: X.rows }, (_, i) => scores.get(categoryOf(column, X, i)) ?? unseen);
}

function categoryOf(column: number, X: Matrix, row: number): number {
  const category = X.data[row * X.cols + column]!;
  if (Number.isInteger(category)) return category;
  return fail(`category-rate, row ${row}`, 'an integer category', String(category), `check column ${column}`);
}

function logOdds(rate: number): number {
  return Math.log(rate / (1 - rate));
}
