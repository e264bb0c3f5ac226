/** How stable one composition is: what it decomposes into, and how far a known phase lies from the hull. */

import { reducedFormula } from '../chemistry/composition.ts';
import type { Composition } from '../chemistry/formula.ts';
import { type Hull, type HullPoint, openHull } from './hull.ts';
import { isStablePhase } from './is-stable-phase.ts';
import type { Phases } from './phases.ts';

/** Energies in eV an atom. */
export interface Stability {
  /** The most stable mixture of known phases; the composition itself where it is a stable phase. */
  readonly hull: HullPoint;
  /** Energy of the most stable mixture of all phases of other compositions, relative to the elements. */
  readonly others: number;
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
    const point = hull(composition);
    const formula = reducedFormula(composition);
    const isStable = isStablePhase(point, composition);
    const formationEnergy = energies.get(formula) ?? null;
    const isCompound = composition.atomicNumbers.length > 1;
    // A phase that is no part of the mixture changes nothing when it is left out.
    const others = isStable && isCompound ? hull(composition, formula).energy : point.energy;
    return {
      hull: point,
      others,
      formationEnergy,
      aboveHull: formationEnergy === null ? null : isStable ? 0 : formationEnergy - point.energy,
      decompositionEnergy: formationEnergy === null || !isCompound ? null : formationEnergy - others,
    };
  };
}
