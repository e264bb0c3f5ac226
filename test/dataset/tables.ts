/** The same rows as a file of each form. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { formatCsv } from '../../src/core/table.ts';

/** A row: numbers may be missing. */
export interface Row {
  readonly formula: string;
  readonly value: number | null;
  readonly density: number | null;
  readonly note: string;
}

/** Rows as measurements are: some compounds several times, gaps, words with all that CSV has to quote. */
export const rows = fc.array(
  fc.record<Row>({
    formula: fc.constantFrom('NaCl', 'Na2Cl2', 'KBr', 'Li2O', 'Fe0.5Mn0.5O', 'Xx', ''),
    value: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { freq: 5 }),
    density: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 5 }),
    note: fc.constantFrom('', 'a', 'a, b', 'of "x"', 'two;three', 'é', '7', '007'),
  }),
  { minLength: 1, maxLength: 12 },
);

const NAMES = ['formula', 'value', 'density', 'note'] as const;

/** Writes the rows as CSV, JSON lines and Parquet; the paths. */
export function writeForms(all: readonly Row[], folder: string): string[] {
  const path = (name: string) => join(folder, name);
  const cells = all.map((row) => NAMES.map((name) => row[name] ?? Number.NaN));
  writeFileSync(path('rows.csv'), formatCsv([...NAMES], cells));
  writeFileSync(path('rows.jsonl'), all.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const columnData = NAMES.map((name) => ({
    ...{ name, data: all.map((row) => row[name]), nullable: true },
    type: name === 'formula' || name === 'note' ? ('STRING' as const) : ('DOUBLE' as const),
  }));
  writeFileSync(path('rows.parquet'), new Uint8Array(parquetWriteBuffer({ columnData })));
  return ['rows.csv', 'rows.jsonl', 'rows.parquet'].map(path);
}

/** A folder for files of a test. */
export function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'ionsieve-dataset-'));
}
