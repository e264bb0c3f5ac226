/**
 * What a fitted perceptron has learned to see: the outputs of its hidden layers, to be descriptors of another model (Yosinski, Clune,
 * Bengio and Lipson, NeurIPS 2014; of materials Gupta et al., Nat. Commun. 12, 6595 (2021)).
 */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import { checkMatrix } from './check-data.ts';
import { runHiddenLayers } from './layers.ts';
import { layerSizes } from './mlp.ts';
import type { Predictor } from './predictor.ts';
import type { Regressor } from './regressor.ts';
import { type Standardiser, standardise } from './standardise.ts';

/**
 * The rectified outputs of each hidden layer, the first first, for rows in the units of its training rows.
 * @param fitted a perceptron, of classes or of values
 * @param X rows of the columns that it was fitted to
 * @returns a matrix a layer, rows x units; none where it has no hidden layer
 * @throws {UserError} when `fitted` is no mlp, or X has other columns or a value that is not finite
 * @example hiddenLayers(regressor, X)[0]?.cols; // units of its first layer
 */
export function hiddenLayers(fitted: Regressor | Predictor, X: Matrix): Matrix[] {
  const where = 'hidden layers';
  const { spec, columns, parameters } = fitted.toJson();
  if (spec.kind !== 'mlp') return fail(where, 'a fitted model of kind mlp', spec.kind, 'give a perceptron');
  if (X.cols !== columns) fail(where, `${columns} columns`, `${X.cols}`, 'give the columns of the training rows');
  checkMatrix(X, where);
  const arrays = Object.fromEntries(Object.entries(parameters).map(([name, list]) => [name, Float64Array.from(list)]));
  const { mean, scale } = arrays as Record<keyof Standardiser, Float64Array>;
  return runHiddenLayers(arrays, layerSizes(spec, columns), standardise(X, { mean, scale }));
}
