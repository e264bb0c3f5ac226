/** What a student has learned, so that whoever opens its file can choose by it, or refuse. */
import { isRealAnion } from '../chemistry/composition.ts';
import { elementName, elementProperty, SYMBOLS } from '../chemistry/elements.ts';
import type { Composition } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { FAST_S_PER_CM } from './published-model.ts';

/** What a probability is a probability of: a property of this value or more. */
export interface Target {
  readonly property: string;
  /** Unit of the threshold. */
  readonly unit: string;
  readonly threshold: number;
}

/** What a student has learned. */
export interface Learned extends Target {
  /** Symbol of the ion that every compound it learned from has, and that its screenings keep; null without one. */
  readonly anchor: string | null;
  /** Symbols of all elements of these compounds, by atomic number. */
  readonly elements: readonly string[];
  /** Where its labels came from. */
  readonly labels: string;
}

/**
 * Fast conduction of lithium ions, as the published model and the shipped measurements have it.
 * @example FAST_CONDUCTION.threshold; // 1e-4, S/cm
 */
export const FAST_CONDUCTION: Target = {
  property: 'ionic conductivity at room temperature',
  unit: 'S/cm',
  threshold: FAST_S_PER_CM,
};

/**
 * What is learned from some compounds. Of several elements that all of them have, the ion is the least electronegative; an
 * element that makes anions is none.
 * @param compositions at least one
 * @param labels where the labels came from
 * @example learnedFrom([parseFormula('Na3PS4'), parseFormula('NaCl')], FAST_CONDUCTION, 'labels.csv').anchor; // 'Na'
 */
export function learnedFrom(compositions: readonly Composition[], target: Target, labels: string): Learned {
  const has = compositions.map(({ atomicNumbers }) => new Set(atomicNumbers));
  const elements = [...new Set(has.flatMap((set) => [...set]))].sort((a, b) => a - b);
  const shared = elements.filter((z) => !isRealAnion(z) && has.every((set) => set.has(z)));
  const { values } = elementProperty('pauling_electronegativity');
  const [anchor] = shared.sort((a, b) => (values[a] || Infinity) - (values[b] || Infinity));
  return {
    ...target,
    anchor: anchor === undefined ? null : SYMBOLS[anchor]!,
    elements: elements.map((z) => SYMBOLS[z]!),
    labels,
  };
}

/**
 * The elements of a composition that a student has not learned, in the order of the composition.
 * @example unlearned(learned, parseFormula('Na3BiS3')); // ['Bi'] of a student of Na, P, S and Cl
 */
export function unlearned({ elements }: Learned, { atomicNumbers }: Composition): string[] {
  return Array.from(atomicNumbers, (z) => SYMBOLS[z]!).filter((symbol) => !elements.includes(symbol));
}

/**
 * Makes sure that a student may be asked about a composition: it has to hold the ion that the student learned; without such an ion
 * no element may be new to it.
 * @param where what was asked about, for the error
 * @param name of the student
 * @throws {UserError} for a composition that it knows nothing of, with the elements that it has learned
 * @example needLearned('LiCl', parseFormula('LiCl'), 'na', learned); // expected a sodium compound, found none; ...
 */
export function needLearned(where: string, composition: Composition, name: string, learned: Learned): void {
  const missing = unlearned(learned, composition);
  const remedy = `${name} has learned ${learnedText(learned)}`;
  if (learned.anchor === null) {
    if (missing.length > 0) fail(where, 'elements that the student has learned', missing.join(', '), remedy);
    return;
  }
  const anchor = SYMBOLS.indexOf(learned.anchor);
  if (!composition.atomicNumbers.includes(anchor)) fail(where, `a ${elementName(anchor)} compound`, 'none', remedy);
}

/** Elements are named up to here; of more only their number is told. */
const MOST_NAMED = 30;

/**
 * What a student has learned, in words.
 * @example learnedText(learned); // 'sodium compounds only, of the elements Na, P, S, Cl'
 */
export function learnedText({ anchor, elements }: Learned): string {
  const named = elements.length <= MOST_NAMED ? `the elements ${elements.join(', ')}` : `${elements.length} elements`;
  return anchor === null
    ? `compounds without a common ion, of ${named}`
    : `${elementName(SYMBOLS.indexOf(anchor))} compounds only, of ${named}`;
}

/**
 * Checks what a file says that its student has learned.
 * @param path the file, for the error
 * @throws {UserError} for anything else
 * @example checkLearned(JSON.parse(text).content.learned, 'student.json').anchor;
 */
export function checkLearned(value: unknown, path: string): Learned {
  const { anchor, elements, property, unit, threshold, labels } = (value ?? {}) as Partial<Learned>;
  const isSymbol = (one: unknown) => SYMBOLS.indexOf(one as string) > 0;
  const known =
    Array.isArray(elements) &&
    elements.length > 0 &&
    elements.every(isSymbol) &&
    (anchor === null || elements.includes(anchor)) &&
    [property, unit, labels].every((text) => typeof text === 'string') &&
    Number.isFinite(threshold);
  if (!known) fail(path, 'what the student has learned', 'something else', 'restore or refit the student');
  return value as Learned;
}
