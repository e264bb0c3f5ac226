/**
 * What makes a formula one that two people read differently. A formula with two readings is refused with both ways to
 * write it; none is guessed.
 */
import { fail } from '../core/errors.ts';
import { compareCanonical } from './canonical.ts';
import { isRealAnion, mostElectronegative } from './composition.ts';
import { atomicNumber, SYMBOLS } from './elements.ts';

/** Text that has two readings, or is no single formula. */
interface Doubtful {
  readonly pattern: RegExp;
  readonly expected: string;
  readonly remedy: string;
}

/** Oxidation states of two letters and more: as iodine and vanadium they would be written I2, I3 or VI. */
const LONG_STATE = /\(\s*(?:I{2,3}|I?V|VI{1,3})\s*\)/;
const STATE_OF_AN_ELEMENT = new RegExp(`(?<=[A-Za-z]\\s*)(?!\\(\\s*V\\s*\\))${LONG_STATE.source}`, 'g');

/** Text with several readings. Made when a formula is first read: the order of elements needs their table. */
let doubtful: readonly Doubtful[] | undefined;

/** Elements that no formula in canonical order has before vanadium: CrVI is chromium(VI), and LiVIO4 a compound of iodine. */
function afterVanadium(): string {
  const vanadium = atomicNumber('V');
  return SYMBOLS.filter((_, z) => z > 0 && compareCanonical(z, vanadium) > 0).join('|');
}

/** Real anions that are as often the cation of a stronger one, as phosphorus in Li10GeP1.5SbS12. */
const ALSO_CATIONS: readonly number[] = ['P', 'As', 'Te'].map((symbol) => atomicNumber(symbol));

/** A decimal amount of these leaves a charge that whole amounts of the others cannot balance. */
const HALOGENS: readonly number[] = ['F', 'Cl', 'Br', 'I'].map((symbol) => atomicNumber(symbol));

const makeDoubtful = (): readonly Doubtful[] => [
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
    pattern: new RegExp(`VI(?![a-z\\d₀-₉])(?<=(?:${afterVanadium()})\\s*VI)`),
    expected: 'either vanadium and iodine or an oxidation state',
    remedy: 'leave oxidation states out, and write iodine as I1',
  },
  {
    pattern: /(?<=[A-Z][^\s·•∙⋅*]*[A-Z][^\s·•∙⋅*]*\s+)(?:VI?|I|HP|[BF]CC|HCP|P1)$/,
    expected: 'either elements or the name of a phase',
    remedy: 'leave the phase out, or write the elements without the space',
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
  const trimmed = text.trim();
  doubtful ??= makeDoubtful();
  for (const { pattern, expected, remedy } of doubtful) {
    const found = pattern.exec(trimmed);
    if (found) fail(place(start + found.index), expected, shown(found[0]), remedy);
  }
  return text.replace(STATE_OF_AN_ELEMENT, (state) => ' '.repeat(state.length));
}

const shown = (found: string) => (found.trim() === '' ? 'a line break' : `"${found}"`);

/**
 * Whether the decimal at the start of `rest` may be an amount, a dot and the number of a part: before water or ammonia
 * (Li2SO4.2H2O), before a part that has the last element again (Al2O3.4SiO2), in a formula that uses the full stop as a dot
 * elsewhere (Li2O.Al2O3.4SiO2), and between two compounds (LiAlCl4.3SO2).
 * @param read atomic numbers of what stands before the decimal, in the order of the formula
 * @example mayHideDot('4.2H2O', [3, 16, 8], 'Li2SO4.2H2O'); // true
 */
export function mayHideDot(rest: string, read: readonly number[], formula: string): boolean {
  const decimal = /^[1-9]\d*\.[1-9]\d*/.exec(rest)?.[0];
  if (decimal === undefined) return false;
  const after = rest.slice(decimal.length).trimStart();
  if (isLigand(after)) return true;
  if (!/^[A-Z([{]/.test(after)) return false;
  if (/[A-Za-z\d)\]}]\s*\.\s*[A-Z([{]/.test(formula)) return true;
  const part = after.split(/[·•∙⋅*]/)[0]!;
  if (new RegExp(`^[^([{]*${SYMBOLS[read.at(-1)!]}(?![a-z])`).test(part)) return true;
  return areCompounds(formula.slice(0, formula.length - rest.length), read, part);
}

/**
 * A compound ends in its anion and begins with something else, so S5.5Cl and O2.9N0.46 are none. A decimal in the part is a sign of
 * decimals, as in Li3.25Ge0.25P0.75S4; so is one before it, unless an element comes again. A bracket may hold
 * an ion, as in O3.5(OH). A formula in canonical order, as this program writes them, is never two compounds.
 */
function areCompounds(before: string, read: readonly number[], part: string): boolean {
  const last = read.at(-1)!;
  if (!isRealAnion(last) || ALSO_CATIONS.includes(last) || /\d\.\d/.test(part)) return false;
  if (!/^[A-Z]/.test(part) && !HALOGENS.includes(last)) return false;
  const next = (part.match(/[A-Z][a-z]?/g) ?? []).map((symbol) => SYMBOLS.indexOf(symbol));
  if (next.includes(-1) || new Set(next).size < 2 || new Set(read).size < 2) return false;
  if (mostElectronegative({ atomicNumbers: next }) === next[0]) return false;
  if (next.some((z) => read.includes(z))) return true;
  return (
    mostElectronegative({ atomicNumbers: read }) === last &&
    compareCanonical(last, next[0]!) > 0 &&
    !/\d\.\d/.test(before)
  );
}

/**
 * Whether a text begins with a part of its own: water or ammonia, then a dot or the end.
 * @example isLigand('H2O'); // true
 */
export function isLigand(text: string): boolean {
  return /^\s*(?:H2O|NH3|\((?:H2O|NH3)\)|\[(?:H2O|NH3)\])\s*(?:$|[·•∙⋅*.])/.test(text);
}
