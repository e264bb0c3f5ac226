/** Columns cut into bins, from which boosted trees find their splits. */
import type { Matrix } from '../core/matrix.ts';

/** Bins of a column at most. */
export const BINS = 64;

/** Columns as bin numbers, column by column, and the raw value at which each bin after the first begins. */
export interface Binned {
  readonly codes: Uint8Array;
  readonly edges: readonly Float64Array[];
}

/**
 * Cuts each column at its quantiles; equal values share a bin.
 * @example binColumns(matrixFrom([[1], [2]])).edges[0]; // Float64Array [2]
 */
export function binColumns(X: Matrix): Binned {
  const codes = new Uint8Array(X.rows * X.cols);
  const edges = Array.from({ length: X.cols }, (_, j) => {
    const values = Float64Array.from({ length: X.rows }, (_, i) => X.data[i * X.cols + j]!);
    const sorted = values.slice().sort();
    const cuts = new Set<number>();
    for (let k = 1; k < BINS; k++) cuts.add(sorted[Math.floor((k * X.rows) / BINS)]!);
    cuts.delete(sorted[0]!);
    const ascending = Float64Array.from(cuts).sort();
    for (let i = 0; i < X.rows; i++) codes[j * X.rows + i] = countUpTo(ascending, values[i]!);
    return ascending;
  });
  return { codes, edges };
}

/** Number of ascending values that are not above x. */
function countUpTo(ascending: Float64Array, x: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
