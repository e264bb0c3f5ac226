/**
 * Descriptors of the anion framework and of the nearest distances (Energy Environ. Sci. 10, 306 (2017)). The nearest neighbour may be far beyond a bond, so the search grows as far as it has to.
 */
import { nearestDistancesA } from '../crystal/nearest-distances.ts';
import type { ImageRule, NeighbourList } from '../crystal/neighbours.ts';
import { findNeighbours } from '../crystal/neighbours.ts';
import type { Structure } from '../crystal/structure.ts';
import type { CounterIon, Sites } from './structural-sites.ts';

/** Mean distances and the anion shell. */
export interface DistanceStatistics {
  /** AFC: mean number of anions within an anion's own nearest anion distance + 1 Angstrom. */
  readonly anionCoordination: number;
  /** AASD: mean distance of that shell, averaged over anions, Angstrom. */
  readonly anionShellDistanceA: number;
  /**
   * LASD: mean distance from the mobile ion to its nearest counter-ion, Angstrom; see {@link CounterIon}. NaN without one.
   */
  readonly counterIonDistanceA: number;
  /** LLSD: mean distance from a mobile ion to the nearest other, own images included, Angstrom. */
  readonly mobileDistanceA: number;
  /** Distance from each mobile ion to the nearest other, NaN for the other sites, Angstrom. */
  readonly nearestMobileA: Float64Array;
}

const SHELL_WIDTH_A = 1;
const ROUNDING_A = 1e-8;

/**
 * Distance statistics of one structure.
 * @param bonds all pairs within `bondA` Angstrom
 * @example distanceStatistics(structure, sites, bonds, 4, 'periodic', 'anion').counterIonDistanceA; // 2.576 for LiCl
 */
export function distanceStatistics(
  structure: Structure,
  sites: Sites,
  bonds: NeighbourList,
  bondA: number,
  images: ImageRule,
  counterIon: CounterIon,
): DistanceStatistics {
  const nearest = (from: Uint8Array, to: Uint8Array): Float64Array =>
    nearestDistancesA(structure, images, from, to, bonds, bondA);
  const { isMobile, isAnion, mobileCount } = sites;
  const nearestMobileA = nearest(isMobile, isMobile);
  const separationA = (): number => {
    const mobile = isMobile.indexOf(1);
    if (!isAnion[mobile]) return sumOver(isMobile, nearest(isMobile, isAnion)) / mobileCount;
    if (counterIon === 'anion') return 0;
    if (mobileCount === sites.count) return Number.NaN;
    return sumOver(isMobile, nearest(isMobile, sites.isSublattice)) / mobileCount;
  };
  const shell = anionShell(structure, sites, bonds, bondA, images, nearest(isAnion, isAnion));
  return {
    anionCoordination: shell.coordination,
    anionShellDistanceA: shell.distanceA,
    counterIonDistanceA: separationA(),
    mobileDistanceA: sumOver(isMobile, nearestMobileA) / mobileCount,
    nearestMobileA,
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
