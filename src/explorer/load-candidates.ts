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
import type { ScreenedValue } from '../screening/compile.ts';
import { type ListedRow, readListed, STABILITY_NUMBERS, STABILITY_TEXTS } from './read-listed.ts';
import { filesOf } from './run-folder.ts';

/** Bins of the histogram of log-odds or values. */
export const BINS = 60;

/** Most memory that the compounds of one screening take. */
export const MEMORY_LIMIT = '4GB';

/** What the list has of stability, in the order in which its rows have it. */
const OF_STABILITY = [
  ...STABILITY_NUMBERS.map((name) => [name, 'DOUBLE'] as const),
  ...STABILITY_TEXTS.map((name) => [name, 'VARCHAR'] as const),
];

/** What both sources of compounds give; `anion` is an atomic number. */
const LISTED = `CREATE TABLE listed (formula VARCHAR, name VARCHAR, anion UTINYINT, log_odds DOUBLE, probability DOUBLE,
  value DOUBLE, domain_distance DOUBLE, charge_neutral BOOLEAN, pauling_order BOOLEAN, known BOOLEAN,
  log10_conductivity_S_per_cm DOUBLE, log10_low DOUBLE, log10_high DOUBLE, domain VARCHAR,
  ${OF_STABILITY.map(([name, type]) => `${name} ${type}`).join(', ')})`;

/** With their types, whatever a file has. */
const OWN_COLUMNS = ['domain_distance::DOUBLE', 'charge_neutral::BOOLEAN', 'pauling_order::BOOLEAN', 'known::BOOLEAN'];
const ownColumns = (from: string): string =>
  OWN_COLUMNS.map((column) => `${from}.${column} AS ${column.split('::')[0]}`).join(', ');

/** How SQL writes the scores of a screening. */
interface Scores {
  /** Expressions for the log-odds, the probability and the value, of which some are NULL. */
  readonly columns: readonly [logOdds: string, probability: string, value: string];
  /** The one that ranks. */
  readonly by: 'log_odds' | 'value';
  readonly order: 'ASC' | 'DESC';
  /** What no score is. */
  readonly odd: string;
}

const OF_LOG_ODDS: Scores = {
  columns: ['log_odds', 'probability', 'NULL'],
  by: 'log_odds',
  order: 'DESC',
  odd: 'log_odds IS NULL OR NOT isfinite(log_odds) OR probability IS NULL OR NOT (probability BETWEEN 0 AND 1)',
};

/** The scores of files of compounds, where a value has the column that the screening names. */
function scoresOf(value: ScreenedValue | null): Scores {
  if (value === null) return OF_LOG_ODDS;
  return {
    columns: ['NULL', 'NULL', `"${value.column.replaceAll('"', '""')}"`],
    by: 'value',
    order: value.better === 'larger' ? 'DESC' : 'ASC',
    odd: 'value IS NULL OR NOT isfinite(value)',
  };
}

/** What no compound of a screening is. */
const oddRow = ({ odd }: Scores): string => `formula IS NULL OR ${odd} OR
  NOT isfinite(coalesce(domain_distance, 0)) OR charge_neutral IS NULL OR pauling_order IS NULL OR known IS NULL`;
/** The bin of a compound's score; the table bins has one row. */
const binOf = (score: string): string => `least(floor((${score} - lower_edge) / width), ${BINS - 1})::UTINYINT AS bin`;
/** What stands in the list only. */
const MEASURED_COLUMNS = 'log10_conductivity_S_per_cm, log10_low, log10_high, domain';
/**
 * Loads the compounds of a screening's folder: all of its Parquet files, or those of top.csv where it has none. What the
 * student of measurements says is known for those of top.csv. No link is followed, and no error tells what stands in a file.
 * @param value that its scores tell; null of log-odds
 * @throws {UserError} for damaged files, files that its run did not write so, and for more compounds than the memory limit holds
 * @example const instance = await loadCandidates('screened', 'parquet', null);
 */
export async function loadCandidates(
  folder: string,
  source: 'parquet' | 'list',
  value: ScreenedValue | null,
): Promise<DuckDBInstance> {
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
    await appendListed(connection, readListed(folder, value));
    const scores = scoresOf(value);
    await (source === 'parquet' ? fromParquet(connection, folder, scores) : fromList(connection, scores));
    await addStability(connection);
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

async function fromParquet(connection: DuckDBConnection, folder: string, scores: Scores): Promise<void> {
  const names = filesOf(folder).filter(isCandidateFile);
  const files = parquetTable(names.map((name) => join(resolve(folder), name)));
  const [logOdds, probability, value] = scores.columns;
  // Under names of our own: those of the files are not ours, and one of them may be that of a column of the list.
  const read = `(SELECT formula::VARCHAR AS formula, chemical_system, anion AS symbol, ${logOdds}::DOUBLE AS log_odds,
    ${probability}::DOUBLE AS probability, ${value}::DOUBLE AS value, ${ownColumns('raw')} FROM ${files} AS raw)`;
  await makeSystems(connection, `SELECT DISTINCT chemical_system AS name FROM ${files}`);
  await makeBins(connection, read, scores);
  const numbers = SYMBOLS.map((symbol, z) => `('${symbol}', ${z})`).slice(1);
  await connection.run(`CREATE TABLE symbols AS SELECT * FROM (VALUES ${numbers.join(', ')}) AS t(symbol, z)`);
  await connection.run(`CREATE TABLE candidates AS
    SELECT files.formula, files.log_odds, files.probability, files.value, ${ownColumns('files')}, systems.id AS system, z::UTINYINT AS anion,
      ${binOf(`files.${scores.by}`)}, ${MEASURED_COLUMNS}
    FROM ${read} AS files JOIN systems ON name = chemical_system JOIN symbols USING (symbol) CROSS JOIN bins
      LEFT JOIN listed ON listed.formula = files.formula
    ORDER BY files.${scores.by} ${scores.order}, files.formula`);
  const counted = await connection.runAndReadAll(`SELECT (SELECT count(*) FROM ${files}), count(*),
    count(*) FILTER (WHERE ${oddRow(scores)}) FROM candidates`);
  const [written, loaded, odd] = counted.getRows()[0]!.map(Number);
  if (loaded === written && odd === 0) return;
  fail(
    basename(folder),
    `${written} compounds, each once, with their scores`,
    loaded === written ? `${odd} with other values` : `${loaded}`,
    'screen again',
  );
}

async function fromList(connection: DuckDBConnection, scores: Scores): Promise<void> {
  await makeSystems(connection, 'SELECT DISTINCT name FROM listed');
  await makeBins(connection, 'listed', scores);
  await connection.run(`CREATE TABLE candidates AS
    SELECT formula, log_odds, probability, value, ${ownColumns('listed')}, id AS system, anion, ${binOf(scores.by)},
      ${MEASURED_COLUMNS}
    FROM listed JOIN systems USING (name) CROSS JOIN bins ORDER BY ${scores.by} ${scores.order}, formula`);
}

/** Numbered by name, so that the order of numbers is that of names. */
async function makeSystems(connection: DuckDBConnection, names: string): Promise<void> {
  await connection.run(`CREATE TABLE systems AS SELECT row_number() OVER (ORDER BY name)::INTEGER AS id, name,
    string_split(name, '-') AS elements FROM (${names}) ORDER BY name`);
}

/**
 * Adds what the list has of stability. It is not in the query that sorts all compounds, of which there may be millions and which would move
 * it about; rows keep their places here.
 */
async function addStability(connection: DuckDBConnection): Promise<void> {
  for (const [name, type] of [...OF_STABILITY, ['window_V', 'DOUBLE']]) {
    await connection.run(`ALTER TABLE candidates ADD COLUMN ${name} ${type}`);
  }
  const values = OF_STABILITY.map(([name]) => `${name} = listed.${name}`);
  await connection.run(`UPDATE candidates SET ${values.join(', ')}, window_V = listed.oxidation_V - listed.reduction_V
    FROM listed WHERE candidates.formula = listed.formula AND listed.hull_energy_eV_atom IS NOT NULL`);
}

/** Equal bins from the lowest to the highest score. */
async function makeBins(connection: DuckDBConnection, from: string, { by }: Scores): Promise<void> {
  await connection.run(`CREATE TABLE bins AS SELECT coalesce(min(${by}), 0) AS lower_edge,
    coalesce(nullif((max(${by}) - min(${by})) / ${BINS}, 0), 1e-6) AS width FROM ${from}`);
}

async function appendListed(connection: DuckDBConnection, rows: readonly ListedRow[]): Promise<void> {
  const appender = await connection.createAppender('listed', 'main', 'explorer');
  for (const { formula, system, anion, numbers, flags, measured, domain, stability } of rows) {
    appender.appendVarchar(formula);
    appender.appendVarchar(system);
    appender.appendUTinyInt(anion);
    for (const value of numbers) appendNumber(appender, value);
    for (const flag of flags) appender.appendBoolean(flag);
    for (const value of measured) appendNumber(appender, value);
    appendText(appender, domain);
    for (const value of stability.numbers) appendNumber(appender, value);
    for (const text of stability.texts) appendText(appender, text);
    appender.endRow();
  }
  appender.closeSync();
}

/** Nothing for an empty text. */
function appendText(appender: DuckDBAppender, text: string): void {
  if (text === '') appender.appendNull();
  else appender.appendVarchar(text);
}

function appendNumber(appender: DuckDBAppender, value: number | null): void {
  if (value === null) appender.appendNull();
  else appender.appendDouble(value);
}
