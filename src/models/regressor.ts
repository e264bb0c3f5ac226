/** A fitted regression: predictions for new rows, and its JSON form. Predictions from the JSON are the same to the bit. */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import { blend } from './blend.ts';
import { predictBoostedRegression } from './boosted-regression.ts';
import { checkMatrix } from './check-data.ts';
import { prepareExtraTrees } from './extra-trees.ts';
import { prepareGaussianProcess } from './gaussian-process.ts';
import { predictMedian } from './median.ts';
import { predictMlpRegression } from './mlp-regression.ts';
import { predictNearest } from './nearest.ts';
import { type Parameters, toArrays, withoutNegativeZeros } from './parameters.ts';
import { predictPls } from './pls.ts';
import type { Prediction } from './prediction.ts';
import type { RegressionSpec } from './regression-spec.ts';
import { predictRidge } from './ridge.ts';
import { predictSupportVectorRegression } from './support-vector-regression.ts';

/** The JSON form of a fitted regression; `version` goes up when its meaning changes. */
export interface RegressorJson {
  readonly format: 'ionsieve-regressor';
  readonly version: 1;
  readonly spec: RegressionSpec;
  /** Columns of the rows that it predicts. */
  readonly columns: number;
  readonly parameters: Readonly<Record<string, readonly number[]>>;
  /** Of a blend, in the order of its spec. */
  readonly members?: readonly RegressorJson[];
}

/** A fitted regression. */
export interface Regressor {
  readonly spec: RegressionSpec;
  /**
   * Mean of each row, and the standard deviation of a new measurement about it.
   * @throws {UserError} for another number of columns than in training, or a value that is not finite
   */
  predict(X: Matrix): Prediction;
  toJson(): RegressorJson;
}

/**
 * A regressor from fitted numbers.
 * @param columns columns of the training rows
 * @param fitted what the fit function of the spec's kind returned; nothing for a blend
 * @param members of a blend
 * @example createRegressor({ kind: 'median' }, 2, fitMedian([1, 2, 5])).predict(X).mean;
 */
export function createRegressor(
  spec: RegressionSpec,
  columns: number,
  fitted: Parameters,
  members: readonly Regressor[] = [],
): Regressor {
  const parameters = withoutNegativeZeros(fitted);
  const predict = prepare(spec, columns, parameters, members);
  const stored = { format: 'ionsieve-regressor', version: 1, spec, columns } as const;
  return {
    spec,
    predict(X) {
      const where = `rows to predict with ${spec.kind}`;
      if (X.cols !== columns) fail(where, `${columns} columns`, `${X.cols}`, 'give the columns of the training rows');
      checkMatrix(X, where);
      return predict(X);
    },
    toJson: () => ({
      ...stored,
      parameters: toArrays(parameters),
      ...(spec.kind === 'blend' ? { members: members.map((member) => member.toJson()) } : {}),
    }),
  };
}

/** Does once what all predictions share. */
function prepare(
  spec: RegressionSpec,
  columns: number,
  parameters: Parameters,
  members: readonly Regressor[],
): (X: Matrix) => Prediction {
  switch (spec.kind) {
    case 'ridge':
      return (X) => predictRidge(parameters, X);
    case 'gaussian-process':
      return prepareGaussianProcess(spec, parameters, columns);
    case 'support-vector-regression':
      return (X) => predictSupportVectorRegression(spec, parameters, X);
    case 'pls':
      return (X) => predictPls(parameters, X);
    case 'extra-trees':
      return prepareExtraTrees(parameters);
    case 'mlp':
      return (X) => predictMlpRegression(spec, parameters, X);
    case 'boosted-trees':
      return (X) => predictBoostedRegression(spec, parameters, X);
    case 'nearest':
      return (X) => predictNearest(parameters, spec.neighbours, X);
    case 'median':
      return (X) => predictMedian(parameters, X);
    case 'blend':
      return (X) => blend(members.map((member) => member.predict(X)));
  }
}
