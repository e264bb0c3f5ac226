/** Supercells. */
import { fail } from '../core/errors.ts';
import type { Structure } from './structure.ts';
import { createStructure } from './structure.ts';

const FEWEST_ATOMS = 0.1;

/**
 * The structure repeated along its shortest cell vector, again and again, until the cell holds at least `atoms` atoms
 * (occupancies summed); the structure itself where it does already.
 * @throws {UserError} for a cell of less than a tenth of an atom, which no number of repeats makes a crystal
 * @example repeatToSize(po, 8).species.length; // 8: simple cubic, doubled along each axis
 */
export function repeatToSize(structure: Structure, atoms: number): Structure {
  const { lattice } = structure;
  const times: [number, number, number] = [1, 1, 1];
  const length = (axis: number) => times[axis]! * Math.hypot(...lattice.subarray(3 * axis, 3 * axis + 3));
  const present = structure.occupancy.reduce((sum, share) => sum + share, 0);
  if (!(present >= FEWEST_ATOMS)) {
    fail(structure.id, `at least ${FEWEST_ATOMS} atoms in the cell`, `${present}`, 'check the occupancies');
  }
  while (present * times[0] * times[1] * times[2] < atoms) {
    const shortest = [0, 1, 2].reduce((least, axis) => (length(axis) < length(least) - 1e-6 ? axis : least));
    times[shortest]!++;
  }
  return times.every((count) => count === 1) ? structure : repeated(structure, times);
}

function repeated(structure: Structure, times: readonly [number, number, number]): Structure {
  const images = Array.from({ length: times[0] * times[1] * times[2] }, (_, n) => [
    n % times[0],
    Math.floor(n / times[0]) % times[1],
    Math.floor(n / (times[0] * times[1])),
  ]);
  return createStructure(
    {
      id: structure.id,
      lattice: structure.lattice.map((value, k) => value * times[Math.floor(k / 3)]!),
      species: images.flatMap(() => Array.from(structure.species)),
      frac: images.flatMap((image) =>
        Array.from(structure.frac, (value, k) => (value + image[k % 3]!) / times[k % 3]!),
      ),
      occupancy: images.flatMap(() => Array.from(structure.occupancy)),
    },
    structure.id,
  );
}
