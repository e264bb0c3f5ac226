/** The column of temperatures of a table, by its name and unit. */
import type { NamedColumns } from '../core/csv-columns.ts';
import { decimalNumber } from '../core/decimal-number.ts';
import { fail } from '../core/errors.ts';

/** Where the temperatures stand, and how to read them. */
export interface TemperatureColumn {
  readonly column: number;
  /** Degrees Celsius; null for an empty cell. */
  readonly celsius: (text: string) => number | null;
}

const ZERO_C = 273.15;
/** T alone, or with a unit after it; no other word that begins with t. */
const SPEAKS_OF_TEMPERATURE = /(?:^|[^a-z])temp(?!late|or|t)|temperature|celsius|kelvin|°\s*[CF]|℃|^t(?![a-z\d])/i;
/** In small letters, without spaces, brackets and the like. */
const UNITS = new Map([
  ...['c', '°c', '℃', 'degc', 'celsius'].map((unit) => [unit, 'C'] as const),
  ...['k', 'kelvin'].map((unit) => [unit, 'K'] as const),
]);

/**
 * The one column whose name is that of a temperature, such as temperature_C, Temperature (K), T [°C] or temp / K; undefined without one.
 * @throws {UserError} for a name without degrees Celsius or kelvin, and for two such columns: a value at 500 C must not be taken for one
 * at room temperature
 * @example temperatureColumn(readCsv('formula,T (K)\n', 'x.csv'))?.celsius('298.15'); // 25
 */
export function temperatureColumn({ where, header }: NamedColumns): TemperatureColumn | undefined {
  const columns = header.flatMap((name, column) => (SPEAKS_OF_TEMPERATURE.test(name) ? [column] : []));
  if (columns.length === 0) return undefined;
  if (columns.length > 1) {
    const names = columns.map((column) => header[column]).join(', ');
    fail(where, 'one column of temperatures', names, 'leave out all but that of the measurement');
  }
  const name = header[columns[0]!]!;
  const plain = name.toLowerCase().replace(/[\s_()[\]/.,-]/g, '');
  const unit = UNITS.get(/^(?:measure(?:ment|d))?(?:temperature|temp|t)?(?:in)?(.*)$/.exec(plain)![1]!);
  if (unit === undefined) {
    fail(where, 'a column temperature_C or temperature_K', name, 'name the column so');
  }
  return { column: columns[0]!, celsius: unit === 'C' ? (text) => celsius(text) : kelvin };
}

function celsius(text: string): number | null {
  if (text.trim() === '') return null;
  const value = decimalNumber(text);
  return value >= -ZERO_C ? value : refuse('degrees Celsius', text, 25);
}

function kelvin(text: string): number | null {
  if (text.trim() === '') return null;
  const value = decimalNumber(text);
  return value >= 0 ? Number((value - ZERO_C).toFixed(6)) : refuse('kelvin', text, 298);
}

function refuse(unit: string, text: string, example: number): never {
  return fail('temperature', unit, `"${text}"`, `write it as ${example}, or leave it empty for room temperature`);
}
