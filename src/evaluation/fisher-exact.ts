/**
 * Fisher's exact test of a 2 x 2 table (R. A. Fisher, J. R. Stat. Soc. 85, 87 (1922)): how likely chance alone gives the first group so
 * many hits, or more, when hits fall on either group alike.
 */
import { fail } from '../core/errors.ts';

/**
 * The one-sided p value: at least `hits` of the hits in the first group (scipy's alternative 'greater').
 * @param hits hits of the first group
 * @param trials members of the first group
 * @param otherHits hits of the second group
 * @param otherTrials members of the second group
 * @throws {UserError} when a count is no whole number, or hits exceed members
 * @example fisherExact(8, 21, 3, 21); // 0.0787
 */
export function fisherExact(hits: number, trials: number, otherHits: number, otherTrials: number): number {
  checkGroup('the first group', hits, trials);
  checkGroup('the second group', otherHits, otherTrials);
  const all = hits + otherHits;
  const most = Math.min(trials, all);
  const whole = logChoose(trials + otherTrials, all);
  let p = 0;
  for (let k = hits; k <= most; k++) {
    if (all - k <= otherTrials) p += Math.exp(logChoose(trials, k) + logChoose(otherTrials, all - k) - whole);
  }
  return Math.min(p, 1);
}

function checkGroup(where: string, hits: number, trials: number): void {
  if (Number.isInteger(hits) && Number.isInteger(trials) && hits >= 0 && trials >= 1 && hits <= trials) return;
  fail(where, 'whole numbers of hits among members', `${hits} of ${trials}`, 'give counts');
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}
