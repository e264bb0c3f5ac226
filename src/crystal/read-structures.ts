/** Files, archives and folders to structures, one file at a time; the extension decides how a file is read. */
import { readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fail } from '../core/errors.ts';
import { readBytes } from '../core/files.ts';
import { type OnUnread, tellUnread } from '../core/unread.ts';
import { readCif } from './cif.ts';
import { readJsonLines } from './json-lines.ts';
import type { Structure } from './structure.ts';
import { unzip } from './unzip.ts';

const KINDS = '.cif, .jsonl (either also as .gz), .zip of these, or a folder';
const STRUCTURE_FILE = /\.(cif|jsonl)(\.gz)?$/i;
const ARCHIVE = /\.zip$/i;

/**
 * The structures of CIF and JSON-lines files (plain or gzip), zip archives of them, and folders (all levels; files
 * in the order of their names). Nothing is read before it is asked for. A path that is named must be one of these;
 * inside folders and archives other files are passed over and counted in `notes`.
 * @param notes receives a line for whatever is left out
 * @param onUnread hears of each file, line or data block that cannot be read, and the others are; without it the first such is an error
 * @throws {UserError} a missing or unreadable path, another kind of file, an empty file, a folder or archive without structures,
 * damaged gzip or zip data, and all errors of readCif and readJsonLines; each names the file
 * @example for (const structure of readStructures(['cifs/', 'more.jsonl.gz'])) console.log(structure.id);
 */
export function* readStructures(
  paths: readonly string[],
  notes: string[] = [],
  onUnread?: OnUnread,
): Generator<Structure> {
  for (const path of paths) yield* orUnread(path, () => readPath(path, notes, onUnread), onUnread);
}

function* readPath(path: string, notes: string[], onUnread: OnUnread | undefined): Generator<Structure> {
  if (isFolder(path)) yield* readFolder(path, notes, onUnread);
  else if (ARCHIVE.test(path)) yield* readArchive(path, notes, onUnread);
  else if (STRUCTURE_FILE.test(path)) yield* readText(readBytes(path), path, notes, onUnread);
  else fail(path, KINDS, 'another kind of file', 'convert it, or check the name');
}

/** Errors of whoever takes the structures do not come through here. */
function* orUnread(
  where: string,
  read: () => Generator<Structure>,
  onUnread: OnUnread | undefined,
): Generator<Structure> {
  try {
    yield* read();
  } catch (error) {
    tellUnread(where, error, onUnread);
  }
}

function isFolder(path: string): boolean {
  const status = orRefuse(path, () => statSync(path, { throwIfNoEntry: false }));
  return status === undefined ? fail(path, 'a file or folder', 'none', 'check the path') : status.isDirectory();
}

/** Nothing for a broken link or one that may not be followed: whoever reads it says so. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** What the file system refuses (no permission, links in a circle, names too long) is the user's to mend. */
function orRefuse<Result>(path: string, look: () => Result): Result {
  try {
    return look();
  } catch (error) {
    return fail(
      path,
      'a readable file or folder',
      (error as NodeJS.ErrnoException).code ?? 'an error',
      'check the path',
    );
  }
}

function* readFolder(folder: string, notes: string[], onUnread: OnUnread | undefined): Generator<Structure> {
  const names = filesBelow(folder, '', notes).sort(byName);
  const wanted = names.filter((name) => STRUCTURE_FILE.test(name) || ARCHIVE.test(name));
  noteOthers(folder, names.length, wanted.length, notes);
  yield* readStructures(
    wanted.map((name) => join(folder, name)),
    notes,
    onUnread,
  );
}

/**
 * Files of all levels, by their paths below the folder. Links to folders are not followed, for they may lead round in a circle; pipes
 * and the like are no files. A broken link is kept: reading it says why not.
 */
function filesBelow(folder: string, level: string, notes: string[]): string[] {
  const place = join(folder, level);
  const entries = orRefuse(place, () => readdirSync(place, { withFileTypes: true }));
  return entries.flatMap((entry) => {
    const name = join(level, entry.name);
    if (entry.isDirectory()) return filesBelow(folder, name, notes);
    const status = statOf(join(folder, name));
    if (status?.isDirectory()) notes.push(`${join(folder, name)}: a link to a folder, not followed`);
    return (status?.isFile() ?? true) ? [name] : [];
  });
}

function* readArchive(path: string, notes: string[], onUnread: OnUnread | undefined): Generator<Structure> {
  const entries = unzip(readBytes(path), path);
  const names = Object.keys(entries)
    .filter((name) => !name.endsWith('/'))
    .sort(byName);
  const wanted = names.filter((name) => STRUCTURE_FILE.test(name) && !name.startsWith('__MACOSX/'));
  noteOthers(path, names.length, wanted.length, notes);
  for (const name of wanted) {
    const where = `${path}/${name}`;
    yield* orUnread(where, () => readText(gunzipped(entries[name]!, where), where, notes, onUnread), onUnread);
  }
}

function* readText(
  bytes: Uint8Array,
  where: string,
  notes: string[],
  onUnread: OnUnread | undefined,
): Generator<Structure> {
  const text = decoded(bytes, where);
  if (text.trim() === '') fail(where, 'structures', 'an empty file', 'fetch the file again');
  if (/\.cif(\.gz)?$/i.test(where)) yield* readCif(text, where, notes, onUnread);
  else yield* readJsonLines(text, where, onUnread);
}

function decoded(bytes: Uint8Array, where: string): string {
  const isWide = ['fffe', 'feff'].includes(Buffer.from(bytes.subarray(0, 2)).toString('hex'));
  if (isWide || bytes[0] === 0 || bytes[1] === 0)
    fail(where, 'structures in UTF-8', 'UTF-16 or binary data', 'save it as text in UTF-8');
  try {
    return new TextDecoder().decode(bytes);
  } catch {
    return fail(where, 'text of less than 512 megabytes', `${bytes.length} bytes`, 'split the file');
  }
}

function noteOthers(where: string, all: number, wanted: number, notes: string[]): void {
  if (wanted === 0) fail(where, KINDS, `none among ${all} files`, 'check the path');
  if (wanted < all) notes.push(`${where}: ${all - wanted} files of other kinds passed over`);
}

function gunzipped(bytes: Uint8Array, where: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    return fail(where, 'whole gzip data', (error as Error).message, 'fetch the file again');
  }
}

/** By code unit, so that the order is the same on every machine. */
function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
