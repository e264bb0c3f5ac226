/**
 * Leave-one-out cross-validation: each row is scored by a model fitted to all the others, as in
 * doi 10.1039/C6EE02697D and 10.1063/1.5093220.
 * The loop is that of the package ml-cross-validation; this file gives it row numbers for features and keeps the scores.
 */
import { leaveOneOut as leaveEachOut } from 'ml-cross-validation';
import type { Matrix } from '../core/matrix.ts';
import { selectRows } from '../core/matrix.ts';
import { stream } from '../core/random.ts';
import type { ModelSpec } from '../models/model.ts';
import { fitModel } from '../models/model.ts';
import { checkBothClasses } from './check-labels.ts';

/**
 * The decision value of each row from a model that has not seen it. Each left-out row has a stream of its own,
 * so the order in which rows are left out cannot change a score.
 *
 * @param X rows x columns
 * @param y label of each row, 0 or 1
 * @returns one score a row; >= 0 means class 1
 * @throws {UserError} when lengths differ, a label is not 0 or 1, or there is one class only
 * @example leaveOneOut({ kind: 'majority' }, matrixFrom([[1], [2], [3]]), [0, 0, 1], 0); // three scores
 */
export function leaveOneOut(spec: ModelSpec, X: Matrix, y: ArrayLike<number>, seed: number): Float64Array {
  checkBothClasses('leave-one-out', y, X.rows);
  const scores = new Float64Array(X.rows);
  const rows = Array.from({ length: X.rows }, (_, row) => row);
  leaveEachOut(rows, Array.from(y), (trainRows, trainLabels, testRows) => {
    const row = testRows[0]!;
    const labels = Float64Array.from(trainLabels);
    const predictor = fitModel(spec, selectRows(X, trainRows), labels, stream(seed, `leave-one-out/${row}`));
    scores[row] = predictor.score(selectRows(X, testRows))[0]!;
    return [scores[row]! >= 0 ? 1 : 0];
  });
  return scores;
}
