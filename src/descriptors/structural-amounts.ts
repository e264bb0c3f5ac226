/**
 * Descriptors that follow from the cell and from how many atoms of each element stand in it, occupancies included; where
 * the atoms stand does not matter (Energy Environ. Sci. 10, 306 (2017)).
 */
import type { Structure } from '../crystal/structure.ts';
import { volumeA3 } from '../crystal/structure.ts';
import type { Sites } from './structural-sites.ts';

/** Masses, volumes, densities and packing. */
export interface AmountStatistics {
  /** Mean over atoms, u. */
  readonly averageMassU: number;
  /** AAV, cubic Angstrom. */
  readonly volumePerAtomA3: number;
  /** VPA: cell volume over the number of anions, cubic Angstrom. */
  readonly volumePerAnionA3: number;
  /** Mobile ions per cubic Angstrom. */
  readonly mobileDensityPerA3: number;
  /** g/cm^3. */
  readonly massDensityGPerCm3: number;
  /** ENS: mean over atoms that are not the mobile ion, Pauling; NaN without one. */
  readonly sublatticeElectronegativity: number;
  /** PF: volume of a sphere of covalent radius (Cordero 2008) around every atom over the cell volume; overlaps count twice. */
  readonly packingFraction: number;
  /** SPF: PF without the mobile ion. */
  readonly sublatticePackingFraction: number;
}

const G_PER_CM3_OF_U_PER_A3 = 1.6605;

/**
 * Amount statistics of one structure, ordered or not.
 * @example amountStatistics(structure, describeSites(structure, 3)).massDensityGPerCm3; // 2.07 for LiCl
 */
export function amountStatistics(structure: Structure, sites: Sites): AmountStatistics {
  const { isMobile, isSublattice, isAnion, electronegativity, massU, radiusA } = sites;
  const volume = volumeA3(structure);
  let [atoms, mobile, anions, mass, others, otherElectronegativity, packing, otherPacking] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < sites.count; i++) {
    const amount = sites.atoms[i]!;
    const r = radiusA[i]!;
    // Versions of Node round r ** 3 differently.
    const sphere = (amount * ((4 / 3) * Math.PI * (r * r * r))) / volume;
    atoms += amount;
    mass += amount * massU[i]!;
    packing += sphere;
    if (isMobile[i]) mobile += amount;
    if (isAnion[i]) anions += amount;
    if (isSublattice[i]) {
      others += amount;
      otherElectronegativity += amount * electronegativity[i]!;
      otherPacking += sphere;
    }
  }
  return {
    averageMassU: mass / atoms,
    volumePerAtomA3: volume / atoms,
    volumePerAnionA3: volume / anions,
    mobileDensityPerA3: mobile / volume,
    massDensityGPerCm3: (G_PER_CM3_OF_U_PER_A3 * mass) / volume,
    sublatticeElectronegativity: otherElectronegativity / others,
    packingFraction: packing,
    sublatticePackingFraction: otherPacking,
  };
}
