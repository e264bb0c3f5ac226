/** Distance to the nearest site of a kind, however far away it is. */
import type { ImageRule, SiteMask } from './neighbour-grid.ts';
import type { NeighbourList } from './neighbours.ts';
import { findNeighbours } from './neighbours.ts';
import type { Structure } from './structure.ts';

const GROWTH = 1.5;

/**
 * Distance in Angstrom from each `from` site to its nearest `to` site, images included; NaN for the other sites. The
 * neighbours already at hand are looked through first; sites without one are searched further out, by half each time.
 * @param list neighbours within `listedA` Angstrom, under the same image rule
 * @param to must name at least one site: its own images make sure that the search ends
 * @example nearestDistancesA(po, 'periodic', [1], [1], findNeighbours(po, 2, 'periodic'), 2); // Float64Array [3.36]
 */
export function nearestDistancesA(
  structure: Structure,
  images: ImageRule,
  from: SiteMask,
  to: SiteMask,
  list: NeighbourList,
  listedA: number,
): Float64Array {
  const nearest = new Float64Array(structure.species.length).fill(Number.NaN);
  const pending = new Uint8Array(nearest.length);
  for (let i = 0; i < pending.length; i++) pending[i] = from[i] ? 1 : 0;
  let left = settle(nearest, pending, list, to);
  for (let cutoffA = listedA * GROWTH; left > 0; cutoffA *= GROWTH) {
    left = settle(nearest, pending, findNeighbours(structure, cutoffA, images, pending, to), to);
  }
  return nearest;
}

/** Fills in the sites that have found one, and returns how many are still without. */
function settle(nearest: Float64Array, pending: Uint8Array, list: NeighbourList, to: SiteMask): number {
  let left = 0;
  for (let i = 0; i < nearest.length; i++) {
    if (!pending[i]) continue;
    let least = Number.POSITIVE_INFINITY;
    for (let k = list.start[i]!; k < list.start[i + 1]!; k++) {
      if (to[list.site[k]!] && list.distanceA[k]! < least) least = list.distanceA[k]!;
    }
    if (least === Number.POSITIVE_INFINITY) {
      left++;
    } else {
      nearest[i] = least;
      pending[i] = 0;
    }
  }
  return left;
}
