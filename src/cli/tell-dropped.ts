import type { DatasetCounts } from '../dataset/counts.ts';
import type { UnreadRow } from '../dataset/unread-row.ts';
import { plural } from './tell-counts.ts';

/** What becomes of rows that nobody asked to leave out. */
const DROPPED = [
  'without_value',
  'undecided',
  'temperature_not_read',
  'formula_not_read',
  'cells_missing',
  'without_input',
  'without_structure',
  'not_described',
] as const;
const MOST_SHOWN = 3;

/**
 * Lines for standard error on the rows of a table that are not used; none where all are.
 * @param countOf how many rows met each fate
 * @param unread the first rows that cannot be read, where they are known
 * @param used what is done with the others
 * @example droppedRows((name) => data.counts[name] ?? 0, data.unread)[0]; // '10 of 19 rows are not learned from: 10 without value'
 */
export function droppedRows(
  countOf: (name: keyof DatasetCounts) => number,
  unread: readonly UnreadRow[],
  used: 'learned from' | 'labelled' = 'learned from',
): string[] {
  const counts = DROPPED.map((name) => [name.replaceAll('_', ' '), countOf(name)] as const);
  const left = counts.reduce((sum, [, count]) => sum + count, 0);
  const told = unread.slice(0, MOST_SHOWN).map(unreadText);
  const structures = structuresText(countOf);
  if (left === 0) return structures.length === 0 ? [] : [...structures, ...told];
  const parts = counts.filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
  const all = plural(countOf('rows_read'), 'row');
  return [`${left} of ${all} ${left === 1 ? 'is' : 'are'} not ${used}: ${parts.join(', ')}`, ...structures, ...told];
}

/**
 * Where it is and why, in a line.
 * @example unreadText({ file: 'mine.csv', line: 3, reason: 'not a formula' }); // 'mine.csv, line 3: not a formula'
 */
export function unreadText({ file, line, reason }: UnreadRow): string {
  return `${file}${line === null ? '' : `, line ${line}`}: ${reason}`;
}

function structuresText(countOf: (name: keyof DatasetCounts) => number): string[] {
  const [damaged, twice] = [countOf('structures_not_read'), countOf('structures_of_one_id')];
  return [
    ...(damaged === 0 ? [] : [`${plural(damaged, 'structure')} cannot be read`]),
    ...(twice === 0 ? [] : [`${plural(twice, 'structure')} with the id of an earlier one, left out`]),
  ];
}
