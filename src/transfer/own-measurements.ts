/** Measurements of the user's own: a CSV table of compositions and conductivities. */
import { reducedFormula } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { compositionColumn, formulaCell } from '../chemistry/formula-cell.ts';
import { readCsv } from '../core/csv.ts';
import { findColumn, seekColumn } from '../core/csv-columns.ts';
import { fail, UserError } from '../core/errors.ts';
import type { Measurement } from './measurements.ts';

/** What the table is called among the texts of a screening, and in its summary. */
export const OWN_MEASUREMENTS = 'own_measurements';

const CONDUCTIVITY = [
  'conductivity S per cm',
  'conductivity (S/cm)',
  'conductivity (S cm-1)',
  'ionic conductivity S per cm',
  'ionic conductivity (S/cm)',
  'ionic conductivity (S cm-1)',
];
const TEMPERATURE = ['temperature C', 'temperature (C)', 'temperature (°C)', 'T (°C)'];
const SOURCE = ['source', 'doi', 'reference'];

/**
 * The rows of a table with columns composition and conductivity_S_per_cm, and where they are known temperature_C and source (or doi); case,
 * spaces, underscores and hyphens do not matter. A conductivity is above 0, such as 1.2e-4, or a limit, such as <1e-10.
 * @param where the file, for errors
 * @throws {UserError} for a missing column, and for the first row that cannot be read, by its line: a compound that is passed over here
 * would be called unmeasured
 * @example parseOwnMeasurements('formula,conductivity_S_per_cm\nLi3PS4,2e-4\n', 'mine.csv')[0].log10Conductivity; // -3.69...
 */
export function parseOwnMeasurements(text: string, where: string): Measurement[] {
  const table = readCsv(text, where);
  const composition = compositionColumn(table);
  const conductivity = findColumn(table, CONDUCTIVITY);
  const temperature = seekColumn(table, TEMPERATURE);
  const source = seekColumn(table, SOURCE);
  const optional = (cells: readonly string[], column: number | undefined) =>
    column === undefined ? '' : cells[column]!.trim();
  return table.records.map((record) => {
    const line = `${where}, line ${record.line}`;
    if ('reason' in record) throw new UserError(`${line}: ${record.reason}`);
    const { cells } = record;
    try {
      const measured = parseFormula(formulaCell(cells, composition));
      return {
        formula: reducedFormula(measured),
        composition: measured,
        ...figure(cells[conductivity]!.trim()),
        temperatureC: celsius(optional(cells, temperature)),
        measurements: 1,
        spreadLog10: 0,
        table: `own measurements, line ${record.line}`,
        sources: [optional(cells, source)].filter((text) => text !== ''),
      };
    } catch (error) {
      if (error instanceof UserError) throw new UserError(`${line}: ${error.message}`);
      throw error;
    }
  });
}

function figure(text: string): Pick<Measurement, 'log10Conductivity' | 'isUpperBound'> {
  const isUpperBound = text.startsWith('<');
  const digits = text.slice(isUpperBound ? 1 : 0).trim();
  const value = Number(digits);
  if (digits === '' || !(value > 0 && Number.isFinite(value))) {
    fail('conductivity', 'S/cm above 0', `"${text}"`, 'write it as 1.2e-4, or a limit as <1e-10');
  }
  return { log10Conductivity: Math.log10(value), isUpperBound };
}

function celsius(text: string): number | null {
  if (text === '') return null;
  const value = Number(text);
  if (!(value >= -273.15 && Number.isFinite(value))) {
    fail('temperature', 'degrees Celsius', `"${text}"`, 'write it as 25, or leave it empty for room temperature');
  }
  return value;
}
