import type { CsvFault, CsvRecord } from '../core/csv.ts';
import { UserError } from '../core/errors.ts';
import type { UnreadRow } from './unread-row.ts';

/** What could be read of some records, and what could not. */
export interface ReadRecords<Row> {
  readonly rows: readonly Row[];
  readonly unread: readonly UnreadRow[];
}

/**
 * Reads records one by one; one that cannot be read, or has another number of cells than the header, keeps its line and the reason.
 * @param where the file
 * @param read throws a UserError for a record that cannot be read; `i` is its place among the records
 * @example readableRecords(csv.records, 'known.csv', ({ cells }) => parseFormula(cells[0]!)).unread.length; // 0
 */
export function readableRecords<Row>(
  records: readonly (CsvRecord | CsvFault)[],
  where: string,
  read: (record: CsvRecord, i: number) => Row,
): ReadRecords<Row> {
  const unread: UnreadRow[] = [];
  const rows = records.flatMap((record, i): Row[] => {
    try {
      if ('reason' in record) throw new UserError(record.reason);
      return [read(record, i)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unread.push({ file: where, line: record.line, reason: error.message });
      return [];
    }
  });
  return { rows, unread };
}
