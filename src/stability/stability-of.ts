/** How stable one composition is: what it decomposes into, and how far a known phase lies from the hull. */

import { reducedFormula } from '../chemistry/composition.ts';
import type { Composition } from '../chemistry/formula.ts';
import { type Hull, type MixedPhase, openHull } from './hull.ts';
import type { Phases } from './phases.ts';

/** Energies in eV an atom. */
export interface Stability {
  /** Of the most stable mixture of known phases, relative to the elements. */
  readonly hullEnergy: number;
  /** That mixture; the composition itself where it is a stable phase. */
  readonly competing: readonly MixedPhase[];
  /** Of the phase of this composition; null where none is known. */
  readonly formationEnergy: number | null;
  /** Of that phase above the hull, 0 where it is stable; null where none is known. */
  readonly aboveHull: number | null;
  /** Of that phase against all others: below 0 where it is stable. Null where none is known, and of elements. */
  readonly decompositionEnergy: number | null;
}

/**
 * Asks how stable compositions are.
 * @param hull of the phases
 * @example stabilityOf(phases, openHull(phases))(parseFormula('Li3PS4')).aboveHull; // 0
 */
export function stabilityOf(phases: Phases, hull: Hull = openHull(phases)): (composition: Composition) => Stability {
  const energies = new Map(phases.formulas.map((formula, phase) => [formula, phases.energies[phase]!]));
  return (composition) => {
    const { energy: hullEnergy, phases: competing } = hull(composition);
    const formula = reducedFormula(composition);
    const formationEnergy = energies.get(formula) ?? null;
    const isCompound = composition.atomicNumbers.length > 1;
    const isStable = competing.length === 1 && competing[0]!.formula === formula;
    return {
      hullEnergy,
      competing,
      formationEnergy,
      aboveHull: formationEnergy === null ? null : isStable ? 0 : formationEnergy - hullEnergy,
      decompositionEnergy:
        formationEnergy === null || !isCompound ? null : formationEnergy - hull(composition, formula).energy,
    };
  };
}
