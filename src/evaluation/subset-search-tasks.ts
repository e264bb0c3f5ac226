/** One thread of subset-search.ts: scores a run of subsets of one size. */
import { combinationAt, nextCombination } from './subset-combinations.ts';
import { compareSubsets, type ScoredSubset } from './subset-rank.ts';
import { createSubsetScorer, type SubsetProblem } from './subset-scorer.ts';

/** Subsets of one size, by their numbers. */
export interface SubsetRun {
  readonly size: number;
  readonly from: number;
  readonly subsets: number;
}

/** What is found in a run. */
export interface RunTally {
  /** Subsets with so many errors, from 0 to all rows. */
  readonly counts: number[];
  /** The best, in order. */
  readonly best: ScoredSubset[];
}

/** What all runs share. */
export interface SearchSettings {
  readonly problem: SubsetProblem;
  /** Length of the list of the best. */
  readonly keep: number;
}

/**
 * Makes ready to score runs of subsets.
 * @throws {UserError} as createSubsetScorer does
 * @example start({ problem, keep: 5 })({ size: 2, from: 0, subsets: 190 }).counts;
 */
export function start({ problem, keep }: SearchSettings): (run: SubsetRun) => RunTally {
  const scorer = createSubsetScorer(problem);
  const { rows, cols } = problem.X;
  return ({ size, from, subsets }) => {
    const columns = combinationAt(cols, size, from);
    const counts = new Array<number>(rows + 1).fill(0);
    const best: ScoredSubset[] = [];
    for (let done = 0; done < subsets; done++, nextCombination(cols, columns)) {
      const errors = scorer.errors(columns);
      counts[errors]!++;
      if (best.length === keep && errors > best[keep - 1]!.errors) continue;
      best.push({ columns: Array.from(columns), errors, logLoss: scorer.logLoss() });
      best.sort(compareSubsets).splice(keep);
    }
    return { counts, best };
  };
}
