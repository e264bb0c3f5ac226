/** The training row nearest to a new one: the known material that a prediction leans on. */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
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
 * @returns a function of a row, one value a column, which throws a {@link UserError} for another number of columns or a value that is
 * not finite
 * @throws {UserError} when there are no training rows, or a value is not finite
 * @example openNearest(matrixFrom([[0], [10]]))([8]); // { index: 1, distance: 0.4 }
 */
export function openNearest(X: Matrix): (row: ArrayLike<number>) => NearestRow {
  if (X.rows === 0) fail('nearest training row', 'at least one training row', 'none', 'give training rows');
  checkMatrix(X, 'training rows');
  const { scale } = fitStandardiser(X);
  return (row) => {
    if (row.length !== X.cols) {
      const expected = `a row of ${X.cols} columns`;
      fail('nearest training row', expected, `${row.length}`, 'use the columns of the training rows');
    }
    checkFinite('row to look up', row);
    let [index, nearest] = [0, Number.POSITIVE_INFINITY];
    for (let i = 0, at = 0; i < X.rows; i++) {
      let squared = 0;
      for (let j = 0; j < X.cols; j++, at++) squared += ((row[j]! - X.data[at]!) / scale[j]!) ** 2;
      if (squared < nearest) [index, nearest] = [i, squared];
    }
    return { index, distance: Math.sqrt(nearest) };
  };
}
