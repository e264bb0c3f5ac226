/**
 * Linear support vector machine with hinge loss (C-SVC) for many rows: dual coordinate descent with shrinking, as in LIBLINEAR
 * (Hsieh, Chang, Lin, Keerthi, Sundararajan, "A dual coordinate descent method for large-scale linear SVM", ICML 2008,
 * algorithms 1 and 3). LIBLINEAR penalises the bias; libsvm does not, and neither does this: the bias is penalised only for its
 * distance from a centre, |b - centre|^2 / 2, and the centre moves to the bias whenever the inner problem is solved (proximal
 * point iterations; Rockafellar 1976). Their fixed point is the machine with a free bias. Last, the bias is set to the exact
 * minimiser of the loss for the weights found, the middle where it is an interval, as libsvm does.
 *
 * Agrees with libsvm 3.22 within 1e-3 in the decision values where it ends before 2e6 row visits; past that (many rows with a large
 * C) it ends when the duality gap is below 0.1 % of the objective.
 */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { bestBias } from './best-bias.ts';
import { dot } from './dot.ts';
import { rowWeights, toRawUnits } from './linear.ts';
import type { LinearSvmSpec } from './model-spec.ts';
import type { Parameters } from './parameters.ts';
import { fitStandardiser, standardise } from './standardise.ts';

/** Spread of the projected gradients, and step of the bias centre, at which the solution counts as exact. */
const TOLERANCE = 1e-5;
/** Row visits between two looks at the duality gap, the relative gap that will then do, and the visits after which we give up. */
const VISITS_A_LOOK = 2e6;
const SMALL_GAP = 1e-3;
const MOST_VISITS = 1e8;

interface Problem {
  readonly Z: Matrix;
  /** Labels +1 and -1. */
  readonly sign: Float64Array;
  /** Upper bound of each multiplier. */
  readonly cost: Float64Array;
  /** |z|^2 + 1 of each row. */
  readonly norm: Float64Array;
}

interface State {
  readonly weights: Float64Array;
  readonly alpha: Float64Array;
  bias: number;
}

/** Rows still visited (the first `active` of `order`); a bounded row is left out when its gradient is beyond the last pass's. */
interface Shrinking {
  readonly order: Int32Array;
  active: number;
  largest: number;
  smallest: number;
}

/**
 * Fits the machine; columns are standardised inside. Deterministic given the stream, which orders the visits.
 * @returns parameters `weights` and `intercept` in the units of the raw columns
 * @throws {UserError} when the duality gap is above 0.1 % of the objective after 1e8 row visits
 * @example fitLinearSvm({ kind: 'linear-svm', C: 1 }, matrixFrom([[0], [1]]), [0, 1], stream(0, 'fit')).weights; // [2]
 */
export function fitLinearSvm(spec: LinearSvmSpec, X: Matrix, y: ArrayLike<number>, random: Stream): Parameters {
  const standardiser = fitStandardiser(X);
  const problem = createProblem(standardise(X, standardiser), y, spec);
  const { weights } = solve(problem, random);
  const scores = Float64Array.from(problem.sign, (_, row) => decision(problem.Z, row, weights, 0));
  return toRawUnits(weights, bestBias(scores, problem.sign, problem.cost), standardiser);
}

function createProblem(Z: Matrix, y: ArrayLike<number>, spec: LinearSvmSpec): Problem {
  const norm = new Float64Array(Z.rows).fill(1);
  for (let i = 0; i < Z.data.length; i++) norm[Math.floor(i / Z.cols)]! += Z.data[i]! ** 2;
  return {
    Z,
    sign: Float64Array.from(y, (label) => (label === 1 ? 1 : -1)),
    cost: rowWeights(y, spec.classWeights).map((weight) => weight * spec.C),
    norm,
  };
}

/** Passes over shrinking sets of rows; the tolerance tightens as the centre of the bias settles. */
function solve(problem: Problem, random: Stream): State {
  const rows = problem.Z.rows;
  const state: State = { weights: new Float64Array(problem.Z.cols), alpha: new Float64Array(rows), bias: 0 };
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const shrinking: Shrinking = { order, active: rows, largest: Infinity, smallest: -Infinity };
  let tolerance = 0.1;
  let nextLook = VISITS_A_LOOK;
  for (let visits = 0; visits < MOST_VISITS; ) {
    visits += shrinking.active;
    const spread = visitRows(problem, state, shrinking, random);
    if (visits >= nextLook) {
      if (relativeGap(problem, state) <= SMALL_GAP) return state;
      nextLook += VISITS_A_LOOK;
    }
    if (spread >= tolerance) continue;
    const wasShrunk = shrinking.active < rows;
    Object.assign(shrinking, { active: rows, largest: Infinity, smallest: -Infinity });
    if (wasShrunk) continue;
    const shift = dot(state.alpha, 0, problem.sign, 0, rows);
    if (tolerance <= TOLERANCE && Math.abs(shift) < TOLERANCE) return state;
    state.bias += shift;
    tolerance = Math.max(TOLERANCE, Math.min(tolerance / 2, Math.abs(shift) / 10));
  }
  const found = `${(100 * relativeGap(problem, state)).toPrecision(2)} %`;
  return fail('linear-svm', `a duality gap of 0.1 % after ${MOST_VISITS} row visits`, found, 'choose a smaller C');
}

/** One pass over the active rows in random order: algorithm 3 of Hsieh et al. Returns the spread of projected gradients. */
function visitRows(problem: Problem, state: State, shrinking: Shrinking, random: Stream): number {
  const { order, largest: upper, smallest: lower } = shrinking;
  let largest = -Infinity;
  let smallest = Infinity;
  for (let at = 0; at < shrinking.active; at++) {
    swap(order, at, at + Math.floor(random() * (shrinking.active - at)));
    const row = order[at]!;
    const gradient = problem.sign[row]! * decision(problem.Z, row, state.weights, state.bias) - 1;
    const atZero = state.alpha[row] === 0;
    const atCost = state.alpha[row] === problem.cost[row];
    if ((atZero && gradient > upper) || (atCost && gradient < lower)) {
      shrinking.active--;
      swap(order, at, shrinking.active);
      at--;
      continue;
    }
    const projected = (atZero && gradient > 0) || (atCost && gradient < 0) ? 0 : gradient;
    largest = Math.max(largest, projected);
    smallest = Math.min(smallest, projected);
    if (projected !== 0) step(problem, state, row, gradient);
  }
  shrinking.largest = largest <= 0 ? Infinity : largest;
  shrinking.smallest = smallest >= 0 ? -Infinity : smallest;
  return largest - smallest;
}

/** Moves one multiplier to its best value within [0, cost], all others fixed. */
function step({ Z, sign, cost, norm }: Problem, state: State, row: number, gradient: number): void {
  const before = state.alpha[row]!;
  const after = Math.min(Math.max(before - gradient / norm[row]!, 0), cost[row]!);
  const change = (after - before) * sign[row]!;
  if (change === 0) return;
  state.alpha[row] = after;
  state.bias += change;
  for (let j = 0, at = row * Z.cols; j < Z.cols; j++, at++) state.weights[j]! += change * Z.data[at]!;
}

function decision(Z: Matrix, row: number, weights: Float64Array, bias: number): number {
  return bias + dot(Z.data, row * Z.cols, weights, 0, Z.cols);
}

function swap(order: Int32Array, a: number, b: number): void {
  const kept = order[a]!;
  order[a] = order[b]!;
  order[b] = kept;
}

/** Duality gap / objective; the gap is the sum of cost x loss - alpha x (1 - margin), no term of which is negative. */
function relativeGap({ Z, sign, cost }: Problem, { weights, alpha, bias }: State): number {
  let gap = 0;
  let objective = dot(weights, 0, weights, 0, Z.cols) / 2;
  for (let row = 0; row < Z.rows; row++) {
    const short = 1 - sign[row]! * decision(Z, row, weights, bias);
    objective += cost[row]! * Math.max(short, 0);
    gap += cost[row]! * Math.max(short, 0) - alpha[row]! * short;
  }
  return gap / objective;
}
