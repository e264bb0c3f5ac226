/**
 * Multilayer perceptron for two classes, trained on TensorFlow.js operations by Adam (Kingma and Ba, ICLR 2015): rectified linear
 * units, initial weights from N(0, 2 / inputs) (He et al., ICCV 2015), biases 0, mean log loss + l2 / 2 |weights|^2. The gradients are
 * written out, since tfjs-core registers none under Node. Training is in float32 on the open backend; the same seed gives
 * the same weights on the same backend. Scores are computed from the weights in float64 by plain loops, so a stored
 * model scores alike everywhere and needs no backend.
 */
import type { Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import { fail } from '../core/errors.ts';
import { type Matrix, rowOf } from '../core/matrix.ts';
import { normal, type Stream, shuffled } from '../core/random.ts';
import type { MlpSpec } from './model-spec.ts';
import type { Parameters } from './parameters.ts';
import { fitStandardiser, type Standardiser, standardise } from './standardise.ts';
import { type TensorFlow, tensorFlow } from './tensor-backend.ts';

interface Layer {
  /** Inputs x outputs. */
  readonly weights: Variable;
  readonly biases: Variable;
}

/**
 * Trains the perceptron; columns are standardised inside; rows are put in a new random order for each epoch.
 * @returns parameters `mean`, `scale` and, for layer k from 0, `weights_k` (inputs x outputs, row-major) and `biases_k`
 * @throws {Error} before openTensorBackend
 * @throws {UserError} when training ends with weights that are not finite
 * @example fitMlp({ kind: 'mlp', hidden: [8], epochs: 5, batchSize: 16, learningRate: 0.01 }, X, y, stream(0, 'student'));
 */
export function fitMlp(spec: MlpSpec, X: Matrix, y: ArrayLike<number>, random: Stream): Parameters {
  const tf = tensorFlow();
  const standardiser = fitStandardiser(X);
  const layers = initialLayers(tf, layerSizes(spec, X.cols), random);
  return trained(tf, spec, layers, standardiser, { X, y }, random);
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
  const tf = tensorFlow();
  const layers = storedLayers(tf, layerSizes(spec, X.cols), start);
  return trained(tf, spec, layers, start as Parameters & Standardiser, { X, y }, random);
}

/**
 * The log odds of class 1 for each row, in float64.
 * @example scoreMlp(parameters, spec, X);
 */
export function scoreMlp(parameters: Parameters, spec: MlpSpec, X: Matrix): Float64Array {
  const Z = standardise(X, parameters as Parameters & Standardiser);
  const outputs = layerSizes(spec, X.cols)
    .slice(1)
    .map((size) => new Float64Array(size));
  const scores = new Float64Array(X.rows);
  for (let i = 0; i < X.rows; i++) {
    let input = rowOf(Z, i);
    for (let k = 0; k < outputs.length; k++) {
      applyLayer(input, parameters[`weights_${k}`]!, parameters[`biases_${k}`]!, outputs[k]!);
      if (k < outputs.length - 1) rectify(outputs[k]!);
      input = outputs[k]!;
    }
    scores[i] = input[0]!;
  }
  return scores;
}

/**
 * Units of each layer, from the columns to the one output.
 * @example layerSizes({ kind: 'mlp', hidden: [8], epochs: 1, batchSize: 1, learningRate: 1 }, 3); // [3, 8, 1]
 */
export function layerSizes(spec: MlpSpec, cols: number): number[] {
  return [cols, ...spec.hidden, 1];
}

function initialLayers(tf: TensorFlow, sizes: readonly number[], random: Stream): Layer[] {
  return sizes.slice(1).map((outputs, k) => {
    const inputs = sizes[k]!;
    const draws = Float32Array.from({ length: inputs * outputs }, () => normal(random) * Math.sqrt(2 / inputs));
    return tf.tidy(() => ({
      weights: tf.variable(tf.tensor2d(draws, [inputs, outputs])),
      biases: tf.variable(tf.zeros([outputs])),
    }));
  });
}

function storedLayers(tf: TensorFlow, sizes: readonly number[], start: Parameters): Layer[] {
  return sizes.slice(1).map((outputs, k) => {
    const weights = Float32Array.from(start[`weights_${k}`]!);
    return tf.tidy(() => ({
      weights: tf.variable(tf.tensor2d(weights, [sizes[k]!, outputs])),
      biases: tf.variable(tf.tensor1d(Float32Array.from(start[`biases_${k}`]!))),
    }));
  });
}

/** Trains the layers, reads them and frees them. */
function trained(
  tf: TensorFlow,
  spec: MlpSpec,
  layers: Layer[],
  { mean, scale }: Standardiser,
  { X, y }: { X: Matrix; y: ArrayLike<number> },
  random: Stream,
): Parameters {
  try {
    train(tf, spec, layers, standardise(X, { mean, scale }), y, random);
    return { mean, scale, ...readLayers(layers) };
  } finally {
    for (const { weights, biases } of layers) tf.dispose([weights, biases]);
  }
}

function train(tf: TensorFlow, spec: MlpSpec, layers: Layer[], Z: Matrix, y: ArrayLike<number>, random: Stream): void {
  const optimizer = tf.train.adam(spec.learningRate);
  try {
    for (let epoch = 0; epoch < spec.epochs; epoch++) {
      const order = shuffled(Z.rows, random);
      for (let start = 0; start < Z.rows; start += spec.batchSize) {
        const chosen = order.subarray(start, start + spec.batchSize);
        tf.tidy(() => {
          const { batch, targets } = createBatch(tf, Z, y, chosen);
          optimizer.applyGradients(gradients(tf, layers, batch, targets, spec.l2 ?? 0));
        });
      }
    }
  } finally {
    optimizer.dispose();
  }
}

/** Rows are gathered here, not by tensor operations: slicing in the WASM backend copies the whole matrix each time. */
function createBatch(tf: TensorFlow, Z: Matrix, y: ArrayLike<number>, chosen: Int32Array) {
  const rows = new Float32Array(chosen.length * Z.cols);
  chosen.forEach((row, i) => {
    rows.set(rowOf(Z, row), i * Z.cols);
  });
  const labels = Float32Array.from(chosen, (row) => y[row]!);
  return { batch: tf.tensor2d(rows, [chosen.length, Z.cols]), targets: tf.tensor2d(labels, [chosen.length, 1]) };
}

/** Back-propagation: gradients of the mean log loss plus penalty, one a variable. */
function gradients(tf: TensorFlow, layers: Layer[], batch: Tensor2D, targets: Tensor2D, l2: number) {
  const inputs: Tensor2D[] = [batch];
  layers.forEach(({ weights, biases }, k) => {
    const activation = k < layers.length - 1 ? 'relu' : 'sigmoid';
    inputs.push(
      tf.fused.matMul({ a: inputs[k]!, b: weights as Tensor as Tensor2D, bias: biases, activation }) as Tensor2D,
    );
  });
  let slope = tf.div(tf.sub(inputs.pop()!, targets), batch.shape[0]) as Tensor2D;
  const named: { name: string; tensor: Tensor }[] = [];
  for (let k = layers.length - 1; k >= 0; k--) {
    const { weights, biases } = layers[k]!;
    const data = tf.matMul(inputs[k]!, slope, true, false);
    named.push({ name: weights.name, tensor: l2 === 0 ? data : tf.add(data, tf.mul(weights, l2)) });
    named.push({ name: biases.name, tensor: tf.sum(slope, 0) });
    if (k > 0) slope = tf.mul(tf.matMul(slope, weights as Tensor as Tensor2D, false, true), tf.step(inputs[k]!));
  }
  return named;
}

function readLayers(layers: Layer[]): Parameters {
  const parameters: Record<string, Float64Array> = {};
  layers.forEach(({ weights, biases }, k) => {
    parameters[`weights_${k}`] = Float64Array.from(weights.dataSync());
    parameters[`biases_${k}`] = Float64Array.from(biases.dataSync());
  });
  if (Object.values(parameters).some((values) => !values.every(Number.isFinite))) {
    fail('mlp', 'finite weights after training', 'weights that diverged', 'choose a smaller learningRate');
  }
  return parameters;
}

function applyLayer(input: Float64Array, weights: Float64Array, biases: Float64Array, output: Float64Array): void {
  output.set(biases);
  for (let i = 0, at = 0; i < input.length; i++) {
    for (let j = 0; j < output.length; j++, at++) output[j]! += input[i]! * weights[at]!;
  }
}

function rectify(values: Float64Array): void {
  for (let j = 0; j < values.length; j++) values[j] = Math.max(values[j]!, 0);
}
