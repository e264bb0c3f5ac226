/** Any stored model as one number a row: classifiers and regressions of this program, and models of others. */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import { externalModel } from './external-model.ts';
import type { ExternalModelJson } from './external-model-json.ts';
import { toRawUnits } from './linear.ts';
import type { LinearForm, PredictorJson } from './predictor.ts';
import { predictorFromJson } from './predictor-from-json.ts';
import type { RegressorJson } from './regressor.ts';
import { regressorFromJson } from './regressor-from-json.ts';
import { show } from './spec-rules.ts';
import type { Standardiser } from './standardise.ts';
import { isRecord } from './stored-parameters.ts';

/** A model of another program under a format name, as a file holds it. */
export interface StoredExternalModel {
  readonly format: 'ionsieve-external-model';
  readonly version: 1;
  readonly model: ExternalModelJson;
}

/** A stored model; `format` tells which. */
export type ScorerJson = PredictorJson | RegressorJson | StoredExternalModel;

/** A model that says one number a row: a decision value, or a value in the unit of what was learned. */
export interface Scorer {
  readonly columns: number;
  /** Present where the number is intercept + weights . row. */
  readonly linear?: LinearForm;
  /** @throws {UserError} for another number of columns, or a value that is not finite */
  score(X: Matrix): Float64Array;
}

/**
 * The model that was stored.
 * @param where the file it came from, for messages
 * @throws {UserError} for another format, and for parts that do not fit together
 * @example scorerFromJson(JSON.parse(text).model, 'mine.json').score(X);
 */
export function scorerFromJson(json: unknown, where: string): Scorer {
  const { format, version, model, columns } = isRecord(json) ? json : {};
  switch (format) {
    case 'ionsieve-model': {
      const predictor = predictorFromJson(json, where);
      return { ...linearOf(predictor.linear), columns: columns as number, score: (X) => predictor.score(X) };
    }
    case 'ionsieve-regressor': {
      const regressor = regressorFromJson(json, where);
      const linear = linearOf(regressionLine(json as unknown as RegressorJson));
      return { ...linear, columns: columns as number, score: (X) => regressor.predict(X).mean };
    }
    case 'ionsieve-external-model':
      if (version !== 1) fail(where, 'model version 1', show(version), 'use a newer ionsieve');
      return externalModel(model, where);
    default:
      return fail(where, 'a stored model', show(format), 'give a model as docs/models.md has it');
  }
}

const linearOf = (linear: LinearForm | undefined) => (linear === undefined ? {} : { linear });

/** Ridge and partial least squares are linear in standardised columns. */
function regressionLine({ spec, parameters }: RegressorJson): LinearForm | undefined {
  if (spec.kind !== 'ridge' && spec.kind !== 'pls') return undefined;
  const { mean, scale, weights, intercept } = parameters;
  const standardiser: Standardiser = { mean: Float64Array.from(mean!), scale: Float64Array.from(scale!) };
  const raw = toRawUnits(weights!, intercept![0]!, standardiser);
  return { weights: raw.weights!, intercept: raw.intercept![0]! };
}
