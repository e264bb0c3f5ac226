/** The built page, all of it in memory: a request can name nothing else. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fail } from '../core/errors.ts';
import { packageRoot } from '../core/files.ts';

/** A file as it is sent. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly gzipped: Uint8Array;
  /** Its name changes with its content, so that a browser may keep it. */
  readonly lasting: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/**
 * The media type of a file by its extension; unknown ones are bytes that no browser shows.
 * @example mediaType('top.csv'); // 'text/csv; charset=utf-8'
 */
export function mediaType(name: string): string {
  return TYPES[extname(name)] ?? 'application/octet-stream';
}

/**
 * The files of the page by their path, such as `/index.html`.
 * @throws {UserError} when the page was not built
 * @example loadPage().get('/index.html')?.type;
 */
export function loadPage(): ReadonlyMap<string, PageFile> {
  const folder = join(packageRoot(), 'dist', 'explorer');
  if (!existsSync(join(folder, 'index.html'))) fail(folder, 'the built page', 'none', 'run npm run build');
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length).replaceAll('\\', '/');
    const bytes = readFileSync(path);
    const lasting = name.startsWith('/assets/');
    files.set(name, { type: mediaType(name), bytes, gzipped: gzipSync(bytes), lasting });
  }
  return files;
}
