/** The user's measurements: a CSV table of compositions and conductivities. */
import { readCsv } from '../core/csv.ts';
import { findColumn, seekColumn } from '../core/csv-columns.ts';
import { fail, UserError } from '../core/errors.ts';
import { readFigure } from '../dataset/figure.ts';
import { openTable } from '../dataset/open-table.ts';
import { readRows } from '../dataset/read-rows.ts';
import type { ReadRecords } from '../dataset/readable-records.ts';
import { temperatureColumn } from '../dataset/temperature-column.ts';
import type { UnreadRow } from '../dataset/unread-row.ts';
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
  const conductivity = table.header[findColumn(table, CONDUCTIVITY)]!;
  const temperature = temperatureColumn(table);
  const source = seekColumn(table, SOURCE);
  const numbers = [conductivity, ...(temperature ? [table.header[temperature.column]!] : [])];
  const { rows, unread } = readRows([openTable(table, { rules: {}, target: null, numbers })]);
  const faults: UnreadRow[] = [...unread];
  const read = rows.flatMap(({ formula, composition, row, line }): Measurement[] => {
    const cited = source === undefined ? '' : row[table.header[source]!]!.trim();
    try {
      return [
        {
          ...{ formula, composition, ...figure(row[conductivity]!) },
          temperatureC: temperature ? temperature.celsius(row[numbers[1]!]!) : null,
          measurements: 1,
          spreadLog10: 0,
          table: `own measurements, line ${line}`,
          sources: cited === '' ? [] : [cited],
        },
      ];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push({ file: where, line, reason: error.message });
      return [];
    }
  });
  return { rows: read, unread: faults.sort((a, b) => a.line! - b.line!) };
}

function figure(cell: string): Pick<Measurement, 'log10Conductivity' | 'isUpperBound'> {
  const { value, bound } = readFigure(cell);
  if (!(value > 0) || bound > 0) {
    fail('conductivity', 'S/cm above 0', `"${cell.trim()}"`, 'write it as 1.2e-4, or a limit as <1e-10');
  }
  return { log10Conductivity: Math.log10(value), isUpperBound: bound < 0 };
}
