/** The phase diagram of some elements as it is drawn: known phases as points, and which stable phases are in equilibrium. */
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Facets, hullFacets } from './facets.ts';
import { openHull } from './hull.ts';
import type { Phases } from './phases.ts';
import { openSystem } from './system.ts';

/** A known phase. */
export interface DiagramPhase {
  /** Reduced. */
  readonly formula: string;
  /** Atomic fractions, in the order of the elements of the diagram. */
  readonly fractions: readonly number[];
  /** eV an atom; 0 of a stable phase. */
  readonly aboveHull: number;
}

/** A phase diagram. */
export interface PhaseDiagram {
  /** Symbols, by atomic number. */
  readonly elements: readonly string[];
  /** By formula; the elements among them. */
  readonly phases: readonly DiagramPhase[];
  /** Pairs of places in `phases`: those in equilibrium with each other. */
  readonly tieLines: readonly (readonly [number, number])[];
}

/**
 * The phase diagram of some elements: of three it is a triangle, of two a line.
 * @param elements atomic numbers, ascending
 * @throws {UserError} for an element without a phase
 * @example phaseDiagram(phases, [3, 15, 16]).phases.filter(({ aboveHull }) => aboveHull === 0); // Li, Li2S, Li3P, Li3PS4 ...
 */
export function phaseDiagram(phases: Phases, elements: readonly number[]): PhaseDiagram {
  const system = openSystem(phases, elements);
  const hull = openHull(phases);
  const facets = hullFacets(phases, elements);
  const stable = new Set(facets.stable);
  const found = Array.from(system.phases, (phase, row): DiagramPhase => {
    const formula = phases.formulas[phase]!;
    const fractions = Array.from(system.columns.subarray(row * elements.length, (row + 1) * elements.length));
    const held = elements.flatMap((z, i) => (fractions[i]! > 0 ? [{ z, share: fractions[i]! }] : []));
    const at = {
      atomicNumbers: Uint8Array.from(held, ({ z }) => z),
      amounts: Float64Array.from(held, ({ share }) => share),
    };
    const above = stable.has(formula) ? 0 : Math.max(0, system.energies[row]! - hull(at).energy);
    return { formula, fractions, aboveHull: above };
  }).sort((a, b) => (a.formula < b.formula ? -1 : 1));
  const places = new Map(found.map(({ formula }, place) => [formula, place]));
  return {
    elements: elements.map((z) => SYMBOLS[z]!),
    phases: found,
    tieLines: tieLinesOf(facets).map(([one, other]) => [
      places.get(facets.stable[one]!)!,
      places.get(facets.stable[other]!)!,
    ]),
  };
}

/** Every pair of phases of one facet, once. */
function tieLinesOf({ facets }: Facets): [number, number][] {
  const pairs = facets.flatMap((places) =>
    places.flatMap((one, i) => places.slice(i + 1).map((other): [number, number] => [one, other])),
  );
  return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
}
