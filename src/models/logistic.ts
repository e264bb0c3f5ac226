/**
 * Logistic regression with a ridge penalty, by Newton's method (iteratively reweighted least squares) with step halving:
 * minimises sum_i c_i (log(1 + exp(f_i)) - y_i f_i) + l2 / 2 |w|^2, with f = intercept + w . z on standardised columns, y a
 * label or a probability, and the intercept not penalised (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, section 4.4.1).
 */
import { CholeskyDecomposition, Matrix as DenseMatrix } from 'ml-matrix';
import { fail } from '../core/errors.ts';
import { createMatrix, type Matrix } from '../core/matrix.ts';
import { dot } from './dot.ts';
import { rowWeights, toRawUnits } from './linear.ts';
import type { LogisticSpec } from './model-spec.ts';
import type { Parameters } from './parameters.ts';
import { fitStandardiser, standardise } from './standardise.ts';

const MOST_STEPS = 100;
/** Newton decrement, relative to the loss, at which the next full step is the last: from there it doubles the digits. */
const TOLERANCE = 1e-14;

interface Problem {
  /** Standardised columns, with a column of ones last. */
  readonly A: Matrix;
  readonly y: ArrayLike<number>;
  readonly weight: Float64Array;
  readonly l2: number;
}

/**
 * Fits the regression; columns are standardised inside, no chance is involved. The score is the log odds of class 1.
 * @param given weight of each row in the loss, which multiplies that of its class; the columns are standardised without it
 * @returns parameters `weights` and `intercept` in the units of the raw columns
 * @throws {UserError} when the minimum is not found in 100 Newton steps
 * @example fitLogistic({ kind: 'logistic', l2: 1 }, matrixFrom([[0], [1]]), [0, 1]).weights.length; // 1
 */
export function fitLogistic(
  spec: LogisticSpec,
  X: Matrix,
  y: ArrayLike<number>,
  given?: ArrayLike<number>,
): Parameters {
  const standardiser = fitStandardiser(X);
  const A = withOnes(standardise(X, standardiser));
  const byClass = rowWeights(y, spec.classWeights);
  const weight = given ? byClass.map((value, i) => value * given[i]!) : byClass;
  const solution = minimise({ A, y, weight, l2: spec.l2 });
  return toRawUnits(solution.subarray(0, X.cols), solution[X.cols]!, standardiser);
}

function withOnes(Z: Matrix): Matrix {
  const A = createMatrix(Z.rows, Z.cols + 1);
  A.data.fill(1);
  for (let i = 0; i < Z.rows; i++) A.data.set(Z.data.subarray(i * Z.cols, (i + 1) * Z.cols), i * A.cols);
  return A;
}

function minimise(problem: Problem): Float64Array {
  let solution = new Float64Array(problem.A.cols);
  let loss = lossAt(problem, solution);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { gradient, hessian } = derivatives(problem, solution);
    const factors = new CholeskyDecomposition(hessian);
    if (!factors.isPositiveDefinite()) break;
    const direction = factors.solve(DenseMatrix.columnVector(gradient)).to1DArray();
    const decrement = direction.reduce((sum, value, j) => sum + value * gradient[j]!, 0);
    if (decrement <= TOLERANCE * loss) return along(solution, direction, 1);
    let size = 1;
    let next = along(solution, direction, size);
    while (lossAt(problem, next) > loss - 1e-4 * size * decrement && size > 1e-10) {
      size /= 2;
      next = along(solution, direction, size);
    }
    if (size <= 1e-10) return solution;
    solution = next;
    loss = lossAt(problem, solution);
  }
  return fail('logistic', `the minimum in ${MOST_STEPS} Newton steps`, 'none', 'choose a larger l2');
}

function along(solution: Float64Array, direction: readonly number[], size: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(solution, (value, j) => value - size * direction[j]!);
}

function lossAt({ A, y, weight, l2 }: Problem, solution: Float64Array): number {
  let loss = 0;
  for (let j = 0; j < A.cols - 1; j++) loss += (l2 / 2) * solution[j]! ** 2;
  for (let i = 0; i < A.rows; i++) {
    const f = logOdds(A, i, solution);
    loss += weight[i]! * (Math.log1p(Math.exp(-Math.abs(f))) + Math.max(f, 0) - y[i]! * f);
  }
  return loss;
}

function derivatives({ A, y, weight, l2 }: Problem, solution: Float64Array) {
  const gradient = Array.from(solution, (value, j) => (j < A.cols - 1 ? l2 * value : 0));
  const upper = new Float64Array(A.cols * A.cols);
  for (let i = 0; i < A.rows; i++) {
    const probability = 1 / (1 + Math.exp(-logOdds(A, i, solution)));
    const slope = weight[i]! * (probability - y[i]!);
    const curvature = weight[i]! * probability * (1 - probability);
    const row = A.data.subarray(i * A.cols, (i + 1) * A.cols);
    for (let j = 0; j < row.length; j++) {
      gradient[j]! += slope * row[j]!;
      const factor = curvature * row[j]!;
      for (let k = j, at = j * row.length + j; k < row.length; k++, at++) upper[at]! += factor * row[k]!;
    }
  }
  return { gradient, hessian: symmetric(upper, A.cols, l2) };
}

function symmetric(upper: Float64Array, size: number, l2: number): DenseMatrix {
  const hessian = DenseMatrix.zeros(size, size);
  for (let j = 0; j < size; j++) {
    for (let k = j; k < size; k++) {
      const value = upper[j * size + k]! + (j === k && j < size - 1 ? l2 : 0);
      hessian.set(j, k, value);
      hessian.set(k, j, value);
    }
  }
  return hessian;
}

function logOdds(A: Matrix, row: number, solution: Float64Array): number {
  return dot(A.data, row * A.cols, solution, 0, A.cols);
}
