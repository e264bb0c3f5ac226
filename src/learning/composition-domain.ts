/**
 * Which compound of a list is nearest to a composition. The distance of two compositions is the sum of the absolute differences of their
 * atomic fractions: 0 for the same, 2 without a common element.
 */
import { fractions } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import type { Composition } from '../chemistry/formula.ts';

/** A compound of the list by its index, and how far a composition is from it. */
export interface NearComposition {
  readonly index: number;
  readonly distance: number;
}

/** What a list of compounds covers. */
export interface CompositionDomain {
  /** The nearest to a composition; of equals the first. */
  nearest(composition: Composition): NearComposition;
  /** The nearest few, nearest first. */
  nearestFew(composition: Composition, count: number): NearComposition[];
}

/**
 * The domain of some compositions, at least one.
 * @example compositionDomain([parseFormula('Na3PS4')]).nearest(parseFormula('Na3PS4')); // { index: 0, distance: 0 }
 */
export function compositionDomain(known: readonly Composition[]): CompositionDomain {
  const rows = known.map((composition) => ({ composition, shares: fractions(composition) }));
  const distances = (composition: Composition): NearComposition[] => {
    const shares = new Float64Array(SYMBOLS.length);
    fractions(composition).forEach((share, i) => {
      shares[composition.atomicNumbers[i]!] = share;
    });
    return rows.map((row, index) => ({
      index,
      distance: distanceTo(shares, row.composition.atomicNumbers, row.shares),
    }));
  };
  return {
    nearest: (composition) => distances(composition).reduce((best, row) => (row.distance < best.distance ? row : best)),
    nearestFew: (composition, count) =>
      distances(composition)
        .sort((a, b) => a.distance - b.distance || a.index - b.index)
        .slice(0, count),
  };
}

/** Both compositions add up to 1, so that |a - b| adds up to 2 less twice what they share. */
function distanceTo(shares: Float64Array, elements: Uint8Array, others: Float64Array): number {
  let common = 0;
  for (let i = 0; i < elements.length; i++) common += Math.min(shares[elements[i]!]!, others[i]!);
  return Math.max(2 - 2 * common, 0);
}
