/**
 * The penalised logistic loss of a subset of the columns, around a point: derivatives, and the way along a step. These are the
 * inner loops of a subset search: four sums at a time in a fixed order, over arrays made once.
 */
import { packedStart } from '../models/cholesky.ts';
import { dot } from '../models/dot.ts';
import type { SubsetTables } from './subset-tables.ts';

/** Weights of the chosen columns, the intercept last, and the loss around them. */
export interface Point {
  readonly weights: Float64Array;
  readonly logOdds: Float64Array;
  /** First and second derivative of each row's loss by its log-odds; 0 for the row left out and for the padding. */
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  readonly gradient: Float64Array;
  /** Packed lower triangle, with room for four sums at a time. */
  readonly hessian: Float64Array;
}

/** Everything that the fits of one problem write to. */
export interface SubsetFits {
  readonly tables: SubsetTables;
  /** Parameters of the chosen subset: its columns and the intercept. */
  size: number;
  readonly chosen: Int32Array;
  /** Where the column of each parameter starts, and the product of each pair of parameters. */
  readonly starts: Int32Array;
  readonly pairs: Int32Array;
  readonly penalty: Float64Array;
  readonly now: Point;
  /** The solution on all rows. */
  readonly whole: Point;
  /** The gradient of `now`, which Newton's step replaces, as a view of each length. */
  readonly steps: readonly Float64Array[];
  /** Change of each row's log-odds along the step. */
  readonly change: Float64Array;
}

/**
 * Room for the fits of a problem.
 * @example const fits = createSubsetFits(subsetTables(X, y, 0.01));
 */
export function createSubsetFits(tables: SubsetTables): SubsetFits {
  const most = tables.cols + 1;
  const now = createPoint(tables);
  return {
    tables,
    size: 0,
    chosen: new Int32Array(most),
    starts: new Int32Array(most),
    pairs: new Int32Array(packedStart(most) + 3),
    penalty: new Float64Array(most),
    now,
    whole: createPoint(tables),
    steps: Array.from({ length: most + 1 }, (_, size) => now.gradient.subarray(0, size)),
    change: new Float64Array(tables.stride),
  };
}

function createPoint({ rows, cols, stride }: SubsetTables): Point {
  return {
    weights: new Float64Array(cols + 1),
    logOdds: new Float64Array(rows),
    slope: new Float64Array(stride),
    curvature: new Float64Array(stride),
    gradient: new Float64Array(cols + 1),
    hessian: new Float64Array(packedStart(cols + 1) + 3),
  };
}

/**
 * Slope and curvature of each row's loss at its log-odds.
 * @param out row that is left out, -1 for none
 * @example visitRows(fits, 2); // fits.now.slope[2] is 0
 */
export function visitRows({ now, tables }: SubsetFits, out: number): void {
  const { logOdds, slope, curvature } = now;
  for (let i = 0; i < logOdds.length; i++) {
    const probability = 1 / (1 + Math.exp(-logOdds[i]!));
    slope[i] = probability - tables.y[i]!;
    curvature[i] = probability * (1 - probability);
  }
  if (out < 0) return;
  slope[out] = 0;
  curvature[out] = 0;
}

/**
 * Gradient of the loss, from the slopes.
 * @example visitRows(fits, -1); addGradient(fits); // fits.now.gradient
 */
export function addGradient({ size, starts, penalty, now, tables }: SubsetFits): void {
  const { weights, slope, gradient } = now;
  for (let i = 0; i < size; i++) {
    gradient[i] = dot(slope, 0, tables.columns, starts[i]!, tables.stride) + penalty[i]! * weights[i]!;
  }
}

/**
 * Hessian of the loss, from the curvatures.
 * @example visitRows(fits, -1); addHessian(fits); // fits.now.hessian
 */
export function addHessian({ size, pairs, penalty, now, tables }: SubsetFits): void {
  const { curvature, hessian } = now;
  const { products, stride } = tables;
  const count = packedStart(size);
  for (let at = 0; at < count; at += 4) {
    const [p0, p1, p2, p3] = [pairs[at]!, pairs[at + 1]!, pairs[at + 2]!, pairs[at + 3]!];
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let i = 0; i < stride; i++) {
      const factor = curvature[i]!;
      s0 += factor * products[p0 + i]!;
      s1 += factor * products[p1 + i]!;
      s2 += factor * products[p2 + i]!;
      s3 += factor * products[p3 + i]!;
    }
    hessian[at] = s0;
    hessian[at + 1] = s1;
    hessian[at + 2] = s2;
    hessian[at + 3] = s3;
  }
  for (let i = 0, at = 0; i < size; at += ++i) hessian[at + i]! += penalty[i]!;
}

/**
 * Change of each row's log-odds along the step.
 * @returns the largest, without sign
 * @example addChange(fits); // of fits.steps[fits.size], into fits.change
 */
export function addChange({ size, steps, starts, change, tables }: SubsetFits): number {
  const { columns, rows, stride } = tables;
  const step = steps[size]!;
  for (let i = 0; i < stride; i += 4) {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let j = 0; j < size; j++) {
      const part = step[j]!;
      const at = starts[j]! + i;
      s0 += part * columns[at]!;
      s1 += part * columns[at + 1]!;
      s2 += part * columns[at + 2]!;
      s3 += part * columns[at + 3]!;
    }
    change[i] = s0;
    change[i + 1] = s1;
    change[i + 2] = s2;
    change[i + 3] = s3;
  }
  let largest = 0;
  for (let i = 0; i < rows; i++) {
    const size = change[i]! < 0 ? -change[i]! : change[i]!;
    if (size > largest) largest = size;
  }
  return largest;
}

/**
 * Moves the weights against the step, since it points up the loss, and the log-odds with them.
 * @example addChange(fits); move(fits, 1);
 */
export function move({ size, steps, change, now }: SubsetFits, length: number): void {
  const { weights, logOdds } = now;
  const step = steps[size]!;
  for (let j = 0; j < size; j++) weights[j]! -= length * step[j]!;
  for (let i = 0; i < logOdds.length; i++) logOdds[i]! -= length * change[i]!;
}

/**
 * Slope of the loss at the point, along the way that {@link move} goes.
 * @example riseAlong(fits) > 0; // true where the way has led too far
 */
export function riseAlong({ size, steps, change, penalty, now }: SubsetFits): number {
  const step = steps[size]!;
  let rise = 0;
  for (let i = 0; i < now.logOdds.length; i++) rise -= now.slope[i]! * change[i]!;
  for (let j = 0; j < size; j++) rise -= penalty[j]! * now.weights[j]! * step[j]!;
  return rise;
}
