import { once } from 'node:events';
import { Command, Option } from 'commander';
import { openCandidates, type Selection } from './candidate-database.ts';
import { wholeNumber } from './options.ts';
import { formatRows, type QueryFormat } from './query-output.ts';
import { complain } from './run-to-exit.ts';

interface QueryOptions {
  readonly format: QueryFormat;
  readonly limit?: number;
}

/** Rows of a table, unless --limit says otherwise. */
const TABLE_ROWS = 1000;

const HELP = `
The folder is one that ionsieve screen --write-above wrote. Its files candidates-*.parquet are the table candidates:
formula, chemical_system, anion, log_odds, probability, domain_distance (null where there is none), charge_neutral,
pauling_order, known. One SELECT of DuckDB's SQL; nothing else can be read or written. A table shows six digits and at
most ${TABLE_ROWS} rows, and says how many more there are; csv and json have all rows in full precision.

Example: ionsieve query screened "SELECT anion, count(*) FROM candidates WHERE charge_neutral GROUP BY anion"`;

/**
 * `ionsieve query DIR SQL`: questions to the compounds that a screening wrote.
 * @example program.addCommand(queryCommand());
 */
export function queryCommand(): Command {
  return new Command('query')
    .description('ask in SQL for compounds that a screening wrote with --write-above')
    .argument('<dir>', 'folder with candidates-*.parquet')
    .argument('<sql>', 'a SELECT from candidates')
    .addOption(new Option('--format <format>', 'output format').choices(['table', 'csv', 'json']).default('table'))
    .option(
      '--limit <n>',
      `most rows to print (default: ${TABLE_ROWS} in a table, else all)`,
      wholeNumber('--limit', 1, 1_000_000_000),
    )
    .addHelpText('after', HELP)
    .action(runQuery);
}

async function runQuery(folder: string, sql: string, { format, limit }: QueryOptions): Promise<void> {
  const most = limit ?? (format === 'table' ? TABLE_ROWS : Number.POSITIVE_INFINITY);
  const database = await openCandidates(folder);
  try {
    const { columns, batches } = await database.select(sql);
    const rows = firstRows(batches, most);
    for await (const text of formatRows(format, columns, rows.batches)) await print(text);
    if (rows.isCut()) complain(`note: ${(await database.count(sql)) - most} more rows; see --limit`);
  } finally {
    database.close();
  }
}

/** The first rows of a result, and afterwards whether there were more. */
function firstRows(all: Selection['batches'], most: number): Pick<Selection, 'batches'> & { isCut(): boolean } {
  let left = most;
  let cut = false;
  async function* batches() {
    for await (const batch of all) {
      cut = batch.length > left;
      if (left > 0) yield batch.slice(0, left);
      left -= Math.min(left, batch.length);
      if (cut) return;
    }
  }
  return { batches: batches(), isCut: () => cut };
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
