/**
 * A grid of compositions: sets of elements with an integer coefficient for each. With an anchor, every compound holds that element
 * and some partners; without one, the grid holds every set of the given elements, which is the union over anchors, each compound once.
 * Formulas that are multiples of each other are one compound, so only coefficient vectors without a common factor are scored.
 *
 * Element sets are numbered (rank): arities ascending, and within an arity the partners in lexicographic order of their place in
 * the space. A set without an anchor is its elements in canonical order: to an engine its first element stands where the anchor does.
 */
import { SYMBOLS } from '../chemistry/elements.ts';
import { compareCanonical } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';

/** A grid of compositions; `createSpace` checks it. */
export interface GridSpace {
  readonly kind: 'grid';
  /** Atomic number of the element that every compound contains; null without one. */
  readonly anchor: number | null;
  /** Atomic numbers of the elements that are combined, in canonical order, without the anchor. */
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

/** Elements in a compound: the sieves have room for this many. */
const MOST_ELEMENTS = 6;

/** Most formula strings for one set of elements: one table entry each is held in memory. */
const MOST_VECTORS = 10_000_000;

/**
 * Checks a grid and puts its partners into canonical order and its arities into ascending order.
 * @throws {UserError} for unknown, repeated or missing elements, arities outside 1 to 6, and coefficients out of range: a set of
 * elements has at most 10,000,000 vectors of coefficients
 * @example createSpace({ anchor: 3, partners: [8, 15, 16], arities: [3, 4], maxCoefficient: 20 });
 */
export function createSpace(space: Omit<GridSpace, 'kind'>): GridSpace {
  const { anchor, partners, arities, maxCoefficient } = space;
  checkElements(anchor, partners);
  const ascending = [...arities].sort((a, b) => a - b);
  if (ascending.length === 0) fail('arities', 'at least one', 'none', `name one or more of 1 to ${MOST_ELEMENTS}`);
  for (const [i, arity] of ascending.entries()) {
    if (!Number.isInteger(arity) || arity < 1 || arity > MOST_ELEMENTS)
      fail('arities', `whole numbers from 1 to ${MOST_ELEMENTS}`, `${arity}`, 'name numbers of elements a compound');
    if (arity === ascending[i - 1]) fail('arities', 'each once', `${arity} twice`, 'remove one');
    const wanted = partnersIn(anchor, arity);
    if (partners.length < wanted) {
      fail('partners', `at least ${wanted} for arity ${arity}`, `${partners.length}`, 'add elements');
    }
  }
  checkCoefficient(maxCoefficient, ascending.at(-1)!);
  return { kind: 'grid', anchor, partners: [...partners].sort(compareCanonical), arities: ascending, maxCoefficient };
}

function checkCoefficient(maxCoefficient: number, widest: number): void {
  const most = Math.min(255, Math.floor(MOST_VECTORS ** (1 / widest) + 1e-9));
  if (Number.isInteger(maxCoefficient) && maxCoefficient >= 1 && maxCoefficient <= most) return;
  const limit = `at most ${MOST_VECTORS.toLocaleString('en-US')} formulas a set of elements`;
  const range = `an integer from 1 to ${most} for compounds of ${widest} elements, ${limit}`;
  fail('--max-coefficient', range, `${maxCoefficient}`, 'choose one in that range');
}

/**
 * Atomic numbers 1 to 93 without the anchor, in canonical order: of an ion the 92 partners of the published space.
 * @example defaultPartners(3).length; // 92
 */
export function defaultPartners(anchor: number | null): number[] {
  return Array.from({ length: 93 }, (_, i) => i + 1)
    .filter((z) => z !== anchor)
    .sort(compareCanonical);
}

/** How many partners a compound of so many elements has. */
function partnersIn(anchor: number | null, arity: number): number {
  return anchor === null ? arity : arity - 1;
}

/**
 * Counts the compounds of one arity in closed form. Vectors without a common factor, by Moebius inversion:
 * sum over d of mu(d) floor(max/d)^arity.
 * @example countGrid(createSpace({ anchor: 3, partners: [8, 16], arities: [2], maxCoefficient: 2 }), 2);
 * // { elementSets: 2, formulaStrings: 8, distinct: 6 }
 */
export function countGrid(space: GridSpace, arity: number): SpaceCount {
  const elementSets = binomial(space.partners.length, partnersIn(space.anchor, arity));
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
 * The atomic numbers of one element set: the anchor where there is one, then its partners in canonical order.
 * @param rank from 0
 * @throws {Error} for a rank outside the space
 * @example gridSet(createSpace({ anchor: 3, partners: [16, 8], arities: [2], maxCoefficient: 2 }), 0); // [3, 16]
 */
export function gridSet(space: GridSpace, rank: number): Uint8Array {
  let left = rank;
  for (const arity of space.arities) {
    const sets = binomial(space.partners.length, partnersIn(space.anchor, arity));
    if (left < sets) return unrank(space, arity, left);
    left -= sets;
  }
  throw new Error(`element set ${rank} is outside the space`);
}

/**
 * The rank of an element set: the inverse of `gridSet`.
 * @param elements the anchor where there is one, then partners of the space in its order
 * @example rankOfSet(space, gridSet(space, 42)); // 42
 */
export function rankOfSet(space: GridSpace, elements: ArrayLike<number>): number {
  const { anchor, partners } = space;
  const arity = elements.length;
  let rank = 0;
  for (const smaller of space.arities) {
    if (smaller < arity) rank += binomial(partners.length, partnersIn(anchor, smaller));
  }
  let place = 0;
  for (let slot = anchor === null ? 0 : 1; slot < arity; slot++, place++) {
    for (; partners[place] !== elements[slot]; place++) rank += binomial(partners.length - place - 1, arity - slot - 1);
  }
  return rank;
}

function unrank(space: GridSpace, arity: number, rank: number): Uint8Array {
  const { anchor, partners } = space;
  const elements = new Uint8Array(arity);
  if (anchor !== null) elements[0] = anchor;
  let left = rank;
  let place = 0;
  for (let slot = anchor === null ? 0 : 1; slot < arity; slot++, place++) {
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

function checkElements(anchor: number | null, partners: readonly number[]): void {
  const seen = new Set<number>();
  for (const z of anchor === null ? partners : [anchor, ...partners]) {
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
