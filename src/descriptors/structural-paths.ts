/**
 * Straight-line paths, two descriptors of Energy Environ. Sci. 10, 306 (2017), that the authors' published file does not hold. Nothing could be compared with it: this is our reading.
 */
import type { ImageRule, NeighbourList } from '../crystal/neighbours.ts';
import { findNeighbours } from '../crystal/neighbours.ts';
import type { Structure } from '../crystal/structure.ts';
import type { Sites } from './structural-sites.ts';

const TIE_A = 1e-3;
const GROWTH = 1.5;

type Vector = readonly [number, number, number];

/** A straight line from one mobile ion to a nearest other. */
interface Path {
  readonly from: number;
  readonly to: number;
  /** Cartesian, Angstrom. */
  readonly vector: Vector;
  readonly lengthA: number;
  /** Share in the average: 1 over the number of lines of its ion, over the number of mobile ions. */
  readonly weight: number;
}

/** The atoms that may stand nearest to a path: the gap between line and sphere, and the electronegativity of each. */
interface Candidates {
  leastA: number;
  readonly gapA: number[];
  readonly electronegativity: number[];
}

/**
 * SLPW and SLPE. From each mobile ion a straight line is drawn to the nearest other (to each of them, where several are nearest
 * within 0.001 Angstrom). Its width is the smallest gap between the line, ends included, and the sphere of covalent
 * radius of an atom that is not the mobile ion; 0 where the line cuts a sphere. Its electronegativity is that of the atom with
 * the smallest gap, negative gaps included (mean over atoms within 0.001 Angstrom of it; one at the middle of the line
 * counts for both halves). Both are averaged over the
 * lines of an ion, then over the ions; NaN without an atom that is not the mobile ion.
 * @param bonds all pairs within `bondA` Angstrom
 * @param nearestMobileA distance from each mobile ion to the nearest other
 * @example straightLinePaths(structure, sites, bonds, 4, nearestMobileA, 'periodic').widthA; // Angstrom
 */
export function straightLinePaths(
  structure: Structure,
  sites: Sites,
  bonds: NeighbourList,
  bondA: number,
  nearestMobileA: Float64Array,
  images: ImageRule,
): { widthA: number; electronegativity: number } {
  if (sites.mobileCount === sites.count) return { widthA: Number.NaN, electronegativity: Number.NaN };
  const { isMobile, isSublattice } = sites;
  const longestA = nearestMobileA.reduce((a, b) => (b > a ? b : a), 0) + TIE_A;
  const mobilePairs = longestA <= bondA ? bonds : findNeighbours(structure, longestA, images, isMobile, isMobile);
  const paths = listPaths(structure, sites, mobilePairs, nearestMobileA);
  let around = bonds;
  for (let reachA = bondA; ; ) {
    const { widthA, electronegativity, neededA } = averageOverPaths(structure, sites, paths, around);
    if (!(neededA > reachA)) return { widthA, electronegativity };
    reachA = neededA < Number.POSITIVE_INFINITY ? neededA : reachA * GROWTH;
    around = findNeighbours(structure, reachA, images, isMobile, isSublattice);
  }
}

function listPaths(structure: Structure, sites: Sites, pairs: NeighbourList, nearestMobileA: Float64Array): Path[] {
  const paths: Path[] = [];
  for (let i = 0; i < sites.count; i++) {
    if (!sites.isMobile[i]) continue;
    const chosen: number[] = [];
    for (let k = pairs.start[i]!; k < pairs.start[i + 1]!; k++) {
      if (sites.isMobile[pairs.site[k]!] && pairs.distanceA[k]! <= nearestMobileA[i]! + TIE_A) chosen.push(k);
    }
    const weight = 1 / (chosen.length * sites.mobileCount);
    for (const k of chosen) {
      const vector = pairVector(structure, pairs, i, k);
      paths.push({ from: i, to: pairs.site[k]!, vector, lengthA: pairs.distanceA[k]!, weight });
    }
  }
  return paths;
}

/**
 * The averages, and how far around each ion one must have looked for them to be right: as each half of a line is left
 * to the ion at its end, half the line and the gap to beat make a right-angled triangle.
 */
function averageOverPaths(
  structure: Structure,
  sites: Sites,
  paths: readonly Path[],
  around: NeighbourList,
): { widthA: number; electronegativity: number; neededA: number } {
  const largestRadiusA = sites.radiusA.reduce((a, b) => Math.max(a, b));
  let [widthA, electronegativity, neededA] = [0, 0, 0];
  for (const { from, to, vector, lengthA, weight } of paths) {
    const found: Candidates = { leastA: Number.POSITIVE_INFINITY, gapA: [], electronegativity: [] };
    searchHalf(structure, sites, around, from, vector, lengthA, found);
    searchHalf(structure, sites, around, to, [-vector[0], -vector[1], -vector[2]], lengthA, found);
    widthA += weight * Math.max(0, found.leastA);
    electronegativity += weight * electronegativityAtLeast(found);
    neededA = Math.max(neededA, Math.hypot(lengthA / 2, found.leastA + largestRadiusA + TIE_A));
  }
  return { widthA, electronegativity, neededA };
}

/** Adds the atoms along the first half of a line that may come nearest to it. */
function searchHalf(
  structure: Structure,
  sites: Sites,
  around: NeighbourList,
  from: number,
  vector: Vector,
  lengthA: number,
  found: Candidates,
): void {
  for (let k = around.start[from]!; k < around.start[from + 1]!; k++) {
    const j = around.site[k]!;
    if (!sites.isSublattice[j]) continue;
    const [x, y, z] = pairVector(structure, around, from, k);
    const along = (x * vector[0] + y * vector[1] + z * vector[2]) / lengthA;
    const foot = Math.max(0, Math.min(lengthA / 2, along));
    const squared = around.distanceA[k]! ** 2 - along ** 2 + (along - foot) ** 2;
    const gapA = Math.sqrt(Math.max(0, squared)) - sites.radiusA[j]!;
    if (gapA > found.leastA + TIE_A) continue;
    found.leastA = Math.min(found.leastA, gapA);
    found.gapA.push(gapA);
    found.electronegativity.push(sites.electronegativity[j]!);
  }
}

function electronegativityAtLeast(found: Candidates): number {
  let [sum, count] = [0, 0];
  for (let k = 0; k < found.gapA.length; k++) {
    if (found.gapA[k]! > found.leastA + TIE_A) continue;
    sum += found.electronegativity[k]!;
    count++;
  }
  return sum / count;
}

/** From site i to the neighbour that is entry k of its list; Cartesian, Angstrom. */
function pairVector(structure: Structure, list: NeighbourList, i: number, k: number): Vector {
  const { frac, lattice } = structure;
  const j = list.site[k]!;
  const u = frac[3 * j]! + list.image[3 * k]! - frac[3 * i]!;
  const v = frac[3 * j + 1]! + list.image[3 * k + 1]! - frac[3 * i + 1]!;
  const w = frac[3 * j + 2]! + list.image[3 * k + 2]! - frac[3 * i + 2]!;
  return [
    u * lattice[0]! + v * lattice[3]! + w * lattice[6]!,
    u * lattice[1]! + v * lattice[4]! + w * lattice[7]!,
    u * lattice[2]! + v * lattice[5]! + w * lattice[8]!,
  ];
}
