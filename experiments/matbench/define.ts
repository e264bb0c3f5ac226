/** What the experiment on Matbench takes, and what it finds. */
import type { DescriptorSet } from 'ionsieve/descriptors';
import type { OwnFindings } from 'ionsieve/experiment';
import type { ModelSpec, RegressionSpec } from 'ionsieve/models';

/** The tasks of Matbench v0.1 whose input is a composition. */
export const TASKS = ['steels', 'expt_gap', 'expt_is_metal', 'glass'] as const;

/** Name of a task, without `matbench_`. */
export type TaskName = (typeof TASKS)[number];

/** One of those that make the answer together. */
export interface Member {
  readonly name: string;
  /** Sets of descriptors, side by side. */
  readonly sees: readonly DescriptorSet[];
  /** Tells values; where it is not given, others do. */
  readonly regressor?: RegressionSpec;
  /** Tells classes by log-odds; where it is not given, others do. */
  readonly classifier?: ModelSpec;
}

/** What can be made smaller for a quick run. */
export interface MatbenchEffort {
  /** Inner folds of the rows to learn from, on which weights are chosen; more where these are few, see stack.ts. */
  readonly innerFolds: number;
  readonly members: readonly Member[];
}

/** An entry of the board. */
export interface BoardEntry {
  readonly task: TaskName;
  readonly algorithm: string;
  /** Mean absolute error, or balanced accuracy, mean over the folds. */
  readonly score: number;
  /** Population standard deviation over the folds, of classes that of `rocauc`. */
  readonly deviation: number;
  /** Null of a task of values. */
  readonly rocauc: number | null;
}

/** What the run finds. */
export interface MatbenchFound extends OwnFindings {
  readonly board: readonly BoardEntry[];
  readonly tasks: readonly { readonly name: TaskName; readonly does: 'regress' | 'classify'; readonly unit: string }[];
  /** Names of those that were judged: the recipe, then each member without the others. */
  readonly subjects: readonly string[];
}
