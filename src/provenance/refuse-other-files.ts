import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { readRecord } from './read-record.ts';
import { RECORD_FILE } from './run-record.ts';

/**
 * Makes sure, before files of a folder are read as those of its run, that they are: none missing, none cut, and none of another run,
 * which would be counted with them. Lengths are compared, not contents: that is what verify does. Where no finished run left its
 * record, nothing is known and nothing is refused.
 * @param isRead names of the files that are about to be read
 * @param where how the folder is named in the error
 * @throws {UserError} naming the first file that is not what the record says, and for a record that was changed
 * @example refuseOtherFiles('screened', (name) => name.endsWith('.parquet'));
 */
export function refuseOtherFiles(folder: string, isRead: (name: string) => boolean, where = folder): void {
  const path = join(folder, RECORD_FILE);
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  const { finished, outputs } = readRecord(path, join(where, RECORD_FILE));
  if (!finished) return;
  const written = new Map(outputs.map((output) => [output.path, output.bytes]));
  for (const [name, bytes] of written) {
    if (!isRead(name)) continue;
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false })?.size;
    if (found === bytes) continue;
    const what = found === undefined ? 'none' : `${found}`;
    fail(
      join(where, name),
      `the ${bytes} bytes that the run wrote`,
      what,
      'put the file back, or run the command again',
    );
  }
  const foreign = readdirSync(folder)
    .sort()
    .find((name) => isRead(name) && !written.has(name));
  if (foreign === undefined) return;
  fail(join(where, foreign), 'only files that the run wrote', 'one that it did not write', 'move it elsewhere');
}
