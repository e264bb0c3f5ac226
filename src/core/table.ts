import { fromCSV } from 'arquero';
import { fail } from './errors.ts';

/** One row of a CSV file: every value is the text that stood there. */
export type TextRow = Readonly<Record<string, string>>;

/** Without a prototype: arquero would take what every object has for the parser of a column named so. */
const NO_PARSERS = Object.create(null) as Record<string, never>;

/**
 * Rows of a CSV text with a header line; no type is guessed, so `NaN`, `1e5` and `NO` stay as printed and an empty
 * cell is ''.
 * @param where the file, for errors
 * @param columns columns that must be there
 * @throws {UserError} when one of them, or any header, is missing
 * @example parseCsv('a,b\n1,NO\n', 'demo.csv', ['a', 'b'])[0]; // { a: '1', b: 'NO' }
 */
export function parseCsv(text: string, where: string, columns: readonly string[]): TextRow[] {
  if (text.trim() === '') fail(where, 'a header', 'an empty file', 'use a file with one');
  const table = fromCSV(text, { autoType: false, parse: NO_PARSERS });
  const found: string[] = table.columnNames();
  if (found.includes('__proto__')) fail(where, 'names of columns', '__proto__', 'rename that column');
  for (const column of columns) {
    if (!found.includes(column)) {
      fail(where, `a column ${column}`, found.join(', '), 'use a file with that header');
    }
  }
  return (table.objects() as Record<string, string | null>[]).map((row) =>
    Object.fromEntries(found.map((column) => [column, row[column] ?? ''])),
  );
}

/**
 * CSV text of a header and rows; numbers in full precision, NaN as an empty cell, text quoted where it must be.
 * @example formatCsv(['formula', 'score'], [['Li3N', 0.5], ['a,b', NaN]]); // 'formula,score\nLi3N,0.5\n"a,b",\n'
 */
export function formatCsv(header: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const lines = [header.join(',')];
  for (const row of rows) lines.push(row.map(cell).join(','));
  return `${lines.join('\n')}\n`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
