/** Opened tables become a Dataset: rows are read, and those of one compound merged. */
import { fail } from '../core/errors.ts';
import type { DatasetCounts } from './counts.ts';
import { type Dataset, type DatasetSource, datasetOf } from './dataset.ts';
import { mergeRows } from './merge-rows.ts';
import type { OpenedTable } from './open-table.ts';
import { readRows } from './read-rows.ts';
import type { RowRules } from './spec.ts';
import type { Structures } from './structures.ts';
import type { UnreadRow } from './unread-row.ts';

/**
 * The Dataset of opened tables.
 * @param structures those that the rules name
 * @throws {UserError} where no compound is left
 * @example createDataset([openTable(cells, { rules, target })], rules, { files: ['gaps.csv'], sha256: '' }).y.length;
 */
export function createDataset(
  tables: readonly OpenedTable[],
  { duplicates }: Pick<RowRules, 'duplicates'>,
  source: DatasetSource,
  structures?: Structures,
): Dataset {
  const { rows, counts: found, unread } = readRows(tables, structures);
  const merged = mergeRows(rows, duplicates);
  const counts = { ...found, ...merged.counts };
  if (merged.rows.length === 0) refuseEmpty(source.files, counts, unread);
  const { target, rules } = tables[0]!;
  return datasetOf(merged.rows, { target, column: rules.value ?? null, source, counts, unread });
}

function refuseEmpty(
  files: readonly string[],
  { compounds: _, ...counts }: DatasetCounts,
  [first]: readonly UnreadRow[],
): never {
  const found = Object.entries(counts)
    .filter(([name, count]) => name === 'rows_read' || count > 0)
    .map(([name, count]) => `${name.replaceAll('_', ' ')} ${count}`);
  const line = first === undefined || first.line === null ? '' : `line ${first.line}: `;
  const reason = first ? ` (first: ${line}${first.reason})` : '';
  return fail(
    files.join(', '),
    'at least one compound',
    `${found.join(', ')}${reason}`,
    'mend the rows or the options of the table',
  );
}
