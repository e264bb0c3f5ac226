/**
 * Whether two compounds react where they touch: the most negative energy of a mixture of the two, beyond what each would gain alone.
 * Richards et al., Chem. Mater. 28, 266 (2016), equation 1; Zhu, He and Mo, J. Mater. Chem. A 4, 3253 (2016), whose mutual reaction energy it is.
 */

import { createComposition, fractions } from '../chemistry/composition.ts';
import type { Composition } from '../chemistry/formula.ts';
import type { Hull, MixedPhase } from './hull.ts';
import { bends, type Tangent } from './segments.ts';

/** The reaction of two compounds that gives most. */
export interface Contact {
  /** eV an atom of the mixture; 0 where they do not react. */
  readonly energy: number;
  /** Share of the atoms that the first of the two brings; null where they do not react. */
  readonly share: number | null;
  /** What they make of each other; amounts an atom of the mixture. Empty where they do not react. */
  readonly products: readonly MixedPhase[];
}

/** eV an atom: less is rounding. */
const NOTHING = 1e-6;
const END = 1e-9;

/**
 * The reaction of two compounds in contact.
 * @throws {UserError} as the hull does
 * @example contactOf(hull, parseFormula('Li3PS4'), parseFormula('LiCoO2')).energy; // below 0: they react
 */
export function contactOf(hull: Hull, first: Composition, second: Composition): Contact {
  const [one, two] = [fractions(first), fractions(second)];
  const [alone, other] = [hull(first).energy, hull(second).energy];
  const elements = [...new Set([...first.atomicNumbers, ...second.atomicNumbers])];
  const shareOf = (of: Composition, shares: Float64Array, z: number) => shares[of.atomicNumbers.indexOf(z)] ?? 0;
  const ofFirst = elements.map((z) => shareOf(first, one, z));
  const ofSecond = elements.map((z) => shareOf(second, two, z));
  const at = (x: number) => {
    const amounts = elements.map((_, i) => x * ofFirst[i]! + (1 - x) * ofSecond[i]!);
    return hull(createComposition(elements, amounts));
  };
  const order = createComposition(
    elements,
    elements.map(() => 1),
  ).atomicNumbers;
  const tangentAt = (x: number): Tangent => {
    const { energy, potentials } = at(x);
    const gain = (z: number, i: number) => potentials[order.indexOf(z)]! * (ofFirst[i]! - ofSecond[i]!);
    const slope = elements.reduce((sum, z, i) => sum + gain(z, i), 0) - (alone - other);
    return { value: energy - x * alone - (1 - x) * other, slope };
  };
  const lowest = bends(tangentAt, END, 1 - END)
    .map((x) => ({ x, energy: tangentAt(x).value }))
    .reduce((best, each) => (each.energy < best.energy ? each : best), { x: 0, energy: -NOTHING });
  if (lowest.x === 0) return { energy: 0, share: null, products: [] };
  return { energy: lowest.energy, share: lowest.x, products: at(lowest.x).phases };
}
