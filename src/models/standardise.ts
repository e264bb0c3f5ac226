/** Columns to mean 0 and standard deviation 1, as fitted on the training rows. */
import { createMatrix, type Matrix } from '../core/matrix.ts';

/** Mean and scale of each column. */
export interface Standardiser {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
}

/** A spread this small beside the column's size is rounding, not information. */
const RELATIVE_ROUNDING = 1e-12;

/**
 * Mean and population standard deviation (divisor: number of rows) of each column, in two passes. A constant column gets
 * scale 1 and so becomes 0 everywhere on the rows it was fitted on.
 * @example fitStandardiser(matrixFrom([[1, 5], [3, 5]])); // mean [2, 5], scale [1, 1]
 */
export function fitStandardiser(X: Matrix): Standardiser {
  const mean = new Float64Array(X.cols);
  const scale = new Float64Array(X.cols);
  for (let i = 0; i < X.rows; i++) for (let j = 0; j < X.cols; j++) mean[j]! += X.data[i * X.cols + j]! / X.rows;
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++) scale[j]! += (X.data[i * X.cols + j]! - mean[j]!) ** 2 / X.rows;
  }
  for (let j = 0; j < X.cols; j++) {
    scale[j] = Math.sqrt(scale[j]!);
    if (scale[j]! > RELATIVE_ROUNDING * Math.abs(mean[j]!)) continue;
    mean[j] = X.data[j]!;
    scale[j] = 1;
  }
  return { mean, scale };
}

/**
 * (value - mean) / scale for each element, as a new matrix.
 * @example standardise(matrixFrom([[4]]), { mean: new Float64Array([2]), scale: new Float64Array([2]) }).data; // [1]
 */
export function standardise(X: Matrix, { mean, scale }: Standardiser): Matrix {
  const Z = createMatrix(X.rows, X.cols);
  for (let i = 0, at = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++, at++) Z.data[at] = (X.data[at]! - mean[j]!) / scale[j]!;
  }
  return Z;
}
