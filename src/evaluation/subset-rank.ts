/** Which of two scored subsets is better. */

/** A subset of columns with its leave-one-out score. */
export interface ScoredSubset {
  /** Indices of columns, ascending. */
  readonly columns: readonly number[];
  /** Leave-one-out errors. */
  readonly errors: number;
  /** Mean log loss of the left-out scores. */
  readonly logLoss: number;
}

/**
 * Below 0 where a is better than b: fewer errors, then the lower log loss, then fewer columns, then columns that come first.
 * @example subsets.sort(compareSubsets)[0]; // the best
 */
export function compareSubsets(a: ScoredSubset, b: ScoredSubset): number {
  if (a.errors !== b.errors) return a.errors - b.errors;
  if (a.logLoss !== b.logLoss) return a.logLoss - b.logLoss;
  if (a.columns.length !== b.columns.length) return a.columns.length - b.columns.length;
  const first = a.columns.findIndex((column, i) => column !== b.columns[i]);
  return first < 0 ? 0 : a.columns[first]! - b.columns[first]!;
}
