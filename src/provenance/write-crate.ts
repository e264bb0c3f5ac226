import { basename, join } from 'node:path';
import { stableJson, writeAtomic } from '../core/files.ts';
import { hashFile } from './hash-file.ts';
import { readRecord } from './read-record.ts';
import { recordNames } from './record-names.ts';
import { roCrate } from './ro-crate.ts';
import { CRATE_FILE } from './run-record.ts';

/**
 * Writes the metadata of a folder, from the records of all finished runs that stand in it.
 * @param stage where the records that are to come are, and the metadata are written; the folder itself if not given
 * @throws {UserError} for a record that was changed, and when the metadata cannot be written
 * @example writeCrate('screened');
 */
export function writeCrate(folder: string, stage = folder): void {
  const records = new Map(
    [folder, stage].flatMap((from) => recordNames(from).map((name) => [name, join(from, name)] as const)),
  );
  const paths = [...records].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
  writeAtomic(join(stage, CRATE_FILE), crateText(paths));
}

/**
 * The metadata of records, those of runs that were stopped left out.
 * @param paths sorted by their names, of at least one finished run
 * @throws {UserError} for a record that was changed
 * @example crateText(['screened/run.json']);
 */
export function crateText(paths: readonly string[]): string {
  const records = paths.map((path) => ({
    file: { path: basename(path), ...hashFile(path) },
    record: readRecord(path),
  }));
  return stableJson(roCrate(records.filter(({ record }) => record.finished)));
}
