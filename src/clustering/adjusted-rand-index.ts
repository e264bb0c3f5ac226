/**
 * Agreement of two partitions of the same rows, corrected for chance (Hubert and Arabie, J. Classif. 2, 193 (1985)): of all
 * pairs of rows, how many are together in both, beyond what partitions into clusters of these sizes have by chance.
 */
import { fail } from '../core/errors.ts';

/**
 * Adjusted Rand index: 1 for equal partitions (whatever the numbering), 0 on average for unrelated ones, below 0 for less.
 * 1 also where both put all rows together, or each row alone.
 *
 * @param a cluster of each row
 * @param b cluster of each row in the other partition
 * @throws {UserError} when lengths differ or there are fewer than two rows
 * @example adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2]); // 0.571
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length)
    fail('partitions', `${a.length} labels`, `${b.length}`, 'compare partitions of the same rows');
  if (a.length < 2) fail('partitions', 'at least two rows', `${a.length}`, 'give more rows');
  const both = new Map<string, number>();
  const [inA, inB] = [new Map<number, number>(), new Map<number, number>()];
  for (let i = 0; i < a.length; i++) {
    add(both, `${a[i]} ${b[i]}`);
    add(inA, a[i]!);
    add(inB, b[i]!);
  }
  const [together, pairsA, pairsB] = [pairsWithin(both), pairsWithin(inA), pairsWithin(inB)];
  const byChance = (pairsA * pairsB) / ((a.length * (a.length - 1)) / 2);
  const most = (pairsA + pairsB) / 2;
  return most === byChance ? 1 : (together - byChance) / (most - byChance);
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function pairsWithin(counts: Map<unknown, number>): number {
  let pairs = 0;
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}
