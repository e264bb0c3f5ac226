/** What is judged in an experiment on a property, and how: methods, and which compounds are held out. */
import type { ClusterSpec } from '../../clustering/cluster.ts';
import type { Descriptors } from '../../descriptors/descriptors.ts';
import type { ModelSpec } from '../../models/model.ts';
import type { RegressionSpec } from '../../models/regression.ts';

/**
 * Columns of X: any descriptors; or 'anion', the atomic number of the most electronegative element, a category for `category-rate`.
 * An elemental set that counts an anchor and names none counts the ion that all compounds have, or, where they have none, nothing.
 */
export type PropertyInput = Descriptors | 'anion';

/** A method to be judged. */
export type PropertyMethod =
  | {
      readonly name: string;
      /** Tells the value. */
      readonly does: 'regress';
      readonly input: PropertyInput;
      readonly model: RegressionSpec;
    }
  | {
      readonly name: string;
      /** Tells whether the value is at least the threshold. */
      readonly does: 'classify';
      readonly input: PropertyInput;
      readonly model: ModelSpec;
    }
  | {
      readonly name: string;
      /** Groups all rows without looking at a value; training rows then vote within their group. */
      readonly does: 'cluster';
      readonly input: PropertyInput;
      /** Whether distances are taken in the columns as they are or in standardised ones. */
      readonly columns: 'raw' | 'standardised';
      readonly model: ClusterSpec;
    };

/** What readers of scores need to know of whatever was judged. */
export interface Subject {
  readonly name: string;
  readonly does: PropertyMethod['does'];
  /** What a rule of one category has besides: its column of what it sees. */
  readonly model: { readonly kind: string; readonly column?: number };
  /** None where it sees compounds through others only. */
  readonly input?: PropertyInput;
}

/** How rows are held out: never apart from those that share a group with them. */
export interface Validation {
  readonly name: string;
  /** Reduced formula, chemical system, or a column of the table; rows with an empty cell are groups of their own. */
  readonly group: 'formula' | 'chemical system' | { readonly column: string };
  /** Folds, or each group left out in its turn. */
  readonly folds: number | 'leave one group out';
  /** Rows to learn from in each fold, drawn by chance; all that are not held out if not given. */
  readonly trainingRows?: number;
  /**
   * Rows that are judged: those whose column holds one of the words; all if not given. With the column of a given split as `group`, its
   * folds 'leave one group out', the test rows are judged by what learned from all others.
   */
  readonly judged?: { readonly column: string; readonly oneOf: readonly string[] };
}
