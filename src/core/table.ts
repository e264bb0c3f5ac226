import { readCsv } from './csv.ts';
import { exactColumn } from './csv-columns.ts';
import { fail, UserError } from './errors.ts';

/** One row of a CSV file: every value is the text that stood there. */
export type TextRow = Readonly<Record<string, string>>;

/**
 * Rows of a CSV text with a header line; no type is guessed, so `NaN`, `1e5` and `NO` stay as printed and an empty
 * cell is ''. Blank lines are passed over.
 * @param where the file, for errors
 * @param columns columns that must be there, each once
 * @throws {UserError} when one of them, or any header, is missing, and for a row with more or fewer cells than the header, naming its line
 * @example parseCsv('a,b\n1,NO\n', 'demo.csv', ['a', 'b'])[0]; // { a: '1', b: 'NO' }
 */
export function parseCsv(text: string, where: string, columns: readonly string[]): TextRow[] {
  const table = readCsv(text, where);
  const { header, records } = table;
  for (const column of columns) {
    if (exactColumn(table, column) !== undefined) continue;
    fail(where, `a column ${column}`, header.join(', '), 'use a file with that header');
  }
  return records.map((record) => {
    if ('reason' in record) throw new UserError(`${where}, line ${record.line}: ${record.reason}`);
    return Object.fromEntries(header.map((column, i) => [column, record.cells[i]!]));
  });
}

/**
 * CSV text of a header and rows; numbers in full precision, NaN as an empty cell, text quoted where it must be.
 * @example formatCsv(['formula', 'score'], [['Li3N', 0.5], ['a,b', NaN]]); // 'formula,score\nLi3N,0.5\n"a,b",\n'
 */
export function formatCsv(header: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const lines = [header.map((name) => cell(name, /[",;\t\n\r\u0085\u2028\u2029]/)).join(',')];
  for (const row of rows) lines.push(row.map((value) => cell(value, /[",\n\r\u0085\u2028\u2029]/)).join(','));
  return `${lines.join('\n')}\n`;
}

/** In the header a semicolon or tab would be taken for a separator too. */
function cell(value: string | number, special: RegExp): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  return special.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
