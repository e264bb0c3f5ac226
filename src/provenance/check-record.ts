import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fail } from '../core/errors.ts';
import { packageRoot } from '../core/files.ts';
import { hashFile } from './hash-file.ts';
import { readRecord } from './read-record.ts';
import type { InputFile, RecordedFile } from './run-record.ts';

/** What has become of a file of a run. */
export interface CheckedFile {
  readonly role: 'input' | 'output' | 'metadata' | 'none';
  /** As the record has it; a file of the package begins with `package:`. */
  readonly path: string;
  /** SHA-256 in the record; null for a file that none knows. */
  readonly recorded: string | null;
  /** SHA-256 now; null where there is no such file. */
  readonly found: string | null;
  /** An input need not be kept, an output has to be there; a foreign file is one that the run did not write and others would read. */
  readonly verdict: 'same' | 'changed' | 'missing' | 'input gone' | 'foreign';
}

/**
 * Hashes the outputs of a finished run again, and those of its inputs that are still there.
 * @param path of the record
 * @throws {UserError} for a record that cannot be read, was changed, or is of a run that was stopped; for a file that cannot be read
 * @example checkRecord('screened/run.json').every(({ verdict }) => verdict === 'same');
 */
export function checkRecord(path: string): CheckedFile[] {
  const { finished, inputs, outputs } = readRecord(path);
  if (!finished) fail(path, 'the record of a finished run', 'one that was stopped', 'continue it with --resume');
  const folder = dirname(path);
  return [
    ...inputs.map((file) => checkInput(file, folder)),
    ...outputs.map((file) => ({ role: 'output' as const, ...check(file, join(folder, file.path), 'missing') })),
  ];
}

function checkInput(file: InputFile, folder: string): CheckedFile {
  const isOwn = file.from === 'package';
  const now = resolve(isOwn ? packageRoot() : folder, file.path);
  const checked = check(file, now, 'input gone');
  return { role: 'input', ...checked, path: isOwn ? `package:${file.path}` : file.path };
}

function check({ path, sha256 }: RecordedFile, now: string, gone: 'missing' | 'input gone') {
  const found = existsSync(now) ? hashOf(now) : null;
  const verdict = found === null ? gone : found === sha256 ? ('same' as const) : ('changed' as const);
  return { path, recorded: sha256, found, verdict };
}

function hashOf(path: string): string {
  try {
    return hashFile(path).sha256;
  } catch (error) {
    return fail(path, 'a readable file', (error as NodeJS.ErrnoException).code ?? String(error), 'check the path');
  }
}
