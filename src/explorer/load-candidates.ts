/**
 * The compounds of a screening as tables of an in-memory DuckDB: `systems` (id, name, elements) and `candidates`, best
 * first, so that the rank of a compound is its rowid and one. Compressed, and no more memory than MEMORY_LIMIT; when all is
 * loaded the database is locked: it opens no file and loads no extension.
 */

import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { DuckDBAppender, DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { refuseHalfSwapped } from '../core/swap.ts';
import { refuseOtherFiles } from '../provenance/refuse-other-files.ts';
import { isCandidateFile } from '../screening/candidate-files.ts';
import { parquetTable } from '../screening/candidate-paths.ts';
import { type ListedRow, readListed } from './read-listed.ts';
import { filesOf } from './run-folder.ts';

/** Bins of the histogram of log-odds. */
export const BINS = 60;

/** Most memory that the compounds of one screening take. */
export const MEMORY_LIMIT = '4GB';

/** What both sources of compounds give; `anion` is an atomic number. */
const LISTED = `CREATE TABLE listed (formula VARCHAR, name VARCHAR, anion UTINYINT, log_odds DOUBLE, probability DOUBLE,
  domain_distance DOUBLE, charge_neutral BOOLEAN, pauling_order BOOLEAN, known BOOLEAN,
  log10_conductivity_S_per_cm DOUBLE, log10_low DOUBLE, log10_high DOUBLE, domain VARCHAR)`;

/** With their types, whatever a file has. */
const OWN_COLUMNS = [
  'formula::VARCHAR',
  'log_odds::DOUBLE',
  'probability::DOUBLE',
  'domain_distance::DOUBLE',
  'charge_neutral::BOOLEAN',
  'pauling_order::BOOLEAN',
  'known::BOOLEAN',
];
const ownColumns = (from: string): string =>
  OWN_COLUMNS.map((column) => `${from}.${column} AS ${column.split('::')[0]}`).join(', ');
/** What no compound of a screening is. */
const ODD = `formula IS NULL OR log_odds IS NULL OR NOT isfinite(log_odds) OR probability IS NULL OR
  NOT (probability BETWEEN 0 AND 1) OR NOT isfinite(coalesce(domain_distance, 0)) OR charge_neutral IS NULL OR
  pauling_order IS NULL OR known IS NULL`;
/** The bin of a compound's log-odds; the table bins has one row. */
const BIN = `least(floor((log_odds - lower_edge) / width), ${BINS - 1})::UTINYINT AS bin`;
const MEASURED_COLUMNS = 'log10_conductivity_S_per_cm, log10_low, log10_high, domain';

/**
 * Loads the compounds of a screening's folder: all of its Parquet files, or those of top.csv where it has none. What the
 * student of measurements says is known for those of top.csv. No link is followed, and no error tells what stands in a file.
 * @throws {UserError} for damaged files, files that its run did not write so, and for more compounds than the memory limit holds
 * @example const instance = await loadCandidates('screened', 'parquet');
 */
export async function loadCandidates(folder: string, source: 'parquet' | 'list'): Promise<DuckDBInstance> {
  // The package's own loader is CommonJS: required, it is found from the sources as well as from the build.
  refuseHalfSwapped(folder, basename(folder));
  refuseOtherFiles(folder, (name) => name === 'top.csv' || isCandidateFile(name), basename(folder));
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
    await appendListed(connection, readListed(folder));
    await (source === 'parquet' ? fromParquet(connection, folder) : fromList(connection));
    await connection.run('DROP TABLE listed');
    await connection.run(`SET threads = ${availableParallelism()}`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    return instance;
  } catch (error) {
    instance.closeSync();
    if ((error as Error).name === 'UserError') throw error;
    const isLarge = (error as Error).message.startsWith('Out of Memory');
    const [found, remedy] = isLarge
      ? ['more', 'screen with a higher --write-above']
      : ['a file that is damaged or of another kind', 'screen again'];
    return fail(basename(folder), `whole files of compounds, at most ${MEMORY_LIMIT} in memory`, found, remedy);
  } finally {
    connection.closeSync();
  }
}

async function fromParquet(connection: DuckDBConnection, folder: string): Promise<void> {
  const names = filesOf(folder).filter(isCandidateFile);
  const files = parquetTable(names.map((name) => join(resolve(folder), name)));
  await makeSystems(connection, `SELECT DISTINCT chemical_system AS name FROM ${files}`);
  await makeBins(connection, files);
  const numbers = SYMBOLS.map((symbol, z) => `('${symbol}', ${z})`).slice(1);
  await connection.run(`CREATE TABLE symbols AS SELECT * FROM (VALUES ${numbers.join(', ')}) AS t(symbol, z)`);
  await connection.run(`CREATE TABLE candidates AS
    SELECT ${ownColumns('files')}, systems.id AS system, z::UTINYINT AS anion,
      ${BIN.replaceAll('log_odds', 'files.log_odds')}, ${MEASURED_COLUMNS}
    FROM ${files} AS files JOIN systems ON name = chemical_system JOIN symbols ON symbol = files.anion CROSS JOIN bins
      LEFT JOIN listed ON listed.formula = files.formula
    ORDER BY files.log_odds DESC, files.formula`);
  const counted = await connection.runAndReadAll(`SELECT (SELECT count(*) FROM ${files}), count(*),
    count(*) FILTER (WHERE ${ODD}) FROM candidates`);
  const [written, loaded, odd] = counted.getRows()[0]!.map(Number);
  if (loaded === written && odd === 0) return;
  fail(
    basename(folder),
    `${written} compounds, each once, with their scores`,
    loaded === written ? `${odd} with other values` : `${loaded}`,
    'screen again',
  );
}

async function fromList(connection: DuckDBConnection): Promise<void> {
  await makeSystems(connection, 'SELECT DISTINCT name FROM listed');
  await makeBins(connection, 'listed');
  await connection.run(`CREATE TABLE candidates AS
    SELECT ${ownColumns('listed')}, id AS system, anion, ${BIN}, ${MEASURED_COLUMNS}
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

async function appendListed(connection: DuckDBConnection, rows: readonly ListedRow[]): Promise<void> {
  const appender = await connection.createAppender('listed', 'main', 'explorer');
  for (const { formula, system, anion, numbers, flags, measured, domain } of rows) {
    appender.appendVarchar(formula);
    appender.appendVarchar(system);
    appender.appendUTinyInt(anion);
    for (const value of numbers) appendNumber(appender, value);
    for (const flag of flags) appender.appendBoolean(flag);
    for (const value of measured) appendNumber(appender, value);
    if (domain === '') appender.appendNull();
    else appender.appendVarchar(domain);
    appender.endRow();
  }
  appender.closeSync();
}

function appendNumber(appender: DuckDBAppender, value: number | null): void {
  if (value === null) appender.appendNull();
  else appender.appendDouble(value);
}
