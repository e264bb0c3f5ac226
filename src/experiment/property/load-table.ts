/** Reads what an experiment on a property learns from. */
import type { Dataset } from '../../dataset/dataset.ts';
import { readDataset } from '../../dataset/read-dataset.ts';
import type { DatasetNeeds } from '../../dataset/spec.ts';
import { type Cut, cutOf, margin, type Target } from '../../dataset/target.ts';
import type { PropertyExperiment } from './define.ts';
import { descriptorsOf } from './input.ts';

/** The parts of an experiment that decide which rows are used. */
type TableUser = Pick<PropertyExperiment, 'table' | 'threshold' | 'methods' | 'validations'>;

/** What an experiment learns from. */
export interface PropertyData extends Dataset {
  readonly target: Target;
  /** Which values are positive; null without a threshold. */
  readonly cut: Cut | null;
  /** 1 for a positive, else 0; null without a threshold. */
  readonly labels: readonly number[] | null;
}

/**
 * The compounds of an experiment's table.
 * @param experimentFile path of the file that defines the experiment; paths of tables are relative to it
 * @throws {UserError} for what {@link readDataset} refuses
 * @example (await loadProperty(bandgap, 'experiments/bandgap.ts')).y.length;
 */
export async function loadProperty(experiment: TableUser, experimentFile: string): Promise<PropertyData> {
  const { table, threshold } = experiment;
  const spec = { ...table, ...(threshold !== undefined && { threshold }) };
  return withClasses(await readDataset(spec, { ...needsOf(experiment), from: experimentFile }));
}

/** What methods see, and what validations group by. */
function needsOf({ methods, validations }: TableUser): DatasetNeeds {
  const columns = validations.flatMap(({ group, judged }) =>
    [group, judged].flatMap((of) => (typeof of === 'object' ? of.column : [])),
  );
  return { inputs: methods.map(({ input }) => descriptorsOf(input)), columns };
}

/**
 * A Dataset with the class of each compound, where its target has a threshold.
 * @param dataset that has a target
 * @example withClasses(dataset).labels?.[0]; // 1
 */
export function withClasses(dataset: Dataset): PropertyData {
  const target = dataset.target!;
  const cut = cutOf(target);
  return {
    ...dataset,
    target,
    cut,
    labels: cut && Array.from(dataset.y, (value) => (margin(cut, value) >= 0 ? 1 : 0)),
  };
}
