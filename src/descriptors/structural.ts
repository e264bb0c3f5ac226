/**
 * The structural descriptors of Energy Environ. Sci. 10, 306 (2017), doi 10.1039/C6EE02697D: twenty columns as in the authors'
 * published file, and the four of the paper that this file does not hold.
 *
 * Conventions, settled by comparison with that file: a bond is any pair within 4 Angstrom, of any species; its ionicity
 * is the difference of the Pauling electronegativities; anions are all sites with the highest electronegativity of
 * the cell; the sublattice is every site that is not the mobile ion. The published values depend on the cell that was chosen, as
 * only 27 cells were searched: `authors` does the same, `periodic` searches as far as needed.
 */
import { fail } from '../core/errors.ts';
import type { ImageRule } from '../crystal/neighbours.ts';
import { findNeighbours } from '../crystal/neighbours.ts';
import type { Structure } from '../crystal/structure.ts';
import { isOrdered } from '../crystal/structure.ts';
import { amountStatistics } from './structural-amounts.ts';
import { bondStatistics } from './structural-bonds.ts';
import { distanceStatistics } from './structural-distances.ts';
import { straightLinePaths } from './structural-paths.ts';
import { describeSites, type Ions } from './structural-sites.ts';

export type { ImageRule } from '../crystal/neighbours.ts';
export { type CounterIon, type Ions, NotComputable } from './structural-sites.ts';

/** One column of the structural descriptors. */
export interface StructuralDescriptor {
  /** As in the authors' file, with the unit where there is one. */
  readonly name: string;
  /** As in the paper. */
  readonly symbol: string;
  /** '1' where there is none. */
  readonly unit: string;
  /** True where the values were compared with the authors' file. */
  readonly verified: boolean;
}

const BOND_A = 4;

/**
 * The columns of structuralDescriptors, in order. Names are the published ones, in which `li` stands for the mobile ion.
 * @example STRUCTURAL_DESCRIPTORS[0]?.name; // 'average_atomic_mass_u'
 */
export const STRUCTURAL_DESCRIPTORS: readonly StructuralDescriptor[] = [
  column('average_atomic_mass_u', 'mass', 'u'),
  column('volume_per_atom_A3', 'AAV', 'A^3'),
  column('li_neighbour_count_sd', 'SDLC', '1'),
  column('li_bond_ionicity_sd', 'SDLI', 'Pauling'),
  column('li_bond_ionicity', 'LBI', 'Pauling'),
  column('li_neighbour_count', 'LNC', '1'),
  column('li_li_bonds_per_li', 'LLB', '1'),
  column('li_bond_length_A', 'Li bond length', 'A'),
  column('sublattice_bond_ionicity', 'SBI', 'Pauling'),
  column('sublattice_neighbour_count', 'SNC', '1'),
  column('anion_framework_coordination', 'AFC', '1'),
  column('anion_shell_distance_A', 'AASD', 'A'),
  column('volume_per_anion_A3', 'VPA', 'A^3'),
  column('li_anion_separation_A', 'LASD', 'A'),
  column('li_number_density_per_A3', 'Li density', 'A^-3'),
  column('mass_density_g_per_cm3', 'density', 'g cm^-3'),
  column('li_li_separation_A', 'LLSD', 'A'),
  column('sublattice_electronegativity', 'ENS', 'Pauling'),
  column('bond_ionicity_ratio', 'RBI', '1'),
  column('neighbour_count_ratio', 'RNC', '1'),
  column('packing_fraction', 'PF', '1', false),
  column('sublattice_packing_fraction', 'SPF', '1', false),
  column('straight_line_path_width_A', 'SLPW', 'A', false),
  column('straight_line_path_electronegativity', 'SLPE', 'Pauling', false),
];

/**
 * The 24 descriptors of one ordered structure, in the order of STRUCTURAL_DESCRIPTORS; NaN where one is not defined
 * (averages over sites or bonds that do not exist, such as the sublattice of a structure of the mobile ion alone).
 * @param images `periodic`, or `authors` for values comparable with the published file
 * @throws {UserError} for partial occupancies
 * @throws {NotComputable} without the mobile ion, or with an element that has no electronegativity in the authors' table; its
 * `reason` ('no sodium', 'no electronegativity: Eu') can be counted
 * @example structuralDescriptors(rockSalt, 'periodic', { mobileIon: 11, counterIon: 'anion' })[6]; // 12 Na-Na bonds a Na
 */
export function structuralDescriptors(
  structure: Structure,
  images: ImageRule,
  { mobileIon, counterIon }: Ions,
): Float64Array {
  if (!isOrdered(structure)) {
    fail(structure.id, 'an ordered structure', 'partial occupancies', 'draw ordered configurations of it first');
  }
  const sites = describeSites(structure, mobileIon);
  const amounts = amountStatistics(structure, sites);
  const pairs = findNeighbours(structure, BOND_A, images);
  const bonds = bondStatistics(sites, pairs, images);
  const distances = distanceStatistics(structure, sites, pairs, BOND_A, images, counterIon);
  const path = straightLinePaths(structure, sites, pairs, BOND_A, distances.nearestMobileA, images);
  return Float64Array.of(
    amounts.averageMassU,
    amounts.volumePerAtomA3,
    bonds.mobileNeighbourCountSd,
    bonds.mobileIonicitySd,
    bonds.mobileIonicity,
    bonds.mobileNeighbourCount,
    bonds.mobileMobileBonds,
    bonds.mobileBondLengthA,
    bonds.sublatticeIonicity,
    bonds.sublatticeNeighbourCount,
    distances.anionCoordination,
    distances.anionShellDistanceA,
    amounts.volumePerAnionA3,
    distances.counterIonDistanceA,
    amounts.mobileDensityPerA3,
    amounts.massDensityGPerCm3,
    distances.mobileDistanceA,
    amounts.sublatticeElectronegativity,
    bonds.mobileIonicity / bonds.sublatticeIonicity,
    bonds.mobileNeighbourCount / bonds.sublatticeNeighbourCount,
    amounts.packingFraction,
    amounts.sublatticePackingFraction,
    path.widthA,
    path.electronegativity,
  );
}

/**
 * The descriptors that follow from the cell and the occupancies, whatever the arrangement: masses, volumes and
 * densities, ENS, and the packing fractions. NaN in the columns that the arrangement decides.
 * @throws {NotComputable} as structuralDescriptors does
 * @example exactDescriptors(disordered, 3)[15]; // mass density, g/cm^3
 */
export function exactDescriptors(structure: Structure, mobileIon: number): Float64Array {
  const amounts = amountStatistics(structure, describeSites(structure, mobileIon));
  const columns: Readonly<Record<string, number>> = {
    average_atomic_mass_u: amounts.averageMassU,
    volume_per_atom_A3: amounts.volumePerAtomA3,
    volume_per_anion_A3: amounts.volumePerAnionA3,
    li_number_density_per_A3: amounts.mobileDensityPerA3,
    mass_density_g_per_cm3: amounts.massDensityGPerCm3,
    sublattice_electronegativity: amounts.sublatticeElectronegativity,
    packing_fraction: amounts.packingFraction,
    sublattice_packing_fraction: amounts.sublatticePackingFraction,
  };
  return Float64Array.from(STRUCTURAL_DESCRIPTORS, ({ name }) => columns[name] ?? Number.NaN);
}

function column(name: string, symbol: string, unit: string, verified = true): StructuralDescriptor {
  return { name, symbol, unit, verified };
}
