/** Which phase lies nearest to a composition. */
import { type Composition, formatFormula } from 'ionsieve/chemistry';
import { compositionDomain } from 'ionsieve/learning';

/** A phase, and how far it is. */
export interface NearPhase {
  /** Reduced. */
  readonly formula: string;
  /** Sum of the absolute differences of atomic fractions, 0 to 2. */
  readonly difference: number;
}

/**
 * Finds the phase that is nearest to a composition; of equals the first.
 * @example nearestPhase([parseFormula('Li2S'), parseFormula('Li3PS4')])(parseFormula('Li7PS6')).formula; // 'Li3PS4'
 */
export function nearestPhase(phases: readonly Composition[]): (composition: Composition) => NearPhase {
  const domain = compositionDomain(phases);
  return (composition) => {
    const { index, distance } = domain.nearest(composition);
    return { formula: formatFormula(phases[index]!), difference: distance };
  };
}
