/** Any stored model as one number a row: classifiers and regressions of this program, and models of others. */
import { fail } from '../core/errors.ts';
import { externalModel } from './external-model.ts';
import type { ExternalModelJson } from './external-model-json.ts';
import { rawForm } from './linear.ts';
import type { LinearForm, Scorer } from './prediction.ts';
import type { PredictorJson } from './predictor.ts';
import { predictorFromJson } from './predictor-from-json.ts';
import type { RegressorJson } from './regressor.ts';
import { regressorFromJson } from './regressor-from-json.ts';
import { show } from './spec-rules.ts';
import { isRecord } from './stored-parameters.ts';

/** A model of another program under a format name, as a file holds it. */
export interface StoredExternalModel {
  readonly format: 'ionsieve-external-model';
  readonly version: 1;
  readonly model: ExternalModelJson;
}

/** A stored model; `format` tells which. */
export type ScorerJson = PredictorJson | RegressorJson | StoredExternalModel;

/** Models that were read, by their JSON: it is looked through once, whoever asks for it. */
const READ = new WeakMap<object, Scorer>();

/**
 * The model that was stored.
 * @param where the file it came from, for messages
 * @throws {UserError} for another format, and for parts that do not fit together
 * @example scorerFromJson(JSON.parse(text).model, 'mine.json').score(X);
 */
export function scorerFromJson(json: unknown, where: string): Scorer {
  const stored = isRecord(json) ? json : {};
  const scorer = READ.get(stored) ?? readScorer(stored, where);
  READ.set(stored, scorer);
  return scorer;
}

function readScorer(json: Record<string, unknown>, where: string): Scorer {
  const { format, version, model } = json;
  const columns = json.columns as number;
  switch (format) {
    case 'ionsieve-model': {
      const predictor = predictorFromJson(json, where);
      return { ...linearOf(predictor.linear), columns, score: (X) => predictor.score(X) };
    }
    case 'ionsieve-regressor': {
      const { predict } = regressorFromJson(json, where);
      const linear = linearOf(regressionLine(json as unknown as RegressorJson));
      return { ...linear, columns, score: (X) => predict(X).mean, predict };
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
  return rawForm(weights!, intercept![0]!, { mean: mean!, scale: scale! });
}
