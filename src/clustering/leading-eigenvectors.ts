/**
 * The eigenvectors of the largest eigenvalues of a large sparse symmetric matrix with spectrum within -1 and 1, by subspace
 * iteration with a Chebyshev filter (Zhou, Saad, Tiago and Chelikowsky, J. Comput. Phys. 219, 172 (2006)): a polynomial
 * that is small from -1 up to the least eigenvalue of the subspace turns the subspace towards those above.
 */
import { Matrix as DenseMatrix, EigenvalueDecomposition } from 'ml-matrix';
import { fail } from '../core/errors.ts';
import { createMatrix, type Matrix } from '../core/matrix.ts';
import { normal, type Stream } from '../core/random.ts';

/** Vectors beyond those asked for, so that the last of them settle too. */
const SPARE = 10;
const DEGREE = 12;
const MOST_ROUNDS = 2000;
/** Largest length of S v - lambda v of a vector of length one. */
const RESIDUAL = 1e-7;

/** A symmetric matrix by its entries: those of row i are the entries from start[i] up to, not including, start[i + 1]. */
export interface SparseMatrix {
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** Eigenvectors as rows, in order of falling eigenvalue. */
export interface Eigenvectors {
  readonly values: Float64Array;
  /** count x n, each of length one, its largest entry (the first of equals) positive. */
  readonly vectors: Matrix;
}

/**
 * The leading eigenvectors.
 *
 * @param S symmetric, n x n, all eigenvalues from -1 to 1
 * @param count eigenvectors wanted, at most n
 * @param random source of the first subspace; the result does not depend on it where no two eigenvalues are equal
 * @throws {UserError} when the vectors do not settle
 * @example leadingEigenvectors(graph, 7, stream(0, 'eigenvectors')).values[0]; // 1 for a normalised graph
 */
export function leadingEigenvectors(S: SparseMatrix, count: number, random: Stream): Eigenvectors {
  const n = S.start.length - 1;
  const V = createMatrix(Math.min(n, count + SPARE), n);
  for (let i = 0; i < V.data.length; i++) V.data[i] = normal(random);
  orthonormalise(V);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const values = rotateToRitz(S, V);
    if (largestResidual(S, V, values, count) <= RESIDUAL) return leading(V, values, count);
    filter(S, V, values[V.rows - 1]!);
    orthonormalise(V);
  }
  return fail('eigenvectors', `residuals of ${RESIDUAL}`, `none in ${MOST_ROUNDS} rounds`, 'ask for another number');
}

/** out = S v for one row of V. */
function multiply(S: SparseMatrix, v: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let k = S.start[i]!; k < S.start[i + 1]!; k++) sum += S.value[k]! * v[S.column[k]!]!;
    out[i] = sum;
  }
}

/** Turns V within its subspace to the best approximations of eigenvectors there; returns their values, falling. */
function rotateToRitz(S: SparseMatrix, V: Matrix): Float64Array {
  const { rows, cols } = V;
  const product = new Float64Array(cols);
  const small = DenseMatrix.zeros(rows, rows);
  for (let a = 0; a < rows; a++) {
    multiply(S, vector(V, a), product);
    for (let b = 0; b <= a; b++) {
      const entry = dot(product, vector(V, b));
      small.set(a, b, entry);
      small.set(b, a, entry);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(small, { assumeSymmetric: true });
  const before = V.data.slice();
  V.data.fill(0);
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < rows; b++) {
      const share = eigenvectorMatrix.get(b, rows - 1 - a); // ascending there
      for (let i = 0; i < cols; i++) V.data[a * cols + i]! += share * before[b * cols + i]!;
    }
  }
  return Float64Array.from(realEigenvalues).reverse();
}

function largestResidual(S: SparseMatrix, V: Matrix, values: Float64Array, count: number): number {
  const product = new Float64Array(V.cols);
  let largest = 0;
  for (let a = 0; a < count; a++) {
    const v = vector(V, a);
    multiply(S, v, product);
    let squared = 0;
    for (let i = 0; i < v.length; i++) squared += (product[i]! - values[a]! * v[i]!) ** 2;
    largest = Math.max(largest, Math.sqrt(squared));
  }
  return largest;
}

/** Each v becomes T(t) v, T the Chebyshev polynomial and t = S shifted so that -1 to `bottom` becomes -1 to 1. */
function filter(S: SparseMatrix, V: Matrix, bottom: number): void {
  const [centre, radius] = [(bottom - 1) / 2, Math.max((bottom + 1) / 2, 1e-3)];
  const product = new Float64Array(V.cols);
  for (let a = 0; a < V.rows; a++) {
    const now = vector(V, a);
    const before = new Float64Array(V.cols);
    for (let degree = 1; degree <= DEGREE; degree++) {
      multiply(S, now, product);
      const factor = (degree === 1 ? 1 : 2) / radius;
      for (let i = 0; i < now.length; i++) {
        const next = factor * (product[i]! - centre * now[i]!) - before[i]!;
        before[i] = now[i]!;
        now[i] = next;
      }
    }
  }
}

/** Gram and Schmidt, twice over, which is enough for full precision. */
function orthonormalise(V: Matrix): void {
  for (let a = 0; a < V.rows; a++) {
    const v = vector(V, a);
    scale(v, 1 / Math.sqrt(dot(v, v)));
    for (let pass = 0; pass < 2; pass++) {
      for (let b = 0; b < a; b++) {
        const other = vector(V, b);
        const along = dot(v, other);
        for (let i = 0; i < v.length; i++) v[i]! -= along * other[i]!;
      }
      scale(v, 1 / Math.sqrt(dot(v, v)));
    }
  }
}

function leading(V: Matrix, values: Float64Array, count: number): Eigenvectors {
  for (let a = 0; a < count; a++) {
    const v = vector(V, a);
    const largest = v.reduce((best, entry) => (Math.abs(entry) > Math.abs(best) + 1e-9 ? entry : best), 0);
    if (largest < 0) scale(v, -1);
  }
  return {
    values: values.slice(0, count),
    vectors: { data: V.data.slice(0, count * V.cols), rows: count, cols: V.cols },
  };
}

function vector(V: Matrix, a: number): Float64Array {
  return V.data.subarray(a * V.cols, (a + 1) * V.cols);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function scale(v: Float64Array, factor: number): void {
  for (let i = 0; i < v.length; i++) v[i]! *= factor;
}
