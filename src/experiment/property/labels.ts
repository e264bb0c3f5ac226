/** What is to be labelled, or labels as they stand in a table: one entry a formula. */
import type { Composition } from '../../chemistry/formula.ts';
import type { Matrix } from '../../core/matrix.ts';
import { median } from '../../core/median.ts';
import { compoundsOf, type Dataset } from '../../dataset/dataset.ts';
import { readDataset } from '../../dataset/read-dataset.ts';
import type { DatasetSpec, StructureSpec } from '../../dataset/spec.ts';
import type { UnreadRow } from '../../dataset/unread-row.ts';
import type { LabelSource } from './chain.ts';
import type { PropertyExperiment } from './define.ts';
import { descriptorsOf, inputMatrix } from './input.ts';

/** What is to be labelled. */
export interface LabelTable {
  /** Reduced formulas, sorted, each once. */
  readonly formulas: readonly string[];
  readonly compositions: readonly Composition[];
  /** Of each formula its rows. */
  readonly members: readonly (readonly number[])[];
  /** What the method that labels sees of each row; null where labels are given. */
  readonly X: Matrix | null;
  /** Labels that are given, a row each, in the units of what is learned; NaN elsewhere. */
  readonly given: Float64Array;
  readonly counts: Omit<Dataset['counts'], 'merged' | 'compounds'>;
  readonly unread: readonly UnreadRow[];
}

type LabelUser = Pick<PropertyExperiment, 'table' | 'methods' | 'students'>;

/**
 * Reads what is to be labelled; every row has what the method that labels and all students see, or is counted.
 * @param learned compounds of the experiment's table, which decide what an elemental set counts as its anchor
 * @param most rows at most, evenly spaced
 * @throws {UserError} for a file or a column at fault
 * @example (await openLabels(experiment, experiment.labels, data.compositions, 'experiments/mine.ts')).formulas.length;
 */
export async function openLabels(
  experiment: LabelUser,
  source: LabelSource,
  learned: readonly Composition[],
  experimentFile: string,
  most?: number,
): Promise<LabelTable> {
  const teacher = 'by' in source ? experiment.methods.find(({ name }) => name === source.by)! : undefined;
  const methods = [...(teacher ? [teacher] : []), ...(experiment.students ?? [])];
  const dataset = await readDataset(specOf(experiment, source), {
    inputs: methods.map(({ input }) => descriptorsOf(input)),
    from: experimentFile,
    ...(most !== undefined && { most }),
  });
  const { merged: _, compounds: __, ...counts } = dataset.counts;
  const rowsOf = new Map<string, number[]>();
  for (const [row, formula] of dataset.formulas.entries()) rowsOf.set(formula, [...(rowsOf.get(formula) ?? []), row]);
  const members = [...rowsOf.values()];
  return {
    ...{ formulas: [...rowsOf.keys()], members, counts, given: dataset.y, unread: dataset.unread },
    compositions: members.map(([first]) => dataset.compositions[first!]!),
    X: teacher ? inputMatrix(teacher.input, compoundsOf(dataset), learned) : null,
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
