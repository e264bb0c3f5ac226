/**
 * The weighted mean of what several say of the same rows.
 * @param weights one each, 1 in all; who has none is not asked for
 * @example weightedMean([Float64Array.of(0), Float64Array.of(4)], [0.75, 0.25]); // [1]
 */
export function weightedMean(said: readonly Float64Array[], weights: ArrayLike<number>): Float64Array {
  const mean = new Float64Array(said[0]!.length);
  for (const [k, each] of said.entries()) {
    if (weights[k] !== 0) for (let row = 0; row < mean.length; row++) mean[row]! += weights[k]! * each[row]!;
  }
  return mean;
}
