/** What a method says of rows that it has not seen, after it has learned from others. */

import { cluster } from '../../clustering/cluster.ts';
import { fail } from '../../core/errors.ts';
import { createMatrix, type Matrix, selectRows } from '../../core/matrix.ts';
import type { Stream } from '../../core/random.ts';
import { compoundsOf } from '../../dataset/dataset.ts';
import { type Cut, margin } from '../../dataset/target.ts';
import { fitModel, type ModelSpec, type PredictorJson } from '../../models/model.ts';
import { fitRegressor, type RegressionSpec, type RegressorJson } from '../../models/regression.ts';
import { fitStandardiser, standardise } from '../../models/standardise.ts';
import type { PropertyMethod } from './define.ts';
import { inputMatrix } from './input.ts';
import type { PropertyData } from './load-table.ts';
import { taughtRows } from './taught-rows.ts';

/**
 * Fits a method to the training rows and asks it about the test rows. Chance comes from `random` alone: the same stream gives the
 * same answers.
 *
 * @param train indices of rows of `data`; may name a row more than once
 * @returns for each test row: the value ('regress'); the score, 0 and above for class 1 ('classify'); or the share of positives
 * among the training rows of its cluster, of all training rows where its cluster has none ('cluster': grouped are the training and
 * test rows together, by their columns alone)
 * @throws {UserError} for a method that needs labels where there is no threshold, and for what the model refuses
 * @throws {Error} before openSolvers, for models that need it
 * @example answer(method, data, [0, 1, 2], [3], stream(0, 'fold 0'))[0];
 */
export function answer(
  method: PropertyMethod,
  data: PropertyData,
  train: ArrayLike<number>,
  test: ArrayLike<number>,
  random: Stream,
): Float64Array {
  const asked = selectRows(inputOf(method, data), test);
  if (method.does !== 'cluster') return fittedTo(method, data, train, random).answer(asked);
  const rows = taughtRows(method, data, train);
  const known = selectRows(inputOf(method, data), rows);
  return clusterShares(method, known, asked, pick(labelsOf(method, data), rows), random);
}

/** A method that was fitted. */
export interface FittedMethod {
  /** The value of each row, or its score, 0 and above for class 1. */
  answer(X: Matrix): Float64Array;
  toJson(): PredictorJson | RegressorJson;
}

/**
 * Fits a method that learns to rows of numbers.
 * @param y values, or classes where the method classifies
 * @throws {UserError} for what the model refuses
 * @throws {Error} before openSolvers, for models that need it
 * @example fitted(method, X, y, stream(0, 'fit')).answer(X)[0];
 */
export function fitted(
  method: Pick<LearningMethod, 'does' | 'model'>,
  X: Matrix,
  y: ArrayLike<number>,
  random: Stream,
): FittedMethod {
  if (isRegression(method)) {
    const regressor = fitRegressor(method.model, X, y, random);
    return { answer: (asked) => regressor.predict(asked).mean, toJson: () => regressor.toJson() };
  }
  const predictor = fitModel(method.model as ModelSpec, X, y, random);
  return { answer: (asked) => predictor.score(asked), toJson: () => predictor.toJson() };
}

/**
 * Fits a method that learns to rows of `data`, each as many times as it counts.
 * @throws {UserError} for what the model refuses, weights included
 * @throws {Error} before openSolvers, for models that need it
 * @example fittedTo(method, data, [0, 1, 2], stream(0, 'fit')).answer(X)[0];
 */
export function fittedTo(
  method: LearningMethod,
  data: PropertyData,
  rows: ArrayLike<number>,
  random: Stream,
): FittedMethod {
  const taught = taughtRows(method, data, rows);
  return fitted(method, selectRows(inputOf(method, data), taught), pick(truthOf(method, data), taught), random);
}

/** A method that is fitted, and does not group. */
export type LearningMethod = Exclude<PropertyMethod, { does: 'cluster' }>;

const isRegression = (
  method: Pick<LearningMethod, 'does' | 'model'>,
): method is { readonly does: 'regress'; readonly model: RegressionSpec } => method.does === 'regress';

/**
 * What a method learns of each compound: the value, or the class.
 * @throws {UserError} when a method that classifies has no threshold
 * @example truthOf(method, data)[0];
 */
export function truthOf(method: Pick<PropertyMethod, 'name' | 'does'>, data: PropertyData): ArrayLike<number> {
  return method.does === 'regress' ? data.y : labelsOf(method, data);
}

/**
 * Answers as scores of which 0 and above mean a positive: how far a value reaches beyond the threshold, a share of positives less a
 * half.
 * @example decisionScores(method, Float64Array.of(1.5), { at: 1, better: 'larger' }); // [0.5] where the method regresses
 */
export function decisionScores({ does }: Pick<PropertyMethod, 'does'>, answers: Float64Array, cut: Cut): Float64Array {
  if (does === 'classify') return answers;
  return answers.map((value) => (does === 'regress' ? margin(cut, value) : value - 0.5));
}

/**
 * The columns of a method, one row a compound, made once for the same compounds, whatever is learned of them.
 * @example inputOf(method, data).rows === data.y.length; // true
 */
export function inputOf({ input }: Pick<PropertyMethod, 'input'>, data: PropertyData): Matrix {
  const key = JSON.stringify(input);
  const known = INPUTS.get(data.rows) ?? new Map<string, Matrix>();
  INPUTS.set(data.rows, known);
  const matrix = known.get(key) ?? inputMatrix(input, compoundsOf(data), data.compositions);
  known.set(key, matrix);
  return matrix;
}

const INPUTS = new WeakMap<PropertyData['rows'], Map<string, Matrix>>();

/**
 * Labels of the compounds, for a method that needs them.
 * @throws {UserError} when the experiment has no threshold
 * @example labelsOf(method, data)[0]; // 0 or 1
 */
export function labelsOf({ name }: Pick<PropertyMethod, 'name'>, { labels }: PropertyData): readonly number[] {
  return labels ?? fail(`method ${name}`, 'a threshold to tell classes by', 'none', 'give the experiment a threshold');
}

function clusterShares(
  { model, columns }: Extract<PropertyMethod, { does: 'cluster' }>,
  known: Matrix,
  asked: Matrix,
  labels: readonly number[],
  random: Stream,
): Float64Array {
  const both = createMatrix(known.rows + asked.rows, known.cols);
  both.data.set(known.data);
  both.data.set(asked.data, known.data.length);
  const clusters = cluster(model, columns === 'raw' ? both : standardise(both, fitStandardiser(both)), random);
  const positives = new Float64Array(model.clusters);
  const rows = new Float64Array(model.clusters);
  labels.forEach((label, i) => {
    positives[clusters[i]!]! += label;
    rows[clusters[i]!]!++;
  });
  const overall = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const share = (label: number) => (rows[label] === 0 ? overall : positives[label]! / rows[label]!);
  return Float64Array.from(clusters.subarray(known.rows), share);
}

function pick(values: ArrayLike<number>, rows: ArrayLike<number>): number[] {
  return Array.from(rows, (row) => values[row]!);
}
