import type { ReadRecords } from '../dataset/readable-records.ts';
import type { UnreadRow } from '../dataset/unread-row.ts';
import { printNotes } from './describe-files.ts';
import { MOST_LISTED } from './most-listed.ts';
import { AlreadyTold, complain, endWithFailures } from './run-to-exit.ts';
import { plural } from './tell-counts.ts';
import { unreadText } from './tell-dropped.ts';

const NONE_READ = 2;

/**
 * The rows of a table that can be read. Those that cannot have a line each on standard error, and a count; the process will then end
 * with 1, and where no row can be read it ends at once with 2.
 * @param fails whether the exit code is to say so; not that of a part of some work, whose whole reports it
 * @throws {AlreadyTold} where no row can be read
 * @example tellUnread(readFormulas('known.txt'));
 */
export function tellUnread<Row>({ rows, unread }: ReadRecords<Row>, fails = true): readonly Row[] {
  for (const row of unread.slice(0, MOST_LISTED)) complain(unreadText(row));
  if (unread.length > 0 && rows.length + unread.length > 1) printNotes([countText(unread, rows.length)]);
  if (rows.length === 0 && unread.length > 0) throw new AlreadyTold(NONE_READ);
  if (fails) endWithFailures(unread.length, rows.length);
  return rows;
}

function countText(unread: readonly UnreadRow[], read: number): string {
  const { length } = unread;
  return `${unread[0]!.file}: ${length} of ${plural(length + read, 'row')} cannot be read, and ${length === 1 ? 'is' : 'are'} left out`;
}
