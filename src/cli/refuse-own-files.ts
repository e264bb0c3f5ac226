import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, UserError } from '../core/errors.ts';
import { readRecord } from '../provenance/read-record.ts';
import { isAboutRun } from '../provenance/record-names.ts';
import { RECORD_FILE, type RunRecord } from '../provenance/run-record.ts';
import { SWEEP_RECORD } from './sweep.ts';

/**
 * Makes sure that a folder which results are to be written into holds nothing but results of the same work, and of a sweep beside it:
 * what else stands there is the user's, and might have the name of a result.
 * @param work what is to be done, as the record has it
 * @throws {UserError} naming the first file that no such record knows
 * @example refuseOwnFiles('results/mine', 'reproduce mine');
 */
export function refuseOwnFiles(folder: string, work: string): void {
  const records = [recordIn(folder, RECORD_FILE, work), recordIn(folder, SWEEP_RECORD)];
  const known = new Set(records.flatMap((record) => record?.outputs ?? []).map(({ path }) => path));
  const isOwn = (entry: Dirent): boolean =>
    !entry.isDirectory() && !entry.name.startsWith('.') && !isAboutRun(entry.name) && !known.has(entry.name);
  const own = readdirSync(folder, { withFileTypes: true }).filter(isOwn);
  if (own.length === 0) return;
  const [first] = own.map(({ name }) => name).sort();
  const found = own.length === 1 ? 'this file' : `this file and ${own.length - 1} more`;
  fail(
    join(folder, first!),
    'none but earlier results of the same experiment',
    found,
    'choose another --out, or give --overwrite',
  );
}

/** A record that is missing, cannot be read, or is of other work, knows no file. */
function recordIn(folder: string, name: string, work?: string): RunRecord | undefined {
  try {
    const record = readRecord(join(folder, name));
    return work === undefined || record.work === work ? record : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
