/**
 * Gradient boosting of decision trees: Friedman, Ann. Stat. 29, 1189 (2001), with the Newton leaf values and gain of Chen and
 * Guestrin, KDD 2016 (XGBoost, equations 5 and 7), on columns cut into at most 64 bins; what is made small is for the {@link Loss} to
 * say. Trees have one depth and are stored as full binary trees in heap order, so that a score is a few comparisons. Written here
 * because no npm package of boosted trees is kept up (docs/models.md).
 */
import { createMatrix, type Matrix, rowOf } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { BINS, type Binned, binColumns } from './bin-columns.ts';
import { noteFit } from './constant-fits.ts';
import { type BoostedTreesSpec, LEAST_CURVATURE } from './model-spec.ts';
import type { Parameters } from './parameters.ts';

const LEAST_GAIN = 1e-6;
/** Sums of the same numbers in another order differ by less than this share. */
const ROUNDING = 1e-9;
/** The threshold of a node that does not split: every finite value goes left. */
const NO_SPLIT = Number.MAX_VALUE;

/** How the trees grow, whatever the loss. */
export type Growth = Omit<BoostedTreesSpec, 'kind'>;

/** First and second derivative of the loss by the score, one a row. */
export interface Derivatives {
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

/** What is made small. */
export interface Loss {
  /** The score before any tree. */
  readonly start: number;
  derivatives(scores: Float64Array): Derivatives;
  /** The step that is best for some rows; that of Newton, -sum of slopes / sum of curvatures, where it is not given. */
  step?(rows: readonly number[], scores: Float64Array): number;
}

/** Best split of one node so far. */
interface Split {
  gain: number;
  column: number;
  bin: number;
}

/**
 * Grows the trees. Each tree sees a random share of the rows and of the columns.
 * @returns parameters `start` (one), and tree by tree `column` and `threshold` (2^depth - 1 each) and `leaf` (2^depth)
 * @example boost(growth, X, squaredLoss(y), stream(0, 'trees')).leaf;
 */
export function boost(spec: Growth, X: Matrix, loss: Loss, random: Stream): Parameters {
  const binned = binColumns(X);
  const splits = 2 ** spec.depth - 1;
  const scores = new Float64Array(X.rows).fill(loss.start);
  const column = new Float64Array(spec.trees * splits);
  const threshold = new Float64Array(spec.trees * splits).fill(NO_SPLIT);
  const leaf = new Float64Array(spec.trees * (splits + 1));
  for (let tree = 0; tree < spec.trees; tree++) {
    const derivatives = loss.derivatives(scores);
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
    const steps = loss.step
      ? bestSteps(spec, loss.step, scores, drawn, node)
      : leafSteps(spec, derivatives, drawn, node);
    leaf.set(steps, tree * (splits + 1));
    for (let i = 0; i < X.rows; i++) scores[i]! += steps[node[i]! - splits]!;
  }
  noteFit(threshold.every((value) => value === NO_SPLIT));
  return { start: Float64Array.of(loss.start), column, threshold, leaf };
}

/**
 * Score of each row: the start plus one leaf of every tree.
 * @param spec tells trees and depth
 * @example scoreBoosted(parameters, spec, X);
 */
export function scoreBoosted(
  parameters: Parameters,
  { trees, depth }: Pick<Growth, 'trees' | 'depth'>,
  X: Matrix,
): Float64Array {
  const { column, threshold, leaf } = parameters as Record<'column' | 'threshold' | 'leaf', Float64Array>;
  const splits = 2 ** depth - 1;
  const scores = new Float64Array(X.rows).fill(parameters.start![0]!);
  for (let i = 0; i < X.rows; i++) {
    const row = rowOf(X, i);
    for (let tree = 0; tree < trees; tree++) {
      const base = tree * splits;
      let node = 0;
      while (node < splits) node = 2 * node + (row[column[base + node]!]! < threshold[base + node]! ? 1 : 2);
      scores[i]! += leaf[tree * (splits + 1) + node - splits]!;
    }
  }
  return scores;
}

/** The best split of every node of a level, from histograms of slopes and curvatures. */
function bestSplits(
  spec: Growth,
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
  const open = openNodes(spec, curvature, drawn, node, first);
  const sums = createMatrix(2 * nodes, BINS);
  for (const column of columns) {
    sums.data.fill(0);
    for (let i = 0, at = column * rows; i < rows; i++, at++) {
      if (drawn[i] === 0 || open[node[i]! - first] === 0) continue;
      const cell = 2 * BINS * (node[i]! - first) + codes[at]!;
      sums.data[cell]! += slope[i]!;
      sums.data[cell + BINS]! += curvature[i]!;
    }
    for (let k = 0; k < nodes; k++) {
      if (open[k] === 0) continue;
      improve(best[k]!, column, rowOf(sums, 2 * k), rowOf(sums, 2 * k + 1), edges[column]!.length, spec);
    }
  }
  return best;
}

/** Whether a node has curvature enough for two sides, but for rounding: of one that has not, no split is looked for. */
function openNodes(
  { leastCurvature = LEAST_CURVATURE }: Growth,
  curvature: Float64Array,
  drawn: Uint8Array,
  node: Uint16Array,
  first: number,
): Uint8Array {
  const sums = new Float64Array(first + 1);
  for (let i = 0; i < node.length; i++) if (drawn[i] === 1) sums[node[i]! - first]! += curvature[i]!;
  return Uint8Array.from(sums, (sum) => (sum >= 2 * leastCurvature * (1 - ROUNDING) ? 1 : 0));
}

/** Keeps the column's best split of one node where it beats the best so far. */
function improve(
  best: Split,
  column: number,
  slopes: Float64Array,
  curvatures: Float64Array,
  cuts: number,
  { leafL2: l2, leastCurvature = LEAST_CURVATURE }: Growth,
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

/** Newton's step of each leaf. */
function leafSteps(
  spec: Growth,
  { slope, curvature }: Derivatives,
  drawn: Uint8Array,
  node: Uint16Array,
): Float64Array {
  const splits = 2 ** spec.depth - 1;
  const slopes = new Float64Array(splits + 1);
  const curvatures = new Float64Array(splits + 1);
  for (let i = 0; i < node.length; i++) {
    if (drawn[i] === 0) continue;
    slopes[node[i]! - splits]! += slope[i]!;
    curvatures[node[i]! - splits]! += curvature[i]!;
  }
  return slopes.map((value, k) => (-spec.learningRate * value) / (curvatures[k]! + spec.leafL2));
}

/** The loss's own step of each leaf, shrunk as a mean of so many rows is. */
function bestSteps(
  { depth, learningRate, leafL2 }: Growth,
  step: NonNullable<Loss['step']>,
  scores: Float64Array,
  drawn: Uint8Array,
  node: Uint16Array,
): Float64Array {
  const splits = 2 ** depth - 1;
  const rows = Array.from({ length: splits + 1 }, (): number[] => []);
  for (let i = 0; i < node.length; i++) if (drawn[i] === 1) rows[node[i]! - splits]!.push(i);
  return Float64Array.from(rows, (held) =>
    held.length === 0 ? 0 : (learningRate * step(held, scores) * held.length) / (held.length + leafL2),
  );
}
