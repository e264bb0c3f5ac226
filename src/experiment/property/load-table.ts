/** Reads the table of an experiment on a property: every row is used, merged with its like, or left out and counted. */
import { from, op } from 'arquero';
import { reducedFormula } from '../../chemistry/composition.ts';
import { atomicNumber } from '../../chemistry/elements.ts';
import { type Composition, parseFormula } from '../../chemistry/formula.ts';
import { formulaCell } from '../../chemistry/formula-cell.ts';
import { fail, UserError } from '../../core/errors.ts';
import type { TextRow } from '../../core/table.ts';
import type { PropertyExperiment, PropertyTable } from './define.ts';
import { hasInput, numberIn } from './input.ts';
import { type OpenedTable, openTable, type TableRow } from './open-table.ts';

/** A row whose formula, or whose value where there is one, cannot be read, or which has fewer cells than the header. */
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
  const { file } = experiment.table;
  const files = typeof file === 'string' ? [file] : file;
  return propertyData(
    experiment,
    files.map((each) => openTable(experiment, each, experimentFile)),
  );
}

/**
 * The compounds of opened tables.
 * @throws {UserError} where no compound is left
 * @example propertyData(bandgap, [openTable(bandgap, 'bandgap.csv', 'experiments/bandgap.ts')]).y.length;
 */
export function propertyData(experiment: TableUser, tables: readonly OpenedTable[]): PropertyData {
  const { table, threshold } = experiment;
  const counts = { rows_read: 0, not_kept: 0, without_value: 0, formula_not_read: 0, without_input: 0, merged: 0 };
  const unread: UnreadRow[] = [];
  const read: Entry[] = [];
  for (const { file, rows, short } of tables) {
    counts.rows_read += rows.length + short.length;
    counts.formula_not_read += short.length;
    unread.push(...short.map(({ line, reason }) => ({ file, line, reason })));
    for (const each of rows) {
      const entry = readEntry(each, experiment);
      if (typeof entry !== 'string') {
        read.push(entry);
        continue;
      }
      counts[entry]++;
      const reason = reasonOf(entry, each, table);
      if (reason !== undefined) unread.push({ file, line: each.line, reason });
    }
  }
  const entries = mergeAlike(read, table);
  counts.merged = read.length - entries.length;
  if (entries.length === 0) {
    refuseEmpty(
      tables.map(({ file }) => file),
      counts,
      unread,
    );
  }
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

type LeftOut = 'not_kept' | 'without_value' | 'without_input' | 'formula_not_read';

/** The compound of a row, or why there is none. */
function readEntry({ row, cells, formulaAt }: TableRow, experiment: TableUser): Entry | LeftOut {
  const { table, methods } = experiment;
  if (table.keep && !table.keep.oneOf.includes(row[table.keep.column]!)) return 'not_kept';
  const y = learnedValue(row, table);
  if (!Number.isFinite(y)) return 'without_value';
  const composition = orReason(() => parseFormula(formulaCell(cells, formulaAt)));
  if (typeof composition === 'string') return 'formula_not_read';
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

/** What a reader has to mend; a gap needs no word beyond its count. */
function reasonOf(left: LeftOut, { row, cells, formulaAt }: TableRow, { value }: PropertyTable): string | undefined {
  if (left === 'formula_not_read') return orReason(() => parseFormula(formulaCell(cells, formulaAt))) as string;
  const text = row[value]!.trim();
  if (left !== 'without_value' || text === '' || Number.isFinite(numberIn(row, value))) return undefined;
  return `expected a number in column ${value}, found "${text.slice(0, LONGEST_SHOWN)}"`;
}

const LONGEST_SHOWN = 40;

function orReason<Result>(read: () => Result): Result | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

function learnedValue(row: TextRow, { value, scale }: PropertyTable): number {
  const number = numberIn(row, value);
  return scale === 'log10' ? Math.log10(number) : number;
}

/** One entry a formula, sorted by formula. */
function mergeAlike(read: readonly Entry[], { duplicates = 'median', value }: PropertyTable): Entry[] {
  if (read.length === 0) return [];
  const column = duplicates === 'median' ? value : duplicates.lowest;
  const groups = from(read.map(({ formula, row }, place) => ({ formula, by: numberIn(row, column), place })))
    .orderby('formula', 'by', 'place')
    .reify()
    .groupby('formula')
    .rollup({ places: op.array_agg('place') })
    .objects() as { readonly places: readonly number[] }[];
  return groups.map(({ places }) => {
    if (duplicates !== 'median') return read[places[0]!]!;
    const [low, high] = [read[places[(places.length - 1) >> 1]!]!, read[places[places.length >> 1]!]!];
    return { ...low, y: low.y + (high.y - low.y) / 2 };
  });
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
