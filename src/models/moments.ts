/**
 * Mean and population standard deviation (divisor: how many), in two passes about the first value, so that equal values
 * have exactly their own mean and no spread.
 * @example moments([1, 3]); // { mean: 2, sd: 1 }
 */
export function moments(values: ArrayLike<number>): { mean: number; sd: number } {
  const first = values[0]!;
  let shift = 0;
  for (let i = 0; i < values.length; i++) shift += (values[i]! - first) / values.length;
  let variance = 0;
  for (let i = 0; i < values.length; i++) variance += (values[i]! - first - shift) ** 2 / values.length;
  return { mean: first + shift, sd: Math.sqrt(variance) };
}
