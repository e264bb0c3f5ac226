/** What a sweep makes best: a score of held-out rows, and which way is better. */

import type { Cut } from '../../dataset/target.ts';
import { classificationMetrics } from '../../evaluation/metrics.ts';
import { meanAbsoluteError } from '../../evaluation/regression-metrics.ts';
import { spearman } from '../../evaluation/spearman.ts';
import { decisionScores } from '../property/answer.ts';
import type { PropertyMethod } from '../property/define.ts';
import type { PropertyData } from '../property/load-table.ts';
import type { Objective } from './define.ts';

/** Whether more of an objective is better: 1, or -1 for errors. */
export const BETTER: Readonly<Record<Objective, 1 | -1>> = { auc: 1, mcc: 1, spearman: 1, mae: -1, rmse: -1 };

/**
 * A score of some rows, from one judged answer a row; null where the truth of these rows leaves it undefined: of one class, or
 * constant.
 */
export type Score = (rows: ArrayLike<number>, judged: ArrayLike<number>) => number | null;

/**
 * The score of an objective. A constant answer has a rank correlation of 0, for it puts nothing in order.
 * @example scoreOf('mae', data)([0, 1], [data.y[0]!, data.y[1]!]); // 0
 */
export function scoreOf(objective: Objective, { y, labels }: Pick<PropertyData, 'y' | 'labels'>): Score {
  const pick = (values: ArrayLike<number>, rows: ArrayLike<number>) => Array.from(rows, (row) => values[row]!);
  switch (objective) {
    case 'auc':
    case 'mcc':
      return (rows, judged) => classificationMetrics(pick(labels!, rows), judged)[objective];
    case 'mae':
      return (rows, judged) => meanAbsoluteError(pick(y, rows), judged);
    case 'rmse':
      return (rows, judged) => {
        const squares = Array.from(rows, (row, i) => (y[row]! - judged[i]!) ** 2);
        return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
      };
    case 'spearman':
      return (rows, judged) => {
        const truth = pick(y, rows);
        return truth.every((value) => value === truth[0]) ? null : (spearman(truth, judged) ?? 0);
      };
  }
}

/**
 * Answers as an objective takes them: for classes, 0 and above says positive.
 * @example judgedBy('auc', method, answers, { at: -4, better: 'larger' });
 */
export function judgedBy(
  objective: Objective,
  method: PropertyMethod,
  answers: Float64Array,
  cut: Cut | null,
): Float64Array {
  return objective === 'auc' || objective === 'mcc' ? decisionScores(method, answers, cut!) : answers;
}
