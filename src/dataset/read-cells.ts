/** Reads a table from a file; its content says what it is, or else its name. */
import { resolve } from 'node:path';
import { readCsv } from '../core/csv.ts';
import { fail } from '../core/errors.ts';
import { readBytes } from '../core/files.ts';
import { filesRead } from '../core/read-log.ts';
import { decodeText } from '../core/read-text.ts';
import { findShipped, readShipped } from '../core/shipped-data.ts';
import type { Cells } from './cells.ts';
import { jsonLinesCells } from './json-lines-cells.ts';
import { parquetCells } from './parquet-cells.ts';

/** A table, and the hash of its file as it was read. */
export interface ReadCells {
  readonly cells: Cells;
  readonly sha256: string;
}

/**
 * The cells of a CSV table, of JSON lines (either also in gzip) or of a Parquet file; tables of this package are compared with their hash.
 * @param where what the file is called in errors
 * @throws {UserError} for a file that cannot be read or is none of these
 * @example (await readCells('compounds.csv.gz')).cells.header; // ['formula', 'gap']
 */
export async function readCells(path: string, where = path): Promise<ReadCells> {
  const cells = await cellsOf(path, where);
  const { sha256 } = filesRead().find((file) => file.path === resolve(path))!;
  return { cells, sha256 };
}

async function cellsOf(path: string, where: string): Promise<Cells> {
  const shipped = findShipped(resolve(path));
  if (shipped) return textCells(readShipped(shipped.name), path, where);
  const bytes = readBytes(path);
  if (isParquet(bytes)) return parquetCells(path, where);
  if (/\.parquet$/i.test(path)) fail(where, 'a Parquet file', 'something else', 'check the file, or its name');
  return textCells(decodeText(bytes, path, 'a CSV table'), path, where);
}

function textCells(text: string, path: string, where: string): Cells {
  const isJson = /\.(jsonl|ndjson)(\.gz)?$/i.test(path) || /^\ufeff?\s*\{/.test(text);
  return isJson ? jsonLinesCells(text, where) : readCsv(text, where);
}

/** Both ends of every Parquet file. */
const MAGIC = 'PAR1';

function isParquet(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, MAGIC.length)) === MAGIC;
}
