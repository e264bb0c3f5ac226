/**
 * The median of a mixture: a value is at its lower bound with some probability, and else spread as held-out misses are. The absolute error
 * asks for the median; it is the bound where that is at least as likely as not.
 */

/**
 * The median of each row.
 * @param atBound probability that a row is at the bound
 * @param value of a row that is not
 * @param misses true less told, of rows that are not, each told while it was held out; at least one
 * @param bound no median lies below it
 * @example mixtureMedian([0.5, 0], [3, 3], [-1, 0, 1], 0); // [0, 3]
 */
export function mixtureMedian(
  atBound: ArrayLike<number>,
  value: ArrayLike<number>,
  misses: ArrayLike<number>,
  bound: number,
): Float64Array {
  const sorted = Float64Array.from(misses).sort();
  return Float64Array.from(atBound, (p, row) => {
    if (p >= 0.5) return bound;
    return Math.max(bound, value[row]! + quantile(sorted, (0.5 - p) / (1 - p)));
  });
}

/** Between the two nearest of ascending values. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)]!;
  return low + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - low);
}
