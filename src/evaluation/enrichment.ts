/**
 * Enrichment factor: how many times richer in positives the top of a ranked list is than the whole list. It is what
 * a screening buys that can only follow up the top; an AUC counts order at the bottom of the list just as much.
 */
import { fail } from '../core/errors.ts';
import { rankByScore } from './ranking.ts';
import { shareCount } from './share-count.ts';

/**
 * Rate of positives among the top rows over the rate among all; 1 for a random order, at most 1 / share. The top is
 * the smallest number of rows that is at least the share. Rows with the score at the cut count with the mean rate
 * of all rows that have it: the value expected over every order of them, so the order of rows cannot matter.
 *
 * @param y label of each row, 0 or 1
 * @param score score of each row; higher is better
 * @param share share of the rows that is the top, above 0 and at most 1
 * @returns null where there is no positive
 * @throws {UserError} when lengths differ, there are no rows, a label is not 0 or 1, a score is not finite, or the
 * share is out of range
 * @example enrichment([1, 0, 0, 0], [4, 3, 2, 1], 0.25); // 4
 */
export function enrichment(y: ArrayLike<number>, score: ArrayLike<number>, share: number): number | null {
  if (!(share > 0 && share <= 1)) fail('enrichment share', 'above 0, at most 1', `${share}`, 'use 0.1, say');
  const { label, tieEnd } = rankByScore(y, score, 0);
  const top = shareCount(share, label.length);
  let [start, tiedPositives] = [0, 0]; // of the run of equal scores
  let [positives, topPositives] = [0, 0];
  for (let position = 0; position < label.length; position++) {
    tiedPositives += label[position]!;
    if (tieEnd[position] === 0) continue;
    const tied = position + 1 - start;
    const tiedInTop = Math.min(Math.max(top - start, 0), tied);
    positives += tiedPositives;
    topPositives += (tiedPositives * tiedInTop) / tied;
    [start, tiedPositives] = [position + 1, 0];
  }
  return positives === 0 ? null : (topPositives * label.length) / (top * positives);
}
