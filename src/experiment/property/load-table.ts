/** Reads the table of an experiment on a property: every row is used, merged with its like, or left out and counted. */
import { from, op } from 'arquero';
import type { Composition } from '../../chemistry/formula.ts';
import { fail } from '../../core/errors.ts';
import type { TextRow } from '../../core/table.ts';
import type { Compound } from '../../descriptors/descriptor.ts';
import { numberIn, type StructuralNumbers, tableCompound } from './compounds.ts';
import type { PropertyTable } from './define.ts';
import { type OpenedTable, openTable } from './open-table.ts';
import { type RowRead, readRow, type Structures, type TableUser } from './read-row.ts';
import { openStructures } from './structures.ts';

/** A row whose formula, value or structure cannot be read or described, or which has fewer cells than the header. */
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
  /** Where the table names structures: a row whose id is none of them. */
  readonly without_structure?: number;
  /** And one whose structural descriptors are not defined. */
  readonly not_described?: number;
  /** More than one row of a reduced formula: all but one. */
  readonly merged: number;
  readonly compounds: number;
}

/** What an experiment learns from: one entry a compound, sorted by reduced formula. Plain data, for threads. */
export interface PropertyData {
  readonly formulas: readonly string[];
  readonly compositions: readonly Composition[];
  /** In the units of what is learned. */
  readonly y: Float64Array;
  /** 1 where y is at least the threshold, else 0; null without a threshold. */
  readonly labels: readonly number[] | null;
  /** The row of the table that stands for the compound. */
  readonly rows: readonly TextRow[];
  /** Of each compound; null where no method asks for a structure. */
  readonly structural: readonly StructuralNumbers[] | null;
  readonly counts: PropertyCounts;
  readonly unread: readonly UnreadRow[];
}

type Counts = { -readonly [Name in keyof PropertyCounts as Exclude<Name, 'compounds'>]: PropertyCounts[Name] };

/**
 * The compounds of an experiment's table.
 * @param experimentFile path of the file that defines the experiment; paths of tables are relative to it
 * @throws {UserError} for a file that is missing, or shipped and changed; a column that is missing, with the nearest name; no
 * compound left
 * @example loadProperty(bandgap, 'experiments/bandgap.ts').y.length;
 */
export function loadProperty(experiment: TableUser, experimentFile: string): PropertyData {
  const { file, structures } = experiment.table;
  return propertyData(
    experiment,
    [file].flat().map((each) => openTable(experiment, each, experimentFile)),
    structures && openStructures(structures, experimentFile),
  );
}

/**
 * The compounds of opened tables.
 * @param structures those that the table names, by id
 * @throws {UserError} where no compound is left
 * @example propertyData(bandgap, [openTable(bandgap, 'bandgap.csv', 'experiments/bandgap.ts')]).y.length;
 */
export function propertyData(
  experiment: TableUser,
  tables: readonly OpenedTable[],
  structures?: Structures,
): PropertyData {
  const { table, threshold } = experiment;
  const counts: Counts = {
    ...{ rows_read: 0, not_kept: 0, without_value: 0, formula_not_read: 0, without_input: 0 },
    ...(structures && { without_structure: 0, not_described: 0 }),
    merged: 0,
  };
  const unread: UnreadRow[] = [];
  const read: RowRead[] = [];
  for (const { file, rows, short } of tables) {
    counts.rows_read += rows.length + short.length;
    counts.formula_not_read += short.length;
    unread.push(...short.map(({ line, reason }) => ({ file, line, reason })));
    for (const each of rows) {
      const entry = readRow(each, experiment, structures);
      if (!('leftOut' in entry)) {
        read.push(entry);
        continue;
      }
      counts[entry.leftOut]!++;
      if (entry.reason !== undefined) unread.push({ file, line: each.line, reason: entry.reason });
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
    structural: structures === undefined ? null : entries.map(({ structural }) => structural!),
    counts: { ...counts, compounds: entries.length },
    unread,
  };
}

/**
 * The compounds of a table, as descriptors take them.
 * @example compoundsOf(data)[0]?.composition;
 */
export function compoundsOf({ formulas, compositions, rows, structural }: PropertyData): Compound[] {
  return formulas.map((formula, i) => {
    const its = structural === null ? null : structural[i]!;
    return tableCompound({ formula, composition: compositions[i]!, row: rows[i]!, structural: its });
  });
}

/** One entry a formula, or where they are separate one a row, sorted by formula. */
function mergeAlike(read: readonly RowRead[], { duplicates = 'median', value }: PropertyTable): RowRead[] {
  if (read.length === 0) return [];
  const column = typeof duplicates === 'object' ? duplicates.lowest : value;
  const groups = from(read.map(({ formula, row }, place) => ({ formula, by: numberIn(row, column), place })))
    .orderby('formula', 'by', 'place')
    .reify()
    .groupby('formula')
    .rollup({ places: op.array_agg('place') })
    .objects() as { readonly places: readonly number[] }[];
  return groups.flatMap(({ places }) => {
    if (duplicates === 'separate') return places.map((place) => read[place]!);
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
