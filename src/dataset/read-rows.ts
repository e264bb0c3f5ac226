/** The rows of opened tables: compounds, and counts of what has none. */
import type { OpenedTable } from './open-table.ts';
import { type RowRead, type RowUser, readRow } from './read-row.ts';
import type { Structures } from './structures.ts';
import type { UnreadRow } from './unread-row.ts';

/** How many rows there were, and what became of those that are not learned from. */
export interface PropertyCounts {
  readonly rows_read: number;
  /** By `keep` and `contains`. */
  readonly not_kept: number;
  /** No number in the column of the property, or none that has a logarithm. */
  readonly without_value: number;
  readonly formula_not_read: number;
  /** Rows with fewer cells than the header, where there are any. */
  readonly cells_missing?: number;
  /** A gap in a column that some method or `duplicates` needs, or an element without a descriptor. */
  readonly without_input: number;
  /** Where the table names structures: a row whose id is none of them. */
  readonly without_structure?: number;
  /** And one whose structural descriptors are not defined. */
  readonly not_described?: number;
  /** Structures, not rows: those that cannot be read, where there are any. */
  readonly structures_not_read?: number;
  /** Those with the id of an earlier one, which are left out. */
  readonly structures_of_one_id?: number;
  /** More than one row of a reduced formula: all but one. */
  readonly merged: number;
  readonly compounds: number;
}

type Counts = {
  -readonly [Name in keyof PropertyCounts as Exclude<Name, 'compounds' | 'merged'>]: PropertyCounts[Name];
};

/**
 * The compounds of the rows, in their order.
 * @param structures those that the table names, by id
 * @throws {UserError} for an element in `contains` that is none
 * @example readRows(user, [openTable(user, 'bandgap.csv', 'experiments/bandgap.ts')]).read.length;
 */
export function readRows(
  user: RowUser,
  tables: readonly OpenedTable[],
  structures?: Structures,
): { readonly read: readonly RowRead[]; readonly counts: Counts; readonly unread: readonly UnreadRow[] } {
  const counts: Counts = {
    ...{ rows_read: 0, not_kept: 0, without_value: 0, formula_not_read: 0, without_input: 0 },
    ...(structures && { without_structure: 0, not_described: 0, ...structuresLeft(structures) }),
  };
  const unread: UnreadRow[] = [...(structures?.unread ?? [])];
  const read: RowRead[] = [];
  for (const { file, rows, short } of tables) {
    counts.rows_read += rows.length + short.length;
    if (short.length > 0) counts.cells_missing = (counts.cells_missing ?? 0) + short.length;
    unread.push(...short.map(({ line, reason }) => ({ file, line, reason })));
    for (const each of rows) {
      const entry = readRow(each, user, structures);
      if (!('leftOut' in entry)) {
        read.push(entry);
        continue;
      }
      counts[entry.leftOut]!++;
      if (entry.reason !== undefined) unread.push({ file, line: each.line, reason: entry.reason });
    }
  }
  return { read, counts, unread };
}

function structuresLeft({ unread, ofOneId }: Structures) {
  return {
    ...(unread.length > 0 && { structures_not_read: unread.length }),
    ...(ofOneId > 0 && { structures_of_one_id: ofOneId }),
  };
}
