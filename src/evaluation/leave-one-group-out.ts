/**
 * Folds that leave out one group at a time: how a model does on a kind of material it has never seen. Where
 * {@link groupedFolds} shares many groups out over a few folds by chance, here each group is a fold of its own,
 * and chance has no part in it.
 */
import { fail } from '../core/errors.ts';

/**
 * The fold of each row: the index of its group among the names in sorted order.
 *
 * @param groups group of each row, such as its family of structures
 * @throws {UserError} when there are fewer than two groups
 * @example leaveOneGroupOut(['oxide', 'sulfide', 'oxide']); // Int32Array [1, 0, 1]
 */
export function leaveOneGroupOut(groups: readonly string[]): Int32Array {
  const names = [...new Set(groups)].sort();
  if (names.length < 2) fail('leave one group out', 'at least two groups', `${names.length}`, 'use finer groups');
  const foldOf = new Map(names.map((name, fold) => [name, fold]));
  return Int32Array.from(groups, (group) => foldOf.get(group)!);
}
