/** The phases of some elements, as columns of a linear program. */
import { fail } from '../core/errors.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { type Phases, systemKey } from './phases.ts';

/** Every phase that holds none but these elements; the elements themselves come first, in their order. */
export interface System {
  /** Atomic numbers, ascending. */
  readonly elements: readonly number[];
  /** Numbers of the phases. */
  readonly phases: Int32Array;
  /** Atomic fractions, one row a phase and one column an element, row after row. */
  readonly columns: Float64Array;
  /** eV an atom. */
  readonly energies: Float64Array;
}

/** More elements than this would be more subsets than one wants to look up. */
export const MOST_ELEMENTS = 12;

/**
 * The phases of some elements.
 * @param elements atomic numbers, ascending
 * @throws {UserError} for an element without a phase; more than 12 elements
 * @example openSystem(phases, [3, 16]).phases.length; // Li, S, Li2S and what else the table holds of them
 */
export function openSystem(phases: Phases, elements: readonly number[]): System {
  if (elements.length > MOST_ELEMENTS) {
    fail('hull', `at most ${MOST_ELEMENTS} elements`, String(elements.length), 'take fewer elements');
  }
  const pure = elements.map((z) => phases.systems.get(systemKey([z]))?.[0] ?? refuseElement(z, phases));
  const numbers = [...pure, ...subsets(elements).flatMap((subset) => range(phases.systems.get(systemKey(subset))))];
  const columns = new Float64Array(numbers.length * elements.length);
  const places = new Map(elements.map((z, place) => [z, place]));
  numbers.forEach((phase, row) => {
    for (let k = phases.starts[phase]!; k < phases.starts[phase + 1]!; k++) {
      columns[row * elements.length + places.get(phases.elements[k]!)!] = phases.fractions[k]!;
    }
  });
  return {
    elements,
    phases: Int32Array.from(numbers),
    columns,
    energies: Float64Array.from(numbers, (phase) => phases.energies[phase]!),
  };
}

/** Of two elements and more, each in ascending order. */
function subsets(elements: readonly number[]): number[][] {
  return Array.from({ length: 2 ** elements.length }, (_, bits) => elements.filter((_, i) => (bits >> i) & 1)).filter(
    (subset) => subset.length > 1,
  );
}

function range([from, to]: readonly [number, number] = [0, 0]): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function refuseElement(z: number, { source }: Phases): never {
  return fail('hull', `elements of ${source}`, SYMBOLS[z]!, 'leave the compound out, or give energies that hold the element');
}
