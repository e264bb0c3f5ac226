/** What a setting says of rows that it has not seen, after all of it has learned from others. */
import { selectRows } from '../../core/matrix.ts';
import { stream } from '../../core/random.ts';
import type { Split } from '../../evaluation/held-out.ts';
import { answer, inputOf } from '../property/answer.ts';
import type { LabelTable } from '../property/labels.ts';
import { type PropertyData, withClasses } from '../property/load-table.ts';
import type { Validation } from '../property/method.ts';
import { keptLabels, type Labels, labelsBy, lessonOf, taughtStudent } from '../property/teach.ts';

import type { ChainSetting, SweepSetting } from './define.ts';

/** What settings learn from. Plain data, for threads. */
export interface SettingGround {
  /** With the classes that every setting is judged by. */
  readonly data: PropertyData;
  /** What compounds held out together share. */
  readonly outer: Pick<Validation, 'name' | 'group' | 'folds'>;
  /** What is labelled; null where nothing is. */
  readonly labels: LabelTable | null;
}

/** Rows to learn from and rows to answer for. */
export interface SettingSplit extends Split {
  /** Rows whose compounds no label may tell of: the test rows, and on inner folds those of the outer fold too. */
  readonly heldOut: readonly number[];
}

/**
 * Fits a setting, teacher, labels and student alike, to the training rows alone, and asks it about the test rows.
 * @param what the stream of the fits is of
 * @returns as `answer` of a method does
 * @throws {UserError} for what a model refuses
 * @throws {Error} before openSolvers, for models that need it
 * @example answerSetting({ student, teacher }, ground, { train: [0, 1], test: [2], heldOut: [2] }, 0, 'fold 0')[0];
 */
export function answerSetting(
  setting: SweepSetting,
  ground: SettingGround,
  { train, test, heldOut }: SettingSplit,
  seed: number,
  what: string,
): Float64Array {
  if ('method' in setting) return answer(setting.method, ground.data, train, test, stream(seed, what));
  const { student, threshold } = setting;
  const data = withClasses({ ...ground.data, target: { ...ground.data.target, threshold: threshold ?? null } });
  const labels = labelsFor(setting, ground.labels, data, train, seed, what);
  const kept = labels === null ? [] : keptLabels(labels, data, { validation: ground.outer }, heldOut);
  const lesson = lessonOf(student, labels, kept, data, train);
  return taughtStudent(student, lesson, seed, what).answer(selectRows(inputOf(student, data), test));
}

/** Null where the student learns none. */
function labelsFor(
  { student, teacher }: ChainSetting,
  table: LabelTable | null,
  data: PropertyData,
  train: readonly number[],
  seed: number,
  what: string,
): Labels | null {
  if (table === null || (student.learns.labels ?? 0) === 0) return null;
  return labelsBy(teacher ?? null, table, data, train, seed, what);
}
