/**
 * Extremely randomised trees (Geurts, Ernst and Wehenkel, Mach. Learn. 63, 3, 2006): every tree is grown on all rows; at a node one
 * threshold is drawn at random for each of a few columns drawn at random, and the one that lowers the variance most splits
 * the rows (random-split.ts). Stored in preorder: the left child of a node is the next node.
 */
import type { Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import type { ExtraTreesSpec } from './model-spec.ts';
import type { Parameters } from './parameters.ts';
import type { Prediction } from './prediction.ts';
import { bestColumn, cutOf, type Ground, LEAF, prepareGround } from './random-split.ts';

/** Digits of a threshold and of a leaf that are kept: a stored forest is long. */
const DIGITS = 6;
const POWERS = Float64Array.from({ length: 20 }, (_, k) => Number(`1e${k}`));
/** Nodes and leaves of all trees so far. */
interface Grown {
  readonly column: number[];
  readonly threshold: number[];
  readonly right: number[];
  readonly leafMean: number[];
  readonly leafVariance: number[];
}

/**
 * Grows the trees.
 * @returns parameters `root` (one a tree); of each node `column` (-1: a leaf), `threshold` (values below it go left) and `right` (its
 * right child, of a leaf its place among the leaves); of each leaf `leafMean` and `leafVariance`
 * @example fitExtraTrees({ kind: 'extra-trees', trees: 100, columnShare: 1, leastLeaf: 2 }, X, y, stream(0, 'trees'));
 */
export function fitExtraTrees(spec: ExtraTreesSpec, X: Matrix, y: ArrayLike<number>, random: Stream): Parameters {
  const ground = prepareGround(spec, X, y, random);
  const grown: Grown = { column: [], threshold: [], right: [], leafMean: [], leafVariance: [] };
  const root = Float64Array.from({ length: spec.trees }, () => {
    const node = grown.column.length;
    grow(ground, grown, 0, X.rows);
    return node;
  });
  return { root, ...Object.fromEntries(Object.entries(grown).map(([name, list]) => [name, Float64Array.from(list)])) };
}

/**
 * Makes ready to predict: the mean over the trees, with the mean variance within the leaves plus the variance between trees.
 * @example prepareExtraTrees(parameters)(X).mean;
 */
export function prepareExtraTrees(parameters: Parameters): (X: Matrix) => Prediction {
  const { threshold, leafMean, leafVariance } = parameters as Record<string, Float64Array>;
  const column = Int32Array.from(parameters.column!);
  const right = Int32Array.from(parameters.right!);
  return (X) => {
    const mean = new Float64Array(X.rows);
    const within = new Float64Array(X.rows);
    const between = new Float64Array(X.rows);
    parameters.root!.forEach((root, tree) => {
      for (let i = 0, row = 0; i < X.rows; i++, row += X.cols) {
        let node = root;
        while (column[node]! >= 0) node = X.data[row + column[node]!]! < threshold![node]! ? node + 1 : right[node]!;
        const leaf = right[node]!;
        const off = leafMean![leaf]! - mean[i]!;
        mean[i]! += off / (tree + 1);
        between[i]! += off * (leafMean![leaf]! - mean[i]!);
        within[i]! += leafVariance![leaf]!;
      }
    });
    const trees = parameters.root!.length;
    return { mean, sd: within.map((sum, i) => Math.sqrt((sum + between[i]!) / trees)) };
  };
}

/** Grows the subtree of the rows from `from` up to `to`, in whose order its own splits stay. */
function grow(ground: Ground, grown: Grown, from: number, to: number): void {
  const node = grown.column.length;
  const column = bestColumn(ground, from, to);
  grown.column.push(column);
  if (column === LEAF) {
    grown.threshold.push(0);
    grown.right.push(grown.leafMean.length);
    addLeaf(ground, grown, from, to);
    return;
  }
  const { middle, threshold } = part(ground, from, to, column);
  grown.threshold.push(threshold);
  grown.right.push(0);
  grow(ground, grown, from, middle);
  grown.right[node] = grown.column.length;
  grow(ground, grown, middle, to);
}

function addLeaf({ order, y }: Ground, grown: Grown, from: number, to: number): void {
  const first = y[order[from]!]!;
  let shift = 0;
  for (let i = from; i < to; i++) shift += (y[order[i]!]! - first) / (to - from);
  let variance = 0;
  for (let i = from; i < to; i++) variance += (y[order[i]!]! - first - shift) ** 2 / (to - from);
  grown.leafMean.push(rounding(first + shift));
  grown.leafVariance.push(rounding(variance));
}

/** Puts the rows below the column's threshold first; the threshold is returned rounded where that parts the rows alike. */
function part(ground: Ground, from: number, to: number, column: number) {
  const { order, X } = ground;
  const threshold = cutOf(ground, column);
  let [middle, end, low, high] = [from, to, -Infinity, Infinity];
  while (middle < end) {
    const row = order[middle]!;
    const value = X.data[row * X.cols + column]!;
    if (value < threshold) {
      middle++;
      if (value > low) low = value;
    } else {
      order[middle] = order[--end]!;
      order[end] = row;
      if (value < high) high = value;
    }
  }
  const rounded = rounding(threshold);
  return { middle, threshold: low < rounded && rounded <= high ? rounded : threshold };
}

/** To six digits; by plain arithmetic, which is much quicker than by text, where the powers of ten are exact. */
function rounding(x: number): number {
  const shift = DIGITS - 1 - Math.floor(Math.log10(Math.abs(x)));
  return shift >= 0 && shift < POWERS.length
    ? Math.round(x * POWERS[shift]!) / POWERS[shift]!
    : Number(x.toPrecision(DIGITS));
}
