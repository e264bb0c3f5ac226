/**
 * Probabilities of log-odds z: 1 / (1 + exp(-z)).
 * @example probabilityOf(Float64Array.of(0)); // Float64Array [0.5]
 */
export function probabilityOf(logOdds: Float64Array): Float64Array {
  return logOdds.map((z) => 1 / (1 + Math.exp(-z)));
}
