/** What a method says of rows that it has not seen, after it has learned from others. */
import { cluster } from '../../clustering/cluster.ts';
import { fail } from '../../core/errors.ts';
import { createMatrix, type Matrix, selectRows } from '../../core/matrix.ts';
import type { Stream } from '../../core/random.ts';
import { fitModel } from '../../models/model.ts';
import { fitRegressor } from '../../models/regression.ts';
import { fitStandardiser, standardise } from '../../models/standardise.ts';
import type { PropertyMethod } from './define.ts';
import { inputMatrix } from './input.ts';
import { compoundsOf, type PropertyData } from './load-table.ts';

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
  const X = inputOf(method, data);
  const [known, asked] = [selectRows(X, train), selectRows(X, test)];
  switch (method.does) {
    case 'regress':
      return fitRegressor(method.model, known, pick(data.y, train), random).predict(asked).mean;
    case 'classify':
      return fitModel(method.model, known, pick(labelsOf(method, data), train), random).score(asked);
    case 'cluster':
      return clusterShares(method, known, asked, pick(labelsOf(method, data), train), random);
  }
}

/**
 * Answers as scores of which 0 and above mean a positive: a value less the threshold, a share of positives less a half.
 * @param threshold of the experiment, for a method that regresses
 * @example decisionScores(method, Float64Array.of(1.5), 1); // [0.5] where the method regresses
 */
export function decisionScores(method: PropertyMethod, answers: Float64Array, threshold: number): Float64Array {
  if (method.does === 'classify') return answers;
  return answers.map((value) => value - (method.does === 'regress' ? threshold : 0.5));
}

/**
 * The columns of a method, one row a compound, made once.
 * @example inputOf(method, data).rows === data.y.length; // true
 */
export function inputOf({ input }: PropertyMethod, data: PropertyData): Matrix {
  const key = JSON.stringify(input);
  const known = INPUTS.get(data) ?? new Map<string, Matrix>();
  INPUTS.set(data, known);
  const matrix = known.get(key) ?? inputMatrix(input, compoundsOf(data), data.compositions);
  known.set(key, matrix);
  return matrix;
}

const INPUTS = new WeakMap<PropertyData, Map<string, Matrix>>();

/**
 * Labels of the compounds, for a method that needs them.
 * @throws {UserError} when the experiment has no threshold
 * @example labelsOf(method, data)[0]; // 0 or 1
 */
export function labelsOf({ name }: PropertyMethod, { labels }: PropertyData): readonly number[] {
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
