/**
 * The layers of perceptrons, trained on TensorFlow.js operations by Adam (Kingma and Ba, ICLR 2015): rectified linear units, initial
 * weights from N(0, 2 / inputs) (He et al., ICCV 2015), biases 0, mean loss + l2 / 2 |weights|^2. The gradients are written out, since
 * tfjs-core registers none under Node. Training is in float32 on the open backend; the same seed gives the same weights on
 * the same backend. Outputs are computed from the weights in float64 by plain loops, so a stored model answers alike
 * everywhere and needs no backend.
 */
import type { Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import { fail } from '../core/errors.ts';
import { createMatrix, type Matrix, rowOf } from '../core/matrix.ts';
import { normal, type Stream, shuffled } from '../core/random.ts';
import type { Parameters } from './parameters.ts';
import { type TensorFlow, tensorFlow } from './tensor-backend.ts';

/** How layers are trained. */
export interface Training {
  readonly epochs: number;
  /** Rows a step. */
  readonly batchSize: number;
  /** Of each epoch, from 0. */
  readonly learningRate: (epoch: number) => number;
  /** Adds l2 / 2 x |weights|^2 to the mean loss. */
  readonly l2: number;
  /**
   * 'log' of the probability that the output's logistic function is, for classes; 'squared' error, halved; 'absolute' error, rounded off
   * within {@link ROUNDED} (Huber, Ann. Math. Stat. 35, 73 (1964)).
   */
  readonly loss: 'log' | 'squared' | 'absolute';
}

/** Where the absolute error turns square. */
export const ROUNDED = 0.05;

interface Layer {
  /** Inputs x outputs. */
  readonly weights: Variable;
  readonly biases: Variable;
}

/**
 * Trains layers; rows are put in a new random order for each epoch.
 * @param sizes units of each layer, from the columns to the one output
 * @param start parameters to go on from, as this function returns them; null draws the first
 * @returns for layer k from 0 `weights_k` (inputs x outputs, row-major) and `biases_k`
 * @throws {Error} before openTensorBackend
 * @throws {UserError} when training ends with weights that are not finite
 * @example
 * const training: Training = { epochs: 5, batchSize: 16, learningRate: () => 0.01, l2: 0, loss: 'squared' };
 * trainLayers(training, [X.cols, 8, 1], null, X, y, stream(0, 'student')).biases_1;
 */
export function trainLayers(
  training: Training,
  sizes: readonly number[],
  start: Parameters | null,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
): Parameters {
  const tf = tensorFlow();
  const layers = start === null ? initialLayers(tf, sizes, random) : storedLayers(tf, sizes, start);
  try {
    train(tf, training, layers, X, y, random);
    return readLayers(layers);
  } finally {
    for (const { weights, biases } of layers) tf.dispose([weights, biases]);
  }
}

/**
 * The output of trained layers for each row, in float64.
 * @example runLayers(trainLayers(training, sizes, null, X, y, random), sizes, X)[0];
 */
export function runLayers(parameters: Parameters, sizes: readonly number[], X: Matrix): Float64Array {
  const answers = new Float64Array(X.rows);
  passRows(parameters, sizes, X, (i, outputs) => {
    answers[i] = outputs.at(-1)![0]!;
  });
  return answers;
}

/**
 * What each hidden layer of trained layers says of each row, in float64: a matrix a layer, of rows x units, none below 0.
 * @example runHiddenLayers(trainLayers(training, [X.cols, 8, 1], null, X, y, random), [X.cols, 8, 1], X)[0]?.cols; // 8
 */
export function runHiddenLayers(parameters: Parameters, sizes: readonly number[], X: Matrix): Matrix[] {
  const hidden = sizes.slice(1, -1).map((units) => createMatrix(X.rows, units));
  passRows(parameters, sizes, X, (i, outputs) => {
    hidden.forEach(({ data, cols }, k) => {
      data.set(outputs[k]!, i * cols);
    });
  });
  return hidden;
}

/** Sends each row through the layers; `visit` reads the outputs of all of them, which the next row overwrites. */
function passRows(
  parameters: Parameters,
  sizes: readonly number[],
  X: Matrix,
  visit: (row: number, outputs: readonly Float64Array[]) => void,
): void {
  const outputs = sizes.slice(1).map((size) => new Float64Array(size));
  for (let i = 0; i < X.rows; i++) {
    let input = rowOf(X, i);
    for (let k = 0; k < outputs.length; k++) {
      applyLayer(input, parameters[`weights_${k}`]!, parameters[`biases_${k}`]!, outputs[k]!);
      if (k < outputs.length - 1) rectify(outputs[k]!);
      input = outputs[k]!;
    }
    visit(i, outputs);
  }
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

function train(
  tf: TensorFlow,
  training: Training,
  layers: Layer[],
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
): void {
  const { epochs, batchSize, learningRate, l2, loss } = training;
  const optimizer = tf.train.adam(learningRate(0));
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      // A property that Adam reads at each step, and that its type hides.
      (optimizer as unknown as { learningRate: number }).learningRate = learningRate(epoch);
      const order = shuffled(X.rows, random);
      for (let start = 0; start < X.rows; start += batchSize) {
        const chosen = order.subarray(start, start + batchSize);
        tf.tidy(() => {
          const { batch, targets } = createBatch(tf, X, y, chosen);
          optimizer.applyGradients(gradients(tf, layers, batch, targets, loss, l2));
        });
      }
    }
  } finally {
    optimizer.dispose();
  }
}

/** Rows are gathered here, not by tensor operations: slicing in the WASM backend copies the whole matrix each time. */
function createBatch(tf: TensorFlow, X: Matrix, y: ArrayLike<number>, chosen: Int32Array) {
  const rows = new Float32Array(chosen.length * X.cols);
  chosen.forEach((row, i) => {
    rows.set(rowOf(X, row), i * X.cols);
  });
  const labels = Float32Array.from(chosen, (row) => y[row]!);
  return { batch: tf.tensor2d(rows, [chosen.length, X.cols]), targets: tf.tensor2d(labels, [chosen.length, 1]) };
}

/** Back-propagation: gradients of the mean loss plus penalty, one a variable. */
function gradients(
  tf: TensorFlow,
  layers: Layer[],
  batch: Tensor2D,
  targets: Tensor2D,
  loss: Training['loss'],
  l2: number,
) {
  const inputs: Tensor2D[] = [batch];
  layers.forEach(({ weights, biases }, k) => {
    const activation = k < layers.length - 1 ? 'relu' : loss === 'log' ? 'sigmoid' : 'linear';
    inputs.push(
      tf.fused.matMul({ a: inputs[k]!, b: weights as Tensor as Tensor2D, bias: biases, activation }) as Tensor2D,
    );
  });
  const miss = tf.sub(inputs.pop()!, targets);
  const each = loss === 'absolute' ? tf.clipByValue(tf.div(miss, ROUNDED), -1, 1) : miss;
  let slope = tf.div(each, batch.shape[0]) as Tensor2D;
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
