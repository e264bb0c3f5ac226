/** Columns of a table by their names. */
import type { CsvTable } from './csv.ts';
import { fail } from './errors.ts';

/** What names the columns of a table. */
export type NamedColumns = Pick<CsvTable, 'where' | 'header'>;

const LONGEST_SHOWN = 200;

/**
 * The place of a column that may be named in several ways. Case, spaces, underscores and hyphens do not matter; of several names that
 * the table has, the first of the list counts.
 * @throws {UserError} for a table without any of them, or with one of them twice
 * @example findColumn(readCsv('ID, Reduced_Formula\n', 'x.csv'), ['formula', 'reduced formula']); // 1
 */
export function findColumn(table: NamedColumns, names: readonly string[]): number {
  const place = seekColumn(table, names);
  if (place !== undefined) return place;
  const columns = table.header.join(', ').slice(0, LONGEST_SHOWN);
  return fail(table.where, `a column ${names[0]}`, columns, 'name the column so');
}

/**
 * The same of a column that may be missing: undefined then.
 * @throws {UserError} for a table with one of them twice
 * @example seekColumn(readCsv('formula,DOI\n', 'x.csv'), ['source', 'doi']); // 1
 */
export function seekColumn(table: NamedColumns, names: readonly string[]): number | undefined {
  const found = table.header.map(plainName);
  const name = names.find((each) => found.includes(plainName(each)));
  return name === undefined ? undefined : onlyOne(table, name, found, plainName(name));
}

/**
 * The place of a column by its exact name; undefined where there is none.
 * @throws {UserError} for a name that stands there twice
 * @example exactColumn(readCsv('a,b\n', 'x.csv'), 'b'); // 1
 */
export function exactColumn(table: NamedColumns, name: string): number | undefined {
  return table.header.includes(name) ? onlyOne(table, name, table.header, name) : undefined;
}

function onlyOne({ where }: NamedColumns, name: string, names: readonly string[], wanted: string): number {
  const column = names.indexOf(wanted);
  const count = names.filter((each) => each === wanted).length;
  if (count > 1) fail(where, `one column ${name}`, String(count), 'rename the others');
  return column;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}
