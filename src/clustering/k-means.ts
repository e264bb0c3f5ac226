/**
 * k-means (Lloyd, IEEE Trans. Inf. Theory 28, 129 (1982)): the partition of rows whose squared distance to the means of their
 * clusters is least, as far as a few starts find it. A start draws rows as means, each with a chance that grows with the
 * squared distance to the means it has (k-means++: Arthur and Vassilvitskii, SODA 2007, 1027). Distances that cannot change
 * a label are left out by the bounds of Hamerly (SIAM Data Mining 2010, 130); that saves time and alters nothing.
 */
import { fail } from '../core/errors.ts';
import { createMatrix, type Matrix, rowOf } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { numberLabels } from './number-labels.ts';
import { squaredDistance } from './pair-distances.ts';

/** Rounds of one start, far more than it takes. */
const MOST_ROUNDS = 1000;

/** The best partition found. */
export interface KMeansResult {
  /** Cluster of each row, numbered by first appearance. */
  readonly labels: Int32Array;
  /** Sum over the rows of the squared distance to the mean of their cluster. */
  readonly inertia: number;
}

/**
 * Clusters of rows around means; none is empty.
 *
 * @param restarts starts; the end with the least inertia is kept, the first of equals
 * @param random source of the starts
 * @throws {UserError} with fewer distinct rows than clusters
 * @example kMeans(matrixFrom([[0], [9], [1]]), 2, 3, stream(0, 'means')).inertia; // 0.5
 */
export function kMeans(X: Matrix, clusters: number, restarts: number, random: Stream): KMeansResult {
  let best: KMeansResult | undefined;
  for (let start = 0; start < restarts; start++) {
    const found = descend(X, drawMeans(X, clusters, random));
    if (best === undefined || found.inertia < best.inertia) best = found;
  }
  return { labels: numberLabels(best!.labels), inertia: best!.inertia };
}

function drawMeans(X: Matrix, clusters: number, random: Stream): Matrix {
  const means = createMatrix(clusters, X.cols);
  const nearest = new Float64Array(X.rows).fill(Number.POSITIVE_INFINITY); // squared distance to the nearest mean
  let drawn = Math.floor(random() * X.rows);
  for (let k = 0; k < clusters; k++) {
    means.data.set(rowOf(X, drawn), k * X.cols);
    if (k === clusters - 1) break;
    let total = 0;
    for (let i = 0; i < X.rows; i++) {
      const squared = squaredDistance(X.data, i * X.cols, means.data, k * X.cols, X.cols);
      if (squared < nearest[i]!) nearest[i] = squared;
      total += nearest[i]!;
    }
    if (!(total > 0)) fail('k-means', `${clusters} distinct rows`, `${k + 1}`, 'ask for fewer clusters');
    drawn = drawRow(nearest, random() * total);
  }
  return means;
}

/** The row at which the running sum passes the mark. */
function drawRow(weights: Float64Array, mark: number): number {
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    last = i;
    mark -= weights[i]!;
    if (mark < 0) break;
  }
  return last;
}

/** What a start knows: the nearest mean of each row, and bounds of its distance to that and to all others. */
interface Bounds {
  readonly labels: Int32Array;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

function descend(X: Matrix, means: Matrix): KMeansResult {
  const labels = new Int32Array(X.rows).fill(-1);
  const bounds = { labels, upper: new Float64Array(X.rows).fill(Infinity), lower: new Float64Array(X.rows) };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (!assign(X, means, bounds) && round > 0) break;
    const moved = moveMeans(X, means, bounds);
    const furthest = moved.reduce((a, b) => Math.max(a, b));
    for (let i = 0; i < X.rows; i++) {
      bounds.upper[i]! += moved[labels[i]!]!;
      bounds.lower[i]! -= furthest;
    }
  }
  let inertia = 0;
  for (let i = 0; i < X.rows; i++) {
    inertia += squaredDistance(X.data, i * X.cols, means.data, labels[i]! * X.cols, X.cols);
  }
  return { labels, inertia };
}

/** Gives each row its nearest mean; true when a label changed. */
function assign(X: Matrix, means: Matrix, { labels, upper, lower }: Bounds): boolean {
  const half = halfGaps(means);
  const distance = (i: number, k: number) =>
    Math.sqrt(squaredDistance(X.data, i * X.cols, means.data, k * X.cols, X.cols));
  let changed = false;
  for (let i = 0; i < X.rows; i++) {
    const before = labels[i]!;
    if (before >= 0) {
      const safe = Math.max(half[before]!, lower[i]!);
      if (upper[i]! <= safe) continue;
      upper[i] = distance(i, before);
      if (upper[i]! <= safe) continue;
    }
    let [nearest, least, second] = [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let k = 0; k < means.rows; k++) {
      const away = distance(i, k);
      if (away < least) [nearest, least, second] = [k, away, least];
      else if (away < second) second = away;
    }
    [labels[i], upper[i], lower[i]] = [nearest, least, second];
    changed ||= nearest !== before;
  }
  return changed;
}

/** Half the distance from each mean to its nearest other: a row closer than that has no nearer mean. */
function halfGaps(means: Matrix): Float64Array {
  const half = new Float64Array(means.rows).fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < means.rows; a++) {
    for (let b = 0; b < a; b++) {
      const gap = Math.sqrt(squaredDistance(means.data, a * means.cols, means.data, b * means.cols, means.cols)) / 2;
      half[a] = Math.min(half[a]!, gap);
      half[b] = Math.min(half[b]!, gap);
    }
  }
  return half;
}

/** Means of the clusters, and how far each moved. A cluster that lost all rows is given the row furthest from its mean. */
function moveMeans(X: Matrix, means: Matrix, { labels, upper, lower }: Bounds): Float64Array {
  const count = new Int32Array(means.rows);
  for (const label of labels) count[label]!++;
  for (let k = 0; k < means.rows; k++) {
    if (count[k]! > 0) continue;
    let furthest = -1;
    for (let i = 0; i < X.rows; i++) {
      if (count[labels[i]!]! > 1 && (furthest < 0 || upper[i]! > upper[furthest]!)) furthest = i;
    }
    count[labels[furthest]!]!--;
    count[k] = 1;
    [labels[furthest], upper[furthest], lower[furthest]] = [k, Number.POSITIVE_INFINITY, 0];
  }
  const sums = createMatrix(means.rows, means.cols);
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++) sums.data[labels[i]! * X.cols + j]! += X.data[i * X.cols + j]!;
  }
  return Float64Array.from(count, (rows, k) => {
    for (let j = 0; j < means.cols; j++) sums.data[k * means.cols + j]! /= rows;
    const moved = Math.sqrt(squaredDistance(sums.data, k * means.cols, means.data, k * means.cols, means.cols));
    means.data.set(rowOf(sums, k), k * means.cols);
    return moved;
  });
}
