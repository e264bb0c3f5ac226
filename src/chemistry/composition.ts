/**
 * What can be said of a composition without knowing anything but its elements and amounts.
 */
import { type Composition, formatWith, plainDecimal } from './canonical.ts';
import { atomicNumber, elementProperty, SYMBOLS } from './elements.ts';

export { createComposition } from './canonical.ts';

/**
 * The formula with the smallest whole amounts, in canonical order and without brackets. Decimal amounts are first
 * scaled by the power of ten that makes them whole, in exact arithmetic.
 * @example reducedFormula(parseFormula('Li0.5CoO2')); // 'LiCo2O4'
 */
export function reducedFormula(composition: Composition): string {
  const printed = Array.from(composition.amounts, plainDecimal);
  const decimals = Math.max(...printed.map((amount) => amount.split('.')[1]?.length ?? 0));
  const whole = printed.map((amount) => {
    const [integer, fraction = ''] = amount.split('.');
    return BigInt(integer! + fraction.padEnd(decimals, '0'));
  });
  const divisor = whole.reduce(greatestCommonDivisor);
  return formatWith(
    composition.atomicNumbers,
    whole.map((amount) => String(amount / divisor)),
  );
}

/**
 * The elements in alphabetical order, joined by hyphens.
 * @example chemicalSystem(parseFormula('Li3PS4')); // 'Li-P-S'
 */
export function chemicalSystem(composition: Composition): string {
  return Array.from(composition.atomicNumbers, (z) => SYMBOLS[z]!)
    .sort()
    .join('-');
}

/**
 * Atomic fractions, in the order of the composition; they add up to 1.
 * @example fractions(parseFormula('Li2O')); // Float64Array [0.666..., 0.333...]
 */
export function fractions(composition: Composition): Float64Array {
  const total = composition.amounts.reduce((sum, amount) => sum + amount);
  return composition.amounts.map((amount) => amount / total);
}

/**
 * Atomic number of the most electronegative element: by the electronegativities of the structural descriptors, by
 * Pauling's where those have a gap; an element with neither loses to any other. Of equals the one written last in the formula.
 * @example mostElectronegative(parseFormula('LiPO3')); // 8
 */
export function mostElectronegative(composition: {
  readonly atomicNumbers: ArrayLike<number> & Iterable<number>;
}): number {
  const known = elementProperty('descriptor_electronegativity').values;
  const pauling = elementProperty('pauling_electronegativity').values;
  let best = composition.atomicNumbers[0]!;
  let highest = -Infinity;
  for (const z of composition.atomicNumbers) {
    const value = Number.isNaN(known[z]) ? pauling[z]! : known[z]!;
    const electronegativity = Number.isNaN(value) ? -Infinity : value;
    if (electronegativity >= highest) [best, highest] = [z, electronegativity];
  }
  return best;
}

/** Elements that make a real anion. */
const REAL_ANIONS: ReadonlySet<number> = new Set(
  ['H', 'N', 'O', 'F', 'P', 'S', 'Cl', 'As', 'Se', 'Br', 'Te', 'I'].map((symbol) => atomicNumber(symbol)),
);

/**
 * Whether an element makes a real anion: one of H, N, O, F, P, S, Cl, As, Se, Br, Te and I.
 * @example isRealAnion(8); // true
 */
export function isRealAnion(atomicNumber: number): boolean {
  return REAL_ANIONS.has(atomicNumber);
}

/**
 * Whether the most electronegative element is one of H, N, O, F, P, S, Cl, As, Se, Br, Te and I: without one a compound
 * is an alloy or intermetallic.
 * @example hasRealAnion(parseFormula('LiAl')); // false
 */
export function hasRealAnion(composition: Composition): boolean {
  return isRealAnion(mostElectronegative(composition));
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
