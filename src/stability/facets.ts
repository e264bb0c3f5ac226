/** The whole hull of some elements: every simplex of phases in equilibrium, found by crossing from one into the next. */
import { exchange, setColumn, setPotentials } from './basis.ts';
import { leastEnergy } from './least-energy.ts';
import type { Phases } from './phases.ts';
import { openSystem, type System } from './system.ts';

/** A hull. */
export interface Facets {
  /** Reduced formulas of the stable phases, ascending; the elements among them. */
  readonly stable: readonly string[];
  /** Places in `stable` of the phases of each facet, as many as elements; ascending. Tie lines are the pairs of one facet. */
  readonly facets: readonly (readonly number[])[];
}

/** A phase with less beyond a side does not lie beyond it. */
const BEYOND = 1e-9;
/** Shares of a mixture without symmetry, so that the first facet holds it within. */
const uneven = (i: number) => 1 + 0.1 * Math.sin(i + 1);

/**
 * All facets of the hull of some elements. Where more phases than elements lie in one plane, one way of cutting it stands.
 * @param elements atomic numbers, ascending
 * @throws {UserError} for an element without a phase
 * @example hullFacets(phases, [3, 15, 16]).stable; // Li, Li2S, Li3P, Li3PS4 ...
 */
export function hullFacets(phases: Phases, elements: readonly number[]): Facets {
  const system = openSystem(phases, elements);
  const first = leastEnergy(
    system,
    Float64Array.from(elements, (_, i) => uneven(i)),
  );
  const found = new Map<string, readonly number[]>();
  const waiting: Facet[] = [first];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const rows = Array.from(next.basis).sort((a, b) => a - b);
    if (found.has(rows.join())) continue;
    found.set(rows.join(), rows);
    for (let i = 0; i < elements.length; i++) {
      const beyond = neighbour(system, next, i);
      if (beyond !== null) waiting.push(beyond);
    }
  }
  return named(phases, system, [...found.values()]);
}

/** A facet: its phases, by row of the system, and the inverse of their columns. */
interface Facet {
  readonly basis: Int32Array;
  readonly inverse: Float64Array;
}

/** What lies beyond the side that is opposite to a phase of a facet; null at the edge of the diagram. */
function neighbour(system: System, { basis, inverse }: Facet, row: number): Facet | null {
  const size = basis.length;
  const potentials = new Float64Array(size);
  setPotentials(potentials, system, basis, inverse);
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let j = 0; j < system.energies.length; j++) {
    let [above, side] = [system.energies[j]!, 0];
    for (let k = 0; k < size; k++) {
      const share = system.columns[j * size + k]!;
      above -= share * potentials[k]!;
      side += share * inverse[row * size + k]!;
    }
    if (side < -BEYOND && above / -side < least) [best, least] = [j, above / -side];
  }
  if (best === -1) return null;
  const [entering, next] = [new Float64Array(size), inverse.slice()];
  setColumn(entering, system, best, next);
  exchange(row, entering, new Float64Array(size), next);
  return { basis: basis.with(row, best), inverse: next };
}

function named({ formulas }: Phases, { phases }: System, facets: readonly (readonly number[])[]): Facets {
  const name = (row: number) => formulas[phases[row]!]!;
  const stable = [...new Set(facets.flat())].map(name).sort();
  const places = new Map(stable.map((formula, place) => [formula, place]));
  const sorted = facets.map((rows) => rows.map((row) => places.get(name(row))!).sort((a, b) => a - b));
  return { stable, facets: sorted.sort((a, b) => (a.join() < b.join() ? -1 : 1)) };
}
