/**
 * Support vector machine (C-SVC) by the package ml-svm 2.1.2, a simplified SMO (Platt 1998), for tens of rows: it needs seconds for
 * hundreds. Three of its habits are worked round, so that its decision values agree with libsvm 3.22 within 1e-3:
 * - It drops a step that moves a multiplier by less than 1e-3, whatever the multipliers' size. Scaling the kernel by s and C by 1 / s
 *   leaves the machine as it is and makes the multipliers larger by 1 / s, so that 1e-3 is small beside them.
 * - It tries one random partner a pass and stops after 10 passes without a step; we ask for 300.
 * - Its bias may lie anywhere in the interval allowed when every multiplier is 0 or C; the bias is set anew, see best-bias.ts.
 *
 * One cannot be: its upper bound for a pair of rows of different classes is C where C + alpha_j - alpha_i is right, so multipliers
 * can go past C; at small C (0.01 and below, for standardised columns) some stay there. The parameter `multipliersAboveC` counts
 * them. At 0 the solution can be trusted; above 0 it is wrong, and `linear-svm` is the machine to use.
 */
import SVM from 'ml-svm';
import { fail } from '../core/errors.ts';
import { type Matrix, matrixFrom, rowOf } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { bestBias } from './best-bias.ts';
import { dot, squaredDistance } from './dot.ts';
import { toRawUnits } from './linear.ts';
import type { MlSvmSpec } from './model-spec.ts';
import type { Parameters } from './parameters.ts';
import { fitStandardiser, type Standardiser, standardise } from './standardise.ts';

const KERNEL_SCALE = 1e-4;

/** What a kernel needs to know. */
type Kernel = { readonly kernel: 'linear' } | { readonly kernel: 'rbf'; readonly gamma: number };

/**
 * Fits the machine; columns are standardised inside (ml-svm's own whitening divides by 0 for a constant column).
 * @returns for the linear kernel `weights` and `intercept` in the units of the raw columns; for rbf `mean`, `scale`,
 * `supportVectors` (standardised, row after row), `coefficients` and `intercept`; for both `multipliersAboveC` (a count)
 * @throws {UserError} when ml-svm does not converge
 * @example fitMlSvm({ kind: 'ml-svm', kernel: 'linear', C: 10 }, matrixFrom([[0], [1]]), [0, 1], stream(0, 'fit')).weights; // [2]
 */
export function fitMlSvm(spec: MlSvmSpec, X: Matrix, y: ArrayLike<number>, random: Stream): Parameters {
  const standardiser = fitStandardiser(X);
  const machine = train(spec, standardise(X, standardiser), y, random);
  const multipliersAboveC = machine.alphas.filter((alpha) => alpha * KERNEL_SCALE > spec.C * (1 + 1e-6)).length;
  const coefficients = Float64Array.from(machine.alphas, (alpha, i) => alpha * machine.Y[i]! * KERNEL_SCALE);
  const { mean, scale } = standardiser;
  const vectors = { mean, scale, supportVectors: matrixFrom(machine.X).data, coefficients };
  const scores = scoreKernel(spec, { ...vectors, intercept: new Float64Array(1) }, X);
  const sign = Float64Array.from(y, (label) => (label === 1 ? 1 : -1));
  const bias = bestBias(scores, sign, new Float64Array(X.rows).fill(spec.C));
  const parameters =
    spec.kernel === 'linear'
      ? toRawUnits(sumRows(machine.X, coefficients, X.cols), bias, standardiser)
      : { ...vectors, intercept: new Float64Array([bias]) };
  return { ...parameters, multipliersAboveC: new Float64Array([multipliersAboveC]) };
}

/**
 * intercept + sum of coefficient x kernel(support vector, row) for each row.
 * @param parameters `mean`, `scale`, `supportVectors`, `coefficients`, `intercept`
 * @example scoreKernel({ kernel: 'rbf', gamma: 0.05 }, parameters, X);
 */
export function scoreKernel(spec: Kernel, parameters: Parameters, X: Matrix): Float64Array {
  const { supportVectors, coefficients, intercept } = parameters;
  const Z = standardise(X, parameters as Parameters & Standardiser);
  const scores = new Float64Array(X.rows).fill(intercept![0]!);
  for (let i = 0; i < Z.rows; i++) {
    const row = rowOf(Z, i);
    for (let s = 0; s < coefficients!.length; s++) {
      const vector = supportVectors!.subarray(s * Z.cols, (s + 1) * Z.cols);
      scores[i]! += coefficients![s]! * kernelOf(spec, vector, row);
    }
  }
  return scores;
}

function train(spec: MlSvmSpec, Z: Matrix, y: ArrayLike<number>, random: Stream) {
  const svm = new SVM({
    C: spec.C / KERNEL_SCALE,
    tol: 2e-5,
    maxPasses: 300,
    maxIterations: 300_000,
    alphaTol: 0,
    kernel: { compute: (a, b) => KERNEL_SCALE * kernelOf(spec, a, b) },
    whitening: false,
    random,
  });
  const rows = Array.from({ length: Z.rows }, (_, i) => rowOf(Z, i));
  try {
    svm.train(
      rows,
      Array.from(y, (label) => (label === 1 ? 1 : -1)),
    );
  } catch (error) {
    if ((error as Error).message !== 'max iterations reached') throw error;
    fail('ml-svm', 'convergence in 300000 passes', 'none', 'use linear-svm or another C');
  }
  return svm.toJSON();
}

function kernelOf(spec: Kernel, a: Float64Array, b: Float64Array): number {
  return spec.kernel === 'rbf'
    ? Math.exp(-spec.gamma * squaredDistance(a, 0, b, 0, a.length))
    : dot(a, 0, b, 0, a.length);
}

function sumRows(rows: Float64Array[], coefficients: Float64Array, cols: number): Float64Array {
  const sum = new Float64Array(cols);
  rows.forEach((row, i) => {
    for (let j = 0; j < cols; j++) sum[j]! += coefficients[i]! * row[j]!;
  });
  return sum;
}
