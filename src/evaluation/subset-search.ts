/**
 * Exhaustive search over subsets of columns: the leave-one-out error of a logistic regression on every subset, as
 * Energy Environ. Sci. 10, 306 (2017), doi 10.1039/C6EE02697D, chose five of their 20 descriptors. What it finds is the least
 * of very many errors and so too good as an estimate: see subset-best.ts for searches within searches.
 */
import { fail } from '../core/errors.ts';
import { runTasks } from '../core/thread-pool.ts';
import { checkCount } from './check-labels.ts';
import { countCombinations } from './subset-combinations.ts';
import { compareSubsets, type ScoredSubset } from './subset-rank.ts';
import { createSubsetScorer, type SubsetProblem } from './subset-scorer.ts';
import type { RunTally, SearchSettings, SubsetRun } from './subset-search-tasks.ts';

/** How to search. */
export interface SubsetSearchOptions {
  /** Largest number of columns in a subset. */
  readonly maxSize: number;
  /** How many of the best are listed for each size, at least 1. */
  readonly keep: number;
  readonly threads: number;
  readonly signal?: AbortSignal | undefined;
  /** Told how many of how many subsets are scored. */
  readonly onDone?: (done: number, total: number) => void;
}

/** All subsets of one size. */
export interface SizeTally {
  readonly size: number;
  readonly subsets: number;
  /** Subsets with so many errors, from 0 to all rows. */
  readonly counts: readonly number[];
  /** The best: fewest errors, then least log loss, then the columns that come first. */
  readonly best: readonly ScoredSubset[];
}

const RUN = 500;

/**
 * Scores every subset of 1 to maxSize columns.
 * @returns the sizes, ascending; the same on any number of threads
 * @throws {UserError} for a problem at fault (see createSubsetScorer), or when maxSize is no size of a subset
 * @example (await searchSubsets({ X, y, l2: 0.01 }, { maxSize: 3, keep: 1, threads: 2 }))[2].best[0].errors;
 */
export async function searchSubsets(problem: SubsetProblem, options: SubsetSearchOptions): Promise<SizeTally[]> {
  const { maxSize, keep, threads, signal, onDone } = options;
  checkSubsetSize(maxSize, problem.X.cols);
  checkCount('subset search, keep', keep, 1);
  createSubsetScorer(problem);
  const runs = runsOf(problem.X.cols, maxSize);
  const total = runs.reduce((sum, { subsets }) => sum + subsets, 0);
  let done = 0;
  const tallies = await runTasks<SearchSettings, SubsetRun, RunTally>(
    new URL('./subset-search-tasks', import.meta.url),
    { problem, keep },
    runs,
    {
      threads,
      signal,
      onDone(run) {
        done += runs[run]!.subsets;
        onDone?.(done, total);
      },
    },
  );
  return Array.from({ length: maxSize }, (_, i) =>
    tallyOf(
      i + 1,
      tallies.filter((_, run) => runs[run]!.size === i + 1),
      keep,
    ),
  );
}

/**
 * Checks the largest size of a subset.
 * @throws {UserError} when it is not a whole number from 1 to the number of columns
 * @example checkSubsetSize(8, 20); // passes
 */
export function checkSubsetSize(maxSize: number, columns: number): void {
  checkCount('subset search, largest size', maxSize, 1);
  if (maxSize > columns) {
    fail(
      'subset search, largest size',
      `at most ${columns}, the number of columns`,
      `${maxSize}`,
      'choose a smaller one',
    );
  }
}

/** Large subsets, which take longest, come first. */
function runsOf(columns: number, maxSize: number): SubsetRun[] {
  const runs: SubsetRun[] = [];
  for (let size = maxSize; size > 0; size--) {
    const all = countCombinations(columns, size);
    for (let from = 0; from < all; from += RUN) runs.push({ size, from, subsets: Math.min(RUN, all - from) });
  }
  return runs;
}

function tallyOf(size: number, tallies: readonly RunTally[], keep: number): SizeTally {
  const counts = tallies[0]!.counts.map((_, errors) => tallies.reduce((sum, tally) => sum + tally.counts[errors]!, 0));
  const best = tallies.flatMap((tally) => tally.best);
  return {
    size,
    subsets: counts.reduce((sum, count) => sum + count, 0),
    counts,
    best: best.sort(compareSubsets).slice(0, keep),
  };
}
