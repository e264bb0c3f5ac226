/**
 * Support vector regression (epsilon-SVR) with the radial kernel by libsvm 3.22 (Chang and Lin 2011, eq. 11; Smola and Schölkopf,
 * Stat. Comput. 14, 199 (2004)): errors within epsilon cost nothing, larger ones in proportion. Columns and y are standardised, so
 * that C and epsilon mean the same for every property. As in kernel-svm.ts libsvm finds the multipliers, and the values are
 * computed from them in float64 by plain loops.
 */
import { type Matrix, rowOf, selectRows } from '../core/matrix.ts';
import { libsvm } from './libsvm.ts';
import { scoreKernel } from './ml-svm.ts';
import { moments } from './moments.ts';
import type { Parameters } from './parameters.ts';
import type { Prediction } from './prediction.ts';
import type { SupportVectorRegressionSpec } from './regression-spec.ts';
import { fitStandardiser, standardise } from './standardise.ts';

/** How far the conditions of the optimum may be missed; libsvm's own default is 1e-3. */
const TOLERANCE = 1e-5;

/**
 * Fits the regression; columns and y are standardised inside, no chance is involved.
 * @returns parameters `mean`, `scale`, `supportVectors` (standardised, row after row), `coefficients` and `intercept` (in the unit
 * of y), and `sd`, the root mean square of the training residuals
 * @throws {Error} before openLibsvm
 * @example fitSupportVectorRegression({ kind: 'support-vector-regression', C: 1, gamma: 0.05, epsilon: 0.1 }, X, y).sd;
 */
export function fitSupportVectorRegression(
  spec: SupportVectorRegressionSpec,
  X: Matrix,
  y: ArrayLike<number>,
): Parameters {
  const { mean, scale } = fitStandardiser(X);
  const { mean: middle, sd: unit } = moments(y);
  const Z = standardise(X, { mean, scale });
  // Equal values have no unit, and no multiplier.
  const { rows, coefficients, rho } =
    unit === 0
      ? { rows: [], coefficients: [], rho: 0 }
      : solve(
          spec,
          Z,
          Array.from(y, (value) => (value - middle) / unit),
        );
  const parameters = {
    mean,
    scale,
    supportVectors: selectRows(Z, rows).data,
    coefficients: Float64Array.from(coefficients, (value) => unit * value),
    intercept: Float64Array.of(middle - unit * rho),
  };
  const fitted = scoreKernel({ kernel: 'rbf', gamma: spec.gamma }, parameters, X);
  const squares = fitted.reduce((sum, value, i) => sum + (y[i]! - value) ** 2, 0);
  return { ...parameters, sd: Float64Array.of(Math.sqrt(squares / X.rows)) };
}

/**
 * Value of each row. The standard deviation is that of the training residuals, the same for every row: too small where the machine
 * follows the noise, so let held-out errors set its scale.
 * @example predictSupportVectorRegression(spec, fitSupportVectorRegression(spec, X, y), X).mean;
 */
export function predictSupportVectorRegression(
  { gamma }: SupportVectorRegressionSpec,
  parameters: Parameters,
  X: Matrix,
): Prediction {
  return {
    mean: scoreKernel({ kernel: 'rbf', gamma }, parameters, X),
    sd: new Float64Array(X.rows).fill(parameters.sd![0]!),
  };
}

function solve({ C, gamma, epsilon }: SupportVectorRegressionSpec, Z: Matrix, y: number[]) {
  const SVM = libsvm();
  const machine = new SVM({
    ...{ type: SVM.SVM_TYPES.EPSILON_SVR, kernel: SVM.KERNEL_TYPES.RBF, cost: C, gamma, epsilon },
    ...{ tolerance: TOLERANCE, quiet: true },
  });
  try {
    machine.train(
      Array.from({ length: Z.rows }, (_, i) => rowOf(Z, i)),
      y,
    );
    const [head, body] = machine.serializeModel().split('SV\n') as [string, string];
    const lines = body.trim() === '' ? [] : body.trim().split('\n');
    return {
      rows: machine.getSVIndices(),
      coefficients: lines.map((line) => Number.parseFloat(line)),
      rho: Number(/^rho (\S+)/m.exec(head)![1]),
    };
  } finally {
    machine.free();
  }
}
