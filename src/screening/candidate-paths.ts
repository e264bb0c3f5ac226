/** The Parquet files of a screening as DuckDB's SQL names them. */
import { type Dirent, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail } from '../core/errors.ts';

import { asPattern } from '../core/path-pattern.ts';
import { type CandidateShape, candidateSchema } from './candidate-columns.ts';

import { isCandidateFile } from './candidate-files.ts';

/**
 * The whole paths of a folder's files of compounds, in their order.
 * @throws {UserError} for a folder without such files, and for a link or a folder in the place of one
 * @example candidatePaths('screened')[0]; // '/home/me/screened/candidates-000000-000.parquet'
 */
export function candidatePaths(folder: string): string[] {
  let entries: Dirent[] = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    fail(folder, 'a folder that a screening wrote', (error as NodeJS.ErrnoException).code!, 'check the path');
  }
  const candidates = entries.filter(({ name }) => isCandidateFile(name));
  const other = candidates.find((entry) => !entry.isFile());
  if (other !== undefined) {
    const found = other.isSymbolicLink() ? 'a link' : 'a folder or the like';
    fail(join(folder, other.name), 'a file that the screening wrote', found, 'put the file itself there');
  }
  const files = candidates.map(({ name }) => name).sort();
  if (files.length === 0) fail(folder, 'files candidates-*.parquet', 'none', 'screen with --write-above');
  return files.map((name) => join(resolve(folder), name));
}

/** What DuckDB would guess otherwise: a folder named key=value somewhere above would become, or replace, a column. */
const NO_GUESSES = 'hive_partitioning = false, union_by_name = false, filename = false, file_row_number = false';

/**
 * Files of compounds as a table of SQL, which has the columns of the files and no others.
 * @param paths from {@link candidatePaths}
 * @example `SELECT count(*) FROM ${parquetTable(candidatePaths('screened'))}`;
 */
export function parquetTable(paths: readonly string[]): string {
  return `read_parquet(${sqlList(paths.map(asPattern))}, ${NO_GUESSES})`;
}

const SQL_TYPES: Readonly<Record<string, string>> = { BYTE_ARRAY: 'VARCHAR', DOUBLE: 'DOUBLE', BOOLEAN: 'BOOLEAN' };

/**
 * The same table of a screening that found no compound.
 * @example `SELECT count(*) FROM ${emptyTable({ value: undefined, stability: false })}`;
 */
export function emptyTable(shape: CandidateShape): string {
  const columns = candidateSchema(shape).slice(1);
  const nulls = columns.map(({ name, type }) => `NULL::${SQL_TYPES[type!]} AS "${name.replaceAll('"', '""')}"`);
  return `(SELECT ${nulls.join(', ')} WHERE false)`;
}

/**
 * A list of texts as SQL writes it.
 * @example sqlList(["it's"]); // "['it''s']"
 */
export function sqlList(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')}]`;
}
