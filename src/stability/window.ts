/**
 * In which potentials against a metal a compound, or the most stable mixture of its composition, neither takes the metal up nor gives it
 * away. With E(n) the hull energy of its other elements with n atoms of the metal, and a charge z an ion: reduced below -dE/dn / z just above
 * its own content, oxidised above -dE/dn / z just below. Zhu, He and Mo, ACS Appl. Mater. Interfaces 7, 23685 (2015); Richards et al.,
 * Chem. Mater. 28, 266 (2016).
 */
import { createComposition } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, formatFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import type { Hull } from './hull.ts';

/** A metal, and the charge of its ion. */
export interface Metal {
  /** Atomic number. */
  readonly z: number;
  readonly charge: number;
}

/** A potential, and the phases that are in equilibrium there. */
export interface Limit {
  /** V against the metal. */
  readonly volts: number;
  /** Reduced formulas, ascending. */
  readonly phases: readonly string[];
}

/** From the potential of reduction to that of oxidation; equal where the composition is a mixture that takes part in a reaction. */
export interface Window {
  readonly reduction: Limit;
  readonly oxidation: Limit;
}

/** Step from the composition to either side, as a share of its atoms: less than between any two phases, more than rounding. */
const STEP = 1e-6;

/**
 * The window of a composition against a metal.
 * @throws {UserError} for a composition without the metal, and as the hull does
 * @example windowAgainst(hull, parseFormula('Li3PS4'), { z: 3, charge: 1 }); // 1.72 to 2.36 V
 */
export function windowAgainst(hull: Hull, composition: Composition, { z, charge }: Metal): Window {
  const place = composition.atomicNumbers.indexOf(z);
  if (place === -1 || composition.atomicNumbers.length === 1) {
    const formula = formatFormula(composition);
    fail(`window of ${formula}`, `a compound with ${SYMBOLS[z]}`, formula, 'name a metal that it holds, and is not');
  }
  const atoms = composition.amounts.reduce((sum, amount) => sum + amount);
  const limit = (step: number): Limit => {
    const amounts = composition.amounts.with(place, composition.amounts[place]! + step);
    const { potentials, phases } = hull(createComposition(composition.atomicNumbers, amounts));
    return { volts: volts(potentials[place]!, charge), phases: phases.map(({ formula }) => formula).sort() };
  };
  return {
    reduction: limit(STEP * atoms),
    oxidation: limit(-STEP * Math.min(atoms, composition.amounts[place]!)),
  };
}

/**
 * The potential at which a metal has a chemical potential.
 * @param potential eV an atom, relative to the metal
 * @example volts(-4.3, 2); // 2.15
 */
export function volts(potential: number, charge: number): number {
  return Math.max(0, -potential / charge);
}
