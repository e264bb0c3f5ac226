/**
 * Silhouette (Rousseeuw, J. Comput. Appl. Math. 20, 53 (1987)): is a row closer to its own cluster than to the next?
 */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';

/**
 * Silhouette of each row: (b - a) / max(a, b), a the mean distance to the others of its cluster, b the least mean distance
 * to the rows of another. From -1 (in the wrong cluster) over 0 (between two) to 1; 0 for a row that is alone.
 *
 * @param distances of all pairs of rows, rows x rows
 * @param labels cluster of each row, integers from 0; at least two clusters
 * @throws {UserError} when there is not one label a row, or only one cluster
 * @example silhouettes(pairDistances(matrixFrom([[0], [1], [9]])), [0, 0, 1]); // Float64Array [0.889, 0.875, 0]
 */
export function silhouettes(distances: Matrix, labels: ArrayLike<number>): Float64Array {
  const n = distances.rows;
  if (labels.length !== n) fail('silhouette', `${n} labels, one a row`, `${labels.length}`, 'label each row');
  const size: number[] = [];
  for (let i = 0; i < n; i++) size[labels[i]!] = (size[labels[i]!] ?? 0) + 1;
  if (Object.keys(size).length < 2) fail('silhouette', 'at least two clusters', 'one', 'ask for more clusters');
  const sum = new Float64Array(size.length);
  return Float64Array.from({ length: n }, (_, i) => {
    sum.fill(0);
    for (let j = 0; j < n; j++) sum[labels[j]!]! += distances.data[i * n + j]!;
    const own = labels[i]!;
    if (size[own] === 1) return 0;
    const within = sum[own]! / (size[own]! - 1);
    let next = Number.POSITIVE_INFINITY;
    size.forEach((count, k) => {
      if (k !== own) next = Math.min(next, sum[k]! / count);
    });
    const larger = Math.max(within, next);
    return larger === 0 ? 0 : (next - within) / larger;
  });
}

/**
 * Mean silhouette: the higher, the better the clusters are separated.
 * @throws {UserError} as {@link silhouettes}
 * @example silhouette(pairDistances(matrixFrom([[0], [1], [9]])), [0, 0, 1]); // 0.588
 */
export function silhouette(distances: Matrix, labels: ArrayLike<number>): number {
  return silhouettes(distances, labels).reduce((sum, value) => sum + value, 0) / distances.rows;
}
