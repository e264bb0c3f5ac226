/** Where a compound stands in a space: the rank of its element set and the index of its coefficients. */
import { reducedFormula } from '../chemistry/composition.ts';
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { indexOfCoefficients } from './coefficients.ts';
import { type CompositionSpace, rankOfSet } from './space.ts';

/** A compound of a space. */
export interface Location {
  /** Rank of the element set, as `elementSet` has it. */
  readonly set: number;
  /** Index of the coefficients, as `indexOfCoefficients` has it. */
  readonly index: number;
}

/**
 * Where a composition stands; undefined when the space does not hold it: another number of elements, an element that is no
 * partner, no anchor, or a reduced coefficient beyond the largest.
 * @example locate(space, parseFormula('Li2S')); // { set: 4, index: 20 }
 */
export function locate(space: CompositionSpace, composition: Composition): Location | undefined {
  const { atomicNumbers, amounts: given } = composition.amounts.every(Number.isInteger)
    ? composition
    : parseFormula(reducedFormula(composition));
  const divisor = given.reduce((a, b) => greatestCommonDivisor(a, b));
  const amounts = new Map(Array.from(atomicNumbers, (z, i) => [z, given[i]! / divisor]));
  const elements = [space.anchor, ...space.partners.filter((z) => z !== space.anchor && amounts.has(z))];
  if (elements.length !== amounts.size || !amounts.has(space.anchor)) return undefined;
  if (!space.arities.includes(elements.length)) return undefined;
  const coefficients = elements.map((z) => amounts.get(z)!);
  if (Math.max(...coefficients) > space.maxCoefficient) return undefined;
  return { set: rankOfSet(space, elements), index: indexOfCoefficients(coefficients, space.maxCoefficient) };
}

/**
 * The compounds of a list of formulas that a space holds, by element set; indices ascend.
 * @throws {UserError} for a formula that cannot be read
 * @example locateAll(space, ['Li2S', 'Li4S2']).size; // 1
 */
export function locateAll(space: CompositionSpace, formulas: readonly string[]): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  for (const formula of formulas) {
    const location = locate(space, parseFormula(formula));
    if (location === undefined) continue;
    const { set, index } = location;
    found.set(set, (found.get(set) ?? new Set()).add(index));
  }
  return found;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
