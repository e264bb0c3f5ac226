import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
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

/** What the manifest says of every shipped file. */
export interface ShippedRecord {
  readonly source: string;
  readonly doi: string;
  readonly licence: string;
  readonly sha256: string;
}

/** What it says of a table. */
export interface FileRecord extends ShippedRecord {
  readonly rows: number;
  readonly columns: Readonly<Record<string, ColumnRecord>>;
  /** Counts that belong to the file and cannot be read off its rows, such as what its making left out. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** What it says of a file of structures. */
export interface StructuresRecord extends ShippedRecord {
  readonly structures: number;
  readonly meaning: string;
  /** What its making kept and left out. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** A score of a fitted model, with its interval where there is one. */
export interface ShippedScore {
  readonly value: number | null;
  readonly unit: string;
  readonly interval?: readonly [number | null, number | null];
  readonly n: number;
}

/** What it says of a fitted model. */
export interface LearnerRecord extends ShippedRecord {
  /** The file that it is a copy of, as an experiment wrote it; relative to the package. */
  readonly from: string;
  /** How well it did where it was judged. */
  readonly scores: Readonly<Record<string, ShippedScore>>;
}

interface Manifest {
  readonly files: Readonly<Record<string, FileRecord>>;
  readonly learners: Readonly<Record<string, LearnerRecord>>;
  readonly structures: Readonly<Record<string, StructuresRecord>>;
}

/**
 * The names of all tables of data/ that the manifest names.
 * @example shippedNames().includes('elements.csv'); // true
 */
export function shippedNames(): string[] {
  return Object.keys(manifest().files);
}

/**
 * The manifest's record of a table in data/.
 * @throws {UserError} when the manifest does not name the file
 * @example shippedRecord('elements.csv').rows; // 118
 */
export function shippedRecord(name: string): FileRecord {
  return recordIn(manifest().files, name);
}

/**
 * The manifest's record of a fitted model in data/.
 * @throws {UserError} when the manifest does not name it
 * @example shippedLearner('models/paper.json').scores;
 */
export function shippedLearner(name: string): LearnerRecord {
  return recordIn(manifest().learners, name);
}

/**
 * The manifest's record of a file of structures in data/.
 * @throws {UserError} when the manifest does not name it
 * @example shippedStructures('barriers-structures.jsonl.gz').structures; // 616
 */
export function shippedStructures(name: string): StructuresRecord {
  return recordIn(manifest().structures, name);
}

/**
 * The name in data/ of a file that the manifest names, and what it says of it; undefined for any other file.
 * @param path absolute, or relative to the current folder
 * @example findShipped(join(packageRoot(), 'data', 'elements.csv'))?.name; // 'elements.csv'
 */
export function findShipped(path: string): { readonly name: string; readonly record: ShippedRecord } | undefined {
  const name = relative(join(packageRoot(), 'data'), path).replaceAll('\\', '/');
  if (name.startsWith('..')) return undefined;
  const { files, learners, structures } = manifest();
  const record: ShippedRecord | undefined = files[name] ?? learners[name] ?? structures[name];
  return record && { name, record };
}

function recordIn<Value>(records: Readonly<Record<string, Value>>, name: string): Value {
  const known = Object.keys(records).join(', ');
  return (
    records[name] ?? fail(`data/${name}`, `one of ${known}`, 'another name', 'check it against data/manifest.json')
  );
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(packageRoot(), 'data', 'manifest.json'), 'utf8')) as Manifest;
}

/**
 * The text of a file in data/ (gzip undone), after its SHA-256 has been compared with the manifest.
 * @throws {UserError} when the file is missing or differs from the manifest; the line shows both hashes
 * @example readShipped('elements.csv').split('\n')[0]; // 'atomic_number,symbol,...'
 */
export function readShipped(name: string): string {
  const { files, learners, structures } = manifest();
  const expected = recordIn<ShippedRecord>({ ...files, ...learners, ...structures }, name).sha256;
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
