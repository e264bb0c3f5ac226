/** The user's measurements: a CSV table of compositions and conductivities. */
import { readCsv } from '../core/csv.ts';
import { findColumn, seekColumn } from '../core/csv-columns.ts';
import { fail, UserError } from '../core/errors.ts';
import { readFigure } from '../dataset/figure.ts';
import { openTable } from '../dataset/open-table.ts';
import { readRows } from '../dataset/read-rows.ts';
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
 * column of decimal commas), or a limit, such as <1e-10.
 * @param where the file, for errors
 * @throws {UserError} for a missing column, one of temperatures in no known unit, and for the first row that cannot be read, by its line: a compound that is passed over here
 * would be called unmeasured
 * @example parseOwnMeasurements('formula,conductivity_S_per_cm\nLi3PS4,2e-4\n', 'mine.csv')[0].log10Conductivity; // -3.69...
 */
export function parseOwnMeasurements(text: string, where: string): Measurement[] {
  const table = readCsv(text, where);
  const conductivity = table.header[findColumn(table, CONDUCTIVITY)]!;
  const temperature = temperatureColumn(table);
  const source = seekColumn(table, SOURCE);
  const numbers = [conductivity, ...(temperature ? [table.header[temperature.column]!] : [])];
  const { rows, unread } = readRows([openTable(table, { rules: {}, target: null, numbers })]);
  const [first] = unread;
  if (first !== undefined) throw new UserError(`${where}, line ${first.line}: ${first.reason}`);
  return rows.map(({ formula, composition, row, line }) => {
    const cited = source === undefined ? '' : row[table.header[source]!]!.trim();
    return {
      ...{ formula, composition, ...atLine(where, line, () => figure(row[conductivity]!)) },
      temperatureC: temperature ? atLine(where, line, () => temperature.celsius(row[numbers[1]!]!)) : null,
      measurements: 1,
      spreadLog10: 0,
      table: `own measurements, line ${line}`,
      sources: cited === '' ? [] : [cited],
    };
  });
}

function atLine<Value>(where: string, line: number, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`${where}, line ${line}: ${error.message}`);
    throw error;
  }
}

function figure(cell: string): Pick<Measurement, 'log10Conductivity' | 'isUpperBound'> {
  const { value, bound } = readFigure(cell);
  if (!(value > 0) || bound > 0) {
    fail('conductivity', 'S/cm above 0', `"${cell.trim()}"`, 'write it as 1.2e-4, or a limit as <1e-10');
  }
  return { log10Conductivity: Math.log10(value), isUpperBound: bound < 0 };
}
