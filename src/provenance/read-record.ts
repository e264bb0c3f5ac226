import { readFileSync } from 'node:fs';
import { fail } from '../core/errors.ts';
import { parseRecord, type RunRecord } from './run-record.ts';

/**
 * Reads the record of a run.
 * @param where how it is named in errors
 * @throws {UserError} when it cannot be read, is no record, of another version, or was changed
 * @example readRecord('screened/run.json').outputs.length;
 */
export function readRecord(path: string, where = path): RunRecord {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(where, 'the record of a run', (error as NodeJS.ErrnoException).code ?? 'none', 'check the path');
  }
  return parseRecord(text, where);
}
