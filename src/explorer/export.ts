/** The rows of a filter as a file. */
import { fail } from '../core/errors.ts';
import { formatCsv } from '../core/table.ts';
import type { CandidateRow } from './api.ts';

const COLUMNS = [
  'rank',
  'formula',
  'measured',
  'measured_source',
  'measured_against_predicted',
  'chemical_system',
  'anion',
  'log_odds',
  'probability',
  'domain_distance',
  'charge_neutral',
  'pauling_order',
  'known',
  'log10_conductivity_S_per_cm',
  'log10_low',
  'log10_high',
  'domain',
] as const satisfies readonly (keyof CandidateRow)[];

/** The forms of an export. */
export type ExportFormat = 'csv' | 'json';

/**
 * The format that a query names; CSV where it names none.
 * @throws {UserError} for another
 * @example readFormat(new URLSearchParams('format=json')); // 'json'
 */
export function readFormat(query: URLSearchParams): ExportFormat {
  const format = query.get('format') || 'csv';
  if (format === 'csv' || format === 'json') return format;
  return fail('query format', 'csv or json', JSON.stringify(format.slice(0, 60)), 'choose one');
}

/**
 * The text of an export, in pieces, in full precision; what is not known is empty in CSV and null in JSON.
 * @example for await (const piece of exportText('csv', table.rows({}, order))) response.write(piece);
 */
export async function* exportText(
  format: ExportFormat,
  batches: AsyncIterable<readonly CandidateRow[]>,
): AsyncGenerator<string> {
  if (format === 'csv') {
    yield formatCsv(COLUMNS, []);
    for await (const rows of batches) yield formatCsv([], rows.map(csvCells)).slice(1);
    return;
  }
  let before = '[\n';
  for await (const rows of batches) {
    yield before + rows.map((row) => JSON.stringify(row)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function csvCells(row: CandidateRow): (string | number)[] {
  return COLUMNS.map((column) => {
    const value = row[column];
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return value ?? '';
  });
}
