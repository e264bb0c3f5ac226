/** What the experiment on the worth of transfer takes, and what it finds. */
import type { OwnFindings } from 'ionsieve/experiment';
import type { RegressionSpec } from 'ionsieve/models';

/** What is learned first: many labels. */
export const SOURCES = ['energies', 'labels'] as const;

/** One of {@link SOURCES}. */
export type SourceName = (typeof SOURCES)[number];

/** What is learned then, from few rows. */
export const TASKS = [
  'steels',
  'expt_gap',
  'expt_is_metal',
  'glass',
  'conductivity_by_paper',
  'conductivity_by_family',
  'barriers',
] as const;

/** One of {@link TASKS}. */
export type TaskName = (typeof TASKS)[number];

/** What is carried over, beside the fractions of the elements: the outputs of the first hidden layer, or of the last. */
export const CARRIED = ['first', 'last'] as const;

/** One of {@link CARRIED}. */
export type Carried = (typeof CARRIED)[number];

/** A perceptron of values. */
export type NetworkSpec = Extract<RegressionSpec, { readonly kind: 'mlp' }>;

/** What learns a task; the same for every task and whatever is carried over. */
export interface Head {
  readonly name: string;
  readonly model: RegressionSpec;
}

/** What can be made smaller for a quick run. */
export interface WorthEffort {
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
  /** One row of a source of so many is used; 1 for all. */
  readonly every: number;
  /** Two hidden layers or more. */
  readonly network: NetworkSpec;
  /** Networks that learn shuffled labels. */
  readonly controls: number;
  /** Rows to learn from; a task without as many in each fold has fewer points. All rows come besides. */
  readonly sizes: readonly number[];
  /** Draws of that many rows, for each fold. */
  readonly draws: number;
  readonly tasks: readonly TaskName[];
  readonly heads: readonly Head[];
}

/** What a source is worth to a task. */
export interface Verdict {
  readonly source: SourceName;
  readonly task: TaskName;
  /** The head that does better without transfer. */
  readonly head: string;
  readonly worth: 'worth it' | 'not worth it' | 'cannot tell';
}

/** What the run finds. */
export interface WorthFound extends OwnFindings {
  readonly heads: readonly string[];
  /** Of each task, the sizes of its curves, with how many rows `all` are. */
  readonly tasks: readonly {
    readonly name: TaskName;
    readonly does: 'values' | 'classes';
    readonly sizes: readonly number[];
    readonly all: number;
  }[];
  readonly verdicts: readonly Verdict[];
}
