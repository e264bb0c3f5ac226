/**
 * What a regression says of each row: a mean, and the standard deviation of a new measurement about it.
 * @example const prediction: Prediction = { mean: Float64Array.of(-4.1), sd: Float64Array.of(0.9) };
 */
export interface Prediction {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}
