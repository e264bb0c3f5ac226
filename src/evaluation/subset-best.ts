/**
 * The best subsets of many problems: draws of noise, or the same rows with one left out. A search over subsets finds a low error in
 * anything; how low, noise tells, and what is left of it on rows that had no part in the search, a search for each left-out
 * row tells (Ambroise and McLachlan, PNAS 99, 6562 (2002)).
 */
import { selectRows } from '../core/matrix.ts';
import { type PoolOptions, runTasks } from '../core/thread-pool.ts';
import type { ScoredSubset } from './subset-rank.ts';
import { createSubsetScorer, type SubsetProblem } from './subset-scorer.ts';
import { checkSubsetSize } from './subset-search.ts';

/**
 * The best subset of each size in each problem, by the order of searchSubsets; every subset is tried.
 * @param maxSize largest number of columns in a subset
 * @returns one list a problem, by size from 1; the same on any number of threads
 * @throws {UserError} for a problem at fault (see createSubsetScorer), or when maxSize is no size of a subset
 * @example (await bestSubsets([{ X, y, l2: 0.01 }], 3, { threads: 2 }))[0][2].errors; // of the best three columns
 */
export async function bestSubsets(
  problems: readonly SubsetProblem[],
  maxSize: number,
  options: PoolOptions<ScoredSubset[]>,
): Promise<ScoredSubset[][]> {
  for (const { X } of problems) checkSubsetSize(maxSize, X.cols);
  const tasks = new URL('./subset-best-tasks', import.meta.url);
  return runTasks<number, SubsetProblem, ScoredSubset[]>(tasks, maxSize, problems, options);
}

/**
 * A problem for each row: the others.
 * @example withoutEachRow({ X, y, l2: 0.01 }).length; // X.rows
 */
export function withoutEachRow({ X, y, l2 }: SubsetProblem): SubsetProblem[] {
  const rows = Array.from({ length: X.rows }, (_, row) => row);
  return rows.map((out) => {
    const others = rows.toSpliced(out, 1);
    return { X: selectRows(X, others), y: others.map((row) => y[row]!), l2 };
  });
}

/**
 * Score of each row by the subset that was chosen without it, fitted without it.
 * @param chosen columns for each row
 * @example leftOutScores(problem, (await bestSubsets(withoutEachRow(problem), 3, { threads: 2 })).map((sizes) => sizes[2].columns));
 */
export function leftOutScores(problem: SubsetProblem, chosen: readonly (readonly number[])[]): Float64Array {
  const scorer = createSubsetScorer(problem);
  return Float64Array.from(chosen, (columns, row) => {
    scorer.errors(columns);
    return scorer.scores[row]!;
  });
}
