/** The rows of a table of compounds, with decimal points in the columns of numbers that are used. */
import { compositionColumn } from '../chemistry/formula-cell.ts';
import type { CsvFault } from '../core/csv.ts';
import { exactColumn } from '../core/csv-columns.ts';
import { decimalPoints } from '../core/decimal-comma.ts';
import { fail, UserError } from '../core/errors.ts';
import { nearestWord } from '../core/nearest-word.ts';
import { partsOf, structuralParts } from '../descriptors/parts.ts';
import type { Cells } from './cells.ts';
import { signedCell } from './figure.ts';
import type { RowTable, TableRow } from './read-row.ts';
import type { DatasetNeeds, RowRules } from './spec.ts';
import type { Target } from './target.ts';
import { temperatureColumn } from './temperature-column.ts';

/** The rows of a table, and those with fewer cells than its header. */
export interface OpenedTable extends RowTable {
  readonly rows: readonly TableRow[];
  readonly short: readonly CsvFault[];
}

/** What decides which columns are used, and what a row counts. */
export interface TableRules extends Pick<DatasetNeeds, 'inputs' | 'columns'> {
  readonly rules: RowRules;
  readonly target: Target | null;
  readonly weight?: number;
  /** Further columns of numbers. */
  readonly numbers?: readonly string[];
}

/**
 * Opens a table that was read.
 * @throws {UserError} for a column that is missing, with the nearest name, or stands there twice; no row; a row
 * with more cells than the header, for where one has a decimal comma others may have lost theirs and must not be learned
 * @example openTable(readCsv(text, 'gaps.csv'), { rules: { formula: 'formula', value: 'gap' }, target }).rows.length;
 */
export function openTable(
  cells: Cells,
  { rules, target, weight = 1, inputs = [], columns = [], numbers = [] }: TableRules,
): OpenedTable {
  const { where: file, header, records } = cells;
  if (records.length === 0) fail(file, 'a header and rows', 'no row', 'give a table with rows');
  const placeOf = (column: string): number => exactColumn(cells, column) ?? refuseColumn(file, column, header);
  const formulaAt = rules.formula === undefined ? compositionColumn(cells) : placeOf(rules.formula);
  const temperature = rules.temperature === undefined ? undefined : temperatureColumn(cells);
  for (const column of [...textColumns(rules, inputs), ...columns]) placeOf(column);
  const { whole, short } = parted(cells);
  const places = [...numberColumns(rules, inputs), ...numbers].map(placeOf);
  for (const place of temperature === undefined ? places : [...places, temperature.column]) {
    withPoints(whole, place, `${file}, column ${header[place]}`);
  }
  const rows = whole.map(({ line, cells }) => {
    return { line, cells, row: Object.fromEntries(header.map((column, i) => [column, cells[i]!])) };
  });
  return {
    ...{ file, rules, target, weight, inputs, formulaAt, rows, short },
    temperature: temperature === undefined ? null : { ...temperature, column: header[temperature.column]! },
  };
}

interface WholeRow {
  readonly line: number;
  readonly cells: string[];
}

function parted({ where, header, records }: Cells): { readonly whole: WholeRow[]; readonly short: CsvFault[] } {
  const short: CsvFault[] = [];
  const whole = records.flatMap((record) => {
    if (!('reason' in record)) return [{ line: record.line, cells: [...record.cells] }];
    if (record.cells.length > header.length) throw new UserError(`${where}, line ${record.line}: ${record.reason}`);
    short.push(record);
    return [];
  });
  return { whole, short };
}

/** Points for decimal commas in a column, behind the signs of bounds too. */
function withPoints(rows: readonly WholeRow[], place: number, where: string): void {
  const signed = rows.map(({ cells }) => signedCell(cells[place]!));
  const numbers = signed.map(({ number }) => number);
  const pointed = decimalPoints(numbers, where);
  if (pointed === numbers) return;
  rows.forEach(({ cells }, i) => {
    cells[place] = `${signed[i]!.sign}${pointed[i]!}`;
  });
}

function textColumns({ structures, keep, bounds }: RowRules, inputs: NonNullable<DatasetNeeds['inputs']>): string[] {
  const ions = inputs.flatMap(structuralParts).map(({ mobileIon }) => mobileIon);
  return [
    ...(structures ? [structures.id] : []),
    ...ions.flatMap((ion) => (typeof ion === 'object' ? [ion.column] : [])),
    ...(keep ? [keep.column] : []),
    ...(bounds === undefined ? [] : [bounds]),
  ];
}

function numberColumns({ value, duplicates }: RowRules, inputs: NonNullable<DatasetNeeds['inputs']>): Set<string> {
  return new Set([
    ...(value === undefined ? [] : [value]),
    ...(typeof duplicates === 'object' ? [duplicates.lowest] : []),
    ...inputs.flatMap(partsOf).flatMap((part) => ('columns' in part ? part.columns : [])),
  ]);
}

function refuseColumn(file: string, column: string, found: readonly string[]): never {
  const nearest = nearestWord(column, found);
  const remedy = nearest === undefined ? 'name a column of the table' : `did you mean ${nearest}?`;
  return fail(file, `a column ${column}`, found.join(', '), remedy);
}
