/** Labels by a method that learned from all rows of the table: what is written, told, and learned by the students that are kept. */

import { sizedFile } from '../../core/sized-file.ts';
import { formatCsv } from '../../core/table.ts';
import type { Target } from '../../dataset/target.ts';
import { margin } from '../../dataset/target.ts';
import type { UnreadRow } from '../../dataset/unread-row.ts';
import { answerColumn } from '../../learning/answer-column.ts';
import { measured, type Numbers, roundOnce } from '../numbers.ts';
import { labelCounts } from './label-counts.ts';
import type { PropertyData } from './load-table.ts';
import type { Labelling } from './student-stage.ts';
import { type Labels, labelsBy } from './teach.ts';

/** Rows that are not labelled, of which so many are shown. */
const SHOWN = 10;

/** Labels, as the report tells them. */
export interface LabelSummary {
  /** The method that labels; null where labels are given. */
  readonly by: string | null;
  readonly formulas: number;
  /** Of the formulas, those whose label is positive; null without a threshold. */
  readonly positive: number | null;
  /** Quantiles of labels that are values: 0, 25, 50, 75 and 100 %; null of classes. */
  readonly quantiles: readonly (number | null)[] | null;
  /** Name of the file that has them. */
  readonly file: string;
  readonly unread: readonly UnreadRow[];
}

/** What the stage hands on. */
export interface LabelStage {
  readonly labels: Labels;
  readonly summary: LabelSummary;
  readonly numbers: Numbers;
  readonly files: Record<string, string | Uint8Array>;
}

/**
 * Labels all that is to be labelled.
 * @throws {UserError} for what the method refuses
 * @example labelAll(labelling, data, target, 0).summary.formulas;
 */
export function labelAll(labelling: Labelling, data: PropertyData, target: Target, seed: number): LabelStage {
  const { teacher, table } = labelling;
  const all = Array.from(data.y.keys());
  const labels = labelsBy(teacher, table, data, all, seed, 'all rows');
  const isPositive = (y: number): boolean => (labels.does === 'classify' ? y : margin(data.cut!, y)) >= 0;
  const positive = data.cut === null ? null : labels.y.filter(isPositive).length;
  const { length } = table.formulas;
  const column = labels.does === 'classify' ? 'score' : answerColumn({ target, answers: 'value' });
  const text = formatCsv(
    ['formula', column, ...(data.cut ? ['positive'] : []), 'rows'],
    table.formulas.map((formula, i) => [
      ...[formula, roundOnce(labels.y[i]!)!, ...(data.cut ? [isPositive(labels.y[i]!) ? 1 : 0] : [])],
      table.members[i]!.length,
    ]),
  );
  const files = sizedFile('labels.csv', text);
  return {
    labels,
    files,
    summary: {
      ...{ by: teacher?.name ?? null, formulas: length, positive },
      quantiles: labels.does === 'classify' ? null : quantilesOf(labels.y),
      file: Object.keys(files)[0]!,
      unread: table.unread.slice(0, SHOWN),
    },
    numbers: {
      ...labelCounts(table),
      ...(positive !== null && { 'labels.positive_share': measured(positive / length, 'share', length) }),
    },
  };
}

function quantilesOf(values: Float64Array): (number | null)[] {
  const sorted = values.slice().sort();
  return [0, 0.25, 0.5, 0.75, 1].map((share) => roundOnce(sorted[Math.round(share * (sorted.length - 1))]!));
}
