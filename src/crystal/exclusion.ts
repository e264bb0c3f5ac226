/**
 * Which atoms may not stand close to each other when partial occupancies are resolved. Energy Environ. Sci. 10, 306
 * (2017) allows no two atoms closer than 2 Angstrom; taken to the letter this forbids P-O, N-H and other
 * bonds, so it is applied to pairs that cannot be bonded and a shorter limit to those that can.
 */
import { atomicNumber, elementProperty } from '../chemistry/elements.ts';
import { findNeighbours } from './neighbours.ts';
import type { Structure } from './structure.ts';

/** Pairs of positions that may exclude each other, flat: those of position i are from start[i] up to start[i + 1]. */
export interface ExclusionPairs {
  readonly start: Int32Array;
  readonly other: Int32Array;
  /** Shortest distance between the two over all images, Angstrom. */
  readonly distanceA: Float64Array;
}

/** Share of the sum of covalent radii below which no bond is known (V=O, W=O, C=O, N2 and Li-O are all above). */
const SHORTEST_BOND = 0.7;
const HYDROGEN_PAIR_A = 1.2;
const ROUNDING_A = 1e-6;
const H = atomicNumber('H');
const NON_METALS = new Set(['H', 'C', 'N', 'O', 'F', 'S', 'Cl', 'Se', 'Br', 'Te', 'I'].map((s) => atomicNumber(s)));
const BONDED_TO_ITSELF = new Set(['B', 'C'].map((s) => atomicNumber(s)));

/**
 * The distance in Angstrom that two elements keep. Two cations, or two atoms of one element: `minimumDistanceA`. A
 * non-metal and another element, and B-B and C-C, can be bonded: 0.7 of the sum of their covalent radii. H-H: 1.2, as
 * in NH2 and H2O. Never more than `minimumDistanceA`.
 * @example exclusionDistanceA(11, 11, 2); // 2: two sodium
 * @example exclusionDistanceA(15, 8, 2); // 1.2: phosphorus and oxygen
 */
export function exclusionDistanceA(zA: number, zB: number, minimumDistanceA: number): number {
  if (zA === H && zB === H) return Math.min(HYDROGEN_PAIR_A, minimumDistanceA);
  const bonded = zA === zB ? BONDED_TO_ITSELF.has(zA) : NON_METALS.has(zA) || NON_METALS.has(zB);
  const radii = elementProperty('covalent_radius_A').values;
  const bond = SHORTEST_BOND * (radii[zA]! + radii[zB]!);
  return bonded && bond < minimumDistanceA ? bond : minimumDistanceA;
}

/**
 * The pairs of positions closer than `minimumDistanceA` of which at least one can be vacant; the others are always
 * both filled, whatever is drawn, and so are bonds.
 * @param positions one entry a position
 * @param canBeVacant one flag a position
 * @example findExclusionPairs(positions, flags, 2).other.length; // each pair is listed at both its ends
 */
export function findExclusionPairs(
  positions: Structure,
  canBeVacant: ArrayLike<number>,
  minimumDistanceA: number,
): ExclusionPairs {
  const list = findNeighbours(positions, minimumDistanceA, 'periodic');
  const count = positions.species.length;
  const start = new Int32Array(count + 1);
  const other: number[] = [];
  const distanceA: number[] = [];
  for (let i = 0; i < count; i++) {
    const nearest = new Map<number, number>();
    for (let k = list.start[i]!; k < list.start[i + 1]!; k++) {
      const j = list.site[k]!;
      if (j === i || !(canBeVacant[i] || canBeVacant[j]) || list.distanceA[k]! >= minimumDistanceA - ROUNDING_A)
        continue;
      nearest.set(j, Math.min(list.distanceA[k]!, nearest.get(j) ?? Number.POSITIVE_INFINITY));
    }
    other.push(...nearest.keys());
    distanceA.push(...nearest.values());
    start[i + 1] = other.length;
  }
  return { start, other: Int32Array.from(other), distanceA: Float64Array.from(distanceA) };
}
