/** The rows of a table of compounds, with decimal points in the columns of numbers that are used. */
import { dirname, resolve } from 'node:path';
import { type CsvFault, type CsvTable, readCsv } from '../core/csv.ts';
import { exactColumn } from '../core/csv-columns.ts';
import { decimalPoints } from '../core/decimal-comma.ts';
import { fail, UserError } from '../core/errors.ts';
import { nearestWord } from '../core/nearest-word.ts';
import { readText } from '../core/read-text.ts';
import { findShipped, readShipped } from '../core/shipped-data.ts';
import { partsOf, structuralParts } from '../descriptors/parts.ts';
import type { RowUser, TableRow } from './read-row.ts';

/** The rows of a table, and those with fewer cells than its header. */
export interface OpenedTable {
  /** Its name, for errors. */
  readonly file: string;
  readonly rows: readonly TableRow[];
  readonly short: readonly CsvFault[];
}

/** What decides which columns are used. */
export interface ColumnUser extends RowUser {
  /** Further columns that have to be there, such as one that groups rows. */
  readonly columns: readonly string[];
}

/**
 * Opens a table: one of this package by its hash, any other as it stands.
 * @param experimentFile path of the file that defines the experiment; the path of the table is relative to it
 * @throws {UserError} for a file that cannot be read; a column that is missing, with the nearest name, or stands there twice; a row
 * with more cells than the header, for where one has a decimal comma others may have lost theirs and must not be learned
 * @example openTable(user, 'bandgap.csv', 'experiments/bandgap.ts').rows.length;
 */
export function openTable(user: ColumnUser, file: string, experimentFile: string): OpenedTable {
  return tableRows(user, readCsv(tableText(file, experimentFile), file));
}

/**
 * The rows of a table that was read.
 * @throws {UserError} for its columns and rows, as {@link openTable} does
 * @example tableRows(user, readCsv(text, 'bandgap.csv')).rows.length;
 */
export function tableRows(user: ColumnUser, csv: CsvTable): OpenedTable {
  const { where: file, header, records } = csv;
  if (records.length === 0) fail(file, 'a header and rows', 'no row', 'give a table with rows');
  const placeOf = (column: string): number => exactColumn(csv, column) ?? refuseColumn(file, column, header);
  const formulaAt = placeOf(user.table.formula);
  for (const column of textColumns(user)) placeOf(column);
  const short: CsvFault[] = [];
  const rows = records.flatMap((record) => {
    if (!('reason' in record)) return [{ line: record.line, cells: [...record.cells] }];
    if (record.cells.length > header.length) throw new UserError(`${file}, line ${record.line}: ${record.reason}`);
    short.push(record);
    return [];
  });
  for (const column of numberColumns(user)) {
    const place = placeOf(column);
    const cells = rows.map((row) => row.cells[place]!);
    decimalPoints(cells, `${file}, column ${column}`).forEach((cell, i) => {
      rows[i]!.cells[place] = cell;
    });
  }
  const named = rows.map(({ line, cells }) => {
    const row = Object.fromEntries(header.map((column, i) => [column, cells[i]!]));
    return { line, row, cells, formulaAt };
  });
  return { file, rows: named, short };
}

function tableText(file: string, experimentFile: string): string {
  const path = resolve(dirname(experimentFile), file);
  const shipped = findShipped(path);
  return shipped ? readShipped(shipped.name) : readText(path, 'a CSV table');
}

function textColumns({ table, inputs, columns }: ColumnUser): string[] {
  const ions = inputs.flatMap(structuralParts).map(({ mobileIon }) => mobileIon);
  return [
    ...(table.structures ? [table.structures.id] : []),
    ...ions.flatMap((ion) => (typeof ion === 'object' ? [ion.column] : [])),
    ...(table.keep ? [table.keep.column] : []),
    ...columns,
  ];
}

function numberColumns({ table, inputs }: ColumnUser): Set<string> {
  return new Set([
    ...(table.value === undefined ? [] : [table.value]),
    ...(typeof table.duplicates === 'object' ? [table.duplicates.lowest] : []),
    ...inputs.flatMap(partsOf).flatMap((part) => ('columns' in part ? part.columns : [])),
  ]);
}

function refuseColumn(file: string, column: string, found: readonly string[]): never {
  const nearest = nearestWord(column, found);
  const remedy = nearest === undefined ? 'name a column of the table' : `did you mean ${nearest}?`;
  return fail(file, `a column ${column}`, found.join(', '), remedy);
}
