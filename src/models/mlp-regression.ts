/**
 * Multilayer perceptron that regresses, see layers.ts: squared or absolute error of y in standard deviations, a learning rate that falls
 * to 0 along a half cosine, epoch by epoch (Loshchilov and Hutter, ICLR 2017).
 */
import type { Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { runLayers, type Training, trainLayers } from './layers.ts';
import { layerSizes } from './mlp.ts';
import { moments } from './moments.ts';
import type { Parameters } from './parameters.ts';
import type { Prediction } from './prediction.ts';
import type { MlpRegressionSpec } from './regression-spec.ts';
import { fitStandardiser, type Standardiser, standardise } from './standardise.ts';

/** What float32 tells apart, so that a stored number is short. */
const DIGITS = 7;

/**
 * Trains the perceptron; columns and y are standardised inside.
 * @returns parameters `mean` and `scale` of the columns, `middle` and `unit` of y, `sd`, the root mean square of the training residuals,
 * and, for layer k from 0, `weights_k` (inputs x outputs, row-major) and `biases_k`
 * @throws {Error} before openTensorBackend
 * @throws {UserError} when training ends with weights that are not finite
 * @example
 * const spec: MlpRegressionSpec = { kind: 'mlp', hidden: [8], epochs: 5, batchSize: 16, learningRate: 0.01, loss: 'squared' };
 * fitMlpRegression(spec, X, y, stream(0, 'energies')).sd;
 */
export function fitMlpRegression(spec: MlpRegressionSpec, X: Matrix, y: ArrayLike<number>, random: Stream): Parameters {
  const { epochs, batchSize, learningRate, l2 = 0, loss } = spec;
  const columns = fitStandardiser(X);
  const { mean: middle, sd } = moments(y);
  const unit = sd === 0 ? 1 : sd;
  const target = Float64Array.from(y, (value) => (value - middle) / unit);
  const falling = (epoch: number) => (learningRate / 2) * (1 + Math.cos((Math.PI * epoch) / epochs));
  const training: Training = { epochs, batchSize, learningRate: falling, l2, loss };
  const layers = trainLayers(training, layerSizes(spec, X.cols), null, standardise(X, columns), target, random);
  const short = Object.fromEntries(
    Object.entries(layers).map(([name, values]) => [name, values.map((value) => Number(value.toPrecision(DIGITS)))]),
  );
  const parameters = { ...columns, middle: Float64Array.of(middle), unit: Float64Array.of(unit), ...short };
  const misses = outputs(parameters, spec, X).map((value, i) => value - y[i]!);
  return { ...parameters, sd: Float64Array.of(rootMeanSquare(misses)) };
}

/**
 * The value of each row, in float64; the standard deviation is that of the training residuals.
 * @example predictMlpRegression(spec, parameters, X).mean;
 */
export function predictMlpRegression(spec: MlpRegressionSpec, parameters: Parameters, X: Matrix): Prediction {
  return { mean: outputs(parameters, spec, X), sd: new Float64Array(X.rows).fill(parameters.sd![0]!) };
}

function outputs(parameters: Parameters, spec: MlpRegressionSpec, X: Matrix): Float64Array {
  const [middle, unit] = [parameters.middle![0]!, parameters.unit![0]!];
  const Z = standardise(X, parameters as Parameters & Standardiser);
  return runLayers(parameters, layerSizes(spec, X.cols), Z).map((value) => middle + unit * value);
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}
