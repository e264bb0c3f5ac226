/** Holds the files of compounds in a folder against what was written there. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, lstatSync, openSync, readdirSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { isCandidateFile } from './candidate-files.ts';
import type { WrittenFile } from './parquet-file.ts';

const CHUNK_BYTES = 1 << 20;

/**
 * What is wrong with a file, as far as its length tells; undefined for none.
 * @example lengthFault('screened', { name: 'candidates-000000-000.parquet', bytes: 100, sha256 }); // 'none'
 */
export function lengthFault(folder: string, { name, bytes }: WrittenFile): string | undefined {
  const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
  if (found === undefined) return 'none';
  if (!found.isFile()) return 'a link, a folder or the like';
  return found.size === bytes ? undefined : `${found.size} bytes`;
}

/**
 * What is wrong with a file, which is read for it; undefined for none.
 * @throws {Error} of the file system, with its code
 * @example contentFault('screened', file); // 'other content'
 */
export function contentFault(folder: string, file: WrittenFile): string | undefined {
  return (
    lengthFault(folder, file) ?? (hashWhile(join(folder, file.name), () => {}) === file.sha256 ? undefined : OTHER)
  );
}

/**
 * Makes sure that a folder holds the files that were written, as far as their lengths tell, and no others.
 * @throws {UserError} that names the first file that is missing, of another length, or of another screening
 * @example checkFiles('shard-1', checkpoint.tally.files, 'continue it with --resume');
 */
export function checkFiles(folder: string, files: readonly WrittenFile[], remedy: string): void {
  for (const file of files) {
    const fault = lengthFault(folder, file);
    if (fault !== undefined) failWritten(folder, file, fault, remedy);
  }
  const other = otherFiles(folder, files)[0];
  if (other !== undefined) failOther(folder, other);
}

/**
 * Names of the files of compounds in a folder that are none of some files.
 * @example otherFiles('shard-1', checkpoint.tally.files); // []
 */
export function otherFiles(folder: string, files: readonly WrittenFile[]): string[] {
  const written = new Set(files.map(({ name }) => name));
  return readdirSync(folder)
    .filter((name) => isCandidateFile(name) && !written.has(name))
    .sort();
}

/**
 * Refuses a file that no screening wrote into a folder.
 * @throws {UserError} always
 * @example failOther('shard-1', 'candidates-000099-000.parquet');
 */
export function failOther(folder: string, name: string): never {
  return fail(join(folder, name), 'only files of this screening', 'one that it did not write', 'move it elsewhere');
}

/**
 * Refuses a file that is not what was written.
 * @throws {UserError} always
 * @example failWritten('shard-1', file, 'none', 'continue it with --resume');
 */
export function failWritten(
  folder: string,
  { name, bytes, sha256 }: WrittenFile,
  fault: string,
  remedy: string,
): never {
  return fail(join(folder, name), `the ${bytes} bytes with SHA-256 ${sha256}`, fault, remedy);
}

/**
 * Copies a file, and lets the disk catch up.
 * @returns whether the copy is the file that was written
 * @throws {Error} of the file system, with its code
 * @example copyWritten('shard-1/candidates-000000-000.parquet', 'merged/candidates-000000-000.parquet.tmp', file); // true
 */
export function copyWritten(source: string, copy: string, { sha256 }: WrittenFile): boolean {
  const handle = openSync(copy, 'w');
  try {
    const found = hashWhile(source, (chunk) => {
      for (let at = 0; at < chunk.length; ) at += writeSync(handle, chunk, at);
    });
    fsyncSync(handle);
    return found === sha256;
  } finally {
    closeSync(handle);
  }
}

/** What a file of the right length is that has not the right hash. */
export const OTHER = 'other content';

/** SHA-256 of a file, of which a mebibyte at a time is in memory. */
function hashWhile(path: string, take: (chunk: Uint8Array) => void): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const handle = openSync(path, 'r');
  try {
    for (;;) {
      const read = readSync(handle, chunk);
      if (read === 0) return hash.digest('hex');
      const bytes = chunk.subarray(0, read);
      hash.update(bytes);
      take(bytes);
    }
  } finally {
    closeSync(handle);
  }
}
