/** Vote of the nearest training rows (Cover and Hart, IEEE Trans. Inf. Theory 13, 21, 1967), Euclidean in standardised columns. */
import type { Matrix } from '../core/matrix.ts';
import { squaredDistance } from './dot.ts';
import { insertNearest } from './insert-nearest.ts';
import type { Parameters } from './parameters.ts';
import { fitStandardiser, type Standardiser, standardise } from './standardise.ts';

/** Columns summed between two looks at whether a row is already too far. */
const STRIDE = 16;

/**
 * Keeps the training rows.
 * @returns parameters `mean`, `scale`, `rows` (standardised, row after row) and `labels` (0 or 1)
 * @example fitNearestNeighbour(matrixFrom([[0], [1]]), [0, 1]).labels; // [0, 1]
 */
export function fitNearestNeighbour(X: Matrix, y: ArrayLike<number>): Parameters {
  const { mean, scale } = fitStandardiser(X);
  return { mean, scale, rows: standardise(X, { mean, scale }).data, labels: Float64Array.from(y) };
}

/**
 * Mean vote of the nearest rows, +1 for class 1 and -1 for class 0. Of rows at equal distance the one that came first in
 * training counts as nearer; a draw scores 0.
 * @param neighbours how many rows vote
 * @example scoreNearestNeighbour(fitNearestNeighbour(matrixFrom([[0], [1]]), [0, 1]), 1, matrixFrom([[0.9]])); // [1]
 */
export function scoreNearestNeighbour(parameters: Parameters, neighbours: number, X: Matrix): Float64Array {
  const Z = standardise(X, parameters as Parameters & Standardiser);
  const scores = new Float64Array(X.rows);
  const nearest = new Int32Array(neighbours);
  const distance = new Float64Array(neighbours);
  for (let i = 0; i < X.rows; i++) {
    findNearest(Z, i, parameters.rows!, nearest, distance);
    for (const row of nearest) scores[i]! += (2 * parameters.labels![row]! - 1) / neighbours;
  }
  return scores;
}

/** Fills `nearest` and `distance` (squared) in ascending order. */
function findNearest(Z: Matrix, query: number, rows: Float64Array, nearest: Int32Array, distance: Float64Array): void {
  const last = distance.length - 1;
  distance.fill(Infinity);
  for (let row = 0, from = 0; from < rows.length; row++, from += Z.cols) {
    const squared = distanceUpTo(distance[last]!, Z.data, query * Z.cols, rows, from, Z.cols);
    insertNearest(nearest, distance, row, squared);
  }
}

/** Squared distance, or a number of at least `limit` as soon as the sum is that large. */
function distanceUpTo(
  limit: number,
  a: Float64Array,
  fromA: number,
  b: Float64Array,
  fromB: number,
  cols: number,
): number {
  let sum = 0;
  for (let start = 0; start < cols && sum < limit; start += STRIDE) {
    sum += squaredDistance(a, fromA + start, b, fromB + start, Math.min(STRIDE, cols - start));
  }
  return sum;
}
