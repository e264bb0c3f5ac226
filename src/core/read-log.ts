/** The files that this process has read and that may decide a result, each with the hash of the very bytes that were read. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { shared } from './shared.ts';

/** A file as it was read. */
export interface ReadFile {
  /** Absolute. */
  readonly path: string;
  /** Its length. */
  readonly bytes: number;
  readonly sha256: string;
}

const files = shared('files read', () => new Map<string, ReadFile>());

/**
 * Notes that a file was read: every door through which tables, structures and models come in calls it.
 * @param content as it stands on disk, before gzip is undone
 * @example noteRead('labels.csv', readFileSync('labels.csv'));
 */
export function noteRead(path: string, content: string | Uint8Array): void {
  const absolute = resolve(path);
  const sha256 = createHash('sha256').update(content).digest('hex');
  files.set(absolute, { path: absolute, bytes: Buffer.byteLength(content), sha256 });
}

/**
 * What was noted so far, each path once, as it was read last.
 * @example filesRead().map(({ path }) => path);
 */
export function filesRead(): ReadFile[] {
  return [...files.values()];
}
