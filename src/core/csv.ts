/**
 * CSV text to records, after RFC 4180 with what spreadsheets and people make of it: commas, semicolons or tabs between cells, line
 * ends of any kind, a byte order mark, a first line `sep=;`, spaces around quotes. Every record has to have as many cells as the header: one with more or
 * fewer is a decimal comma, a stray separator or a file cut off, and none of its cells can be trusted.
 */
import { fail } from './errors.ts';

/** What stands between two cells. */
export type Separator = ',' | ';' | '\t';

/** One record; `line` is that of the file where it begins, from 1. */
export interface CsvRecord {
  readonly line: number;
  /** As many as the header has, as written; quotes undone. */
  readonly cells: readonly string[];
}

/** A record with another number of cells than the header. */
export interface CsvFault {
  readonly line: number;
  readonly cells: readonly string[];
  readonly reason: string;
}

/** A table as text. */
export interface CsvTable {
  /** The file, for errors. */
  readonly where: string;
  readonly separator: Separator;
  /** Without spaces around the names. */
  readonly header: readonly string[];
  /** That of the file where the header begins, from 1. */
  readonly headerLine: number;
  /** In the order of the file; blank lines, and records of empty cells only, are none. */
  readonly records: readonly (CsvRecord | CsvFault)[];
}

const SEPARATORS: readonly Separator[] = [',', ';', '\t'];
const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/;
const LINE_END_HERE = /\r\n|[\n\r\u0085\u2028\u2029]/y;
/** What Excel reads, and some programs write, ahead of the header. */
const NAMES_SEPARATOR = /^"?sep=([,;\t])"?[ ,;\t]*(?:\r\n|[\n\r\u0085\u2028\u2029]|$)/i;
/** What stands between separators, and the white space that may stand around quotes. */
const BARE: Readonly<Record<Separator, RegExp>> = {
  ',': /[^,\n\r\u0085\u2028\u2029]*/y,
  ';': /[^;\n\r\u0085\u2028\u2029]*/y,
  '\t': /[^\t\n\r\u0085\u2028\u2029]*/y,
};
const SPACE: Readonly<Record<Separator, RegExp>> = { ',': /[ \t]*/y, ';': /[ \t]*/y, '\t': / */y };
const REMEDY = 'double the quotes within a cell, and close those around it';

/**
 * Reads a table with a header; no type is guessed. The separator is the one that a first line `sep=;` names, or else that the header has
 * most of, the comma where it has none.
 * @param where the file, for errors
 * @throws {UserError} for an empty text, and for quotes that do not close or swallow whole lines, for then no later line can be trusted
 * @example readCsv('formula;gap\nLi2O;"1;2"\n', 'x.csv').records[0]; // { line: 2, cells: ['Li2O', '1;2'] }
 */
export function readCsv(text: string, where: string): CsvTable {
  const plain = text.replace(/^\uFEFF/, '');
  const named = NAMES_SEPARATOR.exec(plain);
  const separator = (named?.[1] as Separator | undefined) ?? separatorOf(plain);
  const scanner: Scanner = { text: plain, where, separator, at: named?.[0].length ?? 0, line: named ? 2 : 1 };
  const first = nextRecord(scanner);
  if (first === undefined) return fail(where, 'a header', 'an empty file', 'give a CSV table');
  const header = first.cells.map((name) => name.trim());
  const records: (CsvRecord | CsvFault)[] = [];
  for (;;) {
    const from = scanner.at;
    const record = nextRecord(scanner);
    if (record === undefined) break;
    if (record.isLong) refuseSwallowed(scanner, from, record.line, header.length);
    const { line, cells } = record;
    if (cells.length === header.length) records.push({ line, cells });
    else records.push({ line, cells, reason: countReason(header.length, cells.length, separator) });
  }
  return { where, separator, header, headerLine: first.line, records };
}

interface Scanner {
  readonly text: string;
  readonly where: string;
  readonly separator: Separator;
  at: number;
  line: number;
}

/** The one that the first line with anything on it has most of, outside of quotes. */
function separatorOf(text: string): Separator {
  const counts = new Map<string, number>(SEPARATORS.map((separator) => [separator, 0]));
  let isQuoted = false;
  for (let at = Math.max(text.search(/\S/), 0); at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (LINE_END.test(character)) break;
    else if (counts.has(character)) counts.set(character, counts.get(character)! + 1);
  }
  return SEPARATORS.reduce((most, each) => (counts.get(each)! > counts.get(most)! ? each : most));
}

/** The next record that is not blank; undefined at the end. */
function nextRecord(scanner: Scanner): { line: number; cells: string[]; isLong: boolean } | undefined {
  while (scanner.at < scanner.text.length) {
    const { line } = scanner;
    const cells = [nextCell(scanner)];
    while (scanner.text[scanner.at] === scanner.separator) {
      scanner.at++;
      cells.push(nextCell(scanner));
    }
    const isLong = scanner.line > line;
    passLineEnd(scanner);
    if (cells.some((cell) => cell.trim() !== '')) return { line, cells, isLong };
  }
  return undefined;
}

/** Leaves the scanner at a separator, a line end or the end. */
function nextCell(scanner: Scanner): string {
  const { text, separator } = scanner;
  const start = scanner.at + lengthOf(SPACE[separator], text, scanner.at);
  if (text[start] === '"') return quotedCell(scanner, start + 1);
  const from = scanner.at;
  scanner.at += lengthOf(BARE[separator], text, from);
  return text.slice(from, scanner.at);
}

function quotedCell(scanner: Scanner, start: number): string {
  const { text, separator } = scanner;
  let end = text.indexOf('"', start);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  const place = `${scanner.where}, line ${scanner.line}`;
  if (end < 0) fail(place, 'a quote that closes', 'none to the end of the file', REMEDY);
  const cell = text.slice(start, end);
  scanner.line += cell.split(LINE_END).length - 1;
  scanner.at = end + 1 + lengthOf(SPACE[separator], text, end + 1);
  const next = text[scanner.at];
  if (next !== undefined && next !== separator && !LINE_END.test(next)) {
    fail(
      place,
      'the end of a cell after its closing quote',
      `"${text.slice(end + 1, end + 21).split(LINE_END)[0]}"`,
      REMEDY,
    );
  }
  return cell.replaceAll('""', '"');
}

function passLineEnd(scanner: Scanner): void {
  const length = lengthOf(LINE_END_HERE, scanner.text, scanner.at);
  scanner.at += length;
  if (length > 0) scanner.line++;
}

/** Of what a sticky pattern finds at a place. */
function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** Two stray quotes make one cell of whole lines. That is what a record is of which each line would be a record. */
function refuseSwallowed({ text, at, where, separator }: Scanner, from: number, line: number, width: number): void {
  const lines = text
    .slice(from, at)
    .split(LINE_END)
    .filter((each) => each.trim() !== '');
  if (width < 2 || !lines.every((each) => each.split(separator).length === width)) return;
  const found = `${lines.length} lines within one pair of quotes`;
  fail(`${where}, line ${line}`, `a record of ${width} cells`, found, REMEDY);
}

function countReason(expected: number, found: number, separator: Separator): string {
  const remedy =
    found < expected
      ? 'the row is cut off, or a cell was left out'
      : separator === ','
        ? 'put quotes around a cell with a comma, and a point in numbers'
        : 'put quotes around a cell with a separator';
  return `expected ${expected} cell${expected === 1 ? '' : 's'} as in the header, found ${found}; ${remedy}`;
}
