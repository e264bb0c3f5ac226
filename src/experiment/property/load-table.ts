/** Reads the table of an experiment on a property: every row is used, merged with its like, or left out and counted. */

import { from, op } from 'arquero';
import type { Composition } from '../../chemistry/formula.ts';
import { fail } from '../../core/errors.ts';
import type { TextRow } from '../../core/table.ts';
import { numberIn, type StructuralNumbers, tableCompound } from '../../dataset/compounds.ts';
import { type ColumnUser, type OpenedTable, openTable } from '../../dataset/open-table.ts';
import type { RowRead } from '../../dataset/read-row.ts';
import { type PropertyCounts, readRows } from '../../dataset/read-rows.ts';
import { openStructures, type Structures } from '../../dataset/structures.ts';
import { type Cut, cutOf, margin } from '../../dataset/target.ts';
import type { UnreadRow } from '../../dataset/unread-row.ts';
import type { Compound } from '../../descriptors/descriptor.ts';
import type { PropertyExperiment, PropertyTable } from './define.ts';
import { descriptorsOf } from './input.ts';
import { targetOf } from './target-of.ts';

/** What of an experiment decides which rows are used. */
type TableUser = Pick<PropertyExperiment, 'table' | 'threshold' | 'methods' | 'validations'>;

/** What an experiment learns from: one entry a compound, sorted by reduced formula. Plain data, for threads. */
export interface PropertyData {
  readonly formulas: readonly string[];
  readonly compositions: readonly Composition[];
  /** In the units of what is learned. */
  readonly y: Float64Array;
  /** Which values are positive; null without a threshold. */
  readonly cut: Cut | null;
  /** 1 for a positive, else 0; null without a threshold. */
  readonly labels: readonly number[] | null;
  /** The row of the table that stands for the compound. */
  readonly rows: readonly TextRow[];
  /** Of each compound; null where no method asks for a structure. */
  readonly structural: readonly StructuralNumbers[] | null;
  readonly counts: PropertyCounts;
  readonly unread: readonly UnreadRow[];
}

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
    [file].flat().map((each) => openTable(columnsOf(experiment), each, experimentFile)),
    structures && openStructures(structures, experimentFile),
  );
}

/**
 * The compounds of opened tables.
 * @param structures those that the table names, by id
 * @throws {UserError} where no compound is left
 * @example propertyData(bandgap, [openTable(columnsOf(bandgap), 'bandgap.csv', 'experiments/bandgap.ts')]).y.length;
 */
export function propertyData(
  experiment: TableUser,
  tables: readonly OpenedTable[],
  structures?: Structures,
): PropertyData {
  const { table } = experiment;
  const cut = cutOf(targetOf(experiment));
  const { read, counts: found, unread } = readRows(columnsOf(experiment), tables, structures);
  const entries = mergeAlike(read, table);
  const counts = { ...found, merged: read.length - entries.length };
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
    cut,
    labels: cut && entries.map(({ y }) => (margin(cut, y) >= 0 ? 1 : 0)),
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

/**
 * What of a table an experiment uses.
 * @example columnsOf(bandgap).inputs.length; // as many as methods
 */
export function columnsOf({ table, methods, validations }: Omit<TableUser, 'threshold'>): ColumnUser {
  const columns = validations.flatMap(({ group, judged }) =>
    [group, judged].flatMap((of) => (typeof of === 'object' ? of.column : [])),
  );
  return { table, inputs: methods.map(({ input }) => descriptorsOf(input)), columns };
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
  const line = first === undefined || first.line === null ? '' : `line ${first.line}: `;
  const reason = first ? ` (first: ${line}${first.reason})` : '';
  return fail(
    files.join(', '),
    'at least one compound',
    `${found.join(', ')}${reason}`,
    'mend the rows or the options of the table',
  );
}
