import { fail } from '../core/errors.ts';
import { readBytes } from '../core/files.ts';

/** One record of a table of compositions: what stands in its cell, or why the cell cannot be told. */
export type CompositionRow =
  | {
      /** Of the file, from 1. */
      readonly line: number;
      readonly composition: string;
    }
  | { readonly line: number; readonly reason: string };

const COLUMN = 'composition';
const LONGEST_SHOWN = 200;

/** A cell in quotes, with quotes in it doubled, or one without; then a comma or the end of the line. */
const CELL = /(?:"([^"]*(?:""[^"]*)*)"|((?:[^",][^,]*)?))(,|$)/y;

/**
 * The column `composition` of a CSV file, or of one in gzip; other columns are ignored, and so are blank lines. A record is a line, so
 * that each can be found in the file by its number.
 * @throws {UserError} when the file cannot be read, is no text or has no such column, and for a line break within quotes
 * @example readCompositions('compounds.csv')[0]; // { line: 2, composition: 'Li3PS4' }
 */
export function readCompositions(path: string): CompositionRow[] {
  const lines = textOf(path).split(/\r\n?|\n/);
  const first = lines.findIndex((line) => !isBlank(line));
  if (first < 0) fail(path, `a header with a column ${COLUMN}`, 'an empty file', 'give a CSV table');
  const header = cellsOf(path, first + 1, lines[first]!);
  const column = columnOf(path, header);
  const rows: CompositionRow[] = [];
  for (let i = first + 1; i < lines.length; i++) {
    if (!isBlank(lines[i]!)) rows.push(rowOf(i + 1, cellsOf(path, i + 1, lines[i]!), column, header.length));
  }
  if (rows.length === 0) fail(path, 'compositions below the header', 'none', 'give one a line');
  return rows;
}

/** A mark of the byte order at the beginning is left out. */
function textOf(path: string): string {
  const bytes = readBytes(path);
  let text = '\0';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // falls through to the one error below
  }
  return text.includes('\0') ? fail(path, 'a CSV table in UTF-8', 'something else', 'save it as CSV in UTF-8') : text;
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}

function columnOf(path: string, header: readonly string[]): number {
  const names = header.map((name) => name.trim());
  const column = names.indexOf(COLUMN);
  if (column < 0) {
    fail(path, `a column ${COLUMN}`, names.join(', ').slice(0, LONGEST_SHOWN), 'name the column of formulas so');
  }
  if (names.lastIndexOf(COLUMN) !== column) fail(path, `one column ${COLUMN}`, 'several', 'rename the others');
  return column;
}

/** Trailing cells may be missing; one too many means that a comma stands where it should not, so no cell can be trusted. */
function rowOf(line: number, cells: readonly string[], column: number, most: number): CompositionRow {
  if (cells.length <= most) return { line, composition: cells[column] ?? '' };
  return {
    line,
    reason: `expected ${most} cells as in the header, found ${cells.length}; put quotes around a cell with a comma`,
  };
}

function cellsOf(path: string, line: number, text: string): string[] {
  if (!text.includes('"')) return text.split(',');
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const match = CELL.exec(text);
    if (match === null) {
      const remedy = 'take line breaks and stray quotes out of the cells';
      return fail(`${path}, line ${line}`, 'one record a line', 'a quote that does not close there', remedy);
    }
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === '') return cells;
  }
}
