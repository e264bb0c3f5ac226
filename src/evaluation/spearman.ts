/**
 * Rank correlation (Spearman, Am. J. Psychol. 15, 72 (1904)): the Pearson correlation of ranks. It asks whether the
 * order is right, not the size, so it needs no common unit of the two sides.
 */
import { checkPairs } from './check-labels.ts';

/**
 * Rank correlation of two columns; equal values share the mean of their ranks. null where one side is constant.
 *
 * @param a value of each row
 * @param b the other value of each row
 * @returns from -1 to 1
 * @throws {UserError} when lengths differ, there are no rows, or a value is not finite
 * @example spearman([1, 2, 3, 4], [1, 10, 100, 50]); // 0.8
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  checkPairs('rank correlation', a, b);
  const [rankA, rankB] = [centredRanks(a), centredRanks(b)];
  const spread = Math.sqrt(dot(rankA, rankA) * dot(rankB, rankB));
  return spread === 0 ? null : dot(rankA, rankB) / spread;
}

/** Rank of each row less the mean rank: half-integers, so that sums over up to 200,000 rows are exact. */
function centredRanks(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Float64Array(n);
  for (let start = 0, end = 0; start < n; start = end) {
    while (end < n && values[order[end]!] === values[order[start]!]) end++;
    for (let place = start; place < end; place++) ranks[order[place]!] = (start + end - n) / 2;
  }
  return ranks;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
