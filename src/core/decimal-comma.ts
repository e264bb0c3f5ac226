import { fail } from './errors.ts';

const COMMA = /^[+-]?\d*,\d+(e[+-]?\d+)?$/i;
/** 1,234 may be a thousand or one and a bit. */
const THOUSANDS = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const POINT = /^[+-]?\d*\.\d+(e[+-]?\d+)?$/i;

/**
 * The cells of a column of numbers with points where they have decimal commas. A column is one of decimal commas where some cell can be
 * nothing else, such as 0,5 or 12,25; of 1,234 alone nobody knows, and all stay as they are. What is no number stays too.
 * @param where file and column, for errors
 * @throws {UserError} for a column that has decimal points beside decimal commas
 * @example decimalPoints(['0,5', '1,234', '3'], 'x.csv, column gap'); // ['0.5', '1.234', '3']
 */
export function decimalPoints(cells: readonly string[], where: string): readonly string[] {
  const isComma = (cell: string) => COMMA.test(cell.trim());
  const sure = cells.find((cell) => isComma(cell) && !THOUSANDS.test(cell.trim()));
  if (sure === undefined) return cells;
  const point = cells.find((cell) => POINT.test(cell.trim()));
  if (point !== undefined) {
    fail(where, 'decimals of one kind', `"${sure.trim()}" and "${point.trim()}"`, 'write a point in all of them');
  }
  return cells.map((cell) => (isComma(cell) ? cell.replace(',', '.') : cell));
}
