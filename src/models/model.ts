/** The front door of the models: a spec, rows and labels in, a predictor out. Matrices only, no chemistry. */
import type { Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { fitBoostedTrees } from './boosted-trees.ts';
import { fitCategoryRate } from './category-rate.ts';
import { checkRowWeights, checkTrainingData } from './check-data.ts';
import { checkSpec } from './check-spec.ts';
import { fitExtraTrees } from './extra-trees.ts';
import { fitKernelSvm } from './kernel-svm.ts';
import { fitLinearSvm } from './linear-svm.ts';
import { fitLogistic } from './logistic.ts';
import { fitMajority } from './majority.ts';
import { fitMlSvm } from './ml-svm.ts';
import { fitMlp } from './mlp.ts';
import type { ModelSpec } from './model-spec.ts';
import { fitNearestNeighbour } from './nearest-neighbour.ts';
import type { Parameters } from './parameters.ts';
import { createPredictor, type Predictor } from './predictor.ts';

/** The models that can be fitted. */
export type { ModelSpec } from './model-spec.ts';
/** The fitted model and its JSON form. */
export type { Predictor, PredictorJson } from './predictor.ts';
/** Reads a stored model. */
export { predictorFromJson } from './predictor-from-json.ts';

/**
 * Fits a model, synchronously. Whatever standardisation it needs is fitted on the rows given, so a held-out row never has a say.
 *
 * @param X one row a sample; finite values
 * @param y labels, 0 or 1, one a row (logistic, mlp, boosted-trees and extra-trees also learn probabilities between); both classes present, except for majority, nearest-neighbour and category-rate
 * @param random used by linear-svm, ml-svm, mlp, boosted-trees and extra-trees; the same stream gives the same model
 * @param rowWeights of each row in the loss, at least 0, for logistic and boosted-trees; 1 unless given
 * @throws {UserError} for options or data at fault, or a fit that does not converge
 * @throws {Error} for mlp before openTensorBackend, for kernel-svm before openLibsvm
 * @example fitModel({ kind: 'linear-svm', C: 1 }, X, y, stream(0, 'student')).score(X);
 */
export function fitModel(
  spec: ModelSpec,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
  rowWeights?: ArrayLike<number>,
): Predictor {
  checkSpec(spec, 'model');
  checkTrainingData(spec, X, y);
  if (rowWeights) checkRowWeights(spec, y, rowWeights);
  return createPredictor(spec, X.cols, fitParameters(spec, X, y, random, rowWeights));
}

function fitParameters(
  spec: ModelSpec,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
  rowWeights?: ArrayLike<number>,
): Parameters {
  switch (spec.kind) {
    case 'linear-svm':
      return fitLinearSvm(spec, X, y, random);
    case 'ml-svm':
      return fitMlSvm(spec, X, y, random);
    case 'kernel-svm':
      return fitKernelSvm(spec, X, y);
    case 'logistic':
      return fitLogistic(spec, X, y, rowWeights);
    case 'mlp':
      return fitMlp(spec, X, y, random);
    case 'boosted-trees':
      return fitBoostedTrees(spec, X, y, random, rowWeights);
    case 'extra-trees':
      return fitExtraTrees(spec, X, y, random);
    case 'majority':
      return fitMajority(y);
    case 'nearest-neighbour':
      return fitNearestNeighbour(X, y);
    case 'category-rate':
      return fitCategoryRate(spec.column, X, y);
  }
}
