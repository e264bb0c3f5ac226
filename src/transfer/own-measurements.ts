/** The user's measurements: a CSV table of compositions and conductivities. */
import { reducedFormula } from '../chemistry/composition.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { compositionColumn, formulaCell } from '../chemistry/formula-cell.ts';
import { type CsvTable, readCsv } from '../core/csv.ts';
import { findColumn, seekColumn } from '../core/csv-columns.ts';
import { decimalPoints } from '../core/decimal-comma.ts';
import { decimalNumber } from '../core/decimal-number.ts';
import { fail, UserError } from '../core/errors.ts';
import { type ReadRecords, readableRecords } from '../dataset/readable-records.ts';
import { temperatureColumn } from '../dataset/temperature-column.ts';
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
const SOURCE = ['source', 'doi', 'reference'];

/**
 * The rows of a table with columns composition and conductivity_S_per_cm, and where they are known temperature_C (or temperature_K)
 * and source (or doi); case, spaces, underscores and hyphens do not matter. A conductivity is above 0, such as 1.2e-4 (or 1,2e-4 in a
 * column of decimal commas), or a limit, such as <1e-10. Of a row that cannot be read nothing is known: its compound counts as unmeasured.
 * @param where the file, for errors
 * @throws {UserError} for a missing column, one of temperatures in no known unit, and a row with more cells than the header: where one has
 * a decimal comma others may have lost theirs
 * @example parseOwnMeasurements('formula,conductivity_S_per_cm\nLi3PS4,2e-4\n', 'mine.csv').rows[0].log10Conductivity; // -3.69...
 */
export function parseOwnMeasurements(text: string, where: string): ReadRecords<Measurement> {
  const table = readCsv(text, where);
  const composition = compositionColumn(table);
  const conductivity = findColumn(table, CONDUCTIVITY);
  const temperature = temperatureColumn(table);
  const source = seekColumn(table, SOURCE);
  const figures = numberCells(table, conductivity);
  const temperatures = temperature && numberCells(table, temperature.column);
  const long = table.records.find((record) => 'reason' in record && record.cells.length > table.header.length);
  if (long !== undefined && 'reason' in long) throw new UserError(`${where}, line ${long.line}: ${long.reason}`);
  return readableRecords(table.records, where, ({ line, cells }, i) => {
    const measured = parseFormula(formulaCell(cells, composition));
    return {
      formula: reducedFormula(measured),
      composition: measured,
      ...figure(figures[i]!),
      temperatureC: temperature?.celsius(temperatures![i]!) ?? null,
      measurements: 1,
      spreadLog10: 0,
      table: `own measurements, line ${line}`,
      sources: source === undefined || cells[source]!.trim() === '' ? [] : [cells[source]!.trim()],
    };
  });
}

/** Of each record, with points for decimal commas, in limits too; empty where its cells cannot be told apart. */
function numberCells({ where, header, records }: CsvTable, column: number): readonly string[] {
  const cells = records.map((record) => ('reason' in record ? '' : record.cells[column]!.trim()));
  const isLimit = cells.map((cell) => cell.startsWith('<'));
  const numbers = cells.map((cell, i) => (isLimit[i] ? cell.slice(1) : cell));
  return decimalPoints(numbers, `${where}, column ${header[column]}`).map(
    (cell, i) => `${isLimit[i] ? '<' : ''}${cell}`,
  );
}

function figure(text: string): Pick<Measurement, 'log10Conductivity' | 'isUpperBound'> {
  const isUpperBound = text.startsWith('<');
  const value = decimalNumber(isUpperBound ? text.slice(1) : text);
  if (!(value > 0)) {
    fail('conductivity', 'S/cm above 0', `"${text}"`, 'write it as 1.2e-4, or a limit as <1e-10');
  }
  return { log10Conductivity: Math.log10(value), isUpperBound };
}
