/** Rows of a query as text. Numbers of any kind print as plain numbers. */
import type { DuckDBValue } from '@duckdb/node-api';
import { formatCsv } from '../core/table.ts';
import { alignedText } from '../report/text.ts';

/** The forms a result can take. */
export type QueryFormat = 'table' | 'csv' | 'json';

type Rows = readonly (readonly DuckDBValue[])[];

/**
 * The text of a result, in pieces: CSV and JSON row by row as they come, a table when all rows are there. CSV and JSON
 * have full precision, a table six digits.
 * @example for await (const text of formatRows('csv', ['anion'], batches)) process.stdout.write(text);
 */
export function formatRows(
  format: QueryFormat,
  columns: readonly string[],
  batches: AsyncIterable<Rows>,
): AsyncGenerator<string> {
  return formatters[format](columns, batches);
}

const formatters: Record<
  QueryFormat,
  (columns: readonly string[], batches: AsyncIterable<Rows>) => AsyncGenerator<string>
> = { table: asTable, csv: asCsv, json: asJson };

async function* asTable(columns: readonly string[], batches: AsyncIterable<Rows>): AsyncGenerator<string> {
  const cells: (readonly string[])[] = [columns];
  for await (const rows of batches) {
    for (const row of rows) cells.push(row.map((value) => (value === null ? '-' : shortText(value))));
  }
  yield alignedText(cells);
}

function shortText(value: DuckDBValue): string {
  return typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value);
}

async function* asCsv(columns: readonly string[], batches: AsyncIterable<Rows>): AsyncGenerator<string> {
  yield csvLines([columns]);
  for await (const rows of batches) yield csvLines(rows.map((row) => row.map((value) => String(value ?? ''))));
}

/** formatCsv quotes rows, but not its header, which DuckDB may give any name. */
function csvLines(rows: readonly (readonly string[])[]): string {
  return formatCsv([], rows).slice(1);
}

async function* asJson(columns: readonly string[], batches: AsyncIterable<Rows>): AsyncGenerator<string> {
  const keys = columns.map((column) => JSON.stringify(column));
  let before = '[\n';
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) {
      const fields = row.map((value, column) => `    ${keys[column]}: ${jsonText(value)}`);
      text += `${before}  {\n${fields.join(',\n')}\n  }`;
      before = ',\n';
    }
    yield text;
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** As JSON.stringify, with integers and decimals of any length as numbers. */
function jsonText(value: DuckDBValue): string {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if ('items' in value) return `[${value.items.map(jsonText).join(', ')}]`;
  if ('entries' in value) {
    const pairs = Array.isArray(value.entries)
      ? value.entries.map((entry): [string, DuckDBValue] => [String(entry.key), entry.value])
      : Object.entries(value.entries as Record<string, DuckDBValue>);
    return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}: ${jsonText(item)}`).join(', ')}}`;
  }
  return 'scale' in value ? String(value) : JSON.stringify(String(value));
}
