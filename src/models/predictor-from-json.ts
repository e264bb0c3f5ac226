/** Reads a stored model back, and refuses whatever {@link Predictor.toJson} cannot have written. */
import { fail } from '../core/errors.ts';
import { checkSpec } from './check-spec.ts';
import { layerSizes } from './mlp.ts';
import type { ModelSpec } from './model-spec.ts';
import type { Parameters } from './parameters.ts';
import { createPredictor, isLinear, type Predictor } from './predictor.ts';
import { show } from './spec-rules.ts';
import { checkLengths, isRecord, layerLengths, REFIT, readColumns, readParameters } from './stored-parameters.ts';
import { boostedLengths, checkBoosted, checkExtraTrees, extraTreesLengths } from './stored-trees.ts';

/**
 * The predictor that {@link Predictor.toJson} described.
 *
 * @param json parsed JSON
 * @param where the file it came from, for messages
 * @throws {UserError} for another format, a newer version, an unknown or misspelt spec, parameters missing or too many, of the
 * wrong length, or not finite
 * @example predictorFromJson(JSON.parse(JSON.stringify(predictor.toJson())), 'student.json').score(X);
 */
export function predictorFromJson(json: unknown, where: string): Predictor {
  const { format, version, spec, columns, parameters } = isRecord(json) ? json : {};
  if (format !== 'ionsieve-model')
    fail(where, "format 'ionsieve-model'", show(format), 'give a model that ionsieve saved');
  if (version !== 1) fail(where, 'model version 1', show(version), 'use a newer ionsieve, or fit the model again');
  const checked = checkSpec(spec, where);
  const width = readColumns(columns, where);
  const values = readParameters(parameters, where);
  checkLengths(values, expectedLengths(checked, width, values), where);
  checkMeaning(checked, width, values, where);
  return createPredictor(checked, width, values);
}

/** Length of each parameter; a number of rows or categories that only the file knows is taken from it. */
function expectedLengths(spec: ModelSpec, columns: number, values: Parameters): Record<string, number> {
  const standardiser = { mean: columns, scale: columns };
  const rows = (name: string) => values[name]?.length ?? 0;
  const svm = spec.kind === 'ml-svm' ? { multipliersAboveC: 1 } : {};
  if (isLinear(spec)) return { weights: columns, intercept: 1, ...svm };
  switch (spec.kind) {
    case 'mlp':
      return { ...standardiser, ...layerLengths(layerSizes(spec, columns)) };
    case 'boosted-trees':
      return boostedLengths(spec);
    case 'extra-trees':
      return extraTreesLengths(spec, values);
    case 'majority':
      return { score: 1 };
    case 'nearest-neighbour':
      return { ...standardiser, rows: rows('labels') * columns, labels: rows('labels') };
    case 'category-rate':
      return { categories: rows('categories'), scores: rows('categories'), unseen: 1 };
    default: {
      const vectors = rows('coefficients');
      return { ...standardiser, supportVectors: vectors * columns, coefficients: vectors, intercept: 1, ...svm };
    }
  }
}

function checkMeaning(spec: ModelSpec, columns: number, values: Parameters, where: string): void {
  if (values.scale?.some((scale) => scale <= 0)) fail(where, 'scales above 0', 'one that is not', REFIT);
  if (spec.kind === 'category-rate' && spec.column >= columns) {
    fail(where, `a category column below ${columns}`, `${spec.column}`, REFIT);
  }
  if (spec.kind === 'boosted-trees') checkBoosted(columns, values, where);
  if (spec.kind === 'extra-trees') checkVotes(columns, values, where);
  if (spec.kind !== 'nearest-neighbour') return;
  const labels = values.labels!;
  if (labels.some((label) => label !== 0 && label !== 1)) fail(where, 'labels 0 or 1', 'another one', REFIT);
  const neighbours = spec.neighbours ?? 1;
  if (labels.length < neighbours) fail(where, `at least ${neighbours} rows`, `${labels.length}`, REFIT);
}

/** A tree votes with a share. */
function checkVotes(columns: number, values: Parameters, where: string): void {
  checkExtraTrees(columns, values, where);
  if (values.leafMean!.some((share) => share < 0 || share > 1)) {
    fail(where, 'leaf means from 0 to 1', 'another one', REFIT);
  }
}
