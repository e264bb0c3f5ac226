/** Is a structure that was sent small enough to be scored in seconds? */
import { fail } from '../core/errors.ts';
import { isOrdered, type Structure, volumeA3 } from '../crystal/structure.ts';
import { MOST_DISORDERED_SITES, MOST_NEIGHBOURS, MOST_PAIRS, MOST_SITES, MOST_STRUCTURES } from './limits.ts';

/** How far the teacher looks for bonds. */
const BOND_A = 4;
const SPHERE_A3 = (4 / 3) * Math.PI * BOND_A ** 3;
const REMEDY = 'use ionsieve predict';

/**
 * Lets structures pass or refuses them: by their number, their sites, and the pairs that their density makes.
 * @param name of the file, for errors
 * @throws {UserError} for more than limits.ts allows
 * @example checkUpload(readCif(text, 'LiCl.cif'), 'LiCl.cif');
 */
export function checkUpload(structures: readonly Structure[], name: string): void {
  if (structures.length > MOST_STRUCTURES) {
    fail(name, `at most ${MOST_STRUCTURES} structures`, `${structures.length}`, REMEDY);
  }
  for (const structure of structures) {
    const sites = structure.species.length;
    if (sites > MOST_SITES) fail(name, `at most ${MOST_SITES} sites in a cell`, `${sites}`, REMEDY);
    if (sites > MOST_DISORDERED_SITES && !isOrdered(structure)) {
      fail(name, `at most ${MOST_DISORDERED_SITES} sites where some are not full`, `${sites}`, REMEDY);
    }
    const neighbours = (sites * SPHERE_A3) / volumeA3(structure);
    const bound = (most: number, what: string, found: number): void => {
      if (found <= most) return;
      fail(name, `at most ${most} ${what} within ${BOND_A} A`, `about ${Math.round(found)}`, 'check the lattice');
    };
    bound(MOST_PAIRS, 'pairs of sites', neighbours * sites);
    bound(MOST_NEIGHBOURS, 'neighbours of a site', neighbours);
  }
}
