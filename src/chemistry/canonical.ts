/**
 * The one form in which a composition is kept: every element once, in the order in which pymatgen writes formulas;
 * and how its amounts are rounded and printed.
 */
import { fail } from '../core/errors.ts';
import { elementProperty, SYMBOLS } from './elements.ts';

/** What a material is made of, in canonical order: each element once, amounts above 0 and not scaled. */
export interface Composition {
  readonly atomicNumbers: Uint8Array;
  readonly amounts: Float64Array;
}

let ranks: Uint8Array | undefined;

/**
 * Canonical order of two elements: ascending Pauling electronegativity; ties, and elements without one (they come
 * last), by symbol. So Li3PS4 and LiFePO4, as pymatgen writes them.
 * @returns negative when zA comes first, 0 for the same element
 * @example compareCanonical(3, 16) < 0; // true: Li before S
 */
export function compareCanonical(zA: number, zB: number): number {
  ranks ??= rankElements();
  return ranks[zA]! - ranks[zB]!;
}

function rankElements(): Uint8Array {
  const electronegativity = elementProperty('pauling_electronegativity').values;
  const orKnownLast = (z: number) => (Number.isNaN(electronegativity[z]) ? Infinity : electronegativity[z]!);
  const order = SYMBOLS.map((_, z) => z)
    .slice(1)
    .sort((a, b) => {
      const [left, right] = [orKnownLast(a), orKnownLast(b)];
      if (left !== right) return left - right;
      return SYMBOLS[a]! < SYMBOLS[b]! ? -1 : 1;
    });
  const rank = new Uint8Array(SYMBOLS.length);
  order.forEach((z, position) => {
    rank[z] = position;
  });
  return rank;
}

/**
 * A composition from elements and amounts in any order; amounts of one element are added. A sum is rounded to 12
 * significant digits, so that 0.1 + 0.2 is 0.3; an amount that stands alone is kept as it is.
 * @throws {UserError} without any element, for an atomic number outside 1 to 118, or an amount that is not above 0
 * @example createComposition([16, 3, 3], [1, 1.5, 0.5]).amounts; // Float64Array [2, 1]: Li2S
 */
export function createComposition(atomicNumbers: ArrayLike<number>, amounts: ArrayLike<number>): Composition {
  const total = new Map<number, number>();
  for (let i = 0; i < atomicNumbers.length; i++) {
    const [z, amount] = [atomicNumbers[i]!, amounts[i]!];
    if (SYMBOLS[z] === undefined || z === 0) {
      fail('composition', 'atomic numbers from 1 to 118', String(z), 'check the elements');
    }
    if (!(amount > 0 && amount < Infinity)) {
      fail('composition', `an amount of ${SYMBOLS[z]} above 0`, String(amount), 'leave the element out');
    }
    const sum = total.get(z);
    total.set(z, sum === undefined ? amount : twelveDigits(sum + amount));
  }
  if (total.size === 0) fail('composition', 'at least one element', 'none', 'give elements and amounts');
  const order = [...total.keys()].sort(compareCanonical);
  return { atomicNumbers: Uint8Array.from(order), amounts: Float64Array.from(order, (z) => total.get(z)!) };
}

/**
 * A number to 12 significant digits: removes the rounding errors of sums and products of short decimals.
 * @example twelveDigits(0.1 + 0.2); // 0.3
 */
export function twelveDigits(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * A formula of elements and amounts already written as text; an amount '1' is left out.
 * @example formatWith([3, 16], ['2', '1']); // 'Li2S'
 */
export function formatWith(atomicNumbers: ArrayLike<number>, amounts: readonly string[]): string {
  return amounts.map((amount, i) => SYMBOLS[atomicNumbers[i]!]! + (amount === '1' ? '' : amount)).join('');
}

/**
 * The shortest decimal that reads back as the same number, without an exponent.
 * @example plainDecimal(1e-7); // '0.0000001'
 */
export function plainDecimal(value: number): string {
  const [mantissa, exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa!;
  const [whole, fraction = ''] = mantissa!.split('.');
  const point = whole!.length + Number(exponent);
  const digits = whole! + fraction;
  return point > 0 ? digits.padEnd(point, '0') : `0.${'0'.repeat(-point)}${digits}`;
}
