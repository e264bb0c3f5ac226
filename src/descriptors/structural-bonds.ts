/**
 * Descriptors that count or average over bonds, where a bond is any pair within 4 Angstrom and its ionicity is the
 * difference of the Pauling electronegativities (Energy Environ. Sci. 10, 306 (2017)).
 */
import type { ImageRule, NeighbourList } from '../crystal/neighbours.ts';
import type { Sites } from './structural-sites.ts';

/** Averages over bonds; NaN where there is nothing to average. */
export interface BondStatistics {
  /** SDLC: sample standard deviation of the number of bonds of a mobile ion; 0 for one ion. */
  readonly mobileNeighbourCountSd: number;
  /** SDLI: sample standard deviation of the ionicity of the bonds of the mobile ions; 0 for one bond. */
  readonly mobileIonicitySd: number;
  /** LBI: mean ionicity of the bonds of the mobile ions. */
  readonly mobileIonicity: number;
  /** LNC: mean number of bonds of a mobile ion. */
  readonly mobileNeighbourCount: number;
  /** LLB: mean number of mobile ions bonded to a mobile ion. */
  readonly mobileMobileBonds: number;
  /** Mean over mobile ions of the mean bond length, Angstrom; NaN where any of them has no bond. */
  readonly mobileBondLengthA: number;
  /** SBI: mean ionicity over the bonds seen from each site that is not the mobile ion. */
  readonly sublatticeIonicity: number;
  /** SNC: mean number of bonds of a site that is not the mobile ion. */
  readonly sublatticeNeighbourCount: number;
}

/**
 * Bond statistics of one structure. A bond between two mobile ions stands twice in the list of pairs and counts half each time;
 * only for the standard deviation under `authors` does one that reaches an image count whole each time, as it did in
 * the authors' program. (That makes it depend on the choice of origin, so `periodic` does not.)
 * @param bonds all pairs within 4 Angstrom
 * @example bondStatistics(sites, findNeighbours(structure, 4, 'periodic'), 'periodic').mobileMobileBonds; // 12 for LiCl
 */
export function bondStatistics(sites: Sites, bonds: NeighbourList, images: ImageRule): BondStatistics {
  const counts = bondCounts(bonds);
  const { isMobile, isSublattice, mobileCount } = sites;
  let [mobileBonds, mobileIonicity, mobileMobile, mobileLength] = [0, 0, 0, 0];
  let [sublatticeBonds, sublatticeIonicity] = [0, 0];
  for (let i = 0; i < sites.count; i++) {
    const own = sites.electronegativity[i]!;
    let [ionicity, length, mobile] = [0, 0, 0];
    for (let k = bonds.start[i]!; k < bonds.start[i + 1]!; k++) {
      const j = bonds.site[k]!;
      ionicity += Math.abs(own - sites.electronegativity[j]!);
      length += bonds.distanceA[k]!;
      mobile += isMobile[j]!;
    }
    if (isMobile[i]) {
      mobileBonds += counts[i]! - mobile / 2;
      mobileIonicity += ionicity;
      mobileMobile += mobile;
      mobileLength += length / counts[i]!;
    } else {
      sublatticeBonds += counts[i]!;
      sublatticeIonicity += ionicity;
    }
  }
  return {
    mobileNeighbourCountSd: mobileCountSd(sites, counts),
    mobileIonicitySd: mobileIonicitySd(sites, bonds, images),
    mobileIonicity: mobileIonicity / mobileBonds,
    mobileNeighbourCount: meanOver(isMobile, counts),
    mobileMobileBonds: mobileMobile / mobileCount,
    mobileBondLengthA: mobileLength / mobileCount,
    sublatticeIonicity: sublatticeIonicity / sublatticeBonds,
    sublatticeNeighbourCount: meanOver(isSublattice, counts),
  };
}

function bondCounts(bonds: NeighbourList): Float64Array {
  const counts = new Float64Array(bonds.start.length - 1);
  for (let i = 0; i < counts.length; i++) counts[i] = bonds.start[i + 1]! - bonds.start[i]!;
  return counts;
}

function meanOver(mask: Uint8Array, values: Float64Array): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < mask.length; i++) {
    sum += mask[i]! * values[i]!;
    count += mask[i]!;
  }
  return sum / count;
}

function mobileCountSd(sites: Sites, counts: Float64Array): number {
  if (sites.mobileCount === 1) return 0;
  const mean = meanOver(sites.isMobile, counts);
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += sites.isMobile[i]! * (counts[i]! - mean) ** 2;
  return Math.sqrt(sum / (sites.mobileCount - 1));
}

/** Two mobile ions differ by nothing: a bond between them adds to the number of bonds and to the squares, not to the sum. */
function mobileIonicitySd(sites: Sites, bonds: NeighbourList, images: ImageRule): number {
  const { isMobile, electronegativity } = sites;
  const difference: number[] = [];
  let mobileMobileBonds = 0;
  for (let i = 0; i < sites.count; i++) {
    if (!isMobile[i]) continue;
    for (let k = bonds.start[i]!; k < bonds.start[i + 1]!; k++) {
      const j = bonds.site[k]!;
      if (!isMobile[j]) difference.push(Math.abs(electronegativity[i]! - electronegativity[j]!));
      else mobileMobileBonds += images === 'authors' && !staysHome(bonds, k) ? 1 : 0.5;
    }
  }
  const count = difference.length + mobileMobileBonds;
  if (count <= 1) return count === 1 ? 0 : Number.NaN;
  let sum = 0;
  for (const value of difference) sum += value;
  const mean = sum / count;
  let squares = mobileMobileBonds * mean * mean;
  for (const value of difference) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (count - 1));
}

function staysHome(bonds: NeighbourList, k: number): boolean {
  return bonds.image[3 * k] === 0 && bonds.image[3 * k + 1] === 0 && bonds.image[3 * k + 2] === 0;
}
