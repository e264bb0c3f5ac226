/** What a sweep leaves behind for readers and programs: plain JSON without time, host or path. */

import type { DatasetCounts } from '../../dataset/counts.ts';
import type { Measured, Numbers } from '../numbers.ts';
import type { Validation } from '../property/define.ts';
import type { Objective, SearchSpec, SweepSetting, SweepSpec } from './define.ts';
import type { Parameter } from './parameter.ts';

/** The trials of a search on one stage, a list for each column, in the order in which they were asked for. */
export interface TrialTable {
  /** The outer fold that was held out; null for all rows, on which the recipe is chosen. */
  readonly fold: number | null;
  /** Null for all rows, whose inner folds are those of every seed. */
  readonly seed: number | null;
  /** A list for each parameter; of a choice, the place of what was chosen. */
  readonly values: readonly (readonly number[])[];
  /** Mean and standard deviation of the objective over the inner folds; null where the setting could not be fitted. */
  readonly mean: readonly (number | null)[];
  readonly sd: readonly (number | null)[];
  /** Share of the training groups that the trial learned from. */
  readonly share: readonly number[];
  /** Place of the trial that was chosen. */
  readonly chosen: number;
  /** Its score on the outer fold; null for all rows, or where the fold has one class only. */
  readonly outer: number | null;
}

/** A search, and what became of it. */
export interface SearchSummary {
  readonly search: SearchSpec;
  readonly tables: readonly TrialTable[];
  /** How many trials could not be fitted, by reason. */
  readonly failed: Readonly<Record<string, number>>;
}

/** How much of the variance of the score a parameter explains by itself, as the trials of a search tell. */
export interface Importance {
  readonly search: SearchSpec['kind'];
  readonly parameter: string;
  /** Mean over the outer folds of all seeds, with the interval that holds 95 % of them; n counts those where it is defined. */
  readonly share: Measured;
}

/** The setting to use: the best on inner folds of all rows, over all searches. */
export interface Recipe {
  readonly setting: SweepSetting;
  readonly search: SearchSpec['kind'];
  /** Mean and standard deviation over the inner folds of all rows: of a choice, and so too good; quote `together.outer`. */
  readonly inner: number | null;
  readonly inner_sd: number | null;
  /** What there is without a sweep, on the same folds. */
  readonly untuned_inner: number | null;
}

/** The content of sweep.json. */
export interface SweepSummary {
  readonly name: string;
  readonly effort: 'full' | 'quick';
  readonly property: string;
  readonly objective: Objective;
  /** 1 where more of the objective is better, else -1. */
  readonly better: 1 | -1;
  readonly unit: string;
  readonly space: SweepSpec['space'];
  readonly untuned: SweepSetting;
  readonly outer: Validation;
  readonly inner_folds: number;
  readonly seeds: readonly number[];
  readonly counts: DatasetCounts;
  readonly groups: number;
  /** Compounds in the largest group. */
  readonly largest_group: number;
  readonly parameters: readonly Parameter[];
  readonly searches: readonly SearchSummary[];
  readonly numbers: Numbers;
  readonly importance: readonly Importance[];
  readonly recipe: Recipe;
}
