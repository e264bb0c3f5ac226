/**
 * The compounds of a screening as tables of an in-memory DuckDB: `systems` (id, name, elements) and `candidates`, best
 * first, so that the rank of a compound is its rowid and one. Compressed, and no more memory than MEMORY_LIMIT; when all is
 * loaded the database is locked: it opens no file and loads no extension.
 */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { chemicalSystem, mostElectronegative } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { parseCsv, type TextRow } from '../core/table.ts';
import { TOP_HEADER } from '../experiment/transfer/screen-stage.ts';
import { asPattern, candidatePaths, sqlList } from '../screening/candidate-paths.ts';

/** Bins of the histogram of log-odds. */
export const BINS = 60;

/** Most memory that the compounds of one screening take. */
export const MEMORY_LIMIT = '4GB';

/** What both sources of compounds give; `anion` is an atomic number. */
const LISTED = `CREATE TABLE listed (formula VARCHAR, name VARCHAR, anion UTINYINT, log_odds DOUBLE, probability DOUBLE,
  domain_distance DOUBLE, charge_neutral BOOLEAN, pauling_order BOOLEAN, known BOOLEAN,
  log10_conductivity_S_per_cm DOUBLE, log10_low DOUBLE, log10_high DOUBLE, domain VARCHAR)`;

const OWN_COLUMNS = TOP_HEADER.slice(1).join(', '); // all but the rank
/** The bin of a compound's log-odds; the table bins has one row. */
const BIN = `least(floor((log_odds - lower_edge) / width), ${BINS - 1})::UTINYINT AS bin`;
const MEASURED_COLUMNS = 'log10_conductivity_S_per_cm, log10_low, log10_high, domain';

/**
 * Loads the compounds of a screening's folder: all of its Parquet files, or those of top.csv where it has none. What the
 * student of measurements says is known for those of top.csv.
 * @throws {UserError} for damaged files, and for more compounds than the memory limit holds
 * @example const instance = await loadCandidates('screened', 'parquet');
 */
export async function loadCandidates(folder: string, source: 'parquet' | 'list'): Promise<DuckDBInstance> {
  // The package's own loader is CommonJS: required, it is found from the sources as well as from the build.
  const { DuckDBInstance } = createRequire(import.meta.url)('@duckdb/node-api') as typeof import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
    memory_limit: MEMORY_LIMIT,
    threads: `${Math.max(1, availableParallelism() - 1)}`, // the page is answered meanwhile
  });
  const connection = await instance.connect();
  try {
    await connection.run("ATTACH ':memory:' AS explorer (COMPRESS)");
    await connection.run('USE explorer');
    await connection.run(LISTED);
    await appendListed(connection, join(folder, 'top.csv'));
    await (source === 'parquet' ? fromParquet(connection, candidatePaths(folder)) : fromList(connection));
    await connection.run('DROP TABLE listed');
    await connection.run(`SET threads = ${availableParallelism()}`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    return instance;
  } catch (error) {
    instance.closeSync();
    if ((error as Error).name === 'UserError') throw error;
    const reason = (error as Error).message.split('\n')[0]!;
    const remedy = reason.startsWith('Out of Memory') ? 'screen with a higher --write-above' : 'screen again';
    return fail(folder, `whole files of compounds, at most ${MEMORY_LIMIT} in memory`, reason, remedy);
  } finally {
    connection.closeSync();
  }
}

async function fromParquet(connection: DuckDBConnection, paths: readonly string[]): Promise<void> {
  const files = `read_parquet(${sqlList(paths.map(asPattern))})`;
  await makeSystems(connection, `SELECT DISTINCT chemical_system AS name FROM ${files}`);
  await makeBins(connection, files);
  const numbers = SYMBOLS.map((symbol, z) => `('${symbol}', ${z})`).slice(1);
  await connection.run(`CREATE TABLE symbols AS SELECT * FROM (VALUES ${numbers.join(', ')}) AS t(symbol, z)`);
  await connection.run(`CREATE TABLE candidates AS
    SELECT ${OWN_COLUMNS.replaceAll(/\w+/g, 'files.$&')}, systems.id AS system, z::UTINYINT AS anion,
      ${BIN.replaceAll('log_odds', 'files.log_odds')}, ${MEASURED_COLUMNS}
    FROM ${files} AS files JOIN systems ON name = chemical_system JOIN symbols ON symbol = files.anion CROSS JOIN bins
      LEFT JOIN listed ON listed.formula = files.formula
    ORDER BY files.log_odds DESC, files.formula`);
}

async function fromList(connection: DuckDBConnection): Promise<void> {
  await makeSystems(connection, 'SELECT DISTINCT name FROM listed');
  await makeBins(connection, 'listed');
  await connection.run(`CREATE TABLE candidates AS
    SELECT ${OWN_COLUMNS}, id AS system, anion, ${BIN}, ${MEASURED_COLUMNS}
    FROM listed JOIN systems USING (name) CROSS JOIN bins ORDER BY log_odds DESC, formula`);
}

/** Numbered by name, so that the order of numbers is that of names. */
async function makeSystems(connection: DuckDBConnection, names: string): Promise<void> {
  await connection.run(`CREATE TABLE systems AS SELECT row_number() OVER (ORDER BY name)::INTEGER AS id, name,
    string_split(name, '-') AS elements FROM (${names}) ORDER BY name`);
}

/** Equal bins from the lowest to the highest score. */
async function makeBins(connection: DuckDBConnection, from: string): Promise<void> {
  await connection.run(`CREATE TABLE bins AS SELECT coalesce(min(log_odds), 0) AS lower_edge,
    greatest(coalesce(max(log_odds) - min(log_odds), 0) / ${BINS}, 1e-6) AS width FROM ${from}`);
}

async function appendListed(connection: DuckDBConnection, path: string): Promise<void> {
  if (!existsSync(path)) return;
  const rows = parseCsv(readFileSync(path, 'utf8'), path, TOP_HEADER);
  const appender = await connection.createAppender('listed', 'main', 'explorer');
  const text = (value: string): void => (value === '' ? appender.appendNull() : appender.appendVarchar(value));
  const number = (value: string | undefined): void =>
    value === undefined || value === '' ? appender.appendNull() : appender.appendDouble(finite(value, path));
  rows.forEach((row: TextRow) => {
    const composition = parseFormula(row.formula!);
    text(row.formula!);
    text(chemicalSystem(composition));
    appender.appendUTinyInt(mostElectronegative(composition));
    for (const column of ['log_odds', 'probability', 'domain_distance']) number(row[column]);
    for (const column of ['charge_neutral', 'pauling_order', 'known']) appender.appendBoolean(row[column] === 'yes');
    for (const column of ['log10_conductivity_S_per_cm', 'log10_low', 'log10_high']) number(row[column]);
    text(row.domain ?? '');
    appender.endRow();
  });
  appender.closeSync();
}

function finite(text: string, path: string): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : fail(path, 'numbers', JSON.stringify(text), 'screen again');
}
