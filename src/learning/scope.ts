/** What a Learner has learned of chemistry, so that whoever opens it can choose by it, or refuse. */
import { isRealAnion } from '../chemistry/composition.ts';
import { elementName, elementProperty, SYMBOLS } from '../chemistry/elements.ts';
import type { Composition } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';

/** The compounds that something was learned from, as far as they decide what may be asked. */
export interface Scope {
  /** Symbol of the ion that every compound it learned from has, and that its screenings keep; null without one. */
  readonly anchor: string | null;
  /** Symbols of all elements of these compounds, by atomic number. */
  readonly elements: readonly string[];
}

/**
 * The ion and the elements of some compounds. Of several elements that all of them have, the ion is the least electronegative; an
 * element that makes anions is none.
 * @param compositions at least one
 * @example scopeOf([parseFormula('Na3PS4'), parseFormula('NaCl')]).anchor; // 'Na'
 */
export function scopeOf(compositions: readonly Composition[]): Scope {
  const has = compositions.map(({ atomicNumbers }) => new Set(atomicNumbers));
  const elements = [...new Set(has.flatMap((set) => [...set]))].sort((a, b) => a - b);
  const shared = elements.filter((z) => !isRealAnion(z) && has.every((set) => set.has(z)));
  const { values } = elementProperty('pauling_electronegativity');
  const [anchor] = shared.sort((a, b) => (values[a] || Infinity) - (values[b] || Infinity));
  return { anchor: anchor === undefined ? null : SYMBOLS[anchor]!, elements: elements.map((z) => SYMBOLS[z]!) };
}

/**
 * The elements of a composition, or of a space of them, that were not learned from, in their order there.
 * @example unlearned(learner, parseFormula('Na3BiS3')); // ['Bi'] of a Learner of Na, P, S and Cl
 */
export function unlearned(
  { elements }: Pick<Scope, 'elements'>,
  { atomicNumbers }: { readonly atomicNumbers: ArrayLike<number> },
): string[] {
  const fresh: string[] = [];
  for (let i = 0; i < atomicNumbers.length; i++) {
    const symbol = SYMBOLS[atomicNumbers[i]!]!;
    if (!elements.includes(symbol)) fresh.push(symbol);
  }
  return fresh;
}

/**
 * Makes sure that a Learner may be asked about a composition: it has to hold the ion that was learned; without such an ion no element
 * may be new.
 * @param where what was asked about, for the error
 * @param name of the Learner
 * @throws {UserError} for a composition that it knows nothing of, with the elements that it has learned
 * @example needLearned('AgCl', parseFormula('AgCl'), 'na', learner); // expected a sodium compound, found none; ...
 */
export function needLearned(where: string, composition: Composition, name: string, scope: Scope): void {
  const missing = unlearned(scope, composition);
  const remedy = `${name} has learned ${learnedText(scope)}`;
  if (scope.anchor === null) {
    if (missing.length > 0) fail(where, 'elements that the student has learned', missing.join(', '), remedy);
    return;
  }
  const anchor = SYMBOLS.indexOf(scope.anchor);
  if (!composition.atomicNumbers.includes(anchor)) fail(where, `a ${elementName(anchor)} compound`, 'none', remedy);
}

/** Elements are named up to here; of more only the number is given. */
const MOST_NAMED = 30;

/**
 * What was learned, in words.
 * @example learnedText(learner); // 'sodium compounds only, of the elements Na, P, S, Cl'
 */
export function learnedText({ anchor, elements }: Scope): string {
  const named = elements.length <= MOST_NAMED ? `the elements ${elements.join(', ')}` : `${elements.length} elements`;
  return anchor === null
    ? `compounds without a common ion, of ${named}`
    : `${elementName(SYMBOLS.indexOf(anchor))} compounds only, of ${named}`;
}
