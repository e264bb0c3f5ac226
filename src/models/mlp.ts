/**
 * Multilayer perceptron for two classes: mean log loss, a constant learning rate; see layers.ts. Its score is the log odds of class 1.
 */
import type { Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { runLayers, type Training, trainLayers } from './layers.ts';
import type { MlpSpec } from './model-spec.ts';
import type { Parameters } from './parameters.ts';
import { fitStandardiser, type Standardiser, standardise } from './standardise.ts';

/**
 * Trains the perceptron; columns are standardised inside.
 * @returns parameters `mean`, `scale` and, for layer k from 0, `weights_k` (inputs x outputs, row-major) and `biases_k`
 * @throws {Error} before openTensorBackend
 * @throws {UserError} when training ends with weights that are not finite
 * @example fitMlp({ kind: 'mlp', hidden: [8], epochs: 5, batchSize: 16, learningRate: 0.01 }, X, y, stream(0, 'student'));
 */
export function fitMlp(spec: MlpSpec, X: Matrix, y: ArrayLike<number>, random: Stream): Parameters {
  return trained(spec, fitStandardiser(X), null, X, y, random);
}

/**
 * Trains on from the weights of a perceptron with the same layers, in the columns as that one standardised them; Adam starts afresh.
 * @param start parameters that {@link fitMlp} returned
 * @returns parameters as from {@link fitMlp}
 * @throws {Error} before openTensorBackend
 * @throws {UserError} when training ends with weights that are not finite
 * @example continueMlp(spec, fitMlp(spec, X, y, stream(0, 'student')), X, y, stream(0, 'tuning'));
 */
export function continueMlp(
  spec: MlpSpec,
  start: Parameters,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
): Parameters {
  return trained(spec, start as Parameters & Standardiser, start, X, y, random);
}

function trained(
  spec: MlpSpec,
  { mean, scale }: Standardiser,
  start: Parameters | null,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
): Parameters {
  const { epochs, batchSize, learningRate, l2 = 0 } = spec;
  const training: Training = { epochs, batchSize, learningRate: () => learningRate, l2, loss: 'log' };
  const Z = standardise(X, { mean, scale });
  return { mean, scale, ...trainLayers(training, layerSizes(spec, X.cols), start, Z, y, random) };
}

/**
 * The log odds of class 1 for each row, in float64.
 * @example scoreMlp(parameters, spec, X);
 */
export function scoreMlp(parameters: Parameters, spec: MlpSpec, X: Matrix): Float64Array {
  return runLayers(parameters, layerSizes(spec, X.cols), standardise(X, parameters as Parameters & Standardiser));
}

/**
 * Units of each layer, from the columns to the one output.
 * @example layerSizes({ hidden: [8] }, 3); // [3, 8, 1]
 */
export function layerSizes({ hidden }: Pick<MlpSpec, 'hidden'>, cols: number): number[] {
  return [cols, ...hidden, 1];
}
