/** Which compositions are stable phases. */
import { reducedFormula } from '../chemistry/composition.ts';
import type { Composition } from '../chemistry/formula.ts';
import type { HullPoint } from './hull.ts';

/**
 * Whether a composition is a stable phase: nothing but itself is in the mixture of least energy.
 * @param point the hull at the composition
 * @example isStablePhase(hull(parseFormula('Li3PS4')), parseFormula('Li3PS4')); // true
 */
export function isStablePhase({ phases }: HullPoint, composition: Composition): boolean {
  return phases.length === 1 && phases[0]!.formula === reducedFormula(composition);
}
