/** What a screening is asked for, as the job that is done. */
import { fail } from '../core/errors.ts';
import type { StabilityRule } from '../stability/judge-stability.ts';
import { spaceBounds } from './bounds.ts';
import { checkInteger } from './check-integer.ts';
import type { ScreeningPlan } from './compile.ts';
import type { ScreeningFilters } from './filters.ts';
import { layHistogram } from './histogram.ts';
import type { ScreeningJob } from './job.ts';
import { askedTables, jobTables } from './job-tables.ts';

/** What to find out. */
export interface ScreenOptions {
  /** Scores of at least this count as above. */
  readonly threshold: number;
  /** How many of the best compounds to list. */
  readonly top: number;
  readonly filters: ScreeningFilters;
  /** What is asked of the list after the sieve; nothing if not given. */
  readonly stability?: StabilityRule | null;
  /** Lists the best compound of each chemical system only; false if not given. */
  readonly onePerSystem?: boolean;
  /** Counts a histogram of all scores, for which every compound is visited; false if not given. */
  readonly histogram?: boolean;
  /** Further scores of which to count the compounds that reach them. */
  readonly ranks?: readonly number[];
  /** Writes the compounds of at least this score to Parquet files in the folder. */
  readonly writeAbove?: number;
  /** Texts that go with the job, by name; none if not given. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** Longest list of best compounds. */
const MOST_LISTED = 1_000_000;

/**
 * The job that options ask for.
 * @throws {UserError} for options out of range
 * @example createJob(plan, { threshold: 0, top: 10, filters: NO_FILTERS }).histogram; // null
 */
export function createJob(plan: ScreeningPlan, options: ScreenOptions): ScreeningJob {
  const { threshold, top, filters } = options;
  if (!Number.isFinite(threshold)) fail('--threshold', 'a finite number', `${threshold}`, 'choose a score');
  checkInteger('--top', top, 0, MOST_LISTED);
  return {
    plan,
    threshold,
    top,
    onePerSystem: options.onePerSystem ?? false,
    filters,
    stability: options.stability ?? null,
    ranks: options.ranks ?? [],
    histogram: options.histogram ? layHistogram(spaceBounds(plan), threshold) : null,
    writeAbove: options.writeAbove ?? null,
    tables: jobTables(askedTables(options)),
    texts: options.texts ?? {},
  };
}
