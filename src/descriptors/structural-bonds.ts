/**
 * Descriptors that count or average over bonds, where a bond is any pair within 4 Angstrom and its ionicity is the
 * difference of the Pauling electronegativities (Sendek et al., Energy Environ. Sci. 10, 306 (2017)).
 */
import type { ImageRule, NeighbourList } from '../crystal/neighbours.ts';
import type { Sites } from './structural-sites.ts';

/** Averages over bonds; NaN where there is nothing to average. */
export interface BondStatistics {
  /** SDLC: sample standard deviation of the number of bonds of a Li; 0 for one Li. */
  readonly liNeighbourCountSd: number;
  /** SDLI: sample standard deviation of the ionicity of the bonds of Li; 0 for one bond. */
  readonly liIonicitySd: number;
  /** LBI: mean ionicity of the bonds of Li. */
  readonly liIonicity: number;
  /** LNC: mean number of bonds of a Li. */
  readonly liNeighbourCount: number;
  /** LLB: mean number of Li neighbours of a Li. */
  readonly liLiBonds: number;
  /** Mean over Li of its mean bond length, Angstrom; NaN where any Li has no bond. */
  readonly liBondLengthA: number;
  /** SBI: mean ionicity over the bonds seen from each site that is not Li. */
  readonly sublatticeIonicity: number;
  /** SNC: mean number of bonds of a site that is not Li. */
  readonly sublatticeNeighbourCount: number;
}

/**
 * Bond statistics of one structure. A bond between two Li stands twice in the list of pairs and counts half each time;
 * only for the standard deviation under `authors` does one that reaches an image count whole each time, as it did in
 * the authors' program. (That makes it depend on the choice of origin, so `periodic` does not.)
 * @param bonds all pairs within 4 Angstrom
 * @example bondStatistics(sites, findNeighbours(structure, 4, 'periodic'), 'periodic').liLiBonds; // 12 for LiCl
 */
export function bondStatistics(sites: Sites, bonds: NeighbourList, images: ImageRule): BondStatistics {
  const counts = bondCounts(bonds);
  const { isLithium, isSublattice, lithiumCount } = sites;
  let [liBonds, liIonicity, liLi, liLength] = [0, 0, 0, 0];
  let [sublatticeBonds, sublatticeIonicity] = [0, 0];
  for (let i = 0; i < sites.count; i++) {
    const own = sites.electronegativity[i]!;
    let [ionicity, length, lithium] = [0, 0, 0];
    for (let k = bonds.start[i]!; k < bonds.start[i + 1]!; k++) {
      const j = bonds.site[k]!;
      ionicity += Math.abs(own - sites.electronegativity[j]!);
      length += bonds.distanceA[k]!;
      lithium += isLithium[j]!;
    }
    if (isLithium[i]) {
      liBonds += counts[i]! - lithium / 2;
      liIonicity += ionicity;
      liLi += lithium;
      liLength += length / counts[i]!;
    } else {
      sublatticeBonds += counts[i]!;
      sublatticeIonicity += ionicity;
    }
  }
  return {
    liNeighbourCountSd: liCountSd(sites, counts),
    liIonicitySd: liIonicitySd(sites, bonds, images),
    liIonicity: liIonicity / liBonds,
    liNeighbourCount: meanOver(isLithium, counts),
    liLiBonds: liLi / lithiumCount,
    liBondLengthA: liLength / lithiumCount,
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

function liCountSd(sites: Sites, counts: Float64Array): number {
  if (sites.lithiumCount === 1) return 0;
  const mean = meanOver(sites.isLithium, counts);
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += sites.isLithium[i]! * (counts[i]! - mean) ** 2;
  return Math.sqrt(sum / (sites.lithiumCount - 1));
}

/** Two Li differ by nothing, so that a Li-Li bond adds to the number of bonds and to the squares, not to the sum. */
function liIonicitySd(sites: Sites, bonds: NeighbourList, images: ImageRule): number {
  const { isLithium, electronegativity } = sites;
  const difference: number[] = [];
  let liLiBonds = 0;
  for (let i = 0; i < sites.count; i++) {
    if (!isLithium[i]) continue;
    for (let k = bonds.start[i]!; k < bonds.start[i + 1]!; k++) {
      const j = bonds.site[k]!;
      if (!isLithium[j]) difference.push(Math.abs(electronegativity[i]! - electronegativity[j]!));
      else liLiBonds += images === 'authors' && !staysHome(bonds, k) ? 1 : 0.5;
    }
  }
  const count = difference.length + liLiBonds;
  if (count <= 1) return count === 1 ? 0 : Number.NaN;
  let sum = 0;
  for (const value of difference) sum += value;
  const mean = sum / count;
  let squares = liLiBonds * mean * mean;
  for (const value of difference) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (count - 1));
}

function staysHome(bonds: NeighbourList, k: number): boolean {
  return bonds.image[3 * k] === 0 && bonds.image[3 * k + 1] === 0 && bonds.image[3 * k + 2] === 0;
}
