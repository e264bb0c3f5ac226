/**
 * Shapley values: what each part of an input adds to a model's answer, counted fairly. Shapley, Contributions to the Theory of Games II,
 * 307 (1953); for models with a reference input, Lundberg and Lee, Adv. Neural Inf. Process. Syst. 30 (2017), equation 4. Exact, over
 * all coalitions: for a few parts.
 */
import { fail } from '../core/errors.ts';

const MOST_PARTS = 16;

/**
 * The value of each part: its mean gain over all orders in which the parts could come. They add up to the answer with all parts less
 * the answer with none.
 * @param worth answer for each set of parts, 2^n of them; part i is in the set numbered s where bit i of s is 1
 * @throws {UserError} for a length that is no power of two, or of more than 16 parts
 * @example shapleyValues([0, 1, 2, 5]); // Float64Array [2, 3]
 */
export function shapleyValues(worth: ArrayLike<number>): Float64Array {
  const parts = Math.log2(worth.length);
  if (!Number.isInteger(parts) || parts > MOST_PARTS) {
    fail(
      'Shapley values',
      `2 to the number of parts, at most ${MOST_PARTS}`,
      `${worth.length} answers`,
      'give one a set',
    );
  }
  const values = new Float64Array(parts);
  const weights = orderShares(parts);
  for (let set = 0; set < worth.length; set++) {
    const weight = weights[countBits(set)];
    for (let part = 0; part < parts; part++) {
      const bit = 1 << part;
      if ((set & bit) === 0) values[part]! += weight! * (worth[set | bit]! - worth[set]!);
    }
  }
  return values;
}

/** Share of the orders in which one part comes right after a given set, by the size of the set. */
function orderShares(parts: number): Float64Array {
  const shares = new Float64Array(parts);
  let chosen = 1; // ways to choose a set of that size from the other parts
  for (let size = 0; size < parts; size++) {
    shares[size] = 1 / (parts * chosen);
    chosen = (chosen * (parts - 1 - size)) / (size + 1);
  }
  return shares;
}

function countBits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
