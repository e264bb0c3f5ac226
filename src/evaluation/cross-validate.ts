/** Cross-validation over given folds: each row is scored by a model fitted to the rows of all other folds. */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import { selectRows } from '../core/matrix.ts';
import { stream } from '../core/random.ts';
import type { ModelSpec } from '../models/model.ts';
import { fitModel } from '../models/model.ts';
import { checkBothClasses } from './check-labels.ts';
import { heldOut, splitFolds } from './held-out.ts';

/**
 * Out-of-fold scores. Everything that is fitted, standardisation included, sees the training rows only.
 *
 * @param X rows x columns
 * @param y label of each row, 0 or 1
 * @param folds fold number of each row, from {@link groupedFolds} or a committed list
 * @param seed each fold draws from a stream of its own under this seed
 * @param onFold told after each fold how many of how many are done
 * @returns one score a row; >= 0 means class 1
 * @throws {UserError} when lengths differ, labels are not 0 and 1, or there are fewer than two folds
 * @example crossValidate({ kind: 'majority' }, matrixFrom([[1], [2], [3], [4]]), [0, 1, 0, 1], [0, 0, 1, 1], 0);
 */
export function crossValidate(
  spec: ModelSpec,
  X: Matrix,
  y: ArrayLike<number>,
  folds: ArrayLike<number>,
  seed: number,
  onFold?: (done: number, total: number) => void,
): Float64Array {
  checkBothClasses('cross-validation', y, X.rows);
  if (folds.length !== X.rows) {
    fail('cross-validation', `${X.rows} fold numbers, one a row`, `${folds.length}`, 'give each row one fold');
  }
  const splits = splitFolds(folds);
  if (splits.length < 2) fail('cross-validation', 'at least two folds', `${splits.length}`, 'use more folds');
  let done = 0;
  return heldOut(X.rows, splits, ({ fold, train, test }) => {
    const labels = Float64Array.from(train, (row) => y[row]!);
    const predictor = fitModel(spec, selectRows(X, train), labels, stream(seed, `fold/${fold}`));
    const scores = predictor.score(selectRows(X, test));
    onFold?.(++done, splits.length);
    return scores;
  });
}
