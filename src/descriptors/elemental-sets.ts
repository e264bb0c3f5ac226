/**
 * The named sets of elemental descriptors. A set is never changed once results were made with it: a better choice
 * gets a new name and date. Every property is complete for Z = 1 to 96: lithium, its 92 partner elements, and Pu to Cm.
 */

/** A statistic over the atoms of a composition. */
export type Statistic = 'mean' | 'mad' | 'sd' | 'min' | 'max' | 'range';

/** Which statistics of which properties make the columns; property-major, statistic-minor. */
export interface DescriptorSet {
  readonly name: string;
  /** Day on which the set was fixed, YYYY-MM-DD. */
  readonly date: string;
  /** Columns of data/elements.csv. */
  readonly properties: readonly string[];
  readonly statistics: readonly Statistic[];
}

/**
 * Ten properties that tell anion chemistry apart: two electronegativity scales in effect (Martynov and Batsanov, and
 * the Mendeleev number of Pettifor, which also stands for the group), how hard an atom is to ionise, reduce and
 * polarise, its bonded and free size, its open valence shell, period and mass. None has lithium as its constant
 * extreme, which `group` and `valence_electrons` have: their minimum is 1 in every lithium compound.
 */
const TEN_PROPERTIES = [
  'atomic_mass_u',
  'period',
  'mendeleev_number',
  'valence_vacancies',
  'covalent_radius_A',
  'atomic_radius_A',
  'polarizability_bohr3',
  'first_ionization_energy_eV',
  'electron_affinity_eV',
  'martynov_batsanov_electronegativity_sqrt_eV',
];

const ALL_COMPLETE_PROPERTIES = [
  'atomic_number',
  'group',
  's_valence_electrons',
  'p_valence_electrons',
  'd_valence_electrons',
  'f_valence_electrons',
  'valence_electrons',
  ...TEN_PROPERTIES,
];

/**
 * The sets by name: `elemental-30`, ten properties by mean, minimum and maximum, in which a linear model is, within
 * one chemical system, a weighted mean of one number an element plus a constant; `elemental-mmmr`, the same ten with
 * the range as well, 40 columns; `elemental-full`, all 17 complete properties by all six statistics, 102 columns.
 * @example ELEMENTAL_SETS['elemental-30'].properties.length; // 10
 */
export const ELEMENTAL_SETS = {
  'elemental-30': {
    name: 'elemental-30',
    date: '2026-11-23',
    properties: TEN_PROPERTIES,
    statistics: ['mean', 'min', 'max'],
  },
  'elemental-mmmr': {
    name: 'elemental-mmmr',
    date: '2026-11-23',
    properties: TEN_PROPERTIES,
    statistics: ['mean', 'min', 'max', 'range'],
  },
  'elemental-full': {
    name: 'elemental-full',
    date: '2026-11-23',
    properties: ALL_COMPLETE_PROPERTIES,
    statistics: ['mean', 'mad', 'sd', 'min', 'max', 'range'],
  },
} satisfies Record<string, DescriptorSet>;
