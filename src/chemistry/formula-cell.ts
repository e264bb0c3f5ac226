/** Compositions in tables that people and spreadsheets wrote. */
import type { CsvTable } from '../core/csv.ts';
import { findColumn } from '../core/csv-columns.ts';
import { fail, UserError } from '../core/errors.ts';
import { parseFormula } from './formula.ts';

/** What a column of compositions may be called, the surest name first; case, spaces, underscores and hyphens do not matter. */
export const COMPOSITION_NAMES = [
  'composition',
  'formula',
  'reduced formula',
  'chemical formula',
  'pretty formula',
  'formula pretty',
  'reduced composition',
  'chemical composition',
] as const;

const LONGEST_SHOWN = 80;

/**
 * The place of the column of compositions.
 * @throws {UserError} for a table without one, or with two of one name
 * @example compositionColumn(readCsv('id;Formula\n', 'x.csv')); // 1
 */
export function compositionColumn(table: CsvTable): number {
  return findColumn(table, COMPOSITION_NAMES);
}

/**
 * The formula in a cell, as written. The reader of formulas passes over white space and knows nothing of the cells beside it, so what
 * only a table can get wrong is looked for here.
 * @throws {UserError} for several lines in the cell, quotes of its own, and a formula that a decimal comma has cut in two
 * @example formulaCell(['Li3PS4', 'x'], 0); // 'Li3PS4'; of ['Li6', '5La3Zr2O12'] it is refused
 */
export function formulaCell(cells: readonly string[], column: number): string {
  const cell = cells[column]!;
  const shown = cell.slice(0, LONGEST_SHOWN);
  if (/[\t\n\r\v\f\u0085\u2028\u2029]/.test(cell.trim())) {
    fail(shown, 'one formula in the cell', 'a line break or tab', 'give each formula a row');
  }
  if (cell.includes('"')) fail(shown, 'a formula', 'a cell with quotes of its own', 'take them out');
  const next = cells[column + 1] ?? '';
  const before = cells[column - 1] ?? '';
  for (const [left, right] of [
    [cell, next],
    [before, cell],
  ] as const) {
    if (!isCutInTwo(left.trim(), right.trim())) continue;
    const whole = `${left.trim()}.${right.trim()}`;
    fail(shown, 'a whole formula in the cell', `a part of ${whole}`, 'write a point, or quotes around the formula');
  }
  return cell;
}

/** Li6 and 5La3Zr2O12 beside it are Li6,5La3Zr2O12; Li3PS4 and 300K beside it are not Li3PS4,300K. */
function isCutInTwo(left: string, right: string): boolean {
  if (!/[A-Za-z)\]}]\d+$/.test(left) || !/^\d+[A-Z([{]/.test(right)) return false;
  const known = elementsIn(left);
  return known > 0 && elementsIn(`${left}.${right}`) > 0 && (known === 1 || elementsIn(right) > 1);
}

/** How many; 0 where the text is no formula. */
function elementsIn(text: string): number {
  try {
    return new Set(parseFormula(text).atomicNumbers).size;
  } catch (error) {
    if (error instanceof UserError) return 0;
    throw error;
  }
}
