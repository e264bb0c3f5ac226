import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, UserError } from '../core/errors.ts';
import { readRecord } from './read-record.ts';

/**
 * Makes sure that results which stand where new ones are to be written are of the same work, whose new run may replace them. What has no
 * record may be anything.
 * @param record path of the record that is to be written
 * @param work what is to be done, as the record has it
 * @param files names of results beside the record; the first that exists is named
 * @throws {UserError} when there are results of other work
 * @example refuseOtherWork('labels.csv.run.json', 'label a.cif', ['labels.csv']);
 */
export function refuseOtherWork(record: string, work: string, files: readonly string[]): void {
  const old = files.map((name) => join(dirname(record), name)).find((path) => existsSync(path));
  if (old === undefined || workOf(record) === work) return;
  fail(old, 'no results of other work', 'some', 'choose another --out, or give --overwrite');
}

/** A record that cannot be read says nothing. */
function workOf(record: string): string | undefined {
  try {
    return readRecord(record).work;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
