/** The floor of the nearest known composition, for many thousands of compounds: only those with a common element are looked at. */
import type { Composition } from 'ionsieve/chemistry';
import { fractions } from 'ionsieve/chemistry';

/** Elements have atomic numbers below this. */
const ELEMENTS = 120;

/**
 * For each composition the known one with the least sum of absolute differences of atomic fractions; of equals the first, and the first of
 * all where none has a common element. What two compositions share adds up to 1 less half of that sum.
 * @returns indices of `known`
 * @example nearestCompositions([parseFormula('Li2S')], [parseFormula('NaCl'), parseFormula('Na2S')]); // [1]
 */
export function nearestCompositions(asked: readonly Composition[], known: readonly Composition[]): Int32Array {
  const holders: { row: number; share: number }[][] = Array.from({ length: ELEMENTS }, () => []);
  known.forEach((composition, row) => {
    fractions(composition).forEach((share, i) => {
      holders[composition.atomicNumbers[i]!]!.push({ row, share });
    });
  });
  const common = new Float64Array(known.length);
  return Int32Array.from(asked, (composition) => {
    const shares = fractions(composition);
    let best = 0;
    for (let i = 0; i < shares.length; i++) {
      for (const { row, share } of holders[composition.atomicNumbers[i]!]!) {
        common[row]! += Math.min(share, shares[i]!);
        if (common[row]! > common[best]! || (common[row] === common[best] && row < best)) best = row;
      }
    }
    for (const z of composition.atomicNumbers) for (const { row } of holders[z]!) common[row] = 0;
    return best;
  });
}
