/** The phases of some elements, as columns of a linear program. */

import { SYMBOLS } from '../chemistry/elements.ts';
import { parseFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
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
  /** In a formula unit of each phase. */
  readonly atoms: Float64Array;
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
  const rangeOf = (symbols: readonly string[]) => phases.systems.get(systemKey(symbols));
  const symbols = elements.map((z) => SYMBOLS[z]!);
  const pure = symbols.map((symbol) => rangeOf([symbol])?.[0] ?? refuseElement(symbol, phases));
  const numbers = [...pure, ...subsets(symbols).flatMap((subset) => range(rangeOf(subset)))];
  const columns = new Float64Array(numbers.length * elements.length);
  const atoms = numbers.map((phase, row) => {
    const { atomicNumbers, amounts } = parseFormula(phases.formulas[phase]!);
    const total = amounts.reduce((sum, amount) => sum + amount);
    atomicNumbers.forEach((z, k) => {
      columns[row * elements.length + elements.indexOf(z)] = amounts[k]! / total;
    });
    return total;
  });
  return {
    elements,
    phases: Int32Array.from(numbers),
    columns,
    energies: Float64Array.from(numbers, (phase) => phases.energies[phase]!),
    atoms: Float64Array.from(atoms),
  };
}

/** Of two elements and more. */
function subsets(symbols: readonly string[]): string[][] {
  return Array.from({ length: 2 ** symbols.length }, (_, bits) => symbols.filter((_, i) => (bits >> i) & 1)).filter(
    (subset) => subset.length > 1,
  );
}

function range([from, to]: readonly [number, number] = [0, 0]): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function refuseElement(symbol: string, { source }: Phases): never {
  return fail(
    'hull',
    `elements of ${source}`,
    symbol,
    'leave the compound out, or give energies that hold the element',
  );
}
