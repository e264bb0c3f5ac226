/** Compounds with what is known of them: what tables and structures become, and what everything is learned from. */
import type { Composition } from '../chemistry/formula.ts';
import type { TextRow } from '../core/table.ts';
import type { Structure } from '../crystal/structure.ts';
import type { Compound } from '../descriptors/descriptor.ts';
import { type StructuralNumbers, tableCompound } from './compounds.ts';
import type { DatasetCounts } from './counts.ts';
import type { Bound } from './figure.ts';
import type { Target } from './target.ts';
import type { UnreadRow } from './unread-row.ts';

/** One compound of a {@link Dataset}. */
export interface DatasetRow {
  /** Reduced. */
  readonly formula: string;
  readonly composition: Composition;
  /** In the units of what is learned; NaN without a target. */
  readonly y: number;
  readonly bound: Bound;
  /** How many times it counts. */
  readonly weight: number;
  /** The cells of the row that stands for the compound. */
  readonly row: TextRow;
  /** Null where no descriptor asks for a structure. */
  readonly structural: StructuralNumbers | null;
  /** Id of its structure, and the structure; null where none are named, or there is none. */
  readonly id: string | null;
  readonly structure: Structure | null;
  /** Name of its file, and its line there. */
  readonly file: string;
  readonly line: number;
}

/** Where a Dataset comes from. */
export interface DatasetSource {
  /** Names of the files. */
  readonly files: readonly string[];
  /** SHA-256 of the file, of several that of their hashes in lines; of what was no file empty. */
  readonly sha256: string;
}

/** Compounds, sorted by reduced formula, one entry of each list a compound. Plain data, for threads. */
export interface Dataset {
  /** What is learned; null without. */
  readonly target: Target | null;
  /** The column of the cells that it stands in; null without. */
  readonly column: string | null;
  readonly formulas: readonly string[];
  readonly compositions: readonly Composition[];
  /** The formula; where a formula has several rows, with a number from 1 after it; where structures are named, the id of its own. */
  readonly ids: readonly string[];
  /** In the units of what is learned; NaN without a target. */
  readonly y: Float64Array;
  /** -1 where y is an upper bound of the value, 1 where it is a lower one, else 0. */
  readonly bounds: Int8Array;
  /** How many times each counts; null where each counts once. */
  readonly weights: Int32Array | null;
  /** The cells of the row that stands for the compound. */
  readonly rows: readonly TextRow[];
  /** Structural descriptors; null where none are asked for. */
  readonly structural: readonly StructuralNumbers[] | null;
  /** Null where no structures are named; of a compound, where it has none. */
  readonly structures: readonly (Structure | null)[] | null;
  /** File and line of each. */
  readonly places: readonly { readonly file: string; readonly line: number }[];
  readonly source: DatasetSource;
  readonly counts: DatasetCounts;
  /** What cannot be used, with the reason, in the order of the files. */
  readonly unread: readonly UnreadRow[];
}

/** What is known of a Dataset beside its rows. */
export type DatasetAbout = Pick<Dataset, 'target' | 'column' | 'source' | 'counts' | 'unread'>;

/**
 * A Dataset of rows in their order.
 * @example datasetOf(rowsOf(dataset), dataset).formulas;
 */
export function datasetOf(
  rows: readonly DatasetRow[],
  { target, column, source, counts, unread }: DatasetAbout,
): Dataset {
  const formulas = rows.map(({ formula }) => formula);
  return {
    ...{ target, column, formulas, source, counts, unread },
    compositions: rows.map(({ composition }) => composition),
    ids: numbered(formulas).map((formula, i) => rows[i]!.id ?? formula),
    y: Float64Array.from(rows, ({ y }) => y),
    bounds: Int8Array.from(rows, ({ bound }) => bound),
    weights: rows.every(({ weight }) => weight === 1) ? null : Int32Array.from(rows, ({ weight }) => weight),
    rows: rows.map(({ row }) => row),
    structural: rows.every((row) => row.structural === null) ? null : rows.map((row) => row.structural!),
    structures: rows.every(({ structure }) => structure === null) ? null : rows.map(({ structure }) => structure),
    places: rows.map(({ file, line }) => ({ file, line })),
  };
}

/** Formulas that stand there once as they are. */
function numbered(formulas: readonly string[]): string[] {
  const totals = new Map<string, number>();
  for (const formula of formulas) totals.set(formula, (totals.get(formula) ?? 0) + 1);
  const counts = new Map<string, number>();
  return formulas.map((formula) => {
    if (totals.get(formula) === 1) return formula;
    const count = (counts.get(formula) ?? 0) + 1;
    counts.set(formula, count);
    return `${formula} ${count}`;
  });
}

/**
 * The compounds of a Dataset, one record each.
 * @example rowsOf(dataset)[0]?.formula;
 */
export function rowsOf(dataset: Dataset): DatasetRow[] {
  const { formulas, compositions, ids, y, bounds, weights, rows, structural, structures, places } = dataset;
  return formulas.map((formula, i) => ({
    ...{ formula, composition: compositions[i]!, y: y[i]!, bound: bounds[i] as Bound, weight: weights?.[i] ?? 1 },
    ...{ row: rows[i]!, structural: structural?.[i] ?? null, ...places[i]! },
    ...{ id: structures === null ? null : ids[i]!, structure: structures?.[i] ?? null },
  }));
}

/**
 * Some compounds of a Dataset.
 * @param kept their places
 * @example takeRows(dataset, [0, 2]).formulas.length; // 2
 */
export function takeRows<Data extends Dataset>(dataset: Data, kept: readonly number[]): Data {
  const pick = <Item>(items: readonly Item[]): Item[] => kept.map((at) => items[at]!);
  return {
    ...dataset,
    formulas: pick(dataset.formulas),
    compositions: pick(dataset.compositions),
    ids: pick(dataset.ids),
    y: Float64Array.from(kept, (at) => dataset.y[at]!),
    bounds: Int8Array.from(kept, (at) => dataset.bounds[at]!),
    weights: dataset.weights && Int32Array.from(kept, (at) => dataset.weights![at]!),
    rows: pick(dataset.rows),
    structural: dataset.structural && pick(dataset.structural),
    structures: dataset.structures && pick(dataset.structures),
    places: pick(dataset.places),
  };
}

/**
 * The compounds of a Dataset, as descriptors take them.
 * @example describeCompounds({ elemental: 'elemental-30' }, compoundsOf(dataset)).rows;
 */
export function compoundsOf({ formulas, compositions, rows, structural }: Dataset): Compound[] {
  return formulas.map((formula, i) => {
    const its = structural === null ? null : structural[i]!;
    return tableCompound({ formula, composition: compositions[i]!, row: rows[i]!, structural: its });
  });
}
