/**
 * A finite space: a list of compositions, each compound once. Whole amounts are reduced; decimal ones stay as written, so that a
 * doping series is listed as its author writes it. The compounds of a list stand in the order of their number of elements, their
 * elements in canonical order, and their amounts, whatever their order in the list was.
 */
import { createComposition, reducedFormula } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, compareCanonical, formatFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { gcd } from './coefficients.ts';
import type { SpaceCount } from './grid-space.ts';

/** The compounds of a list that have the same elements. */
export interface ListedSet {
  /** Atomic numbers in canonical order. */
  readonly elements: readonly number[];
  /** Amounts, compound by compound, each in the order of the elements. */
  readonly amounts: readonly number[];
}

/** Where a list came from. */
export type ListOrigin =
  | { readonly from: 'formulas' }
  | { readonly from: 'file'; readonly file: string; readonly sha256: string }
  | {
      readonly from: 'template';
      readonly template: string;
      /** Symbols of the elements that may stand on each site. */
      readonly sites: Readonly<Record<string, readonly string[]>>;
    }
  | { readonly from: 'series'; readonly series: string; readonly x: readonly number[] };

/** A list of compositions; `createList` makes it. */
export interface ListSpace {
  readonly kind: 'list';
  /** Atomic number of the element that every compound contains; null where none was asked for. */
  readonly anchor: number | null;
  /** Atomic numbers of all other elements, in canonical order. */
  readonly partners: readonly number[];
  /** Numbers of elements in a compound; ascending. */
  readonly arities: readonly number[];
  readonly origin: ListOrigin;
  /** Formulas of the list, those given again counted each. */
  readonly given: number;
  /** Of these, formulas without the anchor: they are not in the space. */
  readonly withoutAnchor: number;
  /** By number of elements, then in canonical order. */
  readonly sets: readonly ListedSet[];
}

/** What belongs to a list. */
export interface ListOptions {
  /** Atomic number of an element: compounds without it are left out, and counted. */
  readonly anchor?: number | null;
  readonly origin?: ListOrigin;
}

/** Longest list: every thread holds it. */
export const MOST_COMPOUNDS = 1_000_000;

/** Elements in a compound of a list: every choice of their oxidation states is looked at. */
const MOST_ELEMENTS = 8;

/**
 * A space of the compositions of a list, each compound once.
 * @throws {UserError} for an empty list, one of more than 1,000,000 compounds, a compound of more than 8 elements, and a list
 * without a compound of the anchor
 * @example createList([parseFormula('Li6.85Al0.05La3Zr2O12'), parseFormula('Li4S2')]).arities; // [2, 5]
 */
export function createList(compositions: Iterable<Composition>, options: ListOptions = {}): ListSpace {
  const { anchor = null, origin = { from: 'formulas' } } = options;
  const found = new Map<string, Composition>();
  let given = 0;
  let withoutAnchor = 0;
  for (const composition of compositions) {
    given++;
    if (anchor === null || composition.atomicNumbers.includes(anchor)) keepOnce(composition, found);
    else withoutAnchor++;
  }
  if (given === 0) fail('list', 'at least one formula', 'none', 'give one a line');
  if (given === withoutAnchor) {
    const remedy = 'give compounds that the student can judge';
    fail('list', `compounds of ${SYMBOLS[anchor!]}`, `${given} formulas without it`, remedy);
  }
  const sets = setsOf([...found.values()]);
  const elements = new Set(sets.flatMap((set) => set.elements));
  if (anchor !== null) elements.delete(anchor);
  return {
    kind: 'list',
    anchor,
    partners: [...elements].sort(compareCanonical),
    arities: [...new Set(sets.map((set) => set.elements.length))],
    origin,
    given,
    withoutAnchor,
    sets,
  };
}

/** Of formulas of one compound, one of whole amounts stands for all; else the first. */
function keepOnce(composition: Composition, found: Map<string, Composition>): void {
  const { length } = composition.atomicNumbers;
  if (length > MOST_ELEMENTS) {
    const most = `at most ${MOST_ELEMENTS} elements in a compound of a list`;
    fail(formatFormula(composition), most, `${length}`, 'remove it');
  }
  const isWhole = composition.amounts.every(Number.isInteger);
  const compound = isWhole ? reduced(composition) : composition;
  const key = isWhole ? formatFormula(compound) : reducedFormula(composition);
  if (isWhole || !found.has(key)) found.set(key, compound);
  if (found.size > MOST_COMPOUNDS) {
    const most = `at most ${MOST_COMPOUNDS.toLocaleString('en-US')} compounds in a list`;
    fail('list', most, 'more', 'screen it in parts');
  }
}

function setsOf(compositions: Composition[]): ListedSet[] {
  const sets: { elements: number[]; amounts: number[] }[] = [];
  for (const { atomicNumbers, amounts } of compositions.sort(compareCompositions)) {
    const last = sets.at(-1);
    if (last !== undefined && compareElements(last.elements, atomicNumbers) === 0) last.amounts.push(...amounts);
    else sets.push({ elements: [...atomicNumbers], amounts: [...amounts] });
  }
  return sets;
}

function compareCompositions(a: Composition, b: Composition): number {
  const byElements = compareElements(a.atomicNumbers, b.atomicNumbers);
  if (byElements !== 0) return byElements;
  const i = a.amounts.findIndex((amount, place) => amount !== b.amounts[place]);
  return i < 0 ? 0 : a.amounts[i]! - b.amounts[i]!;
}

function compareElements(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return compareCanonical(a[i]!, b[i]!);
  return 0;
}

/** @param composition of whole amounts */
function reduced(composition: Composition): Composition {
  const divisor = composition.amounts.reduce(gcd);
  if (divisor === 1) return composition;
  return { ...composition, amounts: composition.amounts.map((amount) => amount / divisor) };
}

/**
 * The rank of the set of some elements; -1 where a list has no compound of them.
 * @param elements atomic numbers in canonical order
 * @example rankInList(createList([parseFormula('Li2S')]), [3, 16]); // 0
 */
export function rankInList({ sets }: ListSpace, elements: ArrayLike<number>): number {
  let [low, high] = [0, sets.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareElements(sets[middle]!.elements, elements);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/**
 * Compounds of a set of a list.
 * @example compoundsIn({ elements: [3, 16], amounts: [2, 1] }); // 1
 */
export function compoundsIn({ elements, amounts }: ListedSet): number {
  return amounts.length / elements.length;
}

/**
 * The compounds of a set of a list, as compositions.
 * @example compositionsOf({ elements: [3, 16], amounts: [2, 1] }).length; // 1
 */
export function compositionsOf(set: ListedSet): Composition[] {
  const arity = set.elements.length;
  return Array.from({ length: compoundsIn(set) }, (_, i) =>
    createComposition(set.elements, set.amounts.slice(i * arity, (i + 1) * arity)),
  );
}

/**
 * Counts the compounds of a list with a number of elements; each is one formula.
 * @example countListed(createList([parseFormula('Li2S')]), 2); // { elementSets: 1, formulaStrings: 1, distinct: 1 }
 */
export function countListed({ sets }: ListSpace, arity: number): SpaceCount {
  const own = sets.filter(({ elements }) => elements.length === arity);
  const distinct = own.reduce((sum, set) => sum + compoundsIn(set), 0);
  return { elementSets: own.length, formulaStrings: distinct, distinct };
}
