/** A fitted model: scores for new rows, and its JSON form and back. Scores from the JSON are the same to the bit. */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import { scoreBoosted } from './boosting.ts';
import { scoreCategoryRate } from './category-rate.ts';
import { checkMatrix } from './check-data.ts';
import { scoreExtraTrees } from './extra-trees-classifier.ts';
import { scoreLinear } from './linear.ts';
import { scoreKernel } from './ml-svm.ts';
import { scoreMlp } from './mlp.ts';
import type { ModelSpec } from './model-spec.ts';
import { scoreNearestNeighbour } from './nearest-neighbour.ts';
import { type Parameters, toArrays, withoutNegativeZeros } from './parameters.ts';
import type { LinearForm } from './prediction.ts';

/** The JSON form of a fitted model; `version` goes up when its meaning changes. */
export interface PredictorJson {
  readonly format: 'ionsieve-model';
  readonly version: 1;
  readonly spec: ModelSpec;
  /** Columns of the rows that it scores. */
  readonly columns: number;
  readonly parameters: Readonly<Record<string, readonly number[]>>;
}

/** A fitted model. */
export interface Predictor {
  readonly spec: ModelSpec;
  /** Present for linear-svm, logistic and ml-svm with the linear kernel. */
  readonly linear?: LinearForm;
  /**
   * Decision value of each row; at least 0 means class 1. Log odds for logistic, mlp, boosted-trees, extra-trees, majority and category-rate.
   * @throws {UserError} for another number of columns than in training, or a value that is not finite
   */
  score(X: Matrix): Float64Array;
  toJson(): PredictorJson;
}

/**
 * A predictor from fitted numbers.
 * @param columns columns of the training rows
 * @param fitted what the fit function of the spec's kind returned
 * @example createPredictor({ kind: 'majority' }, 2, fitMajority([0, 1])).score(X);
 */
export function createPredictor(spec: ModelSpec, columns: number, fitted: Parameters): Predictor {
  const parameters = withoutNegativeZeros(fitted);
  const linear = isLinear(spec)
    ? { linear: { weights: parameters.weights!, intercept: parameters.intercept![0]! } }
    : undefined;
  return {
    spec,
    ...linear,
    score(X) {
      const where = `rows to score with ${spec.kind}`;
      if (X.cols !== columns) fail(where, `${columns} columns`, `${X.cols}`, 'give the columns of the training rows');
      checkMatrix(X, where);
      return scoreRows(spec, parameters, X);
    },
    toJson: () => ({ format: 'ionsieve-model', version: 1, spec, columns, parameters: toArrays(parameters) }),
  };
}

/**
 * Whether scores are intercept + weights . row.
 * @example isLinear({ kind: 'logistic', l2: 1 }); // true
 */
export function isLinear(spec: ModelSpec): boolean {
  return spec.kind === 'linear-svm' || spec.kind === 'logistic' || (spec.kind === 'ml-svm' && spec.kernel === 'linear');
}

function scoreRows(spec: ModelSpec, parameters: Parameters, X: Matrix): Float64Array {
  switch (spec.kind) {
    case 'linear-svm':
    case 'logistic':
      return scoreLinear(parameters, X);
    case 'ml-svm':
      return spec.kernel === 'linear' ? scoreLinear(parameters, X) : scoreKernel(spec, parameters, X);
    case 'kernel-svm':
      return scoreKernel({ ...spec, kernel: 'rbf' }, parameters, X);
    case 'mlp':
      return scoreMlp(parameters, spec, X);
    case 'boosted-trees':
      return scoreBoosted(parameters, spec, X);
    case 'extra-trees':
      return scoreExtraTrees(parameters, X);
    case 'majority':
      return new Float64Array(X.rows).fill(parameters.score![0]!);
    case 'nearest-neighbour':
      return scoreNearestNeighbour(parameters, spec.neighbours ?? 1, X);
    case 'category-rate':
      return scoreCategoryRate(parameters, spec.column, X);
  }
}
