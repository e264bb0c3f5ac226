/** Where a compound stands in a space: the rank of its element set and its index there. */
import { reducedFormula } from '../chemistry/composition.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { gcd, indexOfCoefficients } from './coefficients.ts';
import { type GridSpace, rankOfSet } from './grid-space.ts';
import { compositionsOf, type ListSpace, rankInList } from './list-space.ts';
import type { CompositionSpace } from './space.ts';

/** A compound of a space. */
export interface Location {
  /** Rank of the element set, as `elementSet` has it. */
  readonly set: number;
  /** Index in the set: of a grid that of its coefficients, as `indexOfCoefficients` has it. */
  readonly index: number;
}

/**
 * Where a composition stands; undefined when the space does not hold it. A grid does not hold another number of elements, an element
 * that is no partner, a compound without the anchor, or a reduced coefficient beyond the largest.
 * @example locate(space, parseFormula('Na2S')); // { set: 4, index: 20 }
 */
export function locate(space: CompositionSpace, composition: Composition): Location | undefined {
  return createLocator(space)(composition);
}

/** Finds one composition after another. */
export type Locator = (composition: Composition) => Location | undefined;

/**
 * {@link locate} for many compositions of one space.
 * @example createLocator(space)(parseFormula('Na2S')); // { set: 4, index: 20 }
 */
export function createLocator(space: CompositionSpace): Locator {
  return space.kind === 'grid' ? (composition) => locateInGrid(space, composition) : listLocator(space);
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

/** The formulas of a set are written once, when it is first asked for. */
function listLocator(space: ListSpace): Locator {
  const written = new Map<number, ReadonlyMap<string, number>>();
  const indicesOf = (set: number): ReadonlyMap<string, number> => {
    const known = written.get(set);
    if (known !== undefined) return known;
    const indices = new Map(compositionsOf(space.sets[set]!).map((listed, i) => [reducedFormula(listed), i]));
    written.set(set, indices);
    return indices;
  };
  return (composition) => {
    const set = rankInList(space, composition.atomicNumbers);
    const index = set < 0 ? undefined : indicesOf(set).get(reducedFormula(composition));
    return index === undefined ? undefined : { set, index };
  };
}

/**
 * The compounds of a list of formulas that a space holds, by element set; indices ascend.
 * @throws {UserError} for a formula that cannot be read
 * @example locateAll(space, ['Na2S', 'Na4S2']).size; // 1
 */
export function locateAll(space: CompositionSpace, formulas: readonly string[]): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  const find = createLocator(space);
  for (const formula of formulas) {
    const location = find(parseFormula(formula));
    if (location === undefined) continue;
    const { set, index } = location;
    found.set(set, (found.get(set) ?? new Set()).add(index));
  }
  return found;
}
