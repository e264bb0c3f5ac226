/** Predictions of held-out rows, as an experiment leaves them in held-out.csv. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decimalNumber } from '../../core/decimal-number.ts';
import { fail } from '../../core/errors.ts';
import { readBytes } from '../../core/files.ts';
import { parseCsv, type TextRow } from '../../core/table.ts';

/** What one subject predicted of one row while it was held out. */
export interface HeldOutRow {
  /** Id of the row, or its formula. */
  readonly id: string;
  /** What it was held out with, which is drawn together behind intervals. */
  readonly group: string;
  /** All that the subject knows of it; null of one that knows more. */
  readonly category: string | null;
  /** Who predicted: a method, a floor, a student. */
  readonly subject: string;
  /** How rows were held out: the name of a validation. */
  readonly on: string;
  readonly truth: number;
  readonly predicted: number;
}

const FILE = 'held-out.csv';
const REMEDY = 'run its experiment again, with this version of ionsieve';

/**
 * The rows of held-out.csv (.gz too) in a folder of results, with columns id or formula, group, category, subject, on, truth and predicted.
 * @throws {UserError} for no such folder or file, columns that lack, and cells that are no numbers
 * @example readHeldOut('results/algorithms')[0]?.subject;
 */
export function readHeldOut(folder: string): HeldOutRow[] {
  if (!existsSync(folder)) fail(folder, 'a folder of results', 'none', 'check the path');
  const path = [FILE, `${FILE}.gz`].map((name) => join(folder, name)).find((each) => existsSync(each));
  if (path === undefined) return fail(folder, FILE, 'none', REMEDY);
  const rows = parseCsv(new TextDecoder().decode(readBytes(path)), path, ['subject', 'on', 'truth', 'predicted']);
  for (const column of ['group', 'category']) {
    if (rows[0] !== undefined && !Object.hasOwn(rows[0], column)) fail(path, `a column ${column}`, 'none', REMEDY);
  }
  return rows.map((row, i) => readRow(row, `${path}, row ${i + 1}`));
}

function readRow(row: TextRow, where: string): HeldOutRow {
  const { subject = '', on = '', group = '', category = '' } = row;
  const id = row.id ?? row.formula;
  if (id === undefined) fail(where, 'a column id or formula', 'neither', REMEDY);
  const number = (column: 'truth' | 'predicted') => {
    const value = decimalNumber(row[column]!);
    return Number.isNaN(value) ? fail(where, `a number in ${column}`, `"${row[column]}"`, REMEDY) : value;
  };
  const known = { id, group, category: category === '' ? null : category, subject, on };
  return { ...known, truth: number('truth'), predicted: number('predicted') };
}
