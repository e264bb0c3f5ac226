/** Mean of the nearest training rows (Cover and Hart, IEEE Trans. Inf. Theory 13, 21, 1967) by Manhattan distance: a floor. */
import { type Matrix, rowOf } from '../core/matrix.ts';
import { insertNearest } from './insert-nearest.ts';
import { moments } from './moments.ts';
import type { Parameters } from './parameters.ts';
import type { Prediction } from './prediction.ts';

/**
 * Mean y of the nearest rows; of rows at equal distance the one that came first in training counts as nearer. The standard
 * deviation is that of the training y, the same for every row.
 * @param parameters `rows` (raw, row after row) and `y`
 * @param neighbours how many rows count, at most as many as there are
 * @example predictNearest({ rows: Float64Array.of(0, 1), y: Float64Array.of(5, 7) }, 1, matrixFrom([[0.9]])).mean; // [7]
 */
export function predictNearest({ rows, y }: Parameters, neighbours: number, X: Matrix): Prediction {
  const mean = new Float64Array(X.rows);
  const nearest = new Int32Array(neighbours);
  const distance = new Float64Array(neighbours);
  for (let i = 0; i < X.rows; i++) {
    distance.fill(Infinity);
    const row = rowOf(X, i);
    for (let k = 0; k < y!.length; k++) insertNearest(nearest, distance, k, manhattan(row, rows!, k * X.cols));
    for (const k of nearest) mean[i]! += y![k]! / neighbours;
  }
  return { mean, sd: new Float64Array(X.rows).fill(moments(y!).sd) };
}

function manhattan(row: Float64Array, rows: Float64Array, from: number): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += Math.abs(row[j]! - rows[from + j]!);
  return sum;
}
