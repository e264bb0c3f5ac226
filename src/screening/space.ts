/**
 * What is screened: a grid (src/screening/grid-space.ts) or a list (src/screening/list-space.ts). Of either, compounds of the same
 * elements form an element set, and sets are numbered (rank), fewer elements first. Any range of ranks is a shard of the space.
 */
import { countGrid, type GridSpace, gridSet, type SpaceCount } from './grid-space.ts';
import { countListed, type ListSpace } from './list-space.ts';

/** A space of compositions, as plain data. */
export type CompositionSpace = GridSpace | ListSpace;

/**
 * Counts the compounds of one number of elements.
 * @example countArity(createSpace({ anchor: 3, partners: [8, 16], arities: [2], maxCoefficient: 2 }), 2).distinct; // 6
 */
export function countArity(space: CompositionSpace, arity: number): SpaceCount {
  return space.kind === 'grid' ? countGrid(space, arity) : countListed(space, arity);
}

/**
 * Counts the compounds of a space. All numbers are below 2^53 and therefore exact.
 * @example
 * countSpace(createSpace({ anchor: 3, partners: defaultPartners(3), arities: [3, 4], maxCoefficient: 20 }));
 * // { elementSets: 129766, formulaStrings: 20126288000, distinct: 18680255230 }
 */
export function countSpace(space: CompositionSpace): SpaceCount {
  const total = { elementSets: 0, formulaStrings: 0, distinct: 0 };
  for (const arity of space.arities) {
    const count = countArity(space, arity);
    total.elementSets += count.elementSets;
    total.formulaStrings += count.formulaStrings;
    total.distinct += count.distinct;
  }
  return total;
}

/**
 * The atomic numbers of one element set: in a grid its anchor first, else in canonical order.
 * @param rank 0 to `countSpace(space).elementSets - 1`
 * @throws {Error} for a rank outside the space
 * @example elementSet(createSpace({ anchor: 3, partners: [16, 8], arities: [2], maxCoefficient: 2 }), 0); // [3, 16]
 */
export function elementSet(space: CompositionSpace, rank: number): Uint8Array {
  if (space.kind === 'grid') return gridSet(space, rank);
  const set = space.sets[rank];
  if (set === undefined) throw new Error(`element set ${rank} is outside the space`);
  return Uint8Array.from(set.elements);
}

/**
 * All elements of a space: the anchor where there is one, then its partners.
 * @example elementsOf(createSpace({ anchor: 3, partners: [16, 8], arities: [2], maxCoefficient: 2 })); // [3, 16, 8]
 */
export function elementsOf({ anchor, partners }: CompositionSpace): number[] {
  return anchor === null ? [...partners] : [anchor, ...partners];
}
