/**
 * What makes a formula one that two people read differently. A formula with two readings is refused with both ways to
 * write it; none is guessed.
 */
import { fail } from '../core/errors.ts';

/** Text that has two readings, or is no single formula. */
interface Doubtful {
  readonly pattern: RegExp;
  readonly expected: string;
  readonly remedy: string;
}

/** Oxidation states of two letters and more: as iodine and vanadium they would be written I2, I3 or VI. */
const LONG_STATE = /\(\s*(?:I{2,3}|I?V|VI{1,3})\s*\)/;
const STATE_OF_AN_ELEMENT = new RegExp(`(?<=[A-Za-z]\\s*)(?!\\(\\s*V\\s*\\))${LONG_STATE.source}`, 'g');

const DOUBTFUL: readonly Doubtful[] = [
  {
    pattern: /[\n\v\f\r\u0085\u2028\u2029]/,
    expected: 'one formula',
    remedy: 'give each formula its own row',
  },
  {
    pattern: /\(\s*(?:I|V)\s*\)/,
    expected: 'either iodine, vanadium or an oxidation state',
    remedy: 'write the element without brackets, and leave oxidation states out',
  },
  {
    pattern: new RegExp(`(?<![A-Za-z]\\s*)${LONG_STATE.source}`),
    expected: 'an oxidation state right after its element',
    remedy: 'leave oxidation states out, and write iodine as I2',
  },
  {
    pattern: /(?<!\(\s*[IV]*)I(?:I|V)(?![a-z])/,
    expected: 'either iodine or an oxidation state',
    remedy: 'leave oxidation states out, and write iodine as I2',
  },
  {
    pattern: /(?<=[A-Za-z\d₀-₉)\]}]\s+)\d+(?:\.\d+)?/,
    expected: 'either an amount or the number of a part',
    remedy: 'write Li2O without the space, or LiCl·2H2O with ·',
  },
  {
    pattern: /(?<![\d.₀-₉])0\d+/,
    expected: 'an amount without a leading zero',
    remedy: 'write amounts below one as 0.5',
  },
];

/**
 * The formula without the oxidation states in brackets that follow an element, as in LiFe(II)PO4; each is replaced by
 * as many spaces, so that positions stay.
 * @throws {UserError} with the position (from 1) of what has two readings: `LiCl 2H2O`, `Cu(I)2O`, `MnIVO2`, `Li05CoO2`,
 * or a line break
 * @param place the words for a position, from 0
 * @example withoutStates('LiFe(II)PO4', (at) => `position ${at + 1}`); // 'LiFe    PO4'
 */
export function withoutStates(text: string, place: (at: number) => string): string {
  const start = text.length - text.trimStart().length;
  for (const { pattern, expected, remedy } of DOUBTFUL) {
    const found = pattern.exec(text.trim());
    if (found) fail(place(start + found.index), expected, shown(found[0]), remedy);
  }
  return text.replace(STATE_OF_AN_ELEMENT, (state) => ' '.repeat(state.length));
}

const shown = (found: string) => (found.trim() === '' ? 'a line break' : `"${found}"`);

/**
 * Whether the decimal at the start of `rest`, which follows `symbol`, may be an amount, a dot and the number of a part:
 * before water or ammonia (Li2SO4.2H2O), before a part that has the same element again (Al2O3.4SiO2), and in a
 * formula that uses the full stop as a dot elsewhere (Li2O.Al2O3.4SiO2).
 * @example mayHideDot('4.2H2O', 'O', 'Li2SO4.2H2O'); // true
 */
export function mayHideDot(rest: string, symbol: string, formula: string): boolean {
  const decimal = /^[1-9]\d*\.[1-9]\d*/.exec(rest)?.[0];
  if (decimal === undefined) return false;
  const after = rest.slice(decimal.length).trimStart();
  if (isLigand(after)) return true;
  if (!/^[A-Z([{]/.test(after)) return false;
  if (/[A-Za-z\d)\]}]\s*\.\s*[A-Z([{]/.test(formula)) return true;
  return new RegExp(`^[^([{]*${symbol}(?![a-z])`).test(after.split(/[·•∙⋅*]/)[0]!);
}

/**
 * Whether a text begins with a part of its own: water or ammonia, then a dot or the end.
 * @example isLigand('H2O'); // true
 */
export function isLigand(text: string): boolean {
  return /^\s*(?:H2O|NH3)\s*(?:$|[·•∙⋅*.])/.test(text);
}
