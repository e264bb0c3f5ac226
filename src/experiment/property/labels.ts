/** What is to be labelled, or labels as they stand in a table: one entry a formula. */
import type { Composition } from '../../chemistry/formula.ts';
import { median } from '../../core/median.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { readDataset } from '../../dataset/read-dataset.ts';
import type { DatasetSpec, StructureSpec } from '../../dataset/spec.ts';
import type { UnreadRow } from '../../dataset/unread-row.ts';
import type { LabelSource } from './chain.ts';
import type { PropertyExperiment } from './define.ts';
import { descriptorsOf } from './input.ts';

/** What is to be labelled. Plain data, for threads. */
export interface LabelTable {
  /** Reduced formulas, sorted, each once. */
  readonly formulas: readonly string[];
  readonly compositions: readonly Composition[];
  /** Of each formula its rows. */
  readonly members: readonly (readonly number[])[];
  /** The rows: what a method that labels sees of each, or its label where labels are given. */
  readonly data: Dataset;
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
  const methods = [...teachers, ...(experiment.students ?? [])];
  const data = await readDataset(specOf(experiment, source), {
    inputs: methods.map(({ input }) => descriptorsOf(input)),
    from: experimentFile,
    ...(most !== undefined && { most }),
  });
  const { merged: _, compounds: __, ...counts } = data.counts;
  const rowsOf = new Map<string, number[]>();
  for (const [row, formula] of data.formulas.entries()) rowsOf.set(formula, [...(rowsOf.get(formula) ?? []), row]);
  const members = [...rowsOf.values()];
  return {
    ...{ formulas: [...rowsOf.keys()], members, data, counts, unread: data.unread },
    compositions: members.map(([first]) => data.compositions[first!]!),
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
