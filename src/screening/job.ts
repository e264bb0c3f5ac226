/** Everything that decides what comes out of a screening, as plain data for threads and files. */

import type { StabilityRule } from '../stability/judge-stability.ts';
import type { ScreeningPlan } from './compile.ts';
import type { ScreeningFilters } from './filters.ts';
import type { ScoreHistogram } from './histogram.ts';

/** A screening, ready to be cut into units of work. */
export interface ScreeningJob {
  readonly plan: ScreeningPlan;
  /** Scores of at least this count as above. */
  readonly threshold: number;
  /** How many of the best compounds to list. */
  readonly top: number;
  /** List the best compound of each chemical system only. */
  readonly onePerSystem: boolean;
  readonly filters: ScreeningFilters;
  /** What is asked of the list after the sieve; null for nothing. */
  readonly stability: StabilityRule | null;
  /** Further scores of which to count the compounds that reach them. */
  readonly ranks: readonly number[];
  /** Where the bins lie; none counts no histogram. */
  readonly histogram: ScoreHistogram | null;
  /** Compounds of at least this score are written to files. */
  readonly writeAbove: number | null;
  /** SHA-256 of the tables and modules that it is done with, by their path in the package. */
  readonly tables: Readonly<Record<string, string>>;
  /** Nothing of the search depends on them: texts that belong to it, by name, for whoever writes down what was found. */
  readonly texts: Readonly<Record<string, string>>;
}

/** How a job is carried out: nothing of this changes what comes out. */
export interface WorkSettings {
  /** Visits every compound; else bounds decide what they can. */
  readonly exhaustive: boolean;
  /** Folder for the files of compounds. */
  readonly folder: string | null;
}
