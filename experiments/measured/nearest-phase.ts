/** The stable phases of an element, and which of them lies nearest to a composition. */
import { type Composition, formatFormula, parseFormula, SYMBOLS } from 'ionsieve/chemistry';
import { compositionDomain } from 'ionsieve/learning';
import { type Hull, type Phases, stabilityOf } from 'ionsieve/stability';

/** A stable phase, and how far it is. */
export interface NearPhase {
  /** Reduced. */
  readonly formula: string;
  /** Sum of the absolute differences of atomic fractions, 0 to 2. */
  readonly difference: number;
}

/**
 * The compounds of an element that lie on the hull, in the order of the table.
 * @param z atomic number of the element
 * @example stablePhases(phases, openHull(phases), 3).length; // stable compounds of lithium
 */
export function stablePhases(phases: Phases, hull: Hull, z: number): Composition[] {
  const symbol = SYMBOLS[z]!;
  const holds = new RegExp(`${symbol}(?![a-z])`);
  const ask = stabilityOf(phases, hull);
  return phases.formulas
    .filter((formula) => formula !== symbol && holds.test(formula))
    .map(parseFormula)
    .filter((compound) => ask(compound).aboveHull === 0);
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
