/** Which rows are held out together. */
import { stream } from '../../core/random.ts';
import { groupsOf } from '../../dataset/groups.ts';
import { groupedFolds } from '../../evaluation/folds.ts';
import { leaveOneGroupOut } from '../../evaluation/leave-one-group-out.ts';
import type { Validation } from './define.ts';
import type { PropertyData } from './load-table.ts';

/**
 * The fold of each compound, from 0. Validations of the same groups and number of folds share their folds.
 * @throws {UserError} for fewer groups than folds
 * @example foldsOf({ group: 'formula', folds: 5 }, data, 0).length; // as many as compounds
 */
export function foldsOf(validation: Pick<Validation, 'group' | 'folds'>, data: PropertyData, seed: number): Int32Array {
  const groups = groupsOf(validation, data);
  if (validation.folds === 'leave one group out') return leaveOneGroupOut(groups);
  return groupedFolds(groups, validation.folds, stream(seed, `folds ${JSON.stringify(validation.group)}`));
}

/**
 * Whether a validation judges a row; a fold without such rows need not be answered for.
 * @example isJudged({ name: 'on_test', group: 'formula', folds: 5 }, { split: 'test' }); // true
 */
export function isJudged({ judged }: Validation, row: PropertyData['rows'][number]): boolean {
  return judged === undefined || judged.oneOf.includes(row[judged.column]!);
}
