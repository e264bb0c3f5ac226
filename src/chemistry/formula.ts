/**
 * Chemical formulas as text.
 *
 *   formula  = part { dot part }                     Li2SO4·H2O
 *   part     = [ amount ] group { group }            0.75Li2S
 *   group    = element [ amount ] | open group { group } close [ amount ]
 *   element  = a symbol of 1 to 118                  D and T are not read
 *   open     = "(" | "[" | "{"                       closed by its own kind
 *   amount   = digits [ "." digits ], above 0        2, 0.5, subscripts too: Li₂O
 *   dot      = one of · • ∙ ⋅ * or "."
 *
 * Spaces may stand between any two of these, but before an amount, and mean nothing. A full stop between two digits is a decimal point; one
 * before a symbol or bracket is a dot. Where it could be either the formula is refused, not guessed: Li2SO4.2H2O,
 * Li2O.Al2O3.4SiO2, LiAlCl4.3SO2, Li.5CoO2 and Li6. 5La3 (one between spaces is a dot, and so is that of LiCl.2H2O, after a symbol
 * and before water). So is an amount after a space (LiCl 2H2O). An oxidation state in brackets after its element is passed over:
 * LiFe(II)PO4. Charges are refused, and so are names such as LiPON.
 */
import { fail } from '../core/errors.ts';
import { type Composition, createComposition, formatWith, plainDecimal, twelveDigits } from './canonical.ts';
import { atomicNumber } from './elements.ts';
import { refuseName } from './formula-names.ts';
import { isLigand, mayHideDot, withoutStates } from './formula-readings.ts';

export { type Composition, compareCanonical } from './canonical.ts';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const DOTS = '·•∙⋅*.';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const CHARGES = '+-−–—‐‑^⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹';
const DEEPEST_NESTING = 100;
const LONGEST_SHOWN = 80;
const DOT_REMEDY = 'write · before the parts of a hydrate or adduct, and amounts below one as 0.5';

/** Where the reader stands. */
interface Cursor {
  readonly text: string;
  /** The text with plain digits; positions are those of the text. */
  readonly plain: string;
  at: number;
  /** What has been read, in the order of reading. */
  readonly atomicNumbers: number[];
  readonly amounts: number[];
}

/**
 * The composition of a formula. Amounts are kept as written, not reduced; products and sums of them are rounded to
 * 12 significant digits.
 * @throws {UserError} with the position (from 1) of what cannot be read: an unknown symbol, a bracket without its
 * partner, brackets nested more than 100 deep, an amount of zero, a charge, whatever has two readings, a name such as
 * LiPON, an empty text
 * @example parseFormula('(YPO4)0.8(Li3PO4)0.2').amounts; // Float64Array [0.6, 0.8, 1, 4]: Li, Y, P, O
 */
export function parseFormula(text: string): Composition {
  refuseName(text);
  const written = withoutStates(text, (at) => place({ text }, at));
  const plain = written.replace(/[₀-₉]/g, (digit) => String(SUBSCRIPTS.indexOf(digit)));
  const cursor: Cursor = { text, plain, at: 0, atomicNumbers: [], amounts: [] };
  do {
    const first = cursor.atomicNumbers.length;
    const coefficient = readAmount(cursor);
    readGroups(cursor, '', 0);
    multiply(cursor, first, coefficient);
  } while (readDot(cursor));
  return createComposition(cursor.atomicNumbers, cursor.amounts);
}

/**
 * The formula of a composition in canonical order; amounts as the shortest decimals that read back as the same
 * numbers, 1 left out. Not reduced.
 * @example formatFormula(parseFormula('S12P2.19Sn0.81Li9.81')); // 'Li9.81Sn0.81P2.19S12'
 */
export function formatFormula(composition: Composition): string {
  return formatWith(composition.atomicNumbers, Array.from(composition.amounts, plainDecimal));
}

function readGroups(cursor: Cursor, closing: string, depth: number): void {
  const start = cursor.at;
  let groups = 0;
  for (; ; groups++) {
    const character = peek(cursor);
    const first = cursor.atomicNumbers.length;
    if (CLOSING[character] !== undefined) {
      const opened = cursor.at;
      if (depth === DEEPEST_NESTING) {
        refuse(cursor, opened, `brackets nested up to ${DEEPEST_NESTING} deep`, 'one deeper', 'multiply them out');
      }
      cursor.at++;
      readGroups(cursor, CLOSING[character], depth + 1);
      if (peek(cursor) !== CLOSING[character]) {
        const found = peek(cursor) === '' ? 'the end' : `"${peek(cursor)}" at position ${cursor.at + 1}`;
        refuse(cursor, opened, `"${CLOSING[character]}" that closes "${character}"`, found, 'close the bracket');
      }
      cursor.at++;
    } else if (/[A-Z]/.test(character)) {
      readElement(cursor);
    } else if (groups > 0 && (character === '' || character === closing || DOTS.includes(character))) {
      return;
    } else if (groups > 0 && character !== '' && ')]}'.includes(character)) {
      if (closing !== '') return;
      refuse(cursor, cursor.at, 'an opening bracket before it', `"${character}"`, 'open or remove the bracket');
    } else {
      refuseCharacter(cursor, start);
    }
    refuseHiddenDot(cursor);
    multiply(cursor, first, readAmount(cursor));
  }
}

function readElement(cursor: Cursor): void {
  const symbol = /^[A-Z][a-z]?/.exec(cursor.plain.slice(cursor.at))![0];
  cursor.atomicNumbers.push(atomicNumber(symbol, place(cursor, cursor.at)));
  cursor.amounts.push(1);
  cursor.at += symbol.length;
}

/** The amount at the cursor; 1 where there is none. */
function readAmount(cursor: Cursor): number {
  peek(cursor);
  const rest = cursor.plain.slice(cursor.at);
  const printed = /^\d+(\.\d+)?/.exec(rest)?.[0];
  if (printed === undefined) return 1;
  if (/^\.\d/.test(rest.slice(printed.length))) {
    refuse(cursor, cursor.at, 'one decimal point', `"${rest}"`, DOT_REMEDY);
  }
  const amount = Number(printed);
  if (!(amount > 0 && amount < Infinity)) {
    refuse(cursor, cursor.at, 'an amount above 0', `"${printed}"`, 'leave the element out');
  }
  cursor.at += printed.length;
  return amount;
}

/** Refuses 4.2H2O, where 4 may be the amount of oxygen and 2 that of water. */
function refuseHiddenDot(cursor: Cursor): void {
  peek(cursor);
  const rest = cursor.plain.slice(cursor.at);
  if (mayHideDot(rest, cursor.atomicNumbers, cursor.plain)) {
    refuse(cursor, cursor.at, 'either a decimal point or a dot', `"${rest}"`, DOT_REMEDY);
  }
}

/** Passes a dot between two parts; false at the end. */
function readDot(cursor: Cursor): boolean {
  const character = peek(cursor);
  if (character === '') return false;
  const rest = cursor.plain.slice(cursor.at);
  const hasSpaceBefore = /\s/.test(cursor.plain[cursor.at - 1] ?? '');
  const coefficient = (hasSpaceBefore ? /^\.\d+/ : /^\.\s*\d+/).exec(rest);
  if (coefficient && !isLigand(rest.slice(coefficient[0].length))) {
    refuse(cursor, cursor.at, 'an amount or a dot', `"${coefficient[0]}"`, DOT_REMEDY);
  }
  cursor.at++;
  return true;
}

function multiply(cursor: Cursor, from: number, factor: number): void {
  if (factor === 1) return;
  for (let i = from; i < cursor.amounts.length; i++) {
    cursor.amounts[i] = cursor.amounts[i] === 1 ? factor : twelveDigits(cursor.amounts[i]! * factor);
  }
}

/** The next character that is not a space, '' at the end. */
function peek(cursor: Cursor): string {
  while (/\s/.test(cursor.plain[cursor.at] ?? '')) cursor.at++;
  return cursor.plain[cursor.at] ?? '';
}

function refuseCharacter(cursor: Cursor, start: number): never {
  const character = peek(cursor);
  if (cursor.text.trim() === '') refuse(cursor, 0, 'a formula', 'an empty text', 'write one, such as Li3PS4');
  if (CHARGES.includes(character) && character !== '') {
    const remedy = 'leave charges out, give numbers for x, and write · between parts';
    refuse(cursor, cursor.at, 'elements and amounts', `"${character}"`, remedy);
  }
  if (character !== '' && ',/'.includes(character) && cursor.at > start) {
    refuse(cursor, cursor.at, 'amounts with a decimal point', `"${character}"`, 'write 6.5, not 6,5 or 13/2');
  }
  const remedy = cursor.at > start ? 'check the formula' : 'begin each part with an element or bracket';
  return refuse(cursor, cursor.at, 'an element symbol', character === '' ? 'the end' : `"${character}"`, remedy);
}

function refuse(cursor: Cursor, at: number, expected: string, found: string, remedy: string): never {
  return fail(place(cursor, at), expected, found, remedy);
}

function place({ text }: Pick<Cursor, 'text'>, at: number): string {
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text;
  return text.trim() === '' ? 'formula' : `${shown}, position ${at + 1}`;
}
