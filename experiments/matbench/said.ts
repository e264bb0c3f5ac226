/** What one member says of rows after it has learned from others. */
import { type Matrix, type Stream, selectRows } from 'ionsieve/core';
import { fitModel, fitRegressor } from 'ionsieve/models';
import type { Member } from './define.ts';

/** What is learned, and from which rows. */
export interface Lesson {
  readonly does: 'regress' | 'classify';
  /** Of each row to learn from: a value, or 0 or 1. */
  readonly y: Float64Array;
  /** Rows of the member's matrix, as many as `y`. */
  readonly train: readonly number[];
}

/**
 * A value or a probability of each row asked about; of rows to learn from that are all alike, what they are.
 * @param member that tells what is learned
 * @param X what the member sees of all rows
 * @param asked rows of X
 * @example memberAnswer(member, X, { does: 'regress', y, train }, test, stream(0, 'fold 0'))[0];
 */
export function memberAnswer(
  { regressor, classifier }: Member,
  X: Matrix,
  { does, y, train }: Lesson,
  asked: readonly number[],
  random: Stream,
): Float64Array {
  if (y.every((value) => value === y[0])) return new Float64Array(asked.length).fill(y[0]!);
  const [learned, question] = [selectRows(X, train), selectRows(X, asked)];
  if (does === 'regress') return fitRegressor(regressor!, learned, y, random).predict(question).mean;
  const scores = fitModel(classifier!, learned, y, random).score(question);
  return scores.map((score) => 1 / (1 + Math.exp(-score)));
}
