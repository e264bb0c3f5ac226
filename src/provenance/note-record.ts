import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noteRead } from '../core/read-log.ts';
import { RECORD_FILE } from './run-record.ts';

/**
 * Makes the record of an earlier run, where its folder has one, an input of this run.
 * @example noteRecord('shard-1');
 */
export function noteRecord(folder: string): void {
  const path = join(folder, RECORD_FILE);
  if (existsSync(path)) noteRead(path, readFileSync(path));
}
