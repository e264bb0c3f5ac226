/** The formula by which a structure is known, wherever one is printed, joined or grouped. */
import { createComposition, plainDecimal, twelveDigits } from '../chemistry/canonical.ts';
import { reducedFormula } from '../chemistry/composition.ts';
import { formatFormula } from '../chemistry/formula.ts';
import { compositionOf, type Structure } from './structure.ts';

/** More decimals than a refinement gives come from a division, such as 0.607 / 1.001; then this many count. */
const MOST_DECIMALS = 6;
const DECIMALS_OF_A_QUOTIENT = 4;
/** An amount is never rounded by more than this share of it. */
const MOST_ROUNDED = 0.001;
const DIGITS_ADDED = 3;

/**
 * The formula of a structure. Each amount of the cell has the fewest digits that the occupancies leave open: half a unit
 * of the last decimal of the element's occupancies, times its partly filled entries, and at most 0.1 %. So 24.90024 Li
 * from 0.44938 and 0.13875 are 24.9. Where all amounts are whole the formula is reduced; else they are divided by the
 * largest number that divides the whole ones and gives the others at most three digits more: Li6.225P0.775Si0.225S5Br.
 * Two structures, or a structure and a formula, are one compound where `reducedFormula(parseFormula(formula))` is the same.
 * @example structureFormula(structure); // 'Li10.03GeP2S12'
 */
export function structureFormula(structure: Structure): string {
  const { atomicNumbers, amounts } = compositionOf(structure);
  const cell = amounts.map((amount, i) => fewestDigits(amount, openBy(structure, atomicNumbers[i]!)));
  const composition = createComposition(atomicNumbers, cell);
  if (cell.every(Number.isInteger)) return reducedFormula(composition);
  const units = formulaUnits(cell);
  // The rounding of an amount of the cell is no digit of the formula: where the quotient has more, it is rounded itself.
  const inUnit = amounts.map((amount, i) => {
    const whole = twelveDigits(cell[i]! / units);
    const own = fewestDigits(amount / units, openBy(structure, atomicNumbers[i]!) / units);
    return Math.abs(whole - amount / units) > 1e-9 * whole && decimalsOf(whole) > decimalsOf(own) ? own : whole;
  });
  return formatFormula({ atomicNumbers: composition.atomicNumbers, amounts: inUnit });
}

function formulaUnits(amounts: Float64Array): number {
  const whole = amounts.filter(Number.isInteger);
  const thousandths = amounts.map((amount) => Math.round(amount * 10 ** (DIGITS_ADDED + MOST_DECIMALS)));
  let units = whole.length === 0 ? 1 : whole.reduce(greatestCommonDivisor);
  while (thousandths.some((amount) => amount % units !== 0) || whole.some((amount) => amount % units !== 0)) units--;
  return units;
}

/** How far the amount of an element may be off, as the digits of its occupancies tell. */
function openBy({ species, occupancy }: Structure, z: number): number {
  const partial = occupancy.filter((share, i) => species[i] === z && share !== 1);
  const decimals = partial.reduce((most, share) => Math.max(most, decimalsOf(share)), 0);
  return (partial.length * 10 ** -decimals) / 2;
}

function decimalsOf(share: number): number {
  const decimals = plainDecimal(share).split('.')[1]?.length ?? 0;
  return decimals > MOST_DECIMALS ? DECIMALS_OF_A_QUOTIENT : decimals;
}

function fewestDigits(amount: number, open: number): number {
  const allowed = Math.min(open, MOST_ROUNDED * amount) + 1e-9 * amount;
  for (let decimals = 0; decimals <= 12; decimals++) {
    const rounded = Number(amount.toFixed(decimals));
    if (Math.abs(rounded - amount) <= allowed) return rounded;
  }
  return twelveDigits(amount);
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
