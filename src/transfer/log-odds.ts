/**
 * Probabilities of log-odds z: 1 / (1 + exp(-z)).
 * @example probabilityOf(Float64Array.of(0)); // Float64Array [0.5]
 */
export function probabilityOf(logOdds: Float64Array): Float64Array {
  return logOdds.map((z) => 1 / (1 + Math.exp(-z)));
}

/**
 * Log-odds of a probability p between 0 and 1: ln(p / (1 - p)).
 * @example logOddsOf(0.5); // 0
 */
export function logOddsOf(probability: number): number {
  return Math.log(probability / (1 - probability));
}
