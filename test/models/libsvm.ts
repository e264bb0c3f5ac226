import { createRequire } from 'node:module';
import { createMatrix, type Matrix, rowOf } from '../../src/core/matrix.ts';
import { normal, stream } from '../../src/core/random.ts';
import { fitStandardiser, standardise } from '../../src/models/standardise.ts';

const SVM = createRequire(import.meta.url)('libsvm-js/asm');

/** Decision values of libsvm 3.22 (C-SVC) on standardised training rows, from the model it writes. */
export function libsvmScores(
  X: Matrix,
  y: ArrayLike<number>,
  { C, gamma, weight }: { C: number; gamma?: number; weight?: Record<number, number> },
): Float64Array {
  const Z = standardise(X, fitStandardiser(X));
  const rows = Array.from({ length: Z.rows }, (_, i) => Array.from(rowOf(Z, i)));
  const svm = new SVM({
    type: SVM.SVM_TYPES.C_SVC,
    kernel: gamma === undefined ? SVM.KERNEL_TYPES.LINEAR : SVM.KERNEL_TYPES.RBF,
    cost: C,
    tolerance: 1e-7,
    quiet: true,
    ...(gamma === undefined ? {} : { gamma }),
    ...(weight ? { weight } : {}),
  });
  svm.train(
    rows,
    Array.from(y, (label) => (label === 1 ? 1 : -1)),
  );
  const [head, body] = svm.serializeModel().split('SV\n');
  svm.free();
  const direction = /label 1 /.test(head) ? 1 : -1;
  const rho = Number(/rho (\S+)/.exec(head)![1]);
  const vectors = body
    .trim()
    .split('\n')
    .map((line: string) => line.trim().split(/\s+/));
  return Float64Array.from(rows, (row) => {
    let sum = -rho;
    for (const [alpha, ...entries] of vectors) {
      const vector = new Float64Array(Z.cols);
      for (const entry of entries) vector[Number(entry.split(':')[0]) - 1] = Number(entry.split(':')[1]);
      sum += Number(alpha) * kernel(row, vector, gamma);
    }
    return direction * sum;
  });
}

function kernel(a: ArrayLike<number>, b: Float64Array, gamma?: number): number {
  return gamma === undefined
    ? b.reduce((sum, value, j) => sum + value * a[j]!, 0)
    : Math.exp(-gamma * b.reduce((sum, value, j) => sum + (value - a[j]!) ** 2, 0));
}

/** Rows around 10 with unequal scales; labels by a random hyperplane, blurred by `noise` (0: separable). */
export function randomProblem(seed: number, rows: number, cols: number, noise: number): { X: Matrix; y: Float64Array } {
  const random = stream(seed, 'test problem');
  const direction = Float64Array.from({ length: cols }, () => normal(random));
  const X = createMatrix(rows, cols);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let side = 0.2 + noise * Math.sqrt(cols) * normal(random);
    for (let j = 0; j < cols; j++) {
      const value = normal(random);
      side += direction[j]! * value;
      X.data[i * cols + j] = 10 + (j + 1) * value;
    }
    y[i] = side > 0 ? 1 : 0;
  }
  return { X, y };
}

/** The largest difference between two lists of numbers. */
export function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}
