/**
 * TensorFlow.js on its WebAssembly backend: the descriptors of a block of compounds as tensor operations, then a
 * matrix-vector product, in float32. Written for speed: atomic fractions add up to 1, so that minima, maxima and ranges come out
 * of the same matrix product as the means, and nothing is tiled or concatenated, which takes 15 times as long. Scores are
 * read outside of tidy; returned from it as an array they take 4 times as long. One thread: the threaded backend does not
 * start under Node, and falls back to a slower one without a word.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { elementProperty } from '../../src/chemistry/elements.ts';
import type { Statistic } from '../../src/descriptors/elemental.ts';
import { predictorFromJson } from '../../src/models/model.ts';
import { type TensorFlow, tensorFlow } from '../../src/models/tensor-backend.ts';
import type { ScreeningStudent } from '../../src/screening/compile.ts';
import type { Method } from './measure.ts';
import { fractionColumns } from './vectors.ts';

/** Compounds at once: the best of 64 to 65536 for both students. */
const BLOCK = 65536;

/** TensorFlow.js over element sets of one arity; after `openTensorBackend`. */
export function tensors(
  { descriptors, model }: ScreeningStudent,
  sets: readonly Uint8Array[],
  arity: number,
  max: number,
): Method {
  const tf = tensorFlow();
  const { weights, intercept } = predictorFromJson(model, 'student').linear!;
  const { statistics } = descriptors;
  const properties = descriptors.properties.map((name) => elementProperty(name).values);
  const linear = statistics.filter((statistic) => statistic !== 'sd');
  /** Weights statistic by statistic, as a column. */
  const weigh = (chosen: readonly Statistic[]): Tensor2D => {
    const rows = chosen.flatMap((statistic) =>
      properties.map((_, p) => weights[p * statistics.length + statistics.indexOf(statistic)]!),
    );
    return tf.tensor2d(rows, [rows.length, 1]);
  };
  const linearWeights = weigh(linear);
  const deviationWeights = linear.length < statistics.length ? weigh(['sd']) : undefined;
  const blocks = createBlocks(tf, fractionColumns(arity, max));
  return {
    name: 'TensorFlow.js, WebAssembly',
    compounds: sets.length * blocks.reduce((sum, { shape }) => sum + shape[0], 0),
    run() {
      let above = 0;
      for (const elements of sets) {
        const rows = Array.from(elements, (Z) => properties.map((property) => property[Z]!));
        for (const block of blocks) {
          const scores = tf.tidy(() => {
            const sum = tf.add(tf.matMul(tf.matMul(block, linearTable(tf, linear, rows)), linearWeights), intercept);
            if (deviationWeights === undefined) return sum;
            return tf.add(sum, tf.matMul(deviations(tf, block, rows), deviationWeights));
          });
          for (const score of scores.dataSync()) if (score >= 0) above++;
          scores.dispose();
        }
      }
      return above;
    },
  };
}

/** Atomic fractions, compounds by elements. */
function createBlocks(tf: TensorFlow, fractions: readonly Float64Array[]): Tensor2D[] {
  const arity = fractions.length;
  const compounds = fractions[0]!.length;
  const blocks: Tensor2D[] = [];
  for (let start = 0; start < compounds; start += BLOCK) {
    const data = new Float32Array(Math.min(BLOCK, compounds - start) * arity);
    for (let at = 0; at < data.length; at++) data[at] = fractions[at % arity]![start + Math.floor(at / arity)]!;
    blocks.push(tf.tensor2d(data, [data.length / arity, arity]));
  }
  return blocks;
}

/** Elements by columns: the values themselves, and what is the same for all elements of the set. */
function linearTable(tf: TensorFlow, statistics: readonly Statistic[], rows: readonly number[][]): Tensor2D {
  const extreme = (of: typeof Math.min): number[] => rows[0]!.map((_, p) => of(...rows.map((row) => row[p]!)));
  const [least, most] = [extreme(Math.min), extreme(Math.max)];
  const constants: Partial<Record<Statistic, number[]>> = {
    min: least,
    max: most,
    range: most.map((value, p) => value - least[p]!),
  };
  return tf.tensor2d(rows.map((row) => statistics.flatMap((statistic) => constants[statistic] ?? row)));
}

/** Standard deviations, compounds by properties; values relative to the first element's, which float32 squares better. */
function deviations(tf: TensorFlow, block: Tensor2D, rows: readonly number[][]): Tensor2D {
  const shifted = tf.tensor2d(rows.map((row) => row.map((value, p) => value - rows[0]![p]!)));
  const means = tf.matMul(block, shifted);
  return tf.sqrt(tf.relu(tf.sub(tf.matMul(block, tf.square(shifted)), tf.square(means))));
}
