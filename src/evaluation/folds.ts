/**
 * Folds for cross-validation that keep a group together. Polymorphs of one formula, or compositions of one
 * chemical system, are near copies: split over training and test rows they make any model look good.
 */
import { fail } from '../core/errors.ts';
import type { Stream } from '../core/random.ts';
import { shuffled } from '../core/random.ts';
import { checkCount } from './check-labels.ts';

/**
 * The fold, 0 .. k-1, of each row; rows of one group share a fold. Groups are taken from the largest to the
 * smallest (equal sizes in random order), each to the fold with fewest rows so far. Which group goes where
 * depends on the names and sizes of the groups and on the stream, not on the order of the rows.
 *
 * @param groups group of each row, such as its formula or chemical system
 * @param k number of folds, at least 2
 * @throws {UserError} when k is no whole number of at least 2, or there are fewer groups than folds
 * @example groupedFolds(['LiCl', 'Li2S', 'LiCl'], 2, stream(0, 'folds')); // rows 0 and 2 share a fold
 */
export function groupedFolds(groups: readonly string[], k: number, random: Stream): Int32Array {
  checkCount('number of folds', k, 2);
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  if (sizes.size < k) fail('folds', `at least ${k} groups`, `${sizes.size}`, 'use fewer folds or finer groups');

  const names = [...sizes.keys()].sort();
  const order = Array.from(shuffled(names.length, random), (i) => names[i]!);
  order.sort((a, b) => sizes.get(b)! - sizes.get(a)!);

  const rowsInFold = new Int32Array(k);
  const foldOf = new Map<string, number>();
  for (const name of order) {
    const fold = rowsInFold.indexOf(Math.min(...rowsInFold));
    foldOf.set(name, fold);
    rowsInFold[fold]! += sizes.get(name)!;
  }
  return Int32Array.from(groups, (group) => foldOf.get(group)!);
}
