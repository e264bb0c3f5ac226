/**
 * What all fits of a subset search share. One standardisation serves them all, since another scale of column j is another penalty
 * of its weight: l2 (scale without the row left out / scale)^2. Columns stand one after the other, each padded with zeros to a
 * multiple of four, and the products of all pairs of columns beside them, so that each element of a Hessian is one dot product
 * with the curvatures of the rows.
 */
import { createMatrix, type Matrix, selectRows } from '../core/matrix.ts';
import { packedStart } from '../models/cholesky.ts';
import { fitStandardiser, standardise } from '../models/standardise.ts';

/** The tables of one problem. */
export interface SubsetTables {
  readonly rows: number;
  /** Columns to choose from; the column of ones comes after them. */
  readonly cols: number;
  /** Length of a padded column. */
  readonly stride: number;
  /** Standardised columns, and ones, padded. */
  readonly columns: Float64Array;
  /** Product of columns a >= b, padded, in the place packedStart(a) + b. */
  readonly products: Float64Array;
  /** Label of each row, 0 or 1. */
  readonly y: Float64Array;
  /** Penalty of each column with all rows. */
  readonly l2: number;
  /** Penalty of each column (across) with each row left out (down). */
  readonly penalties: Matrix;
}

/**
 * Tables of a problem.
 * @param X rows x columns to choose from
 * @param y label of each row, 0 or 1
 * @param l2 ridge penalty on standardised columns, > 0
 * @example subsetTables(matrixFrom([[0], [2]]), [0, 1], 0.01).columns; // -1 1 0 0, and 1 1 0 0
 */
export function subsetTables(X: Matrix, y: ArrayLike<number>, l2: number): SubsetTables {
  const { rows, cols } = X;
  const stride = 4 * Math.ceil(rows / 4);
  const columns = paddedColumns(X, stride);
  const products = pairProducts(columns, cols + 1, stride);
  const penalties = penaltiesWithout(X, l2);
  return { rows, cols, stride, columns, products, y: Float64Array.from(y), l2, penalties };
}

function paddedColumns(X: Matrix, stride: number): Float64Array {
  const Z = standardise(X, fitStandardiser(X));
  const columns = new Float64Array((X.cols + 1) * stride);
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++) columns[j * stride + i] = Z.data[i * X.cols + j]!;
    columns[X.cols * stride + i] = 1;
  }
  return columns;
}

function pairProducts(columns: Float64Array, count: number, stride: number): Float64Array {
  const products = new Float64Array(packedStart(count) * stride);
  for (let a = 0, at = 0; a < count; a++) {
    for (let b = 0; b <= a; b++) {
      for (let i = 0; i < stride; i++, at++) products[at] = columns[a * stride + i]! * columns[b * stride + i]!;
    }
  }
  return products;
}

function penaltiesWithout(X: Matrix, l2: number): Matrix {
  const { scale } = fitStandardiser(X);
  const rows = Array.from({ length: X.rows }, (_, row) => row);
  const penalties = createMatrix(X.rows, X.cols);
  for (const out of rows) {
    const without = fitStandardiser(selectRows(X, rows.toSpliced(out, 1))).scale;
    for (let j = 0; j < X.cols; j++) penalties.data[out * X.cols + j] = l2 * (without[j]! / scale[j]!) ** 2;
  }
  return penalties;
}
