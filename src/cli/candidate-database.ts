/**
 * The Parquet files of a screening as a view `candidates` of an in-memory DuckDB that can do nothing else: it opens the
 * files of that view and no other path, writes nothing, and loads no extension. Allowed paths could also be written, so
 * only a single SELECT is run; allowed folders would not do, since a SELECT can turn on a log in one.
 */
import type { DuckDBConnection, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import { fail } from '../core/errors.ts';

import { asPattern } from '../core/path-pattern.ts';
import { candidatePaths, emptyTable, parquetTable, sqlList } from '../screening/candidate-paths.ts';
import type { FoundNothing } from './found-nothing.ts';

/** What a SELECT gives. */
export interface Selection {
  /** Names, each once. */
  readonly columns: readonly string[];
  /** The rows, some thousand at a time; read once. */
  readonly batches: AsyncIterable<readonly DuckDBValue[][]>;
}

/** Answers queries. */
export interface CandidateDatabase {
  /** Runs one SELECT; its rows are computed as they are read. */
  select(sql: string): Promise<Selection>;
  /** Number of rows of a SELECT that has been run. */
  count(sql: string): Promise<number>;
  /** Frees all memory. */
  close(): void;
}

/**
 * Opens the files `candidates-*.parquet` of a folder. DuckDB is loaded here, not with the program.
 * @param nothing of a screening that found no compound: the table is empty
 * @throws {UserError} for a folder without such files and for a damaged one; the methods also for a mistake in a query
 * @example
 * const database = await openCandidates('screened');
 * await database.count('SELECT DISTINCT anion FROM candidates'); // 12
 */
export async function openCandidates(folder: string, nothing: FoundNothing | null = null): Promise<CandidateDatabase> {
  const files = nothing === null ? candidatePaths(folder) : [];
  const table = nothing === null ? parquetTable(files) : emptyTable(nothing);
  const { DuckDBInstance, StatementType } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
  });
  const connection = await instance.connect();
  const told = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      return tellOf(error as Error, files, connection);
    }
  };
  await told(() => lockTo(files, table, connection));
  return {
    async select(sql) {
      const result = await told(async () => {
        const statements = await connection.extractStatements(sql);
        const prepared = await statements.prepare(0);
        if (statements.count !== 1 || prepared.statementType !== StatementType.SELECT) {
          const found =
            statements.count === 1 ? StatementType[prepared.statementType] : `${statements.count} statements`;
          fail('SQL', 'one SELECT', found, 'give one query that only reads; PIVOT needs an IN list');
        }
        return prepared.stream();
      });
      return { columns: result.deduplicatedColumnNames(), batches: batchesOf(result, told) };
    },
    count: (sql) =>
      told(async () => {
        const reader = await connection.runAndReadAll('SELECT count(*) FROM query($1)', [sql]);
        return Number(reader.value(0, 0));
      }),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function lockTo(files: readonly string[], table: string, connection: DuckDBConnection): Promise<void> {
  const patterns = files.map(asPattern);
  await connection.run(`SET allowed_paths = ${sqlList([...files, ...patterns])}`);
  await connection.run(`CREATE VIEW candidates AS SELECT * FROM ${table}`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

async function* batchesOf(
  result: DuckDBResult,
  told: <Value>(work: () => Promise<Value>) => Promise<Value>,
): AsyncGenerator<DuckDBValue[][]> {
  for (;;) {
    const chunk = await told(() => result.fetchChunk());
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk.getRows();
  }
}

/** Most of DuckDB's messages of damage name the file; for the others each file is read. */
async function tellOf(error: Error, files: readonly string[], connection: DuckDBConnection): Promise<never> {
  if (error.name === 'UserError' || error.message.startsWith('INTERNAL')) throw error;
  const reason = firstPart(error.message);
  const ofFiles = /^(Invalid|Invalid Input|IO) Error/.test(reason);
  const named = ofFiles ? files.find((file) => reason.includes(file)) : undefined;
  const damaged = named ?? (reason.startsWith('Invalid Error') ? await firstUnreadable(files, connection) : undefined);
  if (damaged !== undefined) fail(damaged, 'a whole Parquet file of candidates', reason, 'screen again');
  return fail('SQL', 'a query that DuckDB can answer', reason, 'see ionsieve query --help');
}

async function firstUnreadable(files: readonly string[], connection: DuckDBConnection): Promise<string | undefined> {
  for (const file of files) {
    try {
      await connection.run(`SELECT max(COLUMNS(*)) FROM ${parquetTable([file])}`);
    } catch {
      return file;
    }
  }
  return undefined;
}

/** DuckDB's message without the picture of the line; its complaint of a text without a statement says nothing. */
function firstPart(message: string): string {
  if (message === 'Error in native callback') return 'none';
  return message.replace(/^Failed to extract statements: /, '').replace(/\s*\n\s*LINE (\d+):[\s\S]*$/, ' (line $1)');
}
