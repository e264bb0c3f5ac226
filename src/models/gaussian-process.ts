/**
 * Gaussian process regression (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, eq. 2.25 and 2.26): with K the
 * kernel matrix of the training rows and k the kernel between them and a new row, the mean is m + k' (K + noise)^-1 (y - m)
 * and the variance of a new measurement s^2 (1 + noise - k' (K + noise)^-1 k). m is the mean of y; the variance of the signal
 * is the one of largest likelihood, s^2 = (y - m)' (K + noise)^-1 (y - m) / n. What is stored is what was learnt from, the rows
 * and y; the rest follows from them.
 */
import { fail } from '../core/errors.ts';
import { createMatrix, type Matrix, rowOf } from '../core/matrix.ts';
import { factorise, packedStart, solveUpper } from './cholesky.ts';
import { dot, squaredDistance } from './dot.ts';
import { moments } from './moments.ts';
import type { Parameters } from './parameters.ts';
import type { Prediction } from './prediction.ts';
import type { GaussianProcessSpec } from './regression-spec.ts';
import { solveLowerRows } from './solve-lower-rows.ts';
import { fitStandardiser, standardise } from './standardise.ts';

/** Rows whose variance is found together: the copy of the factor that this takes is small beside their work. */
const ROWS_AT_ONCE = 64;

/** Fills a list with the kernel between a row and each of the first `count` training rows. */
type Kernel = (row: Float64Array, count: number, into: Float64Array) => void;

/**
 * Makes ready to predict from the training rows, whose Cholesky factor is computed here, once.
 * @param parameters `rows` (raw, row after row) and `y`
 * @throws {UserError} when the kernel matrix is not positive definite in float64, or the module that solves with it is damaged
 * @example prepareGaussianProcess(spec, { rows: X.data, y }, X.cols)(X).mean;
 */
export function prepareGaussianProcess(
  spec: GaussianProcessSpec,
  { rows, y }: Parameters,
  cols: number,
): (X: Matrix) => Prediction {
  const raw: Matrix = { data: rows!, rows: y!.length, cols };
  const standardiser = fitStandardiser(raw);
  const units = (X: Matrix) => (spec.columns === 'standardised' ? standardise(X, standardiser) : X);
  const training = units(raw);
  const kernel = spec.kernel === 'laplacian' ? laplacian(spec, training) : rbf(spec, training);
  const factor = factorOf(kernel, training, spec.noise);
  const { mean } = moments(y!);
  const half = y!.map((value) => value - mean);
  solveLowerRows(factor, { data: half, rows: 1, cols: half.length });
  const signal = dot(half, 0, half, 0, half.length) / half.length;
  const weights = solveUpper(factor, half);
  return (X) => predict(units(X), kernel, factor, weights, { mean, signal, noise: spec.noise });
}

function predict(
  Z: Matrix,
  kernel: Kernel,
  factor: Float64Array,
  weights: Float64Array,
  { mean, signal, noise }: { mean: number; signal: number; noise: number },
): Prediction {
  const prediction = { mean: new Float64Array(Z.rows), sd: new Float64Array(Z.rows) };
  const cols = weights.length;
  const room = new Float64Array(Math.min(Z.rows, ROWS_AT_ONCE) * cols);
  for (let from = 0; from < Z.rows; from += ROWS_AT_ONCE) {
    const rows = Math.min(Z.rows - from, ROWS_AT_ONCE);
    const K: Matrix = { data: room.subarray(0, rows * cols), rows, cols };
    for (let i = 0; i < rows; i++) {
      const k = rowOf(K, i);
      kernel(rowOf(Z, from + i), cols, k);
      prediction.mean[from + i] = mean + dot(k, 0, weights, 0, cols);
    }
    solveLowerRows(factor, K);
    for (let i = 0, at = 0; i < rows; i++, at += cols) {
      // What is left of the signal's variance is never negative but by rounding.
      const left = Math.max(1 - dot(K.data, at, K.data, at, cols), 0);
      prediction.sd[from + i] = Math.sqrt(signal * (left + noise));
    }
  }
  return prediction;
}

/** Packed Cholesky factor of K + noise. */
function factorOf(kernel: Kernel, training: Matrix, noise: number): Float64Array {
  const factor = new Float64Array(packedStart(training.rows));
  for (let i = 0; i < training.rows; i++) {
    const start = packedStart(i);
    kernel(training.data.subarray(i * training.cols, (i + 1) * training.cols), i, factor.subarray(start, start + i));
    factor[start + i] = 1 + noise;
  }
  if (!factorise(factor, training.rows)) {
    fail('gaussian-process', 'a positive definite kernel matrix', 'one that is not', 'choose a larger noise');
  }
  return factor;
}

/**
 * A sum over the columns in which the new row is not 0: |a - b| summed is |b| summed + the sum of |a - b| - |b| there. Rows of atomic
 * fractions have about four such columns out of a hundred. Training rows are laid column by column for it.
 */
function laplacian({ lengthScale }: GaussianProcessSpec, training: Matrix): Kernel {
  const columns = transposed(training);
  const sizes = new Float64Array(training.rows);
  for (let j = 0; j < columns.rows; j++) {
    for (let i = 0, at = j * columns.cols; i < columns.cols; i++, at++) sizes[i]! += Math.abs(columns.data[at]!);
  }
  return (row, count, into) => {
    for (let i = 0; i < count; i++) into[i] = sizes[i]!;
    for (let j = 0; j < row.length; j++) {
      const a = row[j]!;
      if (a === 0) continue;
      for (let i = 0, at = j * columns.cols; i < count; i++, at++) {
        const b = columns.data[at]!;
        into[i]! += Math.abs(a - b) - Math.abs(b);
      }
    }
    for (let i = 0; i < count; i++) into[i] = Math.exp(-Math.max(into[i]!, 0) / lengthScale);
  };
}

function rbf({ lengthScale }: GaussianProcessSpec, { data, cols }: Matrix): Kernel {
  return (row, count, into) => {
    for (let i = 0; i < count; i++) {
      into[i] = Math.exp(-squaredDistance(row, 0, data, i * cols, cols) / (2 * lengthScale ** 2));
    }
  };
}

function transposed(X: Matrix): Matrix {
  const T = createMatrix(X.cols, X.rows);
  for (let i = 0, at = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++, at++) T.data[j * X.rows + i] = X.data[at]!;
  }
  return T;
}
