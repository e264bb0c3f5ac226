/**
 * Leave-one-out of logistic regression on any subset of the columns, fast enough to try them all, as Energy
 * Environ. Sci. 10, 306 (2017) did with 2^20 - 1 subsets of 20 descriptors. The scores are those of leaveOneOut with the
 * logistic regression of models/logistic.ts on these columns, up to about 1e-7.
 */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import { checkMatrix } from '../models/check-data.ts';
import { checkBothClasses } from './check-labels.ts';
import { createSubsetFits } from './subset-loss.ts';
import { fitAll, fitWithout } from './subset-newton.ts';
import { subsetTables } from './subset-tables.ts';

/** What subsets of columns are searched for. */
export interface SubsetProblem {
  /** Rows x columns to choose from, finite values. */
  readonly X: Matrix;
  /** Label of each row, 0 or 1; at least two rows of each. */
  readonly y: ArrayLike<number>;
  /** Ridge penalty of the logistic regression, > 0. */
  readonly l2: number;
}

/** Scores subsets of the columns of one problem. */
export interface SubsetScorer {
  /**
   * Leave-one-out errors of a subset: rows whose score is on the wrong side (0 or more predicts 1).
   * @param columns indices of columns, ascending
   * @param mostErrors the count stops once it exceeds this; rows that the fit on all rows gets wrong are left out first
   * @returns the number of errors, or another number above mostErrors
   */
  errors(columns: ArrayLike<number>, mostErrors?: number): number;
  /** Left-out score of each row for the subset last asked for; complete where its errors were not above mostErrors. */
  readonly scores: Float64Array;
  /** Mean log loss of these scores. */
  logLoss(): number;
}

/**
 * A scorer of subsets of columns.
 * @throws {UserError} when lengths differ, a value is not finite, a label is not 0 or 1, a class has fewer than two rows, or l2
 * is not above 0; from `errors`, when no minimum is found because l2 is too small
 * @example createSubsetScorer({ X, y, l2: 0.01 }).errors([0, 3]); // errors among X.rows left-out rows
 */
export function createSubsetScorer(problem: SubsetProblem): SubsetScorer {
  checkProblem(problem);
  const { X, y, l2 } = problem;
  const fits = createSubsetFits(subsetTables(X, y, l2));
  const scores = new Float64Array(X.rows);
  const margins = new Float64Array(X.rows);
  return {
    errors(columns, mostErrors = X.rows) {
      fitAll(fits, columns);
      for (let row = 0; row < X.rows; row++) margins[row] = (2 * y[row]! - 1) * fits.whole.logOdds[row]!;
      let errors = 0;
      for (let done = 0; done < X.rows && errors <= mostErrors; done++) {
        const row = takeLeast(margins);
        scores[row] = fitWithout(fits, row);
        if (scores[row]! >= 0 !== (y[row] === 1)) errors++;
      }
      return errors;
    },
    scores,
    logLoss: () => meanLogLoss(y, scores),
  };
}

/** Index of the least value, which is struck off. */
function takeLeast(values: Float64Array): number {
  let least = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! < values[least]!) least = i;
  values[least] = Number.POSITIVE_INFINITY;
  return least;
}

function meanLogLoss(y: ArrayLike<number>, scores: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    sum += Math.log1p(Math.exp(-Math.abs(scores[i]!))) + Math.max(scores[i]!, 0) - y[i]! * scores[i]!;
  }
  return sum / scores.length;
}

function checkProblem({ X, y, l2 }: SubsetProblem): void {
  checkMatrix(X, 'subset search');
  checkBothClasses('subset search', y, X.rows);
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i]!;
  const fewest = Math.min(positives, y.length - positives);
  if (fewest < 2) fail('subset search', 'at least two rows of each class', `${fewest}`, 'move the label threshold');
  if (!(l2 > 0)) fail('subset search, l2', 'a number above 0', `${l2}`, 'choose a small one, such as 0.01');
}
