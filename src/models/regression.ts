/** The front door of the regressions, beside {@link fitModel}: a spec, rows and real numbers in, a regressor out. No chemistry. */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { fitBoostedRegression } from './boosted-regression.ts';
import { checkMatrix } from './check-data.ts';
import { checkRegressionSpec } from './check-regression-spec.ts';
import { fitExtraTrees } from './extra-trees.ts';
import { fitMedian } from './median.ts';
import { fitMlpRegression } from './mlp-regression.ts';
import type { Parameters } from './parameters.ts';
import { fitPls } from './pls.ts';
import type { BlendSpec, RegressionSpec } from './regression-spec.ts';
import { createRegressor, type Regressor } from './regressor.ts';
import { fitRidge } from './ridge.ts';
import { fitSupportVectorRegression } from './support-vector-regression.ts';

/** What a regression says of each row. */
export type { Prediction } from './prediction.ts';
/** The regressions that can be fitted. */
export type {
  BlendSpec,
  BoostedRegressionSpec,
  ExtraTreesSpec,
  GaussianProcessSpec,
  MedianSpec,
  MlpRegressionSpec,
  NearestSpec,
  PlsSpec,
  RegressionSpec,
  RidgeSpec,
  SupportVectorRegressionSpec,
} from './regression-spec.ts';
/** The fitted regression and its JSON form. */
export type { Regressor, RegressorJson } from './regressor.ts';
/** Reads a stored regression. */
export { regressorFromJson } from './regressor-from-json.ts';

/**
 * Fits a regression. Whatever standardisation it needs is fitted on the rows given, so a held-out row never has a say.
 *
 * @param X one row a sample; finite values
 * @param y one finite number a row
 * @param random used by extra-trees, boosted-trees and perceptrons, alone or in a blend; the same stream gives the same regression
 * @throws {UserError} for options or data at fault
 * @throws {Error} for support-vector-regression before openLibsvm, for mlp before openTensorBackend
 * @example fitRegressor({ kind: 'ridge', l2: 1 }, X, y, stream(0, 'law')).predict(X).mean;
 */
export function fitRegressor(spec: RegressionSpec, X: Matrix, y: ArrayLike<number>, random: Stream): Regressor {
  checkRegressionSpec(spec, 'regression');
  checkData(spec, X, y);
  return fitChecked(spec, X, y, random);
}

function fitChecked(spec: RegressionSpec, X: Matrix, y: ArrayLike<number>, random: Stream): Regressor {
  if (spec.kind !== 'blend') return createRegressor(spec, X.cols, fitParameters(spec, X, y, random));
  const members = spec.members.map((member) => fitChecked(member, X, y, random));
  return createRegressor(spec, X.cols, {}, members);
}

function fitParameters(
  spec: Exclude<RegressionSpec, BlendSpec>,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
): Parameters {
  switch (spec.kind) {
    case 'ridge':
      return fitRidge(spec, X, y);
    case 'support-vector-regression':
      return fitSupportVectorRegression(spec, X, y);
    case 'pls':
      return fitPls(spec, X, y);
    case 'extra-trees':
      return fitExtraTrees(spec, X, y, random);
    case 'mlp':
      return fitMlpRegression(spec, X, y, random);
    case 'boosted-trees':
      return fitBoostedRegression(spec, X, y, random);
    case 'median':
      return fitMedian(y);
    case 'gaussian-process':
    case 'nearest':
      return { rows: X.data, y: Float64Array.from(y) };
  }
}

function checkData(spec: RegressionSpec, X: Matrix, y: ArrayLike<number>): void {
  const where = `training rows of ${spec.kind}`;
  if (X.rows < 1 || X.cols < 1) {
    fail(where, 'at least one row and one column', `${X.rows} x ${X.cols}`, 'give more data');
  }
  checkMatrix(X, where);
  if (y.length !== X.rows) fail(where, `${X.rows} values of y`, `${y.length}`, 'give one value a row');
  const at = Array.from(y).findIndex((value) => !Number.isFinite(value));
  if (at >= 0) fail(`${where}, y ${at}`, 'a finite number', String(y[at]), 'leave out the row');
  checkReach(spec, X.rows);
}

function checkReach(spec: RegressionSpec, rows: number): void {
  if (spec.kind === 'blend') for (const member of spec.members) checkReach(member, rows);
  if (spec.kind !== 'nearest' || spec.neighbours <= rows) return;
  fail(`training rows of ${spec.kind}`, `at least ${spec.neighbours} rows`, `${rows}`, 'ask for fewer neighbours');
}
