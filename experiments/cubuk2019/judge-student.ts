import { type Numbers, probabilityNumbers, scoreNumbers, withConstantFits } from 'ionsieve/experiment';
import { rowCategories } from 'ionsieve/models';
import { crossValidateStudent, type Lesson, type StudentSpec } from 'ionsieve/transfer';
import type { Grouping } from './folds.ts';
import type { Subsets } from './subsets.ts';

/** What a student that has not seen a subset says of it, beside the labels. */
export interface UnseenAnswer {
  readonly truth: readonly number[];
  readonly logOdds: Float64Array;
  /** Chemical systems: whole ones are drawn for intervals. */
  readonly groups: readonly string[];
}

/** On what a student is judged. */
export interface Judging {
  readonly grouping: Grouping;
  readonly folds: ArrayLike<number>;
  readonly subsets: Subsets;
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Judges a student of labels on folds: its scores and how true its probabilities are, on each subset.
 * @returns the numbers, and what it said of the compounds with a real anion
 * @example judgeStudent(LABEL_STUDENT, lesson, judging).numbers['student.logistic-30.by_system.all.mcc'];
 */
export function judgeStudent(
  spec: StudentSpec,
  lesson: Lesson,
  { grouping, folds, subsets, resamples, seed }: Judging,
): { readonly numbers: Numbers; readonly unseen: UnseenAnswer } {
  const key = `student.${spec.name}.by_${grouping}`;
  const { value: logOdds, numbers } = withConstantFits(key, () => crossValidateStudent(spec, lesson, folds, seed));
  const alike = rowCategories(spec.model, () => lesson.X);
  const answerOn = (rows: readonly number[]): UnseenAnswer => ({
    truth: rows.map((row) => lesson.formulas[row]!.fast),
    logOdds: Float64Array.from(rows, (row) => logOdds[row]!),
    groups: rows.map((row) => lesson.formulas[row]!.chemicalSystem),
  });
  const votes = spec.model.kind === 'nearest-neighbour'; // its score is a vote, no probability
  for (const [compounds, rows] of Object.entries(subsets)) {
    const { truth, logOdds: score, groups } = answerOn(rows);
    const options = { ranks: spec.model.kind !== 'majority', resamples, seed, groups };
    Object.assign(
      numbers,
      scoreNumbers(`${key}.${compounds}`, truth, score, { ...options, alike: alike && rows.map((row) => alike[row]!) }),
      votes ? {} : probabilityNumbers(`${key}.${compounds}`, truth, score),
    );
  }
  return { numbers, unseen: answerOn(subsets.real_anion) };
}
