/**
 * Extremely randomised trees that classify: those of extra-trees.ts on labels 0 and 1, where the variance that a split lowers is half the
 * Gini impurity. A tree votes with the share of class 1 in the leaf.
 */
import type { Matrix } from '../core/matrix.ts';
import { prepareExtraTrees } from './extra-trees.ts';
import type { Parameters } from './parameters.ts';

/**
 * Log odds of class 1 of each row: those of the mean vote of so many trees, to which half a vote for either class is added, so that they
 * stay finite where all trees agree.
 * @param parameters as fitExtraTrees returns them
 * @example scoreExtraTrees(fitExtraTrees(spec, X, y, random), X)[0]; // 0 where the votes are even
 */
export function scoreExtraTrees(parameters: Parameters, X: Matrix): Float64Array {
  const trees = parameters.root!.length;
  return prepareExtraTrees(parameters)(X).mean.map((share) =>
    Math.log((trees * share + 0.5) / (trees * (1 - share) + 0.5)),
  );
}
