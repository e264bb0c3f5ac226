/**
 * How much each of several answerers counts in a weighted mean: ensemble selection (Caruana, Niculescu-Mizil, Crew and Ksikes, ICML
 * 2004). One by one, and the same one again if need be, they are taken in, each time the one with which the mean is best; a weight is
 * the share of times. It takes any loss, and stays near to the best single one where nothing else is better.
 */
import { fail } from '../core/errors.ts';

/**
 * Chooses the weights.
 * @param said what each says of the same rows, at least one answerer
 * @param loss of a mean of what they say; less is better
 * @param rounds how many are taken in at most, at least 1; the best mean on the way counts
 * @returns a weight each, at least 0, 1 in all; of equals the first is taken
 * @throws {UserError} for no answerers, and a number of rounds below 1
 * @example ensembleWeights([Float64Array.of(0, 0), Float64Array.of(2, 2)], (mean) => Math.abs(mean[0]! - 1), 20); // [0.5, 0.5]
 */
export function ensembleWeights(
  said: readonly Float64Array[],
  loss: (mean: Float64Array) => number,
  rounds: number,
): Float64Array {
  if (said.length === 0) fail('ensemble weights', 'at least one answerer', 'none', 'name one');
  if (!(rounds >= 1)) fail('ensemble weights', 'at least 1 round', `${rounds}`, 'such as 30');
  let sum = new Float64Array(said[0]!.length);
  const times = new Float64Array(said.length);
  let best = { loss: Number.POSITIVE_INFINITY, weights: times.slice() };
  for (let round = 1; round <= rounds; round++) {
    const sums = said.map((each) => sum.map((value, row) => value + each[row]!));
    const losses = sums.map((each) => loss(each.map((value) => value / round)));
    const taken = losses.reduce((least, value, k) => (value < losses[least]! ? k : least), 0);
    sum = sums[taken]!;
    times[taken]!++;
    if (losses[taken]! < best.loss) best = { loss: losses[taken]!, weights: times.map((count) => count / round) };
  }
  return best.weights;
}
