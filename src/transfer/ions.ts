/** The ions that the structural descriptors are asked for: lithium as the published model has it, others by the rule for them. */
import { atomicNumber } from '../chemistry/elements.ts';
import type { Ions } from '../descriptors/structural.ts';

/** Lithium as the published model has it: 0 from its counter-ion where it is itself the anion. */
export const LITHIUM_IONS: Ions = { mobileIon: atomicNumber('Li'), counterIon: 'anion' };

/**
 * The ions of structures in which an element conducts. An element but lithium that is itself the anion is separated from the
 * nearest other element.
 * @param mobileIon atomic number
 * @example ionsOf(9); // { mobileIon: 9, counterIon: 'other element' }
 */
export function ionsOf(mobileIon: number): Ions {
  return mobileIon === LITHIUM_IONS.mobileIon ? LITHIUM_IONS : { mobileIon, counterIon: 'other element' };
}
