/**
 * Cholesky factors of a symmetric positive definite matrix, A = L L', row by row (Golub and Van Loan, Matrix Computations,
 * section 4.2). Only the lower triangle is kept, packed: row i starts at i (i + 1) / 2, so that every inner loop runs along
 * two stretches of memory.
 */
import { dot } from './dot.ts';

/**
 * Where row i of a packed lower triangle starts; also the length of the triangle of i rows.
 * @example packedStart(3); // 6
 */
export function packedStart(i: number): number {
  return (i * (i + 1)) / 2;
}

/**
 * Replaces the packed lower triangle of A by that of L.
 * @returns whether A is positive definite; if not, the triangle is spoilt
 * @example factorise(Float64Array.of(4, 2, 5), 2); // true, and the triangle is 2, 1, 2
 */
export function factorise(triangle: Float64Array, size: number): boolean {
  for (let i = 0, row = 0; i < size; row += ++i) {
    for (let j = 0, other = 0; j < i; other += ++j) {
      const rest = triangle[row + j]! - dot(triangle, row, triangle, other, j);
      triangle[row + j] = rest / triangle[other + j]!;
    }
    const pivot = triangle[row + i]! - dot(triangle, row, triangle, row, i);
    if (!(pivot > 0)) return false;
    triangle[row + i] = Math.sqrt(pivot);
  }
  return true;
}

/**
 * Replaces b by the solution of L x = b.
 * @example solveLower(Float64Array.of(2, 1, 2), Float64Array.of(4, 4)); // [2, 1]
 */
export function solveLower(triangle: Float64Array, b: Float64Array): Float64Array {
  for (let i = 0, row = 0; i < b.length; row += ++i) {
    b[i] = (b[i]! - dot(triangle, row, b, 0, i)) / triangle[row + i]!;
  }
  return b;
}

/**
 * Replaces b by the solution of L' x = b.
 * @example solveUpper(Float64Array.of(2, 1, 2), Float64Array.of(4, 4)); // [1, 2]
 */
export function solveUpper(triangle: Float64Array, b: Float64Array): Float64Array {
  for (let i = b.length - 1; i >= 0; i--) {
    const row = packedStart(i);
    b[i] = b[i]! / triangle[row + i]!;
    for (let j = 0; j < i; j++) b[j]! -= triangle[row + j]! * b[i]!;
  }
  return b;
}
