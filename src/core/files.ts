import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { fail, UserError } from './errors.ts';
import { checkLocks } from './held-locks.ts';
import { noteRead } from './read-log.ts';

/**
 * Writes a file whole or not at all: a temporary file beside it, fsync, rename. Creates the folder. Where this process works under
 * a lock, it looks before it writes, and again before the rename, whether it still has it.
 * @throws {UserError} when the folder or file cannot be written, or the lock was lost
 * @example writeAtomic('out/summary.json', '{}\n');
 */
export function writeAtomic(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${randomUUID()}.tmp`;
  checkLocks();
  try {
    makeFolder(dirname(path));
    try {
      writeSynced(temporary, content);
      checkLocks();
      renameSync(temporary, path);
    } finally {
      rmSync(temporary, { force: true });
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    fail(
      path,
      'a path that can be written',
      systemReason(error),
      'choose another --out, or free space and permissions',
    );
  }
}

/** Parents first, one by one: Node's own recursive mkdir never ends where a file system answers ENOENT, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function writeSynced(path: string, content: string | Uint8Array): void {
  const handle = openSync(path, 'w');
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Makes sure, before any work is done, that files can be written into a folder; creates it.
 * @throws {UserError} when they cannot
 * @example ensureWritableFolder('out');
 */
export function ensureWritableFolder(folder: string): void {
  const probe = join(folder, '.ionsieve-write-test');
  writeAtomic(probe, '');
  rmSync(probe, { force: true });
}

/** What a shell hands over: standard input, and the pipe of `<(command)`. */
const HANDED_OVER = /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/;

/**
 * The bytes of a file, with gzip undone where the content is gzip. Of devices and pipes only those are read that a shell
 * hands over (`/dev/stdin`, `<(command)`): another may have no end, or wait for ever.
 * @param kind what the file should be, for errors
 * @throws {UserError} when the file cannot be read or is no regular file, or its gzip data is damaged
 * @example new TextDecoder().decode(readBytes('structures.jsonl.gz'));
 */
export function readBytes(path: string, kind = 'a readable file'): Uint8Array {
  let bytes: Uint8Array;
  try {
    const status = statSync(path);
    const isEndless = !status.isFile() && !status.isDirectory() && !HANDED_OVER.test(path);
    if (isEndless) fail(path, 'a regular file', 'a device or pipe', 'copy its content into a file');
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = systemReason(error);
    const remedy = reason === 'ERR_FS_FILE_TOO_LARGE' ? 'split it into files below 2 GiB' : 'check the path';
    return fail(path, kind, reason, remedy);
  }
  noteRead(path, bytes);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    return fail(path, 'whole gzip data', systemReason(error), 'fetch the file again');
  }
}

/**
 * SHA-256 as lower-case hexadecimal.
 * @example sha256('').slice(0, 8); // 'e3b0c442'
 */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * JSON with sorted keys, two-space indent and a final newline: equal values give equal bytes.
 * @example stableJson({ b: 1, a: 2 }); // '{\n  "a": 2,\n  "b": 1\n}\n'
 */
export function stableJson(value: unknown): string {
  const sorted = (_key: string, item: unknown): unknown =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item;
  return `${JSON.stringify(value, sorted, 2)}\n`;
}

/**
 * The same with each list of numbers on one line: for models of many numbers.
 * @example compactJson({ b: [1, 2] }); // '{\n  "b": [1,2]\n}\n'
 */
export function compactJson(value: unknown): string {
  const print = (item: unknown, margin: string): string => {
    if (item === null || typeof item !== 'object') return JSON.stringify(item);
    const inner = `${margin}  `;
    if (Array.isArray(item)) {
      if (item.every((each) => typeof each === 'number')) return JSON.stringify(item);
      return `[\n${item.map((each) => `${inner}${print(each, inner)}`).join(',\n')}\n${margin}]`;
    }
    const entries = Object.entries(item).filter(([, each]) => each !== undefined);
    if (entries.length === 0) return '{}';
    const lines = entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${inner}${JSON.stringify(key)}: ${print(each, inner)}`);
    return `{\n${lines.join(',\n')}\n${margin}}`;
  };
  return `${print(value, '')}\n`;
}

/**
 * The folder that holds this package's package.json, from the sources as well as from the build.
 * @example readBytes(`${packageRoot()}/data/manifest.json`).length;
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/**
 * The version in this package's package.json.
 * @example packageVersion(); // '0.1.0'
 */
export function packageVersion(): string {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
