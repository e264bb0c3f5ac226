/**
 * Ridge regression in closed form (Hoerl and Kennard, Technometrics 12, 55, 1970): minimises |y - m - Z w|^2 + l2 |w|^2, Z the
 * standardised columns and m the mean of y. The same w is the mean of a Bayesian regression with noise variance s^2 and weights
 * from N(0, s^2 / l2), whose variance of a new measurement at z is s^2 (1 + z' (Z'Z + l2)^-1 z + 1 / n) (Rasmussen and Williams
 * 2006, eq. 2.9, and the variance of m). s^2 is the sum of squared residuals over n - 1 - trace of the hat matrix (Hastie,
 * Tibshirani and Friedman, section 7.6).
 */
import { fail } from '../core/errors.ts';
import { type Matrix, rowOf } from '../core/matrix.ts';
import { factorise, packedStart, solveLower, solveUpper } from './cholesky.ts';
import { dot } from './dot.ts';
import { moments } from './moments.ts';
import type { Parameters } from './parameters.ts';
import type { Prediction } from './prediction.ts';
import type { RidgeSpec } from './regression-spec.ts';
import { fitStandardiser, type Standardiser, standardise } from './standardise.ts';

/**
 * Fits the regression; columns are standardised inside, no chance is involved.
 * @returns parameters `mean`, `scale`, `weights` (of standardised columns), `intercept`, `factor` (packed Cholesky factor of
 * Z'Z + l2), `variance` (s^2) and `rows` (n)
 * @throws {UserError} when l2 is too small beside the columns for the numbers to hold
 * @example fitRidge({ kind: 'ridge', l2: 1 }, matrixFrom([[0], [1]]), [0, 1]).intercept; // [0.5]
 */
export function fitRidge(spec: RidgeSpec, X: Matrix, y: ArrayLike<number>): Parameters {
  const standardiser = fitStandardiser(X);
  const Z = standardise(X, standardiser);
  const intercept = moments(y).mean;
  const { factor, moment } = normalEquations(Z, y, intercept, spec.l2);
  if (!factorise(factor, Z.cols)) fail('ridge', 'columns that l2 sets apart', 'none', 'choose a larger l2');
  const weights = solveUpper(factor, solveLower(factor, moment));
  let squares = 0;
  for (let i = 0; i < Z.rows; i++) squares += (y[i]! - intercept - dot(Z.data, i * Z.cols, weights, 0, Z.cols)) ** 2;
  // With l2 near 0 and more columns than rows nothing is left to tell the noise from: at least one degree of freedom then.
  const freedom = Math.max(Z.rows - 1 - hatTrace(factor, Z.cols, spec.l2), 1);
  return {
    ...standardiser,
    weights,
    intercept: Float64Array.of(intercept),
    factor,
    variance: Float64Array.of(squares / freedom),
    rows: Float64Array.of(Z.rows),
  };
}

/**
 * Mean and standard deviation of a new measurement for each row.
 * @example predictRidge(fitRidge({ kind: 'ridge', l2: 1 }, X, y), X).mean;
 */
export function predictRidge(parameters: Parameters, X: Matrix): Prediction {
  const { weights, factor } = parameters as Record<'weights' | 'factor', Float64Array>;
  const Z = standardise(X, parameters as Parameters & Standardiser);
  const mean = new Float64Array(X.rows);
  const sd = new Float64Array(X.rows);
  for (let i = 0; i < X.rows; i++) {
    mean[i] = parameters.intercept![0]! + dot(Z.data, i * Z.cols, weights, 0, Z.cols);
    const half = solveLower(factor, rowOf(Z, i));
    const leverage = dot(half, 0, half, 0, half.length);
    sd[i] = Math.sqrt(parameters.variance![0]! * (1 + leverage + 1 / parameters.rows![0]!));
  }
  return { mean, sd };
}

/** The packed lower triangle of Z'Z + l2, and Z'(y - intercept). */
function normalEquations(Z: Matrix, y: ArrayLike<number>, intercept: number, l2: number) {
  const factor = new Float64Array(packedStart(Z.cols));
  const moment = new Float64Array(Z.cols);
  for (let i = 0; i < Z.rows; i++) {
    const row = rowOf(Z, i);
    for (let j = 0, at = 0; j < row.length; j++) {
      moment[j]! += row[j]! * (y[i]! - intercept);
      for (let k = 0; k <= j; k++, at++) factor[at]! += row[j]! * row[k]!;
    }
  }
  for (let j = 0; j < Z.cols; j++) factor[packedStart(j) + j]! += l2;
  return { factor, moment };
}

/** trace of Z (Z'Z + l2)^-1 Z' = columns - l2 x trace of (Z'Z + l2)^-1, the latter from the columns of the inverse factor. */
function hatTrace(factor: Float64Array, cols: number, l2: number): number {
  let inverse = 0;
  for (let j = 0; j < cols; j++) {
    const unit = new Float64Array(cols);
    unit[j] = 1;
    solveLower(factor, unit);
    inverse += dot(unit, 0, unit, 0, cols);
  }
  return cols - l2 * inverse;
}
