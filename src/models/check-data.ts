/** The door of every model: what comes in is a matrix of finite numbers with labels 0 and 1, or a one-line error. */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import type { ModelSpec } from './model-spec.ts';

/** Kinds that have an answer for training rows of one class only. */
const ONE_CLASS_WILL_DO: ReadonlySet<ModelSpec['kind']> = new Set(['majority', 'nearest-neighbour', 'category-rate']);

const OF_PROBABILITIES: ReadonlySet<string> = new Set<ModelSpec['kind']>([
  'logistic',
  'mlp',
  'boosted-trees',
  'extra-trees',
]);

/** Kinds that take a weight for each row. */
const TAKES_ROW_WEIGHTS: ReadonlySet<ModelSpec['kind']> = new Set(['logistic', 'boosted-trees']);

/**
 * Whether a kind of model tells probabilities: its score is log-odds, and it can learn probabilities as well as labels.
 * @example tellsProbabilities('logistic'); // true
 */
export function tellsProbabilities(kind: string): boolean {
  return OF_PROBABILITIES.has(kind);
}

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
  let at = 0;
  while (at < X.data.length && Number.isFinite(X.data[at])) at++;
  if (at === X.data.length) return;
  const position = `row ${Math.floor(at / X.cols)}, column ${at % X.cols}`;
  fail(`${where}, ${position}`, 'a finite number', String(X.data[at]), 'leave out the row or the column');
}

/**
 * Checks training rows and labels against what a model needs: at least one row and one column, finite values, one label
 * 0 or 1 a row (for logistic, mlp, boosted-trees and extra-trees also a probability between), both classes present for every kind but majority, nearest-neighbour and category-rate.
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

/**
 * Checks weights of the training rows: for kinds that take them, one a row, finite and at least 0, with both classes left where
 * the weight is above 0.
 * @throws {UserError} for the first thing amiss
 * @example checkRowWeights({ kind: 'logistic', l2: 1 }, [0, 1], [2, 0.5]);
 */
export function checkRowWeights(spec: ModelSpec, y: ArrayLike<number>, rowWeights: ArrayLike<number>): void {
  const where = `row weights of ${spec.kind}`;
  if (!TAKES_ROW_WEIGHTS.has(spec.kind)) {
    fail(where, `none, or a model of kind ${[...TAKES_ROW_WEIGHTS].join(' or ')}`, 'some', 'leave them out');
  }
  if (rowWeights.length !== y.length) {
    fail(where, `${y.length} weights`, `${rowWeights.length}`, 'give one weight a row');
  }
  let [positives, whole] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const weight = rowWeights[i]!;
    if (!(weight >= 0 && weight < Infinity)) {
      fail(`${where}, weight ${i}`, 'a finite number of at least 0', String(weight), 'mend the weight');
    }
    positives += weight * y[i]!;
    whole += weight;
  }
  if (!(positives > 0 && positives < whole)) {
    fail(where, 'weights above 0 on rows of both classes', 'one class or none', 'weigh rows of the other class');
  }
}

function checkLabel(spec: ModelSpec, label: number, where: string): void {
  if (label === 0 || label === 1) return;
  if (!tellsProbabilities(spec.kind)) fail(where, '0 or 1', String(label), 'label every row 0 or 1');
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
