/** What a Learner is to be fitted to, and whether that can be done. */
import { fail } from '../../core/errors.ts';
import type { Target } from '../../dataset/target.ts';
import type { LearnMethod } from './learn-methods.ts';

/** What is to be learned, and from what. */
export interface LearnRequest {
  readonly name: string;
  /** CSV, JSON lines (.gz too) or Parquet, with a column of compositions. */
  readonly file: string;
  /** Name of its column of values. */
  readonly value: string;
  /** Only compounds with this element are learned from; all if not given. */
  readonly contains?: string;
  readonly target: Target;
  readonly method: LearnMethod;
  /** Whether the shipped measurements of conductivity are learned from too. */
  readonly withMeasured: boolean;
  /** Folds of each validation, fewer where there are fewer groups. */
  readonly folds: number;
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Makes sure that target, method and tables fit together.
 * @throws {UserError} for classes without a threshold, a threshold without a logarithm, and values that the shipped ones are not
 * @example checkLearnRequest(request);
 */
export function checkLearnRequest({ target, method, withMeasured }: LearnRequest): void {
  const { unit, scale, threshold } = target;
  if (method.does === 'classify' && threshold === null) {
    fail(`model ${method.name}`, 'a threshold to tell classes by', 'none', 'give one, or choose a model of values');
  }
  if (scale === 'log10' && threshold !== null && !(threshold > 0)) {
    fail('threshold', 'a figure above 0, for the scale log10', `${threshold}`, 'give the figure itself, as 1e-3');
  }
  if (withMeasured && (unit !== 'S/cm' || scale !== 'log10')) {
    const remedy = 'give figures in S/cm, or learn from them alone';
    fail('shipped measurements', 'figures in S/cm of the scale log10 beside them', `${unit}, ${scale}`, remedy);
  }
}
