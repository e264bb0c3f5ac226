/**
 * Partial least squares for one y by SIMPLS (de Jong, Chemom. Intell. Lab. Syst. 18, 251 (1993), table 1; for one y the same fit as
 * NIPALS): components of the standardised columns Z, each of the largest covariance with y, uncorrelated with those before.
 * A few components stand for many collinear columns.
 */
import { type Matrix, rowOf } from '../core/matrix.ts';
import { dot } from './dot.ts';
import { moments } from './moments.ts';
import type { Parameters } from './parameters.ts';
import type { Prediction } from './prediction.ts';
import type { PlsSpec } from './regression-spec.ts';
import { fitStandardiser, type Standardiser, standardise } from './standardise.ts';

/** What is left of the covariance, beside its beginning, is rounding from here on: no further component. */
const ROUNDING = 1e-10;

/**
 * Fits the regression; columns are standardised inside, no chance is involved. Fewer components are used where the columns do not
 * hold as many, or where those found explain y to the last digit.
 * @returns parameters `mean`, `scale`, `weights` (of standardised columns), `intercept`, `components` (how many were used) and
 * `variance`, the squared training residuals over rows - 1 - components, at least over 1
 * @example fitPls({ kind: 'pls', components: 2 }, X, y).weights.length === X.cols; // true
 */
export function fitPls({ components }: PlsSpec, X: Matrix, y: ArrayLike<number>): Parameters {
  const standardiser = fitStandardiser(X);
  const Z = standardise(X, standardiser);
  const intercept = moments(y).mean;
  const centred = Float64Array.from(y, (value) => value - intercept);
  const weights = new Float64Array(Z.cols);
  const covariance = transposedTimes(Z, centred);
  const beginning = norm(covariance);
  const basis: Float64Array[] = [];
  while (basis.length < Math.min(components, Z.rows - 1, Z.cols) && norm(covariance) > ROUNDING * beginning) {
    const direction = covariance.slice();
    const scores = times(Z, direction);
    const length = norm(scores);
    if (length === 0) break;
    for (let i = 0; i < scores.length; i++) scores[i]! /= length;
    const loading = orthogonal(transposedTimes(Z, scores), basis);
    basis.push(loading);
    const share = dot(scores, 0, centred, 0, scores.length) / length;
    for (let j = 0; j < weights.length; j++) weights[j]! += share * direction[j]!;
    subtract(covariance, loading, dot(loading, 0, covariance, 0, covariance.length));
  }
  const residuals = times(Z, weights).map((value, i) => centred[i]! - value);
  const freedom = Math.max(Z.rows - 1 - basis.length, 1);
  return {
    ...standardiser,
    weights,
    intercept: Float64Array.of(intercept),
    components: Float64Array.of(basis.length),
    variance: Float64Array.of(dot(residuals, 0, residuals, 0, residuals.length) / freedom),
  };
}

/**
 * Value of each row, with the standard deviation of the training residuals, the same for every row.
 * @example predictPls(fitPls({ kind: 'pls', components: 2 }, X, y), X).mean;
 */
export function predictPls(parameters: Parameters, X: Matrix): Prediction {
  const fitted = times(standardise(X, parameters as Parameters & Standardiser), parameters.weights!);
  return {
    mean: fitted.map((value) => parameters.intercept![0]! + value),
    sd: new Float64Array(X.rows).fill(Math.sqrt(parameters.variance![0]!)),
  };
}

function times(Z: Matrix, vector: Float64Array): Float64Array {
  return Float64Array.from({ length: Z.rows }, (_, i) => dot(Z.data, i * Z.cols, vector, 0, Z.cols));
}

function transposedTimes(Z: Matrix, vector: Float64Array): Float64Array {
  const product = new Float64Array(Z.cols);
  for (let i = 0; i < Z.rows; i++) subtract(product, rowOf(Z, i), -vector[i]!);
  return product;
}

/** A loading less its part along those before it, of length 1; taken off twice, since once leaves rounding (Giraud et al. 2005). */
function orthogonal(loading: Float64Array, basis: readonly Float64Array[]): Float64Array {
  for (let pass = 0; pass < 2; pass++) {
    for (const before of basis) subtract(loading, before, dot(before, 0, loading, 0, loading.length));
  }
  const length = norm(loading);
  return loading.map((value) => value / length);
}

/** from -= factor x what, in place. */
function subtract(from: Float64Array, what: Float64Array, factor: number): void {
  for (let j = 0; j < from.length; j++) from[j]! -= factor * what[j]!;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, 0, vector, 0, vector.length));
}
