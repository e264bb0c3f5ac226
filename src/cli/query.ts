import { Command } from 'commander';
import { refuseHalfSwapped } from '../core/swap.ts';
import { refuseOtherFiles } from '../provenance/refuse-other-files.ts';
import { isCandidateFile } from '../screening/candidate-files.ts';
import { openCandidates, type Selection } from './candidate-database.ts';
import { type FormOptions, formOf, withFormOptions } from './form-options.ts';
import { foundNothing } from './found-nothing.ts';
import { wholeNumber } from './options.ts';
import { printResult, type Rows } from './print-result.ts';
import { complain } from './run-to-exit.ts';
import type { Value } from './value-text.ts';

interface QueryOptions extends FormOptions {
  readonly limit?: number;
}

/** Rows of a table, unless --limit says otherwise. */
const TABLE_ROWS = 1000;

const HELP = `
The folder is one that ionsieve screen --write-above wrote. Its files candidates-*.parquet are the table candidates:
formula, chemical_system, anion, log_odds, probability (of a model of values instead of both the column that top.csv has),
domain_distance (null where there is none), unlearned_elements (those of which the model knows no compound), charge_neutral,
pauling_order, known. One SELECT of DuckDB's SQL; nothing else can be read or written. A table shows six digits and at most
${TABLE_ROWS} rows, and says how many more there are; --json and --csv have all rows in full precision. Of a screening that wrote no
compound the table is empty, and a note says what each filter removed.

Example: ionsieve query screened "SELECT anion, count(*) FROM candidates WHERE charge_neutral GROUP BY anion"`;

/**
 * `ionsieve query DIR SQL`: questions to the compounds that a screening wrote.
 * @example program.addCommand(queryCommand());
 */
export function queryCommand(): Command {
  const command = new Command('query')
    .description('ask in SQL for compounds that a screening wrote with --write-above')
    .argument('<dir>', 'folder with candidates-*.parquet')
    .argument('<sql>', 'a SELECT from candidates')
    .option(
      '--limit <n>',
      `most rows to print (default: ${TABLE_ROWS} in a table, else all)`,
      wholeNumber('--limit', 1, 1_000_000_000),
    );
  return withFormOptions(command).addHelpText('after', HELP).action(runQuery);
}

async function runQuery(folder: string, sql: string, { limit, ...options }: QueryOptions): Promise<void> {
  const form = formOf(options);
  const most = limit ?? (form === 'table' ? TABLE_ROWS : Number.POSITIVE_INFINITY);
  const nothing = foundNothing(folder);
  if (nothing !== null) complain(`note: ${nothing.reason}`);
  const database = await openCandidates(folder, nothing);
  try {
    refuseHalfSwapped(folder);
    refuseOtherFiles(folder, isCandidateFile);
    const { columns, batches } = await database.select(sql);
    const rows = firstRows(batches, most);
    await printResult(form, {
      columns: columns.map((name) => ({ name, title: name, text: sixDigits })),
      pages: form === 'table' ? onePage(rows.batches) : rows.batches,
    });
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

/** A table has one header, however many rows. */
async function* onePage(batches: AsyncIterable<Rows>): AsyncGenerator<Rows> {
  const page: (readonly Value[])[] = [];
  for await (const rows of batches) for (const row of rows) page.push(row);
  yield page;
}

function sixDigits(value: Value): string {
  return typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value);
}
