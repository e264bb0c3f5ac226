/** Why a linear model says what it says of one row: what each descriptor adds to the log-odds. */
import type { Explanation } from './api-compounds.ts';

/** A linear model in the units of its descriptors, and the row that contributions are counted against. */
export interface LinearModel {
  readonly name: string;
  readonly descriptors: readonly string[];
  readonly weights: ArrayLike<number>;
  readonly intercept: number;
  /** What `centre` is the mean of, in words. */
  readonly reference: string;
  readonly centre: readonly number[];
}

/**
 * Contributions of a row's descriptors, the largest first: weight x (value - mean of the reference). They and the log-odds of the mean
 * row add up to the log-odds of the row.
 * @example explain(model, [1, 2]).log_odds;
 */
export function explain(model: LinearModel, row: ArrayLike<number>): Explanation {
  const { descriptors, weights, centre } = model;
  const contributions = descriptors.map((descriptor, j) => ({
    descriptor,
    value: row[j]!,
    contribution: weights[j]! * (row[j]! - centre[j]!),
  }));
  const base = descriptors.reduce((sum, _, j) => sum + weights[j]! * centre[j]!, model.intercept);
  return {
    model: model.name,
    base,
    reference: model.reference,
    log_odds: contributions.reduce((sum, { contribution }) => sum + contribution, base),
    contributions: contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
  };
}
