/** Asks a database of compounds that is loaded, a few questions at a time. */
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { Busy } from './busy.ts';

/** Puts queries; both throw {@link Busy} when they take more memory than the explorer may use. */
export interface Asker {
  /** All rows of a query, on one of a few connections; the others wait for their turn. Throws {@link Busy} when too many wait. */
  ask(sql: string, values: readonly QueryValue[]): Promise<DuckDBValue[][]>;
  /** Some thousand rows at a time, on a connection of its own. */
  batches(sql: string, values: readonly QueryValue[]): AsyncGenerator<DuckDBValue[][]>;
}

/** What may stand for a parameter of a query. */
export type QueryValue = string | number | boolean;

const QUERIES_AT_ONCE = 2;
const QUERIES_WAITING = 500;

/**
 * Opens connections to a database of loadCandidates.
 * @example const { ask } = await openAsker(instance); await ask('SELECT count(*) FROM candidates', []);
 */
export async function openAsker(instance: DuckDBInstance): Promise<Asker> {
  const free = await Promise.all(Array.from({ length: QUERIES_AT_ONCE }, () => connect(instance)));
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  const next = (): Promise<DuckDBConnection> => {
    const connection = free.pop();
    if (connection !== undefined) return Promise.resolve(connection);
    if (waiting.length >= QUERIES_WAITING) throw new Busy();
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    async ask(sql, values) {
      const connection = await next();
      try {
        const rows: DuckDBValue[][] = [];
        for await (const batch of batchesOf(connection, sql, values)) rows.push(...batch);
        return rows;
      } finally {
        const first = waiting.shift();
        if (first === undefined) free.push(connection);
        else first(connection);
      }
    },
    async *batches(sql, values) {
      const connection = await connect(instance);
      try {
        yield* batchesOf(connection, sql, values);
      } finally {
        connection.closeSync();
      }
    },
  };
}

async function connect(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run('USE explorer');
  return connection;
}

/** Streamed: a whole result would stay in memory until the collector finds it. */
async function* batchesOf(
  connection: DuckDBConnection,
  sql: string,
  values: readonly QueryValue[],
): AsyncGenerator<DuckDBValue[][]> {
  try {
    const result = await connection.stream(sql, [...values]);
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      yield chunk.getRows();
    }
  } catch (error) {
    if (!(error as Error).message.startsWith('Out of Memory')) throw error;
    throw new Busy('this takes more memory than the explorer may use; filter more, or sort by rank');
  }
}
