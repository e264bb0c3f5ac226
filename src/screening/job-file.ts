/** The job of a screening on disk, beside its checkpoint: what a merge has to know. */
import { readFileSync } from 'node:fs';
import { fail } from '../core/errors.ts';
import { sha256, stableJson, writeAtomic } from '../core/files.ts';
import type { ScreeningJob } from './job.ts';

/** A job with the version of the package that computes it. */
export interface StoredJob {
  readonly version: string;
  readonly job: ScreeningJob;
}

/**
 * SHA-256 of everything that decides what comes out of a screening.
 * @example hashJob({ version: '0.1.0', job }).length; // 64
 */
export function hashJob(stored: StoredJob): string {
  return sha256(stableJson(stored));
}

/**
 * Writes a job.
 * @throws {UserError} when it cannot be written
 * @example writeJob('screened/job.json', { version: '0.1.0', job });
 */
export function writeJob(path: string, stored: StoredJob): void {
  writeAtomic(path, stableJson(stored));
}

/**
 * Reads a job, and makes sure that it is the one with the hash.
 * @throws {UserError} when it cannot be read, or is another one
 * @example readJob('screened/job.json', checkpoint.job).job.top;
 */
export function readJob(path: string, hash: string): StoredJob {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const found = (error as NodeJS.ErrnoException).code ?? 'none';
    return fail(path, 'the job of a screening', found, 'check the path');
  }
  const found = sha256(text);
  if (found !== hash) fail(path, `the job with SHA-256 ${hash}`, found, 'screen that shard again');
  return JSON.parse(text) as StoredJob;
}
