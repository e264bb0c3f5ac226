/**
 * The mixture of phases that has a composition and the least energy: min e.x with A x = b, x >= 0, where a column of A holds the atomic
 * fractions of a phase. Revised simplex method with an explicit inverse, which is small: a row and a column an element. It begins at the
 * mixture of the elements, so that no first phase is needed; of columns that would lower the energy the steepest enters, the first of
 * equals; of rows that leave together, the lexicographically least, so that it ends where mixtures are degenerate too (Dantzig, Orden and
 * Wolfe, Pac. J. Math. 5, 183 (1955)).
 */
import { exchange, setColumn, setPotentials } from './basis.ts';
import type { System } from './system.ts';

/** A vertex of the program. */
export interface LeastEnergy {
  /** eV for the amounts of b. */
  readonly energy: number;
  /** Rows of the system, one an element. */
  readonly basis: Int32Array;
  /** Atoms of each in the mixture, 0 or more; their sum is that of b. */
  readonly atoms: Float64Array;
  /** Chemical potential of each element, in eV an atom relative to the element itself; 0 or less. */
  readonly potentials: Float64Array;
  /** Inverse of the basis: what a row of the mixture gains from an atom of an element, row after row. */
  readonly inverse: Float64Array;
}

/** eV an atom by which a phase must lie below the hull so far to come in. */
const LOWER = 1e-9;
/** A row with less of the entering column does not limit it. */
const PIVOT = 1e-11;
/** Ratios that differ by less are equal. */
const EQUAL = 1e-13;
const MOST_PIVOTS = 10_000;

/**
 * The mixture of least energy.
 * @param b atoms of each element of the system, above 0
 * @example leastEnergy(openSystem(phases, [3, 16]), Float64Array.of(2, 1)).energy / 3; // of Li2S, in eV an atom
 */
export function leastEnergy(system: System, b: Float64Array): LeastEnergy {
  const size = b.length;
  const basis = Int32Array.from(b, (_, i) => i);
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) inverse[i * size + i] = 1;
  const atoms = b.slice();
  const potentials = new Float64Array(size);
  const entering = new Float64Array(size);
  for (let pivots = 0; pivots < MOST_PIVOTS; pivots++) {
    setPotentials(potentials, system, basis, inverse);
    const column = steepest(system, potentials);
    if (column === -1) {
      const energy = basis.reduce((sum, phase, i) => sum + atoms[i]! * system.energies[phase]!, 0);
      return { energy, basis, atoms, potentials, inverse };
    }
    setColumn(entering, system, column, inverse);
    const row = leavingRow(entering, atoms, inverse);
    exchange(row, entering, atoms, inverse);
    basis[row] = column;
  }
  throw new Error(`no mixture of least energy after ${MOST_PIVOTS} pivots`);
}

/** The phase that lies furthest below the potentials of its elements; -1 where none does. */
function steepest({ columns, energies }: System, potentials: Float64Array): number {
  const size = potentials.length;
  let best = -1;
  let lowest = -LOWER;
  for (let j = 0, at = 0; j < energies.length; j++) {
    let cost = energies[j]!;
    for (let k = 0; k < size; k++) cost -= columns[at++]! * potentials[k]!;
    if (cost < lowest) [best, lowest] = [j, cost];
  }
  return best;
}

/** The row whose atoms the entering phase uses up first; of equals the one whose row of the inverse is lexicographically least. */
function leavingRow(entering: Float64Array, atoms: Float64Array, inverse: Float64Array): number {
  let best = -1;
  for (let i = 0; i < entering.length; i++) {
    if (entering[i]! > PIVOT && (best === -1 || isBefore(i, best, entering, atoms, inverse))) best = i;
  }
  if (best === -1)
    throw new Error('a mixture of least energy has no bound: atomic fractions of a phase do not add up to 1');
  return best;
}

function isBefore(
  i: number,
  than: number,
  entering: Float64Array,
  atoms: Float64Array,
  inverse: Float64Array,
): boolean {
  const size = entering.length;
  const difference = atoms[i]! / entering[i]! - atoms[than]! / entering[than]!;
  if (Math.abs(difference) > EQUAL) return difference < 0;
  for (let k = 0; k < size; k++) {
    const next = inverse[i * size + k]! / entering[i]! - inverse[than * size + k]! / entering[than]!;
    if (Math.abs(next) > EQUAL) return next < 0;
  }
  return false;
}
