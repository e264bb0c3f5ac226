/** The file that `ionsieve label` writes, or any table of compositions and probabilities, as lessons for a student. */
import { findColumn, seekColumn } from '../core/csv-columns.ts';
import { fail } from '../core/errors.ts';
import { numberIn } from '../dataset/compounds.ts';
import type { DatasetRow } from '../dataset/dataset.ts';
import { openTable } from '../dataset/open-table.ts';
import { readCells } from '../dataset/read-cells.ts';
import { readRows } from '../dataset/read-rows.ts';
import type { UnreadRow } from '../dataset/unread-row.ts';
import type { DescriptorSet } from '../descriptors/elemental.ts';
import { hasDescriptors } from '../descriptors/parts.ts';
import { combinePolymorphs, type LabelledFormula } from './polymorphs.ts';

/** Labels that a student can learn, and what was left out. */
export interface Labels {
  /** One entry a reduced formula; the structures of one formula are combined by the mean of their probabilities. */
  readonly formulas: readonly LabelledFormula[];
  /** Rows of the file. */
  readonly rows: number;
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
  /** Rows that cannot be read. */
  readonly unread: readonly UnreadRow[];
  /** Of the file. */
  readonly sha256: string;
}

/**
 * Reads labels. Rows without one, and formulas with an element that the descriptors do not know, are left out with their reason; so are
 * rows that cannot be read, apart from these. Columns id and reason may be missing.
 * @param set what the student will see of a formula
 * @throws {UserError} for a missing column, a row with more cells than the header, and where no row at all can be read
 * @example (await readLabels('labels.csv', ELEMENTAL_SETS['elemental-30'])).formulas.length;
 */
export async function readLabels(file: string, set: DescriptorSet): Promise<Labels> {
  const { cells, sha256 } = await readCells(file);
  const name = (place: number | undefined): string | undefined => (place === undefined ? place : cells.header[place]);
  const columns = {
    probability: name(findColumn(cells, ['probability']))!,
    id: name(seekColumn(cells, ['id', 'material id'])),
    reason: name(seekColumn(cells, ['reason'])),
  };
  const table = openTable(cells, { rules: {}, target: null, numbers: [columns.probability] });
  const { rows: read, counts, unread } = readRows([table]);
  const lessons = read.map((row) => lessonOf(row, columns, set));
  const kept = lessons.filter((lesson) => 'probability' in lesson);
  const bad = [...unread, ...lessons.filter((lesson) => 'line' in lesson)].sort((a, b) => a.line! - b.line!);
  const { rows_read: rows } = counts;
  if (bad.length === rows) {
    const { line, reason } = bad[0]!;
    fail(file, 'a row that can be read', `none in ${rows}`, `the first: ${file}, line ${line}: ${reason}`);
  }
  const formulas = combinePolymorphs(
    kept.map(({ id }) => id),
    kept.map(({ formula }) => formula),
    kept.map(({ probability }) => probability),
  );
  const leftOut = lessons.filter((lesson) => 'left' in lesson).map(({ id, left: reason }) => ({ id, reason }));
  return { formulas, rows, leftOut, unread: bad, sha256 };
}

interface Columns {
  readonly probability: string;
  readonly id: string | undefined;
  readonly reason: string | undefined;
}

type Lesson =
  | { readonly id: string; readonly formula: string; readonly probability: number }
  | { readonly id: string; readonly left: string }
  | { readonly file: string; readonly line: number; readonly reason: string };

function lessonOf({ formula, composition, row, file, line }: DatasetRow, columns: Columns, set: DescriptorSet): Lesson {
  const id = columns.id === undefined ? `line ${line}` : row[columns.id]!;
  const left = columns.reason === undefined ? '' : row[columns.reason]!.trim();
  if (left !== '') return { id, left };
  const probability = numberIn(row, columns.probability);
  if (!(probability >= 0 && probability <= 1)) {
    const found = `found "${row[columns.probability]!.trim()}"; write the file with ionsieve label`;
    return { file, line, reason: `${id}: expected a probability from 0 to 1, or a reason, ${found}` };
  }
  const isKnown = hasDescriptors({ elemental: set }, { id, composition });
  return isKnown ? { id, formula, probability } : { id, left: 'an element without descriptors' };
}
