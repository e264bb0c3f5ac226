/**
 * Are clusters there, or made by the rows that happen to be in the set? A part of the rows is clustered anew and compared with
 * what the whole gave them (Lange, Roth, Braun and Buhmann, Neural Comput. 16, 1299 (2004); Ben-Hur, Elisseeff and
 * Guyon, Pac. Symp. Biocomput. 2002, 6). Stable clusters need not be right, unstable ones cannot be.
 */
import { fail } from '../core/errors.ts';
import { type Stream, shuffled } from '../core/random.ts';
import { adjustedRandIndex } from './adjusted-rand-index.ts';

/** A part of the rows, and the clusters it was given when it was clustered alone. */
export interface Reclustered {
  /** Rows of the whole. */
  readonly rows: ArrayLike<number>;
  /** Cluster of each of them. */
  readonly labels: ArrayLike<number>;
}

/**
 * Parts of the rows, drawn without replacement, each in ascending order.
 * @param share of the rows in each part, above 0 and at most 1; rounded to a whole number of at least two
 * @throws {UserError} for a share out of range
 * @example drawParts(10, 0.8, 20, stream(0, 'stability'))[0].length; // 8
 */
export function drawParts(rows: number, share: number, repeats: number, random: Stream): Int32Array[] {
  if (!(share > 0 && share <= 1)) fail('share of a part', 'above 0, at most 1', `${share}`, 'use 0.8, say');
  const size = Math.max(2, Math.round(share * rows));
  return Array.from({ length: repeats }, () => shuffled(rows, random).subarray(0, size).sort());
}

/**
 * Mean adjusted Rand index between the clusters of the whole and those of its parts, on the rows of each part.
 * @param whole cluster of each row
 * @throws {UserError} when there is no part, or not one label for each of its rows
 * @example stability([0, 0, 1, 1], [{ rows: [0, 1, 2], labels: [0, 0, 1] }]); // 1
 */
export function stability(whole: ArrayLike<number>, parts: readonly Reclustered[]): number {
  if (parts.length === 0) fail('stability', 'at least one part', 'none', 'draw parts of the rows');
  let sum = 0;
  for (const { rows, labels } of parts) {
    sum += adjustedRandIndex(
      Int32Array.from(rows, (row) => whole[row]!),
      labels,
    );
  }
  return sum / parts.length;
}
