/**
 * Gradient-boosted decision trees for a log loss: Friedman, Ann. Stat. 29, 1189 (2001), with the Newton leaf values and
 * gain of Chen and Guestrin, KDD 2016 (XGBoost, equations 5 and 7), on columns cut into at most 64 bins. Trees have one
 * depth and are stored as full binary trees in heap order, so that a score is a few comparisons. Written here because no
 * npm package of boosted trees is kept up.
 */
import { createMatrix, type Matrix, rowOf } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { noteFit } from './constant-fits.ts';
import { type BoostedTreesSpec, LEAST_CURVATURE } from './model-spec.ts';
import type { Parameters } from './parameters.ts';

const BINS = 64;
const LEAST_GAIN = 1e-6;
/** The threshold of a node that does not split: every finite value goes left. */
const NO_SPLIT = Number.MAX_VALUE;

/** Columns as bin numbers, column by column, and the raw value at which each bin after the first begins. */
interface Binned {
  readonly codes: Uint8Array;
  readonly edges: readonly Float64Array[];
}

/** First and second derivative of the loss by the score, one a row. */
interface Derivatives {
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

/** Best split of one node so far. */
interface Split {
  gain: number;
  column: number;
  bin: number;
}

/**
 * Fits the trees. Each tree sees a random share of the rows and of the columns. The score is the log odds of class 1.
 * @param y labels 0 or 1, or probabilities between
 * @param weight of each row in the loss, 1 unless given; the bins and the draws of rows are without it
 * @returns parameters `start` (one), and tree by tree `column` and `threshold` (2^depth - 1 each) and `leaf` (2^depth)
 * @example fitBoostedTrees({ kind: 'boosted-trees', trees: 50, depth: 3, learningRate: 0.1, leafL2: 1, rowShare: 0.7, columnShare: 0.3 }, X, y, random);
 */
export function fitBoostedTrees(
  spec: BoostedTreesSpec,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
  weight: ArrayLike<number> = new Float64Array(X.rows).fill(1),
): Parameters {
  const binned = binColumns(X);
  const splits = 2 ** spec.depth - 1;
  const mean = weightedMean(y, weight);
  const start = Math.log(mean / (1 - mean));
  const scores = new Float64Array(X.rows).fill(start);
  const column = new Float64Array(spec.trees * splits);
  const threshold = new Float64Array(spec.trees * splits).fill(NO_SPLIT);
  const leaf = new Float64Array(spec.trees * (splits + 1));
  for (let tree = 0; tree < spec.trees; tree++) {
    const derivatives = lossDerivatives(scores, y, weight);
    const drawn = Uint8Array.from(scores, () => (random() < spec.rowShare ? 1 : 0));
    const columns = Array.from({ length: X.cols }, (_, j) => j).filter(() => random() < spec.columnShare);
    const node = new Uint16Array(X.rows);
    for (let level = 0; level < spec.depth; level++) {
      const first = 2 ** level - 1;
      const best = bestSplits(spec, binned, derivatives, drawn, columns, node, first);
      best.forEach((split, k) => {
        if (split.column < 0) return;
        column[tree * splits + first + k] = split.column;
        threshold[tree * splits + first + k] = binned.edges[split.column]![split.bin]!;
      });
      descend(binned, best, node, first);
    }
    const values = leafValues(spec, derivatives, drawn, node, splits);
    leaf.set(values, tree * (splits + 1));
    for (let i = 0; i < X.rows; i++) scores[i]! += values[node[i]! - splits]!;
  }
  noteFit(threshold.every((value) => value === NO_SPLIT));
  return { start: Float64Array.of(start), column, threshold, leaf };
}

/**
 * Score of each row: the start plus one leaf of every tree.
 * @example scoreBoostedTrees(parameters, spec, X);
 */
export function scoreBoostedTrees(parameters: Parameters, spec: BoostedTreesSpec, X: Matrix): Float64Array {
  const { column, threshold, leaf } = parameters as Record<'column' | 'threshold' | 'leaf', Float64Array>;
  const splits = 2 ** spec.depth - 1;
  const scores = new Float64Array(X.rows).fill(parameters.start![0]!);
  for (let i = 0; i < X.rows; i++) {
    const row = rowOf(X, i);
    for (let tree = 0; tree < spec.trees; tree++) {
      const base = tree * splits;
      let node = 0;
      while (node < splits) node = 2 * node + (row[column[base + node]!]! < threshold[base + node]! ? 1 : 2);
      scores[i]! += leaf[tree * (splits + 1) + node - splits]!;
    }
  }
  return scores;
}

/** Cuts each column at its quantiles; equal values share a bin. */
function binColumns(X: Matrix): Binned {
  const codes = new Uint8Array(X.rows * X.cols);
  const edges = Array.from({ length: X.cols }, (_, j) => {
    const values = Float64Array.from({ length: X.rows }, (_, i) => X.data[i * X.cols + j]!);
    const sorted = values.slice().sort();
    const cuts = new Set<number>();
    for (let k = 1; k < BINS; k++) cuts.add(sorted[Math.floor((k * X.rows) / BINS)]!);
    cuts.delete(sorted[0]!);
    const ascending = Float64Array.from(cuts).sort();
    for (let i = 0; i < X.rows; i++) codes[j * X.rows + i] = countUpTo(ascending, values[i]!);
    return ascending;
  });
  return { codes, edges };
}

/** Number of ascending values that are not above x. */
function countUpTo(ascending: Float64Array, x: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function weightedMean(y: ArrayLike<number>, weight: ArrayLike<number>): number {
  let [sum, whole] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    sum += weight[i]! * y[i]!;
    whole += weight[i]!;
  }
  return sum / whole;
}

function lossDerivatives(scores: Float64Array, y: ArrayLike<number>, weight: ArrayLike<number>): Derivatives {
  const probability = scores.map((score) => 1 / (1 + Math.exp(-score)));
  return {
    slope: probability.map((p, i) => weight[i]! * (p - y[i]!)),
    curvature: probability.map((p, i) => weight[i]! * Math.max(p * (1 - p), 1e-6)),
  };
}

/** The best split of every node of a level, from histograms of slopes and curvatures. */
function bestSplits(
  spec: BoostedTreesSpec,
  { codes, edges }: Binned,
  { slope, curvature }: Derivatives,
  drawn: Uint8Array,
  columns: readonly number[],
  node: Uint16Array,
  first: number,
): Split[] {
  const nodes = first + 1;
  const best = Array.from({ length: nodes }, () => ({ gain: LEAST_GAIN, column: -1, bin: 0 }));
  const rows = node.length;
  const sums = createMatrix(2 * nodes, BINS);
  for (const column of columns) {
    sums.data.fill(0);
    for (let i = 0, at = column * rows; i < rows; i++, at++) {
      if (drawn[i] === 0) continue;
      const cell = 2 * BINS * (node[i]! - first) + codes[at]!;
      sums.data[cell]! += slope[i]!;
      sums.data[cell + BINS]! += curvature[i]!;
    }
    for (let k = 0; k < nodes; k++) {
      improve(best[k]!, column, rowOf(sums, 2 * k), rowOf(sums, 2 * k + 1), edges[column]!.length, spec);
    }
  }
  return best;
}

/** Keeps the column's best split of one node where it beats the best so far. */
function improve(
  best: Split,
  column: number,
  slopes: Float64Array,
  curvatures: Float64Array,
  cuts: number,
  { leafL2: l2, leastCurvature = LEAST_CURVATURE }: BoostedTreesSpec,
) {
  let [slope, curvature] = [0, 0];
  for (let bin = 0; bin <= cuts; bin++) {
    slope += slopes[bin]!;
    curvature += curvatures[bin]!;
  }
  const whole = slope ** 2 / (curvature + l2);
  let [left, leftCurvature] = [0, 0];
  for (let bin = 0; bin < cuts; bin++) {
    left += slopes[bin]!;
    leftCurvature += curvatures[bin]!;
    const rightCurvature = curvature - leftCurvature;
    if (leftCurvature < leastCurvature || rightCurvature < leastCurvature) continue;
    const gain = left ** 2 / (leftCurvature + l2) + (slope - left) ** 2 / (rightCurvature + l2) - whole;
    if (gain > best.gain) Object.assign(best, { gain, column, bin });
  }
}

/** Sends every row to a child of its node; without a split, to the left one. */
function descend({ codes }: Binned, best: readonly Split[], node: Uint16Array, first: number): void {
  for (let i = 0; i < node.length; i++) {
    const { column, bin } = best[node[i]! - first]!;
    const right = column >= 0 && codes[column * node.length + i]! > bin;
    node[i] = 2 * node[i]! + (right ? 2 : 1);
  }
}

function leafValues(
  spec: BoostedTreesSpec,
  { slope, curvature }: Derivatives,
  drawn: Uint8Array,
  node: Uint16Array,
  splits: number,
): Float64Array {
  const slopes = new Float64Array(splits + 1);
  const curvatures = new Float64Array(splits + 1);
  for (let i = 0; i < node.length; i++) {
    if (drawn[i] === 0) continue;
    slopes[node[i]! - splits]! += slope[i]!;
    curvatures[node[i]! - splits]! += curvature[i]!;
  }
  return slopes.map((value, k) => (-spec.learningRate * value) / (curvatures[k]! + spec.leafL2));
}
