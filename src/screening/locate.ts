/** Where a compound stands in a space: the rank of its element set and its index there. */
import { reducedFormula } from '../chemistry/composition.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { gcd, indexOfCoefficients } from './coefficients.ts';
import { type GridSpace, rankOfSet } from './grid-space.ts';
import { compositionsOf, type ListSpace } from './list-space.ts';
import type { CompositionSpace } from './space.ts';

/** A compound of a space. */
export interface Location {
  /** Rank of the element set, as `elementSet` has it. */
  readonly set: number;
  /** Index in the set: of a grid that of its coefficients, as `indexOfCoefficients` has it. */
  readonly index: number;
}

/** Tells where a composition stands; undefined when the space does not hold it. */
export type Locator = (composition: Composition) => Location | undefined;

/**
 * A locator for a space. A grid does not hold another number of elements, an element that is no partner, a compound without the
 * anchor, or a reduced coefficient beyond the largest.
 * @example createLocator(space)(parseFormula('Na2S')); // { set: 4, index: 20 }
 */
export function createLocator(space: CompositionSpace): Locator {
  return space.kind === 'grid' ? (composition) => locateInGrid(space, composition) : locatorOfList(space);
}

function locateInGrid(space: GridSpace, composition: Composition): Location | undefined {
  const { atomicNumbers, amounts: given } = composition.amounts.every(Number.isInteger)
    ? composition
    : parseFormula(reducedFormula(composition));
  const divisor = given.reduce(gcd);
  const amounts = new Map(Array.from(atomicNumbers, (z, i) => [z, given[i]! / divisor]));
  const first = space.anchor === null ? [] : [space.anchor];
  const elements = [...first, ...space.partners.filter((z) => amounts.has(z))];
  if (elements.length !== amounts.size || !elements.every((z) => amounts.has(z))) return undefined;
  if (!space.arities.includes(elements.length)) return undefined;
  const coefficients = elements.map((z) => amounts.get(z)!);
  if (Math.max(...coefficients) > space.maxCoefficient) return undefined;
  return { set: rankOfSet(space, elements), index: indexOfCoefficients(coefficients, space.maxCoefficient) };
}

function locatorOfList({ sets }: ListSpace): Locator {
  const places = new Map<string, Location>();
  sets.forEach((listed, set) => {
    compositionsOf(listed).forEach((composition, index) => {
      places.set(reducedFormula(composition), { set, index });
    });
  });
  return (composition) => places.get(reducedFormula(composition));
}

/**
 * The compounds of a list of formulas that a space holds, by element set; indices ascend.
 * @throws {UserError} for a formula that cannot be read
 * @example locateAll(space, ['Na2S', 'Na4S2']).size; // 1
 */
export function locateAll(space: CompositionSpace, formulas: readonly string[]): Map<number, Set<number>> {
  const locate = createLocator(space);
  const found = new Map<number, Set<number>>();
  for (const formula of formulas) {
    const location = locate(parseFormula(formula));
    if (location === undefined) continue;
    const { set, index } = location;
    found.set(set, (found.get(set) ?? new Set()).add(index));
  }
  return found;
}
