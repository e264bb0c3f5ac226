/**
 * Descriptors of the anion framework and of the nearest distances (Sendek et al., Energy Environ. Sci. 10, 306
 * (2017)). The nearest neighbour may be far beyond a bond, so the search grows as far as it has to.
 */
import { nearestDistancesA } from '../crystal/nearest-distances.ts';
import type { ImageRule, NeighbourList } from '../crystal/neighbours.ts';
import { findNeighbours } from '../crystal/neighbours.ts';
import type { Structure } from '../crystal/structure.ts';
import type { Sites } from './structural-sites.ts';
import { LITHIUM } from './structural-sites.ts';

/** Mean distances and the anion shell. */
export interface DistanceStatistics {
  /** AFC: mean number of anions within an anion's own nearest anion distance + 1 Angstrom. */
  readonly anionCoordination: number;
  /** AASD: mean distance of that shell, averaged over anions, Angstrom. */
  readonly anionShellDistanceA: number;
  /**
   * LASD: mean distance from the mobile ion to its nearest anion, Angstrom. 0 where Li is itself the anion, as in the
   * authors' file; any other mobile ion that is itself the anion gets its distance to the nearest site of another element (its
   * counter-ion), NaN without one.
   */
  readonly liAnionDistanceA: number;
  /** LLSD: mean distance from Li to its nearest Li, own images included, Angstrom. */
  readonly liLiDistanceA: number;
  /** Distance from each Li to its nearest Li, NaN for the other sites, Angstrom. */
  readonly nearestLiA: Float64Array;
}

const SHELL_WIDTH_A = 1;
const ROUNDING_A = 1e-8;

/**
 * Distance statistics of one structure.
 * @param bonds all pairs within `bondA` Angstrom
 * @example distanceStatistics(structure, sites, bonds, 4, 'periodic').liAnionDistanceA; // 2.576 for LiCl
 */
export function distanceStatistics(
  structure: Structure,
  sites: Sites,
  bonds: NeighbourList,
  bondA: number,
  images: ImageRule,
): DistanceStatistics {
  const nearest = (from: Uint8Array, to: Uint8Array): Float64Array =>
    nearestDistancesA(structure, images, from, to, bonds, bondA);
  const { isLithium, isAnion, lithiumCount } = sites;
  const nearestLiA = nearest(isLithium, isLithium);
  const separationA = (): number => {
    const mobile = isLithium.indexOf(1);
    if (!isAnion[mobile]) return sumOver(isLithium, nearest(isLithium, isAnion)) / lithiumCount;
    if (structure.species[mobile] === LITHIUM) return 0;
    if (lithiumCount === sites.count) return Number.NaN;
    return sumOver(isLithium, nearest(isLithium, sites.isSublattice)) / lithiumCount;
  };
  const shell = anionShell(structure, sites, bonds, bondA, images, nearest(isAnion, isAnion));
  return {
    anionCoordination: shell.coordination,
    anionShellDistanceA: shell.distanceA,
    liAnionDistanceA: separationA(),
    liLiDistanceA: sumOver(isLithium, nearestLiA) / lithiumCount,
    nearestLiA,
  };
}

function anionShell(
  structure: Structure,
  sites: Sites,
  bonds: NeighbourList,
  bondA: number,
  images: ImageRule,
  nearestA: Float64Array,
): { coordination: number; distanceA: number } {
  const { isAnion, anionCount, count } = sites;
  let widestA = 0;
  for (let i = 0; i < count; i++) if (isAnion[i]) widestA = Math.max(widestA, nearestA[i]! + SHELL_WIDTH_A);
  const pairs = widestA <= bondA ? bonds : findNeighbours(structure, widestA, images, isAnion, isAnion);
  let shellCount = 0;
  let distanceSum = 0;
  for (let i = 0; i < count; i++) {
    if (!isAnion[i]) continue;
    const reachA = nearestA[i]! + SHELL_WIDTH_A + ROUNDING_A;
    let within = 0;
    let sum = 0;
    for (let k = pairs.start[i]!; k < pairs.start[i + 1]!; k++) {
      if (!isAnion[pairs.site[k]!] || pairs.distanceA[k]! > reachA) continue;
      within++;
      sum += pairs.distanceA[k]!;
    }
    shellCount += within;
    distanceSum += sum / within;
  }
  return { coordination: shellCount / anionCount, distanceA: distanceSum / anionCount };
}

function sumOver(mask: Uint8Array, values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i]) sum += values[i]!;
  return sum;
}
