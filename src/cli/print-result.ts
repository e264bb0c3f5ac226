/** Every command prints its result here: as a table to read, or as JSON or CSV for other programs. */
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { formatCsv } from '../core/table.ts';
import { alignedText, numberText } from '../report/text.ts';
import { type Colour, paint, usesColour } from './colour.ts';
import type { Form } from './form-options.ts';
import { complain } from './run-to-exit.ts';
import { csvText, jsonText, type Value } from './value-text.ts';

/** A column of a result. */
export interface Column {
  /** Header in CSV and key in JSON, with the unit: `log10_conductivity_S_per_cm`. */
  readonly name: string;
  /** Header in a table, with the unit; a column without one is not in the table. */
  readonly title?: string;
  /** Whether a table leaves the column out where no row of a page has a value. */
  readonly sparse?: true;
  /** A value as a table shows it; by default numbers have four decimals, and null is a dash. */
  readonly text?: (value: Value) => string;
  /** Colours of words of this column in a table on a terminal. */
  readonly colours?: Readonly<Record<string, Colour>>;
}

/** Rows with a value for each column. */
export type Rows = readonly (readonly Value[])[];

/** What a command found. */
export interface Result {
  readonly columns: readonly Column[];
  /** The rows a page at a time, read once. In a table each page has a header of its own. */
  readonly pages: Iterable<Rows> | AsyncIterable<Rows>;
  /** Lines below a table; beside JSON and CSV they go to standard error. */
  readonly notes?: readonly string[];
}

/** How a form is written page by page. */
interface Layout {
  readonly open: string;
  readonly page: (rows: Rows) => string;
  readonly between: string;
  readonly close: string;
  /** All of it where there are no rows. */
  readonly empty: string;
}

/**
 * Prints a result on standard output. Nothing is printed before the first page is there.
 * @throws whatever the reading of its pages throws
 * @example await printResult('csv', { columns: [{ name: 'n' }], pages: [[[1], [2]]] }); // 'n\n1\n2\n'
 */
export async function printResult(form: Form, { columns, pages, notes = [] }: Result): Promise<void> {
  const layout = LAYOUTS[form](columns);
  let isEmpty = true;
  for await (const rows of pages) {
    if (rows.length === 0) continue;
    await write((isEmpty ? layout.open : layout.between) + layout.page(rows));
    isEmpty = false;
  }
  await write(isEmpty ? layout.empty : layout.close);
  if (form !== 'table') for (const note of notes) complain(`note: ${note}`);
  else if (notes.length > 0) await write(`\n${notes.join('\n')}\n`);
}

const LAYOUTS: Readonly<Record<Form, (columns: readonly Column[]) => Layout>> = {
  table(columns) {
    const page = (rows: Rows) => tableText(columns, rows);
    return { open: '', page, between: '\n', close: '', empty: page([]) };
  },
  csv(columns) {
    const open = formatCsv(
      columns.map(({ name }) => name),
      [],
    );
    const page = (rows: Rows) =>
      formatCsv(
        [],
        rows.map((row) => row.map(csvText)),
      ).slice(1);
    return { open, page, between: '', close: '', empty: open };
  },
  json(columns) {
    const keys = columns.map(({ name }) => JSON.stringify(name));
    const page = (rows: Rows) => rows.map((row) => objectText(keys, row)).join(',\n');
    return { open: '[\n', page, between: ',\n', close: '\n]\n', empty: '[]\n' };
  },
};

/** Waits for a slow reader, and gives one that has left, or an interrupt, its turn. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  await nextTurn();
}

/** Names of files and structures may hold line ends, and codes that a terminal obeys. */
const CONTROL = /\p{Cc}+/gu;

function tableText(columns: readonly Column[], rows: Rows): string {
  const isEmpty = (column: number) => rows.every((row) => row[column] === null);
  const shown = [...columns.entries()].filter(
    ([i, { title, sparse }]) => title !== undefined && !(sparse && isEmpty(i)),
  );
  const isColoured = usesColour();
  const cell = ({ text = shortText, colours = {} }: Column, value: Value): string => {
    const plain = (value === null ? '-' : text(value)).replace(CONTROL, ' ');
    const colour = isColoured ? colours[plain] : undefined;
    return colour === undefined ? plain : paint(plain, colour);
  };
  return alignedText([
    shown.map(([, { title }]) => title!),
    ...rows.map((row) => shown.map(([i, column]) => cell(column, row[i]!))),
  ]);
}

function shortText(value: Value): string {
  return typeof value === 'number' ? numberText(value) : String(value);
}

function objectText(keys: readonly string[], row: readonly Value[]): string {
  const fields = row.map((value, column) => `    ${keys[column]}: ${jsonText(value)}`);
  return `  {\n${fields.join(',\n')}\n  }`;
}
