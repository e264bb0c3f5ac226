import { SYMBOLS } from '../chemistry/elements.ts';
import type { Structure } from '../crystal/structure.ts';
import type { StructureJson } from './api-compounds.ts';

/** Entries nearer than this in fractional coordinates are one mixed site, as readCif makes them. */
const SAME = 1e-9;

/**
 * A structure as pymatgen's as_dict writes it; entries at one position become one site of several species. Lengths in Angstrom.
 * @example structureJson(readCif(text, 'LiCl.cif')[0]).sites.length; // 8
 */
export function structureJson({ id, lattice, species, frac, occupancy }: Structure): StructureJson {
  const matrix = [0, 3, 6].map((row) => Array.from(lattice.subarray(row, row + 3)));
  const sites: { species: { element: string; occu: number }[]; abc: number[]; xyz: number[]; label: string }[] = [];
  const siteOf = new Map<string, number>();
  species.forEach((z, i) => {
    const abc = Array.from(frac.subarray(3 * i, 3 * i + 3));
    const key = abc.map((x) => Math.round(x / SAME)).join(' ');
    const entry = { element: SYMBOLS[z]!, occu: occupancy[i]! };
    const earlier = siteOf.get(key);
    if (earlier !== undefined) {
      sites[earlier]!.species.push(entry);
      sites[earlier]!.label += `/${entry.element}`;
      return;
    }
    siteOf.set(key, sites.length);
    const xyz = [0, 1, 2].map((axis) => abc.reduce((sum, x, row) => sum + x * matrix[row]![axis]!, 0));
    sites.push({ species: [entry], abc, xyz, label: entry.element });
  });
  return { id, lattice: { matrix }, sites };
}
