import type { CsvFault } from '../core/csv.ts';
import { UserError } from '../core/errors.ts';
import type { DatasetRow } from './dataset.ts';
import type { OpenedTable } from './open-table.ts';
import { readRows } from './read-rows.ts';
import type { UnreadRow } from './unread-row.ts';

/** What could be read of some records, and what could not. */
export interface ReadRecords<Row> {
  readonly rows: readonly Row[];
  readonly unread: readonly UnreadRow[];
}

/**
 * Reads records one by one; one that cannot be read, or has another number of cells than the header, keeps its line and the reason.
 * @param where the file
 * @param read throws a UserError for a record that cannot be read
 * @example readableRecords(csv.records, 'known.csv', ({ cells }) => parseFormula(cells[0]!)).unread.length; // 0
 */
export function readableRecords<Item extends { readonly line: number }, Row>(
  records: readonly (Item | CsvFault)[],
  where: string,
  read: (record: Item) => Row,
): ReadRecords<Row> {
  const unread: UnreadRow[] = [];
  const rows = records.flatMap((record): Row[] => {
    try {
      if ('reason' in record) throw new UserError(record.reason);
      return [read(record)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unread.push({ file: where, line: record.line, reason: error.message });
      return [];
    }
  });
  return { rows, unread };
}

/**
 * Reads the compounds of a table one by one; what cannot be read, of a row or by `read`, keeps its line and the reason.
 * @param read throws a UserError for a row that cannot be read
 * @example readableRows(table, ({ formula }) => formula).rows;
 */
export function readableRows<Row>(table: OpenedTable, read: (row: DatasetRow) => Row): ReadRecords<Row> {
  const { rows: compounds, unread: damaged } = readRows([table]);
  const { rows, unread } = readableRecords(compounds, table.file, read);
  return { rows, unread: [...damaged, ...unread].sort((a, b) => a.line! - b.line!) };
}
