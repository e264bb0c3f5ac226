/**
 * The compositions to be screened: an anchor element, one to four partner elements and an integer coefficient for
 * each. The default is our reading of the space of J. Chem. Phys. 150, 214701 (2019): an anchor
 * with two or three of 92 partners and coefficients 1 to 20, 20,126,288,000 formula strings. Formulas that are
 * multiples of each other are one compound, so only coefficient vectors without a common factor are scored.
 *
 * Element sets are numbered (rank): arities ascending, and within an arity the partners in lexicographic order of
 * their place in the space. Any range of ranks is a shard of the space.
 */
import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { compareCanonical } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';

/** A space of compositions; `createSpace` checks it. */
export interface CompositionSpace {
  /** Atomic number of the element that every compound contains. */
  readonly anchor: number;
  /** Atomic numbers of the elements it is combined with, in canonical order. */
  readonly partners: readonly number[];
  /** Numbers of elements in a compound, the anchor included; ascending. */
  readonly arities: readonly number[];
  /** Coefficients run from 1 to this. */
  readonly maxCoefficient: number;
}

/** The size of a space, exact. */
export interface SpaceCount {
  /** Sets of elements. */
  readonly elementSets: number;
  /** Formulas as written, multiples of each other counted each. */
  readonly formulaStrings: number;
  /** Distinct reduced formulas. */
  readonly distinct: number;
}

/** Most formula strings for one set of elements: one table entry each is held in memory. */
const MOST_VECTORS = 10_000_000;

/**
 * Checks a space and puts its partners into canonical order and its arities into ascending order.
 * @throws {UserError} for unknown, repeated or missing elements, arities outside 2 to 5, and coefficients out of range
 * @example createSpace({ anchor: 3, partners: [8, 15, 16], arities: [3, 4], maxCoefficient: 20 });
 */
export function createSpace(space: CompositionSpace): CompositionSpace {
  const { anchor, arities, maxCoefficient } = space;
  checkElements(anchor, space.partners);
  const ascending = [...arities].sort((a, b) => a - b);
  if (ascending.length === 0) fail('arities', 'at least one', 'none', 'name one or more of 2, 3, 4 and 5');
  for (const [i, arity] of ascending.entries()) {
    if (![2, 3, 4, 5].includes(arity))
      fail('arities', '2, 3, 4 or 5', `${arity}`, 'name numbers of elements a compound');
    if (arity === ascending[i - 1]) fail('arities', 'each once', `${arity} twice`, 'remove one');
    if (space.partners.length < arity - 1) {
      fail('partners', `at least ${arity - 1} for arity ${arity}`, `${space.partners.length}`, 'add elements');
    }
  }
  const widest = ascending.at(-1)!;
  const most = Math.min(255, Math.floor(MOST_VECTORS ** (1 / widest) + 1e-9));
  if (!Number.isInteger(maxCoefficient) || maxCoefficient < 1 || maxCoefficient > most) {
    const range = `an integer from 1 to ${most} for compounds of ${widest} elements`;
    fail('--max-coefficient', range, `${maxCoefficient}`, 'choose one in that range');
  }
  return { anchor, partners: [...space.partners].sort(compareCanonical), arities: ascending, maxCoefficient };
}

/**
 * Atomic numbers 1 to 93 without the anchor, in canonical order: the 92 partners of the published space.
 * @example defaultPartners().length; // 92
 */
export function defaultPartners(anchor = atomicNumber('Li')): number[] {
  return Array.from({ length: 93 }, (_, i) => i + 1)
    .filter((z) => z !== anchor)
    .sort(compareCanonical);
}

/**
 * Counts the compounds of one arity in closed form. Vectors without a common factor, by Moebius inversion:
 * sum over d of mu(d) floor(max/d)^arity.
 * @example countArity(createSpace({ anchor: 3, partners: [8, 16], arities: [2], maxCoefficient: 2 }), 2);
 * // { elementSets: 2, formulaStrings: 8, distinct: 6 }
 */
export function countArity(space: CompositionSpace, arity: number): SpaceCount {
  const elementSets = binomial(space.partners.length, arity - 1);
  let primitive = 0;
  for (let d = 1; d <= space.maxCoefficient; d++)
    primitive += moebius(d) * Math.floor(space.maxCoefficient / d) ** arity;
  return {
    elementSets,
    formulaStrings: elementSets * space.maxCoefficient ** arity,
    distinct: elementSets * primitive,
  };
}

/**
 * Counts the compounds of a space in closed form. All numbers are below 2^53 and therefore exact.
 * @example
 * countSpace(createSpace({ anchor: 3, partners: defaultPartners(), arities: [3, 4], maxCoefficient: 20 }));
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
 * The atomic numbers of one element set: the anchor, then its partners in canonical order.
 * @param rank 0 to `countSpace(space).elementSets - 1`
 * @throws {Error} for a rank outside the space
 * @example elementSet(createSpace({ anchor: 3, partners: [16, 8], arities: [2], maxCoefficient: 2 }), 0); // [3, 16]
 */
export function elementSet(space: CompositionSpace, rank: number): Uint8Array {
  let left = rank;
  for (const arity of space.arities) {
    const sets = binomial(space.partners.length, arity - 1);
    if (left < sets) return unrank(space, arity, left);
    left -= sets;
  }
  throw new Error(`element set ${rank} is outside the space`);
}

/**
 * The rank of an element set: the inverse of `elementSet`.
 * @param elements the anchor, then partners of the space in its order
 * @example rankOfSet(space, elementSet(space, 42)); // 42
 */
export function rankOfSet(space: CompositionSpace, elements: ArrayLike<number>): number {
  const { partners } = space;
  const arity = elements.length;
  let rank = 0;
  for (const smaller of space.arities) if (smaller < arity) rank += binomial(partners.length, smaller - 1);
  let place = 0;
  for (let slot = 1; slot < arity; slot++, place++) {
    for (; partners[place] !== elements[slot]; place++) rank += binomial(partners.length - place - 1, arity - slot - 1);
  }
  return rank;
}

function unrank(space: CompositionSpace, arity: number, rank: number): Uint8Array {
  const { anchor, partners } = space;
  const elements = Uint8Array.of(anchor, ...new Uint8Array(arity - 1));
  let left = rank;
  let place = 0;
  for (let slot = 1; slot < arity; slot++, place++) {
    for (;;) {
      const setsFromHere = binomial(partners.length - place - 1, arity - slot - 1);
      if (left < setsFromHere) break;
      left -= setsFromHere;
      place++;
    }
    elements[slot] = partners[place]!;
  }
  return elements;
}

function checkElements(anchor: number, partners: readonly number[]): void {
  const seen = new Set<number>();
  for (const z of [anchor, ...partners]) {
    if (!Number.isInteger(z) || z < 1 || z >= SYMBOLS.length) {
      fail('elements', `atomic numbers from 1 to ${SYMBOLS.length - 1}`, `${z}`, 'check the list');
    }
    if (seen.has(z)) {
      const remedy =
        z === anchor ? 'the anchor is in every compound already: remove it from the partners' : 'remove one';
      fail('elements', 'each element once', `${SYMBOLS[z]} twice`, remedy);
    }
    seen.add(z);
  }
}

/** Binomial coefficient; every partial product is an integer. */
function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return n < k ? 0 : value;
}

/** 0 for a number with a squared factor, else 1 or -1 for an even or odd number of prime factors. */
function moebius(n: number): number {
  let left = n;
  let sign = 1;
  for (let p = 2; left > 1; p++) {
    if (left % p !== 0) continue;
    left /= p;
    if (left % p === 0) return 0;
    sign = -sign;
  }
  return sign;
}
