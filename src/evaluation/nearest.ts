/** The training row nearest to a new one: the known material that a prediction leans on. */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import { rowOf } from '../core/matrix.ts';
import { checkMatrix } from '../models/check-data.ts';
import { fitStandardiser } from '../models/standardise.ts';
import { checkFinite } from './check-labels.ts';

/** A training row and how far away it is. */
export interface NearestRow {
  /** Index of the training row; the lowest where several are equally near. */
  readonly index: number;
  /** Euclidean distance in units of the training columns' standard deviations (divisor: number of rows). */
  readonly distance: number;
}

/**
 * Finds the training row nearest to a row, each column divided by its standard deviation over the training rows.
 * A column that is constant in training counts in its own unit; it cannot change which row is nearest.
 *
 * @param X training rows x columns
 * @param row one value a column
 * @throws {UserError} when there are no training rows, the row has another number of columns, or a value is not finite
 * @example nearestRow(matrixFrom([[0], [10]]), [8]); // { index: 1, distance: 0.4 }
 */
export function nearestRow(X: Matrix, row: ArrayLike<number>): NearestRow {
  if (X.rows === 0) fail('nearest training row', 'at least one training row', 'none', 'give training rows');
  if (row.length !== X.cols) {
    fail('nearest training row', `a row of ${X.cols} columns`, `${row.length}`, 'use the columns of the training rows');
  }
  checkMatrix(X, 'training rows');
  checkFinite('row to look up', row);
  const { scale } = fitStandardiser(X);
  let [index, nearest] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < X.rows; i++) {
    const training = rowOf(X, i);
    let squared = 0;
    for (let j = 0; j < X.cols; j++) squared += ((row[j]! - training[j]!) / scale[j]!) ** 2;
    if (squared < nearest) [index, nearest] = [i, squared];
  }
  return { index, distance: Math.sqrt(nearest) };
}
