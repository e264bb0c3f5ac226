/**
 * How well measurements cover a composition: the nearest measured material, and the elements that none has. The distance of two
 * compositions is the sum of the absolute differences of their atomic fractions: 0 for the same, 2 without a common element.
 */
import { fractions } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import type { Composition } from '../chemistry/formula.ts';

/** A measured material by its index, and how far a composition is from it. */
export interface NearComposition {
  readonly index: number;
  readonly distance: number;
}

/** What measurements cover. */
export interface MeasuredDomain {
  /** Index of the measured material nearest to a composition (of equals the first), and its distance. */
  nearest(composition: Composition): NearComposition;
  /** The same for the nearest few, nearest first. */
  nearestFew(composition: Composition, count: number): NearComposition[];
  /** Symbols of the elements that no measured material has, in the order of the composition. */
  unmeasured(composition: Composition): string[];
}

/**
 * The domain of some measured compositions, at least one.
 * @example measuredDomain([parseFormula('Li3PS4')]).nearest(parseFormula('Li3PS4')); // { index: 0, distance: 0 }
 */
export function measuredDomain(measured: readonly Composition[]): MeasuredDomain {
  const rows = measured.map((composition) => ({ composition, shares: fractions(composition) }));
  const seen = new Set(measured.flatMap(({ atomicNumbers }) => Array.from(atomicNumbers)));
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
    unmeasured: ({ atomicNumbers }) => Array.from(atomicNumbers).flatMap((z) => (seen.has(z) ? [] : [SYMBOLS[z]!])),
  };
}

/** Both compositions add up to 1, so that |a - b| adds up to 2 less twice what they share. */
function distanceTo(shares: Float64Array, elements: Uint8Array, others: Float64Array): number {
  let common = 0;
  for (let i = 0; i < elements.length; i++) common += Math.min(shares[elements[i]!]!, others[i]!);
  return Math.max(2 - 2 * common, 0);
}
