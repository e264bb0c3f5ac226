/** The rows of a filter as a file. */
import { fail } from '../core/errors.ts';
import { formatCsv } from '../core/table.ts';
import type { ScreenedValue } from '../screening/compile.ts';
import type { CandidateRow } from './api.ts';

const ROW = [
  'rank',
  'formula',
  'measured',
  'measured_source',
  'measured_against_predicted',
  'chemical_system',
  'anion',
] as const;
const STANDING = ['domain_distance', 'charge_neutral', 'pauling_order', 'known'] as const;
const OF_MEASUREMENTS = ['log10_conductivity_S_per_cm', 'log10_low', 'log10_high', 'domain'] as const;
const OF_STABILITY = [
  'hull_energy_eV_atom',
  'competing_phases',
  'elemental_products',
  'reduction_V',
  'oxidation_V',
  'window_V',
  'oxidation_states',
  'oxidation_states_probability',
  'predicted_above_hull_eV_atom',
] as const;

/** A column of an export, and the key of what it holds. */
type Column = readonly [name: string, key: keyof CandidateRow];

/** What the scores of a list are, and what stands beside them. */
export interface Exported {
  /** That the scores tell, under its own column; null of log-odds. */
  readonly value: ScreenedValue | null;
  /** Whether the list has what the student of measurements says. */
  readonly predicted: boolean;
  /** Whether it has what stability says. */
  readonly stability: boolean;
}

function columnsOf({ value, predicted, stability }: Exported): Column[] {
  const same = (keys: readonly (keyof CandidateRow)[]): Column[] => keys.map((key) => [key, key]);
  const scores: Column[] = value === null ? same(['log_odds', 'probability']) : [[value.column, 'value']];
  const rest = [...STANDING, ...(predicted ? OF_MEASUREMENTS : []), ...(stability ? OF_STABILITY : [])];
  return [...same(ROW), ...scores, ...same(rest)];
}

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
 * @example
 * const exported = { value: null, predicted: table.withInterval > 0, stability: table.withStability > 0 };
 * for await (const piece of exportText('csv', exported, table.rows({}, order))) response.write(piece);
 */
export async function* exportText(
  format: ExportFormat,
  exported: Exported,
  batches: AsyncIterable<readonly CandidateRow[]>,
): AsyncGenerator<string> {
  const columns = columnsOf(exported);
  if (format === 'csv') {
    yield formatCsv(
      columns.map(([name]) => name),
      [],
    );
    for await (const rows of batches)
      yield formatCsv(
        [],
        rows.map((row) => csvCells(row, columns)),
      ).slice(1);
    return;
  }
  let before = '[\n';
  for await (const rows of batches) {
    const named = rows.map((row) => Object.fromEntries(columns.map(([name, key]) => [name, row[key]])));
    yield before + named.map((row) => JSON.stringify(row)).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function csvCells(row: CandidateRow, columns: readonly Column[]): (string | number)[] {
  return columns.map(([, key]) => {
    const cell = row[key];
    if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
    return cell ?? '';
  });
}
