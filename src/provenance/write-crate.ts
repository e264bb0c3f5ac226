import { join } from 'node:path';
import { stableJson, writeAtomic } from '../core/files.ts';
import { hashFile } from './hash-file.ts';
import { readRecord } from './read-record.ts';
import { recordNames } from './record-names.ts';
import { roCrate } from './ro-crate.ts';
import { CRATE_FILE } from './run-record.ts';

/**
 * Writes the metadata of a folder, from the records of all finished runs that stand in it.
 * @throws {UserError} for a record that was changed, and when the metadata cannot be written
 * @example writeCrate('screened');
 */
export function writeCrate(folder: string): void {
  const records = recordNames(folder).map((name) => {
    const path = join(folder, name);
    return { file: { path: name, ...hashFile(path) }, record: readRecord(path) };
  });
  const finished = records.filter(({ record }) => record.finished);
  writeAtomic(join(folder, CRATE_FILE), stableJson(roCrate(finished)));
}
