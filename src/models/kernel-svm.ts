/**
 * Support vector machine (C-SVC) with the radial kernel by libsvm 3.22 (Chang and Lin 2011, eq. 2), for hundreds to thousands of rows.
 * libsvm finds the multipliers; which rows are support vectors, their coefficients and the bias are read from its model, and the
 * scores are computed from them in float64 by plain loops, so that a stored model scores alike everywhere.
 */
import { type Matrix, rowOf, selectRows } from '../core/matrix.ts';
import { libsvm } from './libsvm.ts';
import type { KernelSvmSpec } from './model-spec.ts';
import type { Parameters } from './parameters.ts';
import { fitStandardiser, standardise } from './standardise.ts';

/** How far the conditions of the optimum may be missed; libsvm's own default is 1e-3. */
const TOLERANCE = 1e-5;

/**
 * Fits the machine; columns are standardised inside, no chance is involved.
 * @returns parameters `mean`, `scale`, `supportVectors` (standardised, row after row), `coefficients` and `intercept`
 * @throws {Error} before openLibsvm
 * @example fitKernelSvm({ kind: 'kernel-svm', C: 1, gamma: 0.05 }, X, y).coefficients.length;
 */
export function fitKernelSvm(spec: KernelSvmSpec, X: Matrix, y: ArrayLike<number>): Parameters {
  const { mean, scale } = fitStandardiser(X);
  const Z = standardise(X, { mean, scale });
  const { rows, coefficients, intercept } = solve(spec, Z, y);
  return { mean, scale, supportVectors: selectRows(Z, rows).data, coefficients, intercept };
}

function solve({ C, gamma, classWeights }: KernelSvmSpec, Z: Matrix, y: ArrayLike<number>) {
  const SVM = libsvm();
  const weight = classWeights === 'balanced' ? { weight: balancedWeights(y) } : {};
  const machine = new SVM({
    ...{ type: SVM.SVM_TYPES.C_SVC, kernel: SVM.KERNEL_TYPES.RBF, cost: C, gamma, tolerance: TOLERANCE, quiet: true },
    ...weight,
  });
  try {
    const rows = Array.from({ length: Z.rows }, (_, i) => rowOf(Z, i));
    machine.train(rows, Array.from(y, sign));
    return { rows: machine.getSVIndices(), ...readModel(machine.serializeModel()) };
  } finally {
    machine.free();
  }
}

/** Coefficients (17 digits) and bias from libsvm's text; its first label is the class on the positive side. */
function readModel(text: string): { coefficients: Float64Array; intercept: Float64Array } {
  const [head, body] = text.split('SV\n') as [string, string];
  const direction = /^label 1 /m.test(head) ? 1 : -1;
  const rho = Number(/^rho (\S+)/m.exec(head)![1]);
  const lines = body.trim().split('\n');
  return {
    coefficients: Float64Array.from(lines, (line) => direction * Number.parseFloat(line)),
    intercept: Float64Array.of(-direction * rho),
  };
}

/** libsvm's names of the classes. */
function sign(label: number): number {
  return label === 1 ? 1 : -1;
}

/** As rowWeights in linear.ts: rows / (2 x rows of the class). */
function balancedWeights(y: ArrayLike<number>): Record<string, number> {
  const positives = Array.from(y).filter((label) => label === 1).length;
  return { 1: y.length / (2 * positives), '-1': y.length / (2 * (y.length - positives)) };
}
