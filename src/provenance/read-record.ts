import { readFileSync } from 'node:fs';
import { fail } from '../core/errors.ts';
import { parseRecord, type RunRecord } from './run-record.ts';

/**
 * Reads the record of a run.
 * @throws {UserError} when it cannot be read, is no record, of another version, or was changed
 * @example readRecord('screened/run.json').outputs.length;
 */
export function readRecord(path: string): RunRecord {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(path, 'the record of a run', (error as NodeJS.ErrnoException).code ?? 'none', 'check the path');
  }
  return parseRecord(text, path);
}
