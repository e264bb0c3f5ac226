import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fail } from './errors.ts';
import { packageRoot, sha256 } from './files.ts';
import { noteRead } from './read-log.ts';

/** What the manifest says of one column: unit, meaning, and the source where it differs from the file's. */
export interface ColumnRecord {
  readonly unit: string;
  readonly meaning: string;
  readonly source?: string;
}

/** What the manifest says of one shipped file. */
export interface FileRecord {
  readonly source: string;
  readonly doi: string;
  readonly licence: string;
  readonly sha256: string;
  readonly rows: number;
  readonly columns: Readonly<Record<string, ColumnRecord>>;
  /** Counts that belong to the file and cannot be read off its rows, such as what its making left out. */
  readonly counts?: Readonly<Record<string, number>>;
}

/**
 * The names of all files of data/ that the manifest names.
 * @example shippedNames().includes('elements.csv'); // true
 */
export function shippedNames(): string[] {
  return Object.keys(manifestFiles());
}

/**
 * The manifest's record of a file in data/.
 * @throws {UserError} when the manifest does not name the file
 * @example shippedRecord('elements.csv').rows; // 118
 */
export function shippedRecord(name: string): FileRecord {
  const files = manifestFiles();
  const known = Object.keys(files).join(', ');
  return files[name] ?? fail(`data/${name}`, `one of ${known}`, 'another name', 'check it against data/manifest.json');
}

function manifestFiles(): Readonly<Record<string, FileRecord>> {
  const text = readFileSync(join(packageRoot(), 'data', 'manifest.json'), 'utf8');
  return (JSON.parse(text) as { files: Record<string, FileRecord> }).files;
}

/**
 * The text of a file in data/ (gzip undone), after its SHA-256 has been compared with the manifest.
 * @throws {UserError} when the file is missing or differs from the manifest; the line shows both hashes
 * @example readShipped('elements.csv').split('\n')[0]; // 'atomic_number,symbol,...'
 */
export function readShipped(name: string): string {
  const expected = shippedRecord(name).sha256;
  const path = join(packageRoot(), 'data', name);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    return fail(`data/${name}`, 'a file', 'none', 'restore it from the repository');
  }
  const found = sha256(bytes);
  if (found !== expected) {
    fail(
      `data/${name}`,
      `SHA-256 ${expected}`,
      found,
      'the file was changed: restore it, or rebuild it and its manifest',
    );
  }
  noteRead(path, bytes);
  return new TextDecoder().decode(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}
