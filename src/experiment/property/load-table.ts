/** Reads the table of an experiment on a property: every row is used, merged with its like, or left out and counted. */
import { dirname, join, relative, resolve } from 'node:path';
import { reducedFormula } from '../../chemistry/composition.ts';
import { atomicNumber } from '../../chemistry/elements.ts';
import { type Composition, parseFormula } from '../../chemistry/formula.ts';
import { fail, UserError } from '../../core/errors.ts';
import { packageRoot, readBytes } from '../../core/files.ts';
import { nearestWord } from '../../core/nearest-word.ts';
import { readShipped, shippedNames } from '../../core/shipped-data.ts';
import { parseCsv, type TextRow } from '../../core/table.ts';
import type { PropertyExperiment, PropertyTable } from './define.ts';
import { hasInput, numberIn } from './input.ts';

/** A row whose formula cannot be read. */
export interface UnreadRow {
  readonly file: string;
  /** Line of the file; the header is line 1. */
  readonly line: number;
  readonly reason: string;
}

/** How many rows there were, and what became of those that are not learned from. */
export interface PropertyCounts {
  readonly rows_read: number;
  /** By `keep` and `contains`. */
  readonly not_kept: number;
  /** No number in the column of the property, or none that has a logarithm. */
  readonly without_value: number;
  readonly formula_not_read: number;
  /** A gap in a column that some method or `duplicates` needs, or an element without a descriptor. */
  readonly without_input: number;
  /** More than one row of a reduced formula: all but one. */
  readonly merged: number;
  readonly compounds: number;
}

/** What an experiment learns from: one entry a compound, sorted by reduced formula. */
export interface PropertyData {
  readonly formulas: readonly string[];
  readonly compositions: readonly Composition[];
  /** In the units of what is learned. */
  readonly y: Float64Array;
  /** 1 where y is at least the threshold, else 0; null without a threshold. */
  readonly labels: readonly number[] | null;
  /** The row of the table that stands for the compound. */
  readonly rows: readonly TextRow[];
  readonly counts: PropertyCounts;
  readonly unread: readonly UnreadRow[];
}

/** What of an experiment decides which rows are used. */
type TableUser = Pick<PropertyExperiment, 'table' | 'threshold' | 'methods' | 'validations'>;

interface Entry {
  readonly formula: string;
  readonly composition: Composition;
  readonly y: number;
  readonly row: TextRow;
}

/**
 * The compounds of an experiment's table.
 * @param experimentFile path of the file that defines the experiment; paths of tables are relative to it
 * @throws {UserError} for a file that is missing, or shipped and changed; a column that is missing, with the nearest name; no
 * compound left
 * @example loadProperty(bandgap, 'experiments/bandgap.ts').y.length;
 */
export function loadProperty(experiment: TableUser, experimentFile: string): PropertyData {
  const { table, threshold } = experiment;
  const files = typeof table.file === 'string' ? [table.file] : table.file;
  const counts = { rows_read: 0, not_kept: 0, without_value: 0, formula_not_read: 0, without_input: 0, merged: 0 };
  const unread: UnreadRow[] = [];
  const byFormula = new Map<string, Entry[]>();
  for (const file of files) {
    const rows = parseCsv(tableText(file, experimentFile), file, []);
    checkColumns(experiment, rows, file);
    rows.forEach((row, i) => {
      counts.rows_read++;
      const entry = readEntry(row, experiment);
      if (typeof entry === 'string') counts[entry]++;
      else if (entry instanceof UserError) {
        counts.formula_not_read++;
        unread.push({ file, line: i + 2, reason: entry.message });
      } else if (byFormula.has(entry.formula)) byFormula.get(entry.formula)!.push(entry);
      else byFormula.set(entry.formula, [entry]);
    });
  }
  const alike = [...byFormula.values()];
  const entries = alike.map((same) => merge(same, table)).sort((a, b) => (a.formula < b.formula ? -1 : 1));
  counts.merged = alike.reduce((sum, same) => sum + same.length - 1, 0);
  if (entries.length === 0) refuseEmpty(files, counts, unread);
  return {
    formulas: entries.map(({ formula }) => formula),
    compositions: entries.map(({ composition }) => composition),
    y: Float64Array.from(entries, ({ y }) => y),
    labels: threshold === undefined ? null : entries.map(({ y }) => (y >= threshold ? 1 : 0)),
    rows: entries.map(({ row }) => row),
    counts: { ...counts, compounds: entries.length },
    unread,
  };
}

/** A table of this package by its hash, any other as it stands. */
function tableText(file: string, experimentFile: string): string {
  const path = resolve(dirname(experimentFile), file);
  const name = relative(join(packageRoot(), 'data'), path);
  const isShipped = !name.startsWith('..') && shippedNames().includes(name);
  return isShipped ? readShipped(name) : new TextDecoder().decode(readBytes(path));
}

function checkColumns(experiment: TableUser, rows: readonly TextRow[], file: string): void {
  const { table, methods, validations } = experiment;
  const needed = [
    table.formula,
    table.value,
    ...(table.keep ? [table.keep.column] : []),
    ...(typeof table.duplicates === 'object' ? [table.duplicates.lowest] : []),
    ...validations.flatMap(({ group }) => (typeof group === 'object' ? [group.column] : [])),
    ...methods.flatMap(({ input }) => (typeof input === 'string' ? [] : input)),
  ];
  if (rows.length === 0) fail(file, 'a header and rows', 'no row', 'give a table with rows');
  const found = Object.keys(rows[0]!);
  for (const column of needed) {
    if (found.includes(column)) continue;
    const nearest = nearestWord(column, found);
    const remedy = nearest === undefined ? 'name a column of the table' : `did you mean ${nearest}?`;
    fail(file, `a column ${column}`, found.join(', '), remedy);
  }
}

/** The compound of a row, or why there is none. */
function readEntry(
  row: TextRow,
  experiment: TableUser,
): Entry | 'not_kept' | 'without_value' | 'without_input' | UserError {
  const { table, methods } = experiment;
  if (table.keep && !table.keep.oneOf.includes(row[table.keep.column]!)) return 'not_kept';
  const y = learnedValue(row, table);
  if (!Number.isFinite(y)) return 'without_value';
  let composition: Composition;
  try {
    composition = parseFormula(row[table.formula]!);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  const { contains } = table;
  if (contains !== undefined && !composition.atomicNumbers.includes(atomicNumber(contains, 'table.contains'))) {
    return 'not_kept';
  }
  if (!methods.every(({ input }) => hasInput(input, composition, row))) return 'without_input';
  if (typeof table.duplicates === 'object' && Number.isNaN(numberIn(row, table.duplicates.lowest))) {
    return 'without_input';
  }
  return { formula: reducedFormula(composition), composition, y, row };
}

function learnedValue(row: TextRow, { value, scale }: PropertyTable): number {
  const number = numberIn(row, value);
  return scale === 'log10' ? Math.log10(number) : number;
}

function merge(same: readonly Entry[], { duplicates = 'median', value }: PropertyTable): Entry {
  const column = duplicates === 'median' ? value : duplicates.lowest;
  const ascending = [...same].sort((a, b) => numberIn(a.row, column) - numberIn(b.row, column));
  if (duplicates !== 'median') return ascending[0]!;
  const [low, high] = [ascending[(same.length - 1) >> 1]!, ascending[same.length >> 1]!];
  return { ...low, y: low.y + (high.y - low.y) / 2 };
}

function refuseEmpty(files: readonly string[], counts: object, [first]: readonly UnreadRow[]): never {
  const found = Object.entries(counts).map(([name, count]) => `${name.replaceAll('_', ' ')} ${count}`);
  const reason = first ? ` (first: line ${first.line}: ${first.reason})` : '';
  return fail(
    files.join(', '),
    'at least one compound',
    `${found.join(', ')}${reason}`,
    'mend the rows or the options of the table',
  );
}
