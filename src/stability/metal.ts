/** The metal of an electrode, and the charge that its ion carries. */
import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { oxidationStates } from '../chemistry/oxidation-states.ts';
import { fail } from '../core/errors.ts';
import type { Metal } from './window.ts';

/**
 * A metal with the charge of its ion: the one common oxidation state of the element, or what is given.
 * @throws {UserError} for a text that is no symbol; an element with no common oxidation state, a negative one or several, without a charge
 * @example metalOf('Mg'); // { z: 12, charge: 2 }
 */
export function metalOf(symbol: string, charge?: number): Metal {
  const z = atomicNumber(symbol, 'metal');
  if (charge !== undefined) return { z, charge };
  const [state, ...others] = oxidationStates(z, 'common');
  if (state === undefined || state < 0 || others.length > 0) {
    const found = state === undefined ? 'none' : [state, ...others].join(', ');
    fail(`metal ${SYMBOLS[z]}`, 'one common oxidation state, above 0', found, 'state the charge of its ion');
  }
  return { z, charge: state };
}
