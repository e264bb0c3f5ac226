/** The door of every model: what comes in is a matrix of finite numbers with labels 0 and 1, or a one-line error. */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import type { ModelSpec } from './model-spec.ts';

/** Kinds that have an answer for training rows of one class only. */
const ONE_CLASS_WILL_DO: ReadonlySet<ModelSpec['kind']> = new Set(['majority', 'nearest-neighbour', 'category-rate']);

/** Kinds that minimise a log loss, and so can learn probabilities as well as labels. */
const LEARNS_PROBABILITIES: ReadonlySet<ModelSpec['kind']> = new Set(['logistic', 'mlp', 'boosted-trees']);

/**
 * Checks that a matrix has the shape it claims and finite elements only.
 * @throws {UserError} naming the first row and column (from 0) with a value that is not finite
 * @throws {Error} when data and shape disagree
 * @example checkMatrix(matrixFrom([[1, 2]]), 'training rows');
 */
export function checkMatrix(X: Matrix, where: string): void {
  if (X.data.length !== X.rows * X.cols) {
    throw new Error(`${where}: ${X.data.length} values do not make ${X.rows} rows of ${X.cols} columns`);
  }
  const at = X.data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const position = `row ${Math.floor(at / X.cols)}, column ${at % X.cols}`;
  fail(`${where}, ${position}`, 'a finite number', String(X.data[at]), 'leave out the row or the column');
}

/**
 * Checks training rows and labels against what a model needs: at least one row and one column, finite values, one label
 * 0 or 1 a row (for logistic, mlp and boosted-trees also a probability between), both classes present for every kind but majority, nearest-neighbour and category-rate.
 * @throws {UserError} for the first thing amiss
 * @example checkTrainingData({ kind: 'majority' }, matrixFrom([[1]]), [0]);
 */
export function checkTrainingData(spec: ModelSpec, X: Matrix, y: ArrayLike<number>): void {
  const where = `training rows of ${spec.kind}`;
  if (X.rows < 1 || X.cols < 1) {
    fail(where, 'at least one row and one column', `${X.rows} x ${X.cols}`, 'give more data');
  }
  checkMatrix(X, where);
  if (y.length !== X.rows) fail(where, `${X.rows} labels`, `${y.length}`, 'give one label a row');
  let positives = 0;
  for (let i = 0; i < y.length; i++) {
    checkLabel(spec, y[i]!, `${where}, label ${i}`);
    positives += y[i]!;
  }
  if ((positives === 0 || positives === X.rows) && !ONE_CLASS_WILL_DO.has(spec.kind)) {
    fail(where, 'rows of both classes', `only class ${positives === 0 ? 0 : 1}`, 'give rows of the other class');
  }
  checkReach(spec, X, where);
}

function checkLabel(spec: ModelSpec, label: number, where: string): void {
  if (label === 0 || label === 1) return;
  if (!LEARNS_PROBABILITIES.has(spec.kind)) fail(where, '0 or 1', String(label), 'label every row 0 or 1');
  if (!(label > 0 && label < 1)) fail(where, 'a label or probability from 0 to 1', String(label), 'mend the label');
}

function checkReach(spec: ModelSpec, X: Matrix, where: string): void {
  if (spec.kind === 'nearest-neighbour' && (spec.neighbours ?? 1) > X.rows) {
    fail(where, `at least ${spec.neighbours} rows`, `${X.rows}`, 'ask for fewer neighbours');
  }
  if (spec.kind === 'category-rate' && spec.column >= X.cols) {
    fail(where, `a column index below ${X.cols}`, `${spec.column}`, 'name a column that exists');
  }
}
