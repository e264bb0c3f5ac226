/**
 * Spectral clustering (Ng, Jordan and Weiss, NIPS 14, 849 (2002)), with a graph of nearest neighbours in place of the
 * Gaussian affinity, the first choice of von Luxburg, Stat. Comput. 17, 395 (2007), section 8.1: rows are tied to their
 * nearest, W = (A + A') / 2 for A 1 where a row is among the nearest of another; the leading eigenvectors of
 * D^(-1/2) W D^(-1/2) place the rows in a space where those tied together lie together, scaled to length one, and k-means
 * finds the clusters there. It may follow bent clusters; distances far apart do not matter to it.
 */
import { createMatrix, type Matrix } from '../core/matrix.ts';
import type { SparseMatrix } from './leading-eigenvectors.ts';

/**
 * Each row by its entries of the first eigenvectors, scaled to length one.
 * @param vectors eigenvectors as rows, from {@link leadingEigenvectors} of a {@link nearestGraph}
 * @returns n x clusters
 * @example embedRows(vectors, 2).cols; // 2
 */
export function embedRows(vectors: Matrix, clusters: number): Matrix {
  const embedded = createMatrix(vectors.cols, clusters);
  for (let i = 0; i < vectors.cols; i++) {
    let squared = 0;
    for (let k = 0; k < clusters; k++) squared += vectors.data[k * vectors.cols + i]! ** 2;
    const length = Math.sqrt(squared) || 1; // a part that the leading vectors do not reach stays at the origin
    for (let k = 0; k < clusters; k++) embedded.data[i * clusters + k] = vectors.data[k * vectors.cols + i]! / length;
  }
  return embedded;
}

/**
 * D^(-1/2) W D^(-1/2) of the graph that ties each row to its nearest others; of equals the lower row counts as nearer.
 * @param distances of all pairs of rows
 * @param neighbours ties of each row, below the number of rows
 * @example nearestGraph(pairDistances(matrixFrom([[0], [1], [5]])), 1).value.length; // 4: three rows, two ties both ways
 */
export function nearestGraph(distances: Matrix, neighbours: number): SparseMatrix {
  const n = distances.rows;
  const ties = Array.from({ length: n }, () => new Map<number, number>());
  for (let i = 0; i < n; i++) {
    for (const j of nearestRows(distances, i, neighbours)) {
      ties[i]!.set(j, (ties[i]!.get(j) ?? 0) + 0.5);
      ties[j]!.set(i, (ties[j]!.get(i) ?? 0) + 0.5);
    }
  }
  const root = Float64Array.from(ties, (row) => Math.sqrt([...row.values()].reduce((sum, weight) => sum + weight, 0)));
  const start = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) start[i + 1] = start[i]! + ties[i]!.size;
  const [column, value] = [new Int32Array(start[n]!), new Float64Array(start[n]!)];
  for (let i = 0; i < n; i++) {
    [...ties[i]!].forEach(([j, weight], place) => {
      column[start[i]! + place] = j;
      value[start[i]! + place] = weight / (root[i]! * root[j]!);
    });
  }
  return { start, column, value };
}

function nearestRows({ data, rows }: Matrix, i: number, neighbours: number): number[] {
  const found: number[] = []; // nearest first
  for (let j = 0; j < rows; j++) {
    if (j === i) continue;
    const distance = data[i * rows + j]!;
    if (found.length === neighbours && distance >= data[i * rows + found.at(-1)!]!) continue;
    let place = found.length;
    while (place > 0 && distance < data[i * rows + found[place - 1]!]!) place--;
    found.splice(place, 0, j);
    found.length = Math.min(found.length, neighbours);
  }
  return found;
}
