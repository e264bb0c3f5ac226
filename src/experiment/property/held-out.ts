/** Every compound answered for by methods that have not learned from its group. */
import { fail } from '../../core/errors.ts';
import { shuffled, stream } from '../../core/random.ts';
import { groupsOf } from '../../dataset/groups.ts';
import { heldOut as answersHeldOut, splitFolds } from '../../evaluation/held-out.ts';
import { answer } from './answer.ts';
import type { PropertyMethod, Validation } from './define.ts';
import { foldsOf, isJudged } from './folds.ts';
import type { PropertyData } from './load-table.ts';

/** A validation, made ready for all methods: the same rows are held out for each. */
export interface Plan {
  readonly validation: Validation;
  /** Group of each compound. */
  readonly groups: readonly string[];
  /** For each fold the rows to learn from and the rows held out. */
  readonly folds: readonly { readonly fold: number; readonly train: Int32Array; readonly test: Int32Array }[];
  /** For each compound the mean of the values that were learned from when it was held out. */
  readonly trainingMean: Float64Array;
}

/**
 * Lays down which rows are held out and which are learned from.
 * @throws {UserError} for fewer groups than folds, and no row to judge
 * @example planFolds(validation, data, 0).folds.length;
 */
export function planFolds(validation: Validation, data: PropertyData, seed: number): Plan {
  const trainingMean = new Float64Array(data.y.length);
  const splits = splitFolds(foldsOf(validation, data, seed)).filter(({ test }) =>
    test.some((row) => isJudged(validation, data.rows[row]!)),
  );
  if (splits.length === 0) fail(`validation ${validation.name}`, 'rows to judge', 'none', 'see `judged`');
  const folds = splits.map(({ fold, train: others, test: held }) => {
    const random = stream(seed, `training rows ${validation.name} ${fold}`);
    const drawn = shuffled(others.length, random).subarray(0, validation.trainingRows).sort();
    const train = drawn.map((at) => others[at]!);
    const test = Int32Array.from(held);
    const mean = train.reduce((sum, row) => sum + data.y[row]!, 0) / train.length;
    for (const row of test) trainingMean[row] = mean;
    return { fold, train, test };
  });
  return { validation, groups: groupsOf(validation, data), folds, trainingMean };
}

/**
 * What a method says of every compound while its fold is held out; see {@link answer}.
 * @throws {UserError} for what the method refuses
 * @example heldOut(method, data, plan, 0).length; // as many as compounds
 */
export function heldOut(method: PropertyMethod, data: PropertyData, plan: Plan, seed: number): Float64Array {
  return answersHeldOut(data.y.length, plan.folds, ({ fold, train, test }) => {
    const random = stream(seed, `${plan.validation.name} ${method.name} fold ${fold}`);
    return answer(method, data, train, test, random);
  });
}
