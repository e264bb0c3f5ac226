/** The rows of opened tables: compounds, and counts of what has none. */
import type { DatasetCounts } from './counts.ts';
import type { DatasetRow } from './dataset.ts';
import type { OpenedTable } from './open-table.ts';
import { readRow } from './read-row.ts';
import type { Structures } from './structures.ts';
import type { UnreadRow } from './unread-row.ts';

/** Counts of rows, before those of one formula are merged. */
export type RowCounts = Omit<DatasetCounts, 'merged' | 'compounds'>;

/** What rows have become. */
export interface ReadRows {
  readonly rows: readonly DatasetRow[];
  readonly counts: RowCounts;
  readonly unread: readonly UnreadRow[];
}

/**
 * The compounds of the rows, in their order.
 * @param structures those that the tables name, by id
 * @throws {UserError} for an element in `contains` that is none
 * @example readRows([openTable(cells, { rules, target })]).rows.length;
 */
export function readRows(tables: readonly OpenedTable[], structures?: Structures): ReadRows {
  const counts: { -readonly [Name in keyof RowCounts]: RowCounts[Name] } = {
    ...{ rows_read: 0, not_kept: 0, without_value: 0, formula_not_read: 0, without_input: 0 },
    ...(structures && { without_structure: 0, not_described: 0, ...structuresLeft(structures) }),
  };
  const unread: UnreadRow[] = [...(structures?.unread ?? [])];
  const read: DatasetRow[] = [];
  for (const table of tables) {
    const { file, rows, short } = table;
    const left = short.map(({ line, reason }) => ({ file, line, reason }));
    counts.rows_read += rows.length + short.length;
    if (short.length > 0) counts.cells_missing = (counts.cells_missing ?? 0) + short.length;
    for (const each of rows) {
      const entry = readRow(each, table, structures);
      if (!('leftOut' in entry)) {
        read.push(entry);
        continue;
      }
      counts[entry.leftOut] = (counts[entry.leftOut] ?? 0) + 1;
      if (entry.reason !== undefined) left.push({ file, line: each.line, reason: entry.reason });
    }
    unread.push(...left.sort((a, b) => a.line - b.line));
  }
  return { rows: read, counts, unread };
}

function structuresLeft({ unread, ofOneId }: Structures) {
  return {
    ...(unread.length > 0 && { structures_not_read: unread.length }),
    ...(ofOneId > 0 && { structures_of_one_id: ofOneId }),
  };
}
