/** The file that `ionsieve label` writes, or any table of compositions and probabilities, as lessons for a student. */
import { reducedFormula } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { compositionColumn, formulaCell } from '../chemistry/formula-cell.ts';
import { type CsvTable, readCsv } from '../core/csv.ts';
import { findColumn, seekColumn } from '../core/csv-columns.ts';
import { decimalPoints } from '../core/decimal-comma.ts';
import { decimalNumber } from '../core/decimal-number.ts';
import { fail, UserError } from '../core/errors.ts';
import { tellUnread, type Unread } from '../core/unread.ts';
import { type DescriptorSet, elementalDescriptors } from '../descriptors/elemental.ts';
import { combinePolymorphs, type LabelledFormula } from './polymorphs.ts';

/** Labels that a student can learn, and what was left out. */
export interface Labels {
  /** One entry a reduced formula; the structures of one formula are combined by the mean of their probabilities. */
  readonly formulas: readonly LabelledFormula[];
  /** Rows of the file. */
  readonly rows: number;
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
  /** Rows that cannot be read, by their line. */
  readonly unread: readonly Unread[];
}

/**
 * Reads labels. Rows without one, and formulas with an element that the descriptors do not know, are left out with their reason; so are
 * rows that cannot be read, apart from these. Columns id and reason may be missing.
 * @param where the file, for errors
 * @param set what the student will see of a formula
 * @throws {UserError} for a missing column, and where no row at all can be read
 * @example readLabels('id,formula,probability,reason\na,LiF,0.1,\n', 'labels.csv', ELEMENTAL_SETS['elemental-30']).formulas.length; // 1
 */
export function readLabels(text: string, where: string, set: DescriptorSet): Labels {
  const table = readCsv(text, where);
  const places = {
    id: seekColumn(table, ['id', 'material id']),
    formula: compositionColumn(table),
    probability: findColumn(table, ['probability']),
    reason: seekColumn(table, ['reason']),
  };
  const probabilities = numberCells(table, places.probability);
  const leftOut: { id: string; reason: string }[] = [];
  const unread: Unread[] = [];
  const kept: Lesson[] = [];
  for (const [i, record] of table.records.entries()) {
    const place = `${where}, line ${record.line}`;
    try {
      if ('reason' in record) throw new UserError(record.reason);
      const id = places.id === undefined ? `line ${record.line}` : record.cells[places.id]!;
      const reason = places.reason === undefined ? '' : record.cells[places.reason]!.trim();
      const lesson = reason === '' ? lessonOf(id, record.cells, places.formula, probabilities[i]!) : { id, reason };
      if ('reason' in lesson) leftOut.push(lesson);
      else if (hasDescriptors(lesson.formula, set)) kept.push(lesson);
      else leftOut.push({ id, reason: 'an element without descriptors' });
    } catch (error) {
      tellUnread(place, error, (item) => unread.push(item));
    }
  }
  const rows = table.records.length;
  if (rows > 0 && unread.length === rows) {
    fail(where, 'a row that can be read', `none in ${rows}`, `the first: ${unread[0]!.message}`);
  }
  const formulas = combinePolymorphs(
    kept.map(({ id }) => id),
    kept.map(({ formula }) => formula),
    kept.map(({ probability }) => probability),
  );
  return { formulas, rows, leftOut, unread };
}

interface Lesson {
  readonly id: string;
  readonly formula: string;
  readonly probability: number;
}

/** Of each record, with points for decimal commas; empty where its cells cannot be told apart. */
function numberCells({ where, header, records }: CsvTable, column: number): readonly string[] {
  const cells = records.map((record) => ('reason' in record ? '' : record.cells[column]!.trim()));
  return decimalPoints(cells, `${where}, column ${header[column]}`);
}

function lessonOf(id: string, cells: readonly string[], column: number, text: string): Lesson {
  const probability = decimalNumber(text);
  if (!(probability >= 0 && probability <= 1)) {
    fail(id, 'a probability from 0 to 1, or a reason', `"${text}"`, 'write the file with ionsieve label');
  }
  return { id, formula: reducedFormula(parseFormula(formulaCell(cells, column))), probability };
}

function hasDescriptors(formula: string, set: DescriptorSet): boolean {
  try {
    elementalDescriptors([parseFormula(formula)], set);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
