/** Boosted trees that classify: those of boosting.ts for a log loss. The score is the log odds of class 1. */
import type { Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { boost } from './boosting.ts';
import type { BoostedTreesSpec } from './model-spec.ts';
import type { Parameters } from './parameters.ts';

/**
 * Fits the trees.
 * @param y labels 0 or 1, or probabilities between
 * @param weight of each row in the loss, 1 unless given; the bins and the draws of rows are without it
 * @returns as {@link boost}
 * @example fitBoostedTrees({ kind: 'boosted-trees', trees: 50, depth: 3, learningRate: 0.1, leafL2: 1, rowShare: 0.7, columnShare: 0.3 }, X, y, random);
 */
export function fitBoostedTrees(
  spec: BoostedTreesSpec,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
  weight: ArrayLike<number> = new Float64Array(X.rows).fill(1),
): Parameters {
  const mean = weightedMean(y, weight);
  const start = Math.log(mean / (1 - mean));
  const derivatives = (scores: Float64Array) => {
    const probability = scores.map((score) => 1 / (1 + Math.exp(-score)));
    return {
      slope: probability.map((p, i) => weight[i]! * (p - y[i]!)),
      curvature: probability.map((p, i) => weight[i]! * Math.max(p * (1 - p), 1e-6)),
    };
  };
  return boost(spec, X, { start, derivatives }, random);
}

function weightedMean(y: ArrayLike<number>, weight: ArrayLike<number>): number {
  let [sum, whole] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    sum += weight[i]! * y[i]!;
    whole += weight[i]!;
  }
  return sum / whole;
}
