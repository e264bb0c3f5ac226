import { fail } from './errors.ts';

/** Row-major matrix of float64: element (i, j) is `data[i * cols + j]`. */
export interface Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly cols: number;
}

/**
 * A matrix of zeros.
 * @example createMatrix(2, 3).data.length; // 6
 */
export function createMatrix(rows: number, cols: number): Matrix {
  return { data: new Float64Array(rows * cols), rows, cols };
}

/**
 * A matrix from rows of equal length.
 * @throws {UserError} when a row has another length than the first
 * @example matrixFrom([[1, 2], [3, 4]]).data; // Float64Array [1, 2, 3, 4]
 */
export function matrixFrom(rows: ArrayLike<ArrayLike<number>>): Matrix {
  const cols = rows.length === 0 ? 0 : rows[0]!.length;
  const matrix = createMatrix(rows.length, cols);
  for (let i = 0; i < rows.length; i++) {
    if (rows[i]!.length !== cols) {
      fail(`matrix row ${i}`, `${cols} values`, `${rows[i]!.length}`, 'give every row the same length');
    }
    matrix.data.set(rows[i]!, i * cols);
  }
  return matrix;
}

/**
 * One row, as a view on the matrix (not a copy).
 * @example rowOf(matrixFrom([[1, 2], [3, 4]]), 1); // Float64Array [3, 4]
 */
export function rowOf(matrix: Matrix, row: number): Float64Array {
  return matrix.data.subarray(row * matrix.cols, (row + 1) * matrix.cols);
}

/**
 * The named rows, copied, in the order given.
 * @example selectRows(matrixFrom([[1], [2], [3]]), [2, 0]).data; // Float64Array [3, 1]
 */
export function selectRows(matrix: Matrix, rows: ArrayLike<number>): Matrix {
  const selected = createMatrix(rows.length, matrix.cols);
  for (let i = 0; i < rows.length; i++) selected.data.set(rowOf(matrix, rows[i]!), i * matrix.cols);
  return selected;
}

/**
 * The named columns, copied, in the order given.
 * @example selectColumns(matrixFrom([[1, 2, 3]]), [2, 0]).data; // Float64Array [3, 1]
 */
export function selectColumns(matrix: Matrix, columns: ArrayLike<number>): Matrix {
  const selected = createMatrix(matrix.rows, columns.length);
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < columns.length; j++) {
      selected.data[i * columns.length + j] = matrix.data[i * matrix.cols + columns[j]!]!;
    }
  }
  return selected;
}

/**
 * The columns of two matrices of as many rows, side by side.
 * @example beside(matrixFrom([[1]]), matrixFrom([[2]])).data; // [1, 2]
 */
export function beside(left: Matrix, right: Matrix): Matrix {
  const joined = createMatrix(left.rows, left.cols + right.cols);
  for (let row = 0; row < left.rows; row++) {
    joined.data.set(rowOf(left, row), row * joined.cols);
    joined.data.set(rowOf(right, row), row * joined.cols + left.cols);
  }
  return joined;
}
