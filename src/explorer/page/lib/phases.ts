/** Known phases in words. */
import type { SectionPhase } from '../../api-stability.ts';
import { fixed } from './format.ts';

/**
 * How stable a known phase is.
 * @example phaseText({ formula: 'Li7P3S11', fractions: [0.3], above_hull_eV_atom: 0.021 }); // 'known phase, 0.021 eV/atom above the hull'
 */
export function phaseText({ above_hull_eV_atom: above }: Pick<SectionPhase, 'above_hull_eV_atom'>): string {
  return above === 0 ? 'stable phase' : `known phase, ${fixed(above, 3)}\u00a0eV/atom above the hull`;
}
