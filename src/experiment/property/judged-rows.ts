/** Validations that judge some rows only, such as the test rows of a given split. */
import { takeRows } from '../../dataset/dataset.ts';
import { isJudged } from './folds.ts';
import type { Judged } from './statistic.ts';

/**
 * Answers of the rows that their validation judges. Where these are one group, as the test rows of a given split are, each formula is
 * drawn by itself behind intervals. What was learned from is in `taught`, since the rows to learn from are not all there any more.
 * @example judgedRows(judged).answers.length; // 60 of 616
 */
export function judgedRows(all: Judged): Judged {
  const { data, plan, answers } = all;
  if (plan.validation.judged === undefined) return all;
  const kept = Array.from(data.rows.keys()).filter((row) => isJudged(plan.validation, data.rows[row]!));
  const pick = <Item>(items: readonly Item[]) => kept.map((row) => items[row]!);
  const place = new Map(kept.map((row, at) => [row, at]));
  const groups = pick(plan.groups);
  const formulas = pick(data.formulas);
  return {
    ...all,
    taught: all.taught ?? plan.folds.map(({ train }) => Array.from(train, (row) => data.compositions[row]!)),
    answers: Float64Array.from(kept, (row) => answers[row]!),
    plan: {
      ...plan,
      groups: new Set(groups).size > 1 ? groups : formulas,
      folds: plan.folds.map((fold) => ({
        ...fold,
        test: Int32Array.from(Array.from(fold.test, (row) => place.get(row) ?? -1).filter((at) => at >= 0)),
      })),
      trainingMean: Float64Array.from(kept, (row) => plan.trainingMean[row]!),
    },
    data: { ...takeRows(data, kept), labels: data.labels && pick(data.labels) },
  };
}
