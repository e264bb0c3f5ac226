/** Parquet as a table of text. */
import { resolve } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import { fail } from '../core/errors.ts';
import { asPattern } from '../core/path-pattern.ts';
import { type Cells, cellText } from './cells.ts';

/** No column is made of the folders above. */
const TABLE = 'SELECT * FROM read_parquet($1, hive_partitioning = false, filename = false, file_row_number = false)';

/**
 * The rows of a file, numbered from 1. DuckDB is loaded here, not with the program.
 * @param where the file, for errors
 * @throws {UserError} for a file that is damaged
 * @example (await parquetCells('compounds.parquet', 'compounds.parquet')).header;
 */
export async function parquetCells(path: string, where: string): Promise<Cells> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
  });
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(TABLE, [asPattern(resolve(path))]);
    const rows: DuckDBValue[][] = reader.getRows();
    const records = rows.map((row, i) => ({ line: i + 1, cells: row.map(cellText) }));
    return { where, header: reader.columnNames(), records };
  } catch (error) {
    const found = (error as Error).message.split('\n')[0]!;
    return fail(where, 'a whole Parquet file', found, 'write or fetch it again');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
