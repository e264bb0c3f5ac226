/** Compositions in tables that people and spreadsheets wrote. */
import { findColumn, type NamedColumns } from '../core/csv-columns.ts';
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
export function compositionColumn(table: NamedColumns): number {
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
  const whole = wholeFormula(cells, column);
  if (whole !== undefined) {
    fail(shown, 'a whole formula in the cell', `a part of ${whole}`, 'write a point, or quotes around the formula');
  }
  return cell;
}

/** What decimal commas have cut into this cell and those beside it, with points; undefined where the cell stands for itself. */
function wholeFormula(cells: readonly string[], column: number): string | undefined {
  const pieces = cells.map((cell) => cell.trim());
  let [from, end] = [column, column + 1];
  while (from > 0 && mayGoOn(pieces[from - 1]!, pieces[from]!)) from--;
  while (end < pieces.length && mayGoOn(pieces[end - 1]!, pieces[end]!)) end++;
  for (; end > column; end--) {
    for (let start = from; start <= column && start < end - 1; start++) {
      const run = pieces.slice(start, end);
      if (isCut(run)) return run.join('.');
    }
  }
  return undefined;
}

/** As Li6 does in 5La3Zr2O12; no amount is 0, so Cl0 goes on in a 5 too. */
function mayGoOn(left: string, right: string): boolean {
  return (
    (/[A-Za-z)\]}]\d+$/.test(left) && /^\d+[A-Z([{]/.test(right)) || (ENDS_IN_ZERO.test(left) && /^\d+$/.test(right))
  );
}

const ENDS_IN_ZERO = /[A-Za-z)\]}]0$/;

/** Li6 and 5La3Zr2O12 beside it are Li6,5La3Zr2O12; Li3PS4 and 300K beside it are not Li3PS4,300K. */
function isCut(run: readonly string[]): boolean {
  if (!isFormula(run.join('.'))) return false;
  const sure = run.slice(0, -1).some((piece) => ENDS_IN_ZERO.test(piece));
  return sure || symbolsIn(run[0]!) === 1 || symbolsIn(run[1]!) > 1;
}

function symbolsIn(text: string): number {
  return new Set(text.match(/[A-Z][a-z]?/g)).size;
}

function isFormula(text: string): boolean {
  try {
    parseFormula(text);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
