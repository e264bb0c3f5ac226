/** What is to be labelled, or labels as they stand in a table: one entry a formula. */
import type { Composition } from '../../chemistry/formula.ts';
import { median } from '../../core/median.ts';
import type { RowOfTable } from '../../dataset/compounds.ts';
import { type Dataset, rowsOf } from '../../dataset/dataset.ts';
import { readDataset } from '../../dataset/read-dataset.ts';
import type { DatasetSpec, StructureSpec } from '../../dataset/spec.ts';
import type { UnreadRow } from '../../dataset/unread-row.ts';
import type { LabelSource } from './chain.ts';
import type { PropertyExperiment } from './define.ts';
import { descriptorsOf } from './input.ts';

/** A row that is labelled. */
export interface LabelRow extends RowOfTable {
  /** A label that is given, in the units of what is learned; else NaN. */
  readonly y: number;
}

/** What is to be labelled. Plain data, for threads. */
export interface LabelTable {
  /** Reduced formulas, sorted, each once. */
  readonly formulas: readonly string[];
  readonly compositions: readonly Composition[];
  /** Of each formula its rows. */
  readonly members: readonly (readonly number[])[];
  readonly rows: readonly LabelRow[];
  readonly counts: Omit<Dataset['counts'], 'merged' | 'compounds'>;
  readonly unread: readonly UnreadRow[];
}

type LabelUser = Pick<PropertyExperiment, 'table' | 'methods' | 'students'>;

/**
 * Reads what is to be labelled; every row has what the method that labels and all students see, or is counted.
 * @param experiment where several of its methods have the name of the one that labels, every row has what each of them sees
 * @param most rows at most, evenly spaced
 * @throws {UserError} for a file or a column at fault
 * @example (await openLabels(experiment, experiment.labels, 'experiments/mine.ts')).formulas.length;
 */
export async function openLabels(
  experiment: LabelUser,
  source: LabelSource,
  experimentFile: string,
  most?: number,
): Promise<LabelTable> {
  const teachers = 'by' in source ? experiment.methods.filter(({ name }) => name === source.by) : [];
  const dataset = await readDataset(specOf(experiment, source), {
    inputs: [...teachers, ...(experiment.students ?? [])].map(({ input }) => descriptorsOf(input)),
    from: experimentFile,
    ...(most !== undefined && { most }),
  });
  const { merged: _, compounds: __, ...counts } = dataset.counts;
  const places = new Map<string, number[]>();
  for (const [at, formula] of dataset.formulas.entries()) places.set(formula, [...(places.get(formula) ?? []), at]);
  const members = [...places.values()];
  return {
    ...{ formulas: [...places.keys()], members, counts, unread: dataset.unread },
    compositions: members.map(([first]) => dataset.compositions[first!]!),
    rows: rowsOf(dataset).map(({ formula, composition, row, structural, y }) => {
      return { formula, composition, row, structural, y };
    }),
  };
}

/** Each row by itself, in the scale and of the compounds of the experiment's table. */
function specOf({ table: { scale, contains } }: LabelUser, source: LabelSource): DatasetSpec | StructureSpec {
  const kept = contains === undefined ? {} : { contains };
  if ('structures' in source) return { structures: source.structures, ...kept };
  return { ...source.table, scale, ...kept, duplicates: 'separate' };
}

/**
 * One label a formula: the median of its rows.
 * @param answers of the method that labels, one a row
 * @example labelValues(table, answers).length === table.formulas.length; // true
 */
export function labelValues({ members }: Pick<LabelTable, 'members'>, answers: ArrayLike<number>): Float64Array {
  return Float64Array.from(members, (rows) => median(rows.map((row) => answers[row]!)));
}
