import { readdirSync } from 'node:fs';
import { LOCK_FILE } from '../../src/core/lock.ts';
import { isAboutRun } from '../../src/provenance/record-names.ts';

/**
 * Names of the files of a folder that do not differ from run to run: records and metadata have times in them, and a process that
 * was killed leaves its lock.
 */
export function resultNames(folder: string): string[] {
  return readdirSync(folder).filter((name) => !isAboutRun(name) && name !== LOCK_FILE);
}
