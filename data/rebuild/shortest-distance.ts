import type { StructureInput } from 'ionsieve';

/**
 * The shortest distance between two atoms of a structure, images included, Angstrom. Partly filled sites count as atoms.
 * @param sites those that count; all if not given
 */
export function shortestDistance(
  { lattice, frac }: Pick<StructureInput, 'lattice' | 'frac'>,
  sites = Array.from({ length: frac.length / 3 }, (_, i) => i),
): number {
  let shortest = Number.POSITIVE_INFINITY;
  sites.forEach((i, at) => {
    for (const j of sites.slice(at)) {
      const apart = [0, 1, 2].map((k) => {
        const d = frac[3 * i + k]! - frac[3 * j + k]!;
        return d - Math.round(d);
      });
      for (let image = 0; image < 27; image++) {
        if (i === j && image === 13) continue;
        const [u, v, w] = [
          apart[0]! + (image % 3) - 1,
          apart[1]! + (Math.floor(image / 3) % 3) - 1,
          apart[2]! + Math.floor(image / 9) - 1,
        ];
        const x = u * lattice[0]! + v * lattice[3]! + w * lattice[6]!;
        const y = u * lattice[1]! + v * lattice[4]! + w * lattice[7]!;
        const z = u * lattice[2]! + v * lattice[5]! + w * lattice[8]!;
        shortest = Math.min(shortest, Math.hypot(x, y, z));
      }
    }
  });
  return shortest;
}
