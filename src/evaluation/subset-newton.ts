/**
 * Logistic regression on a subset of the columns, with all rows and with each row left out: the minimum of models/logistic.ts
 * by Newton's method. A left-out fit starts from the solution on all rows, whose gradient and Hessian less the row's own part
 * make its first step; two or three more are enough.
 *
 * A step surely lowers the loss while no row's log-odds change by more than 1.79, since the curvature of a row changes by at most
 * e^r where its log-odds change by r (Bach, Electron. J. Stat. 4, 384 (2010), section 2). A longer step is taken whole where the
 * loss still falls at its end, and shortened elsewhere.
 */
import { fail } from '../core/errors.ts';
import { factorise, packedStart, solveLower, solveUpper } from '../models/cholesky.ts';
import { dot } from '../models/dot.ts';
import { addChange, addGradient, addHessian, move, riseAlong, type SubsetFits, visitRows } from './subset-loss.ts';

const MOST_STEPS = 100;
const SAFE_CHANGE = 1.5;
/**
 * Largest change of a row's log-odds at which one more step ends the fit, with the Hessian that is there: the error is then
 * about the square of the change, and its cube after that step.
 */
const LAST_CHANGE = 4e-3;
const POINT_PARTS = ['weights', 'logOdds', 'slope', 'curvature', 'gradient', 'hessian'] as const;

/**
 * Fits a subset to all rows, from weights of 0; the solution is kept for {@link fitWithout}.
 * @param columns ascending indices
 * @throws {UserError} when the minimum is not found in 100 Newton steps
 * @example fitAll(fits, [0, 3]); fits.whole.logOdds[2];
 */
export function fitAll(fits: SubsetFits, columns: ArrayLike<number>): void {
  const { now, whole, penalty, tables } = fits;
  choose(fits, columns);
  penalty.fill(tables.l2);
  penalty[fits.size - 1] = 0;
  now.weights.fill(0);
  now.logOdds.fill(0);
  visitRows(fits, -1);
  addGradient(fits);
  addHessian(fits);
  minimise(fits, -1);
  visitRows(fits, -1);
  addGradient(fits);
  addHessian(fits);
  for (const part of POINT_PARTS) whole[part].set(now[part]);
}

/**
 * Fits the subset of {@link fitAll} to all rows but one.
 * @returns log-odds of the row left out
 * @throws {UserError} when the minimum is not found in 100 Newton steps
 * @example fitAll(fits, [0, 3]); fitWithout(fits, 2);
 */
export function fitWithout(fits: SubsetFits, out: number): number {
  const { size, whole, penalty, starts, chosen, tables } = fits;
  const { columns, penalties, l2 } = tables;
  const { weights, logOdds, gradient, hessian } = fits.now;
  for (let i = 0, at = 0; i < size; i++) {
    const value = columns[starts[i]! + out]!;
    const factor = whole.curvature[out]! * value;
    for (let j = 0; j <= i; j++, at++) hessian[at] = whole.hessian[at]! - factor * columns[starts[j]! + out]!;
    weights[i] = whole.weights[i]!;
    gradient[i] = whole.gradient[i]! - whole.slope[out]! * value;
    if (i === size - 1) continue;
    penalty[i] = penalties.data[out * penalties.cols + chosen[i]!]!;
    hessian[at - 1]! += penalty[i]! - l2;
    gradient[i]! += (penalty[i]! - l2) * weights[i]!;
  }
  for (let i = 0; i < logOdds.length; i++) logOdds[i] = whole.logOdds[i]!;
  minimise(fits, out);
  return logOdds[out]!;
}

function choose(fits: SubsetFits, columns: ArrayLike<number>): void {
  const { chosen, starts, pairs, tables } = fits;
  fits.size = columns.length + 1;
  for (let i = 0, at = 0; i < fits.size; i++) {
    chosen[i] = i < columns.length ? columns[i]! : tables.cols;
    starts[i] = chosen[i]! * tables.stride;
    for (let j = 0; j <= i; j++, at++) pairs[at] = (packedStart(chosen[i]!) + chosen[j]!) * tables.stride;
  }
}

/** From the point as it stands, its gradient and Hessian known, to the minimum. */
function minimise(fits: SubsetFits, out: number): void {
  const { size, now } = fits;
  const step = fits.steps[size]!;
  for (let count = 0; count < MOST_STEPS; count++) {
    if (!factorise(now.hessian, size)) break;
    solveLower(now.hessian, step);
    const decrement = dot(step, 0, step, 0, size);
    solveUpper(now.hessian, step);
    const largest = goAlong(fits, out, decrement);
    addGradient(fits);
    if (largest <= LAST_CHANGE) {
      solveUpper(now.hessian, solveLower(now.hessian, step));
      addChange(fits);
      move(fits, 1);
      return;
    }
    addHessian(fits);
  }
  fail('subset search', `the minimum in ${MOST_STEPS} Newton steps`, 'none', 'choose a larger l2');
}

/**
 * Goes along Newton's step, as far as the loss falls.
 * @returns the largest change of log-odds that the whole step would make
 */
function goAlong(fits: SubsetFits, out: number, decrement: number): number {
  const largest = addChange(fits);
  const safe = SAFE_CHANGE / largest;
  move(fits, 1);
  visitRows(fits, out);
  for (let length = 1; length > safe; ) {
    const rise = riseAlong(fits);
    if (rise <= 0) break;
    const bottom = decrement / (decrement + rise); // where a parabola through both slopes is flat
    const shorter = Math.max(length * Math.min(Math.max(bottom, 0.1), 0.7), safe);
    move(fits, shorter - length);
    visitRows(fits, out);
    length = shorter;
  }
  return largest;
}
