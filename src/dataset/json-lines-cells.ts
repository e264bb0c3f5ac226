/** JSON lines as a table: one object a line, whose keys are columns. */
import type { CsvFault, CsvRecord } from '../core/csv.ts';
import { fail } from '../core/errors.ts';
import { lenientJson } from '../core/lenient-json.ts';
import { type Cells, cellText } from './cells.ts';

type Line = CsvFault | { readonly line: number; readonly values: ReadonlyMap<string, string> };

/**
 * The objects of a text as rows; a column is a key of any of them, in the order in which they come, and what an object lacks is empty.
 * @param where the file, for errors
 * @throws {UserError} for a text without an object
 * @example jsonLinesCells('{"formula":"Li2O","gap":5}\n', 'x.jsonl').records[0]; // { line: 1, cells: ['Li2O', '5'] }
 */
export function jsonLinesCells(text: string, where: string): Cells {
  const lines = text.split('\n').flatMap((content, i) => (content.trim() === '' ? [] : [readLine(content, i + 1)]));
  const header = [...new Set(lines.flatMap((line) => ('values' in line ? [...line.values.keys()] : [])))];
  if (header.length === 0) fail(where, 'JSON lines, an object each', 'none', 'give a table');
  const records = lines.map((line): CsvRecord | CsvFault =>
    'reason' in line ? line : { line: line.line, cells: header.map((column) => line.values.get(column) ?? '') },
  );
  return { where, header, records };
}

function readLine(text: string, line: number): Line {
  const value = parsed(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return { line, cells: [], reason: 'expected a JSON object, found something else; the line is cut off or damaged' };
  }
  return { line, values: new Map(Object.entries(value).map(([column, each]) => [column, cellText(each)])) };
}

function parsed(text: string): unknown {
  try {
    return lenientJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
