/** What models say of rows. */
import type { Matrix } from '../core/matrix.ts';

/** A linear score: intercept + weights . row, in the units of the raw columns. */
export interface LinearForm {
  readonly weights: Float64Array;
  readonly intercept: number;
}

/**
 * What a regression says of each row: a mean, and the standard deviation of a new measurement about it.
 * @example const prediction: Prediction = { mean: Float64Array.of(-4.1), sd: Float64Array.of(0.9) };
 */
export interface Prediction {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/** A stored model as one number a row: a decision value, or a value in the unit of what was learned. */
export interface Scorer {
  /** Columns of the rows that it takes. */
  readonly columns: number;
  /** Present where the number is intercept + weights . row. */
  readonly linear?: LinearForm;
  /** @throws {UserError} for another number of columns, or a value that is not finite */
  score(X: Matrix): Float64Array;
  /** The same with standard deviations, where the model states them. */
  predict?(X: Matrix): Prediction;
}
