/** Euclidean distances between all pairs of rows: what Ward, spectral clustering and the silhouette start from. */
import { createMatrix, type Matrix } from '../core/matrix.ts';

/** Rows of a block, so that two blocks of long rows stay in the processor's cache. */
const BLOCK = 32;

/**
 * Distances between rows, both halves and the zero diagonal: 8 x rows^2 bytes, 50 megabytes for 2,500 rows.
 * @returns rows x rows, symmetric
 * @example pairDistances(matrixFrom([[0, 0], [3, 4]])).data; // Float64Array [0, 5, 5, 0]
 */
export function pairDistances(X: Matrix): Matrix {
  const { data, rows: n, cols } = X;
  const distances = createMatrix(n, n);
  for (let top = 0; top < n; top += BLOCK) {
    for (let left = 0; left <= top; left += BLOCK) {
      for (let i = top; i < Math.min(top + BLOCK, n); i++) {
        for (let j = left; j < Math.min(left + BLOCK, i); j++) {
          const distance = Math.sqrt(squaredDistance(data, i * cols, data, j * cols, cols));
          distances.data[i * n + j] = distance;
          distances.data[j * n + i] = distance;
        }
      }
    }
  }
  return distances;
}

/**
 * Squared Euclidean distance of two runs of numbers.
 * @param a numbers from which `length` are taken from place `i` on
 * @param b the same for place `j`
 * @example squaredDistance(Float64Array.of(0, 3), 1, Float64Array.of(1, 5), 0, 1); // 4
 */
export function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, length: number): number {
  let [even, odd] = [0, 0]; // two sums run side by side
  const pairs = length - (length % 2);
  for (let k = 0; k < pairs; k += 2) {
    const first = a[i + k]! - b[j + k]!;
    const second = a[i + k + 1]! - b[j + k + 1]!;
    even += first * first;
    odd += second * second;
  }
  if (pairs < length) even += (a[i + pairs]! - b[j + pairs]!) ** 2;
  return even + odd;
}
