/** The Parquet files of a screening as DuckDB's SQL names them. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail } from '../core/errors.ts';
import { isCandidateFile } from './candidate-files.ts';

/**
 * The whole paths of a folder's files of compounds, in their order.
 * @throws {UserError} for a folder without such files
 * @example candidatePaths('screened')[0]; // '/home/me/screened/candidates-000000-000.parquet'
 */
export function candidatePaths(folder: string): string[] {
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch (error) {
    fail(folder, 'a folder that a screening wrote', (error as NodeJS.ErrnoException).code!, 'check the path');
  }
  const files = names.filter(isCandidateFile).sort();
  if (files.length === 0) fail(folder, 'files candidates-*.parquet', 'none', 'screen with --write-above');
  return files.map((name) => join(resolve(folder), name));
}

/**
 * A path as a pattern that fits it alone: DuckDB takes paths for patterns.
 * @example asPattern('a*b'); // 'a[*]b'
 */
export function asPattern(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}

/**
 * A list of texts as SQL writes it.
 * @example sqlList(["it's"]); // "['it''s']"
 */
export function sqlList(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')}]`;
}
