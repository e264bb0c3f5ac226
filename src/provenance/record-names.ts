import { readdirSync } from 'node:fs';
import { CRATE_FILE, RECORD_FILE } from './run-record.ts';

const isRecordName = (name: string): boolean => name === RECORD_FILE || name.endsWith(`.${RECORD_FILE}`);

/**
 * Whether a file describes a run instead of being its result: with times and a machine in it, it differs from run to run.
 * @example isAboutRun('labels.csv.run.json'); // true
 */
export function isAboutRun(name: string): boolean {
  return name === CRATE_FILE || isRecordName(name);
}

/**
 * Names of the records in a folder, sorted: run.json, and one for each single file that was written there.
 * @throws {Error} of the file system
 * @example recordNames('results/algorithms'); // ['run.json', 'sweep.run.json']
 */
export function recordNames(folder: string): string[] {
  return readdirSync(folder).filter(isRecordName).sort();
}
