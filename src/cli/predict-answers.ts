/** Prints what a model says of formulas, structures and the rows of a table: one line each, with the reason where there is no answer. */
import { UserError } from '../core/errors.ts';
import { type CompositionFile, readCompositions } from './composition-file.ts';
import { printNotes } from './describe-files.ts';
import type { Form } from './form-options.ts';
import { MOST_LISTED } from './most-listed.ts';
import { type Asker, type PredictedRow, predictInput, predictTable } from './predict-rows.ts';
import { type Column, printResult, type Rows } from './print-result.ts';
import { progressBar } from './progress-bar.ts';
import { complain, endWithFailures } from './run-to-exit.ts';
import type { Value } from './value-text.ts';

/** What is asked, and how the answers are printed. */
export interface Asked {
  /** Formulas, and files of structures. */
  readonly inputs: readonly string[];
  /** Path of a table, answered after the inputs. */
  readonly table: string | undefined;
  /** Whether the first without an answer is an error. */
  readonly strict: boolean;
  readonly form: Form;
}

const REASON: Column = { name: 'reason', title: 'reason', sparse: true };

/** Rows printed at once: what is kept in memory, and how much of a table shares its widths under one header. */
const ROWS_A_PAGE = 1000;
/** Rows of a file from which on a user wants to see how far it is. */
const MANY_ROWS = 500;

/**
 * Answers, prints, and sets the exit code.
 * @param columns of the answers, by the names of their fields
 * @param notesOf lines for standard error, from the answers to the inputs
 * @throws {UserError} for a table that cannot be read, and where it is strict
 * @example await printAnswers(asker, columns, { inputs: ['Li3PS4'], table: undefined, strict: false, form: 'table' }, () => []);
 */
export async function printAnswers<Answer extends { readonly formula: string }>(
  asker: Asker<Answer>,
  columns: readonly Column[],
  { inputs, table: path, strict, form }: Asked,
  notesOf: (rows: readonly PredictedRow<Answer>[]) => readonly string[],
): Promise<void> {
  const table = path === undefined ? NO_TABLE : readCompositions(path);
  const notes: string[] = [];
  const given = inputs.flatMap((input) => predictInput(asker, input, notes));
  printNotes([...notes, ...notesOf(given)]);
  const rows = [given, path === undefined ? [] : withProgress(predictTable(asker, table, path), table, form)];
  const tally = { failed: 0, done: 0, reasons: [] as string[] };
  const counted = countRows(rows, tally, strict);
  // One input without an answer is a mistake like any other: a line, and no table with nothing in it.
  if (path === undefined && given.every(({ prediction }) => prediction === null)) for (const _ of counted);
  else {
    const pages = pagesOf(counted, columns, table.columns);
    await printResult(form, { columns: columnsWith(table.columns, columns), pages: strict ? [...pages] : pages });
  }
  tellTally(tally);
}

const NO_TABLE: CompositionFile = { columns: [], rows: [] };

interface Tally {
  failed: number;
  done: number;
  /** The first of them. */
  readonly reasons: string[];
}

/** Passes rows on and counts them. */
function* countRows<Answer>(
  rows: readonly Iterable<PredictedRow<Answer>>[],
  tally: Tally,
  isStrict: boolean,
): Generator<PredictedRow<Answer>> {
  for (const part of rows) {
    for (const row of part) {
      if (row.message === null) tally.done++;
      else if (isStrict) throw new UserError(row.message);
      else if (++tally.failed <= MOST_LISTED) tally.reasons.push(row.message);
      yield row;
    }
  }
}

function tellTally({ failed, done, reasons }: Tally): void {
  for (const reason of reasons) complain(reason);
  if (failed > reasons.length) printNotes([`... and ${failed - reasons.length} more`]);
  if (failed + done > 1 && failed > 0) printNotes([`${failed} of ${failed + done} not predicted`]);
  endWithFailures(failed, done);
}

/** Rows that run over the terminal show themselves how far it is; a bar would be torn by them. */
function* withProgress<Answer>(
  rows: Iterable<PredictedRow<Answer>>,
  { rows: all }: CompositionFile,
  form: Form,
): Generator<PredictedRow<Answer>> {
  const shows = (form === 'table' || !process.stdout.isTTY) && all.length > MANY_ROWS;
  const bar = shows ? progressBar('predict', all.length, 'rows') : undefined;
  let done = 0;
  try {
    for (const row of rows) {
      yield row;
      bar?.update(++done);
    }
  } finally {
    bar?.stop();
  }
}

/** The columns of a table of the user's, then ours: where a name stands there already, ours is another. */
function columnsWith(own: readonly string[], answers: readonly Column[]): Column[] {
  const taken = new Set(own);
  const renamed: string[] = [];
  const ours = [...answers, REASON].map((column): Column => {
    let { name }: { name: string } = column;
    while (taken.has(name)) name = `ionsieve_${name}`;
    taken.add(name);
    if (name !== column.name) renamed.push(name);
    return { ...column, name };
  });
  if (renamed.length > 0) printNotes([`the table has columns of these names: ours are ${renamed.join(', ')}`]);
  return [...own.map((name) => ({ name, title: name })), ...ours];
}

function* pagesOf<Answer extends object>(
  rows: Iterable<PredictedRow<Answer>>,
  columns: readonly Column[],
  own: readonly string[],
): Generator<Rows> {
  let page: (readonly Value[])[] = [];
  for (const { input, formula, prediction, reason, cells = own.map(() => null) } of rows) {
    const answer = (prediction ?? { input, formula }) as Readonly<Partial<Record<string, Value>>>;
    page.push([...cells, ...columns.map(({ name }) => answer[name] ?? null), reason]);
    if (page.length < ROWS_A_PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}
