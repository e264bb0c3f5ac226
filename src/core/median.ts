/**
 * The median; of an even number of values the mean of the middle two.
 * @param values at least one, in any order
 * @example median([1, 5, 2]); // 2
 */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return low + (high - low) / 2;
}
