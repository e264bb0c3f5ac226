/** One thread of subset-best.ts: searches one problem. */
import { combinationAt, nextCombination } from './subset-combinations.ts';
import { compareSubsets, type ScoredSubset } from './subset-rank.ts';
import { createSubsetScorer, type SubsetProblem } from './subset-scorer.ts';

/**
 * Makes ready to search problems for the best subset of each size, up to a largest one. The count of a subset's errors stops as
 * soon as it exceeds that of the best so far, so that most of them cost a few fits.
 * @throws {UserError} as createSubsetScorer does
 * @example start(3)({ X, y, l2: 0.01 })[2]; // the best subset of three columns
 */
export function start(maxSize: number): (problem: SubsetProblem) => ScoredSubset[] {
  return (problem) => {
    const scorer = createSubsetScorer(problem);
    const { rows, cols } = problem.X;
    return Array.from({ length: maxSize }, (_, i) => {
      const columns = combinationAt(cols, i + 1, 0);
      let best: ScoredSubset = { columns: [], errors: rows, logLoss: Number.POSITIVE_INFINITY };
      do {
        const errors = scorer.errors(columns, best.errors);
        if (errors > best.errors) continue;
        const subset = { columns: Array.from(columns), errors, logLoss: scorer.logLoss() };
        if (compareSubsets(subset, best) < 0) best = subset;
      } while (nextCombination(cols, columns));
      return best;
    });
  };
}
