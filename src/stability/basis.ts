/** The algebra of a basis: as many phases as elements, and the inverse of their columns, row after row. */
import type { System } from './system.ts';

/**
 * Sets the chemical potentials of the elements at which every phase of a basis is in equilibrium: their energies times the inverse.
 * @param rows of the system, one an element
 * @example setPotentials(potentials, system, basis, inverse);
 */
export function setPotentials(
  potentials: Float64Array,
  { energies }: System,
  basis: ArrayLike<number>,
  inverse: Float64Array,
): void {
  const size = basis.length;
  potentials.fill(0);
  for (let i = 0; i < size; i++) {
    const energy = energies[basis[i]!]!;
    for (let k = 0; k < size; k++) potentials[k]! += energy * inverse[i * size + k]!;
  }
}

/**
 * Sets a phase of the system in terms of a basis: how much of each of its phases makes up an atom of it.
 * @example setColumn(entering, system, 7, inverse);
 */
export function setColumn(entering: Float64Array, { columns }: System, column: number, inverse: Float64Array): void {
  const size = entering.length;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += inverse[i * size + k]! * columns[column * size + k]!;
    entering[i] = sum;
  }
}

/**
 * Lets a phase take the place of a row of a basis: changes its inverse, and the atoms of its mixture.
 * @param entering the phase, as {@link setColumn} has it; not 0 in that row
 * @example exchange(2, entering, atoms, inverse);
 */
export function exchange(row: number, entering: Float64Array, atoms: Float64Array, inverse: Float64Array): void {
  const size = entering.length;
  const by = entering[row]!;
  atoms[row] = atoms[row]! / by;
  for (let k = 0; k < size; k++) inverse[row * size + k]! /= by;
  for (let i = 0; i < size; i++) {
    const factor = entering[i]!;
    if (i === row || factor === 0) continue;
    atoms[i] = Math.max(0, atoms[i]! - factor * atoms[row]!);
    for (let k = 0; k < size; k++) inverse[i * size + k]! -= factor * inverse[row * size + k]!;
  }
}
