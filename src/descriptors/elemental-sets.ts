/**
 * The named sets of elemental descriptors. A set is never changed once results were made with it: a better choice
 * gets a new name and date. The properties of the elemental sets are complete for Z = 1 to 96, those of magpie for 1 to 97, of
 * mat2vec for 1 to 118, of oliynyk for all up to uranium but Po to Ac and Pa.
 */

import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';

/** A statistic over the atoms of a composition. `mode` is the value of the element with most atoms; of several, the least. */
export type Statistic = 'mean' | 'mad' | 'sd' | 'min' | 'max' | 'range' | 'mode';

/**
 * Every statistic, for checks.
 * @example STATISTIC_NAMES.includes('mode'); // true
 */
export const STATISTIC_NAMES = ['mean', 'mad', 'sd', 'min', 'max', 'range', 'mode'] as const satisfies Statistic[];

/** Fractions that differ by no more, relatively, are those of one amount. */
export const SAME_WEIGHT = 1e-6;

/**
 * A number that the amounts alone give: atomic fraction of the anchor, atomic fraction of the most electronegative element
 * (the anion), anchor atoms for each anion atom, number of elements.
 */
export type Stoichiometry = 'anchor_fraction' | 'anion_fraction' | 'anchor_per_anion' | 'element_count';

/** Which statistics of which properties make the columns; property-major, statistic-minor; then stoichiometry, then fractions. */
export interface DescriptorSet {
  readonly name: string;
  /** Day on which the set was fixed, YYYY-MM-DD. */
  readonly date: string;
  /** Columns of data/elements.csv or of a table in data/element-vectors, see elementProperty. */
  readonly properties: readonly string[];
  readonly statistics: readonly Statistic[];
  /** What the amounts alone tell, after the statistics; none if not given. */
  readonly stoichiometry?: readonly Stoichiometry[];
  /** Symbol of the element that `anchor_fraction` and `anchor_per_anion` count; needed where the set has one of them. */
  readonly anchor?: string;
  /** Symbols of the elements whose atomic fractions are columns, after all else; none if not given. */
  readonly fractionsOf?: readonly string[];
}

/**
 * Ten properties that tell anion chemistry apart: electronegativity in effect on two scales (Martynov and Batsanov, and
 * the Mendeleev number of Pettifor), group and period, how hard an atom is to ionise and to reduce, its bonded and
 * free size, its open valence shell and s electrons. Chosen for a logistic student on labels of the published model, by
 * exchanging single properties of a first choice, on folds other than the committed ones.
 */
const TEN_PROPERTIES = [
  'period',
  'group',
  'mendeleev_number',
  's_valence_electrons',
  'valence_vacancies',
  'covalent_radius_A',
  'atomic_radius_A',
  'first_ionization_energy_eV',
  'electron_affinity_eV',
  'martynov_batsanov_electronegativity_sqrt_eV',
];

const ALL_COMPLETE_PROPERTIES = [
  'atomic_number',
  'atomic_mass_u',
  'p_valence_electrons',
  'd_valence_electrons',
  'f_valence_electrons',
  'valence_electrons',
  'polarizability_bohr3',
  ...TEN_PROPERTIES,
];

const ELEMENTS_TO_96 = SYMBOLS.slice(1, 97);

/** Those of matminer's preset magpie. */
const MATMINER_STATISTICS = ['min', 'max', 'range', 'mean', 'mad', 'mode'] as const;

const namesOf = (vector: string, columns: string) => columns.split(' ').map((column) => `${vector}_${column}`);

const MAGPIE = namesOf(
  'magpie',
  'Number MendeleevNumber AtomicWeight MeltingT Column Row CovalentRadius Electronegativity NsValence NpValence NdValence NfValence ' +
    'NValence NsUnfilled NpUnfilled NdUnfilled NfUnfilled NUnfilled GSvolume_pa GSbandgap GSmagmom SpaceGroupNumber',
);

/** Without Miracle_Radius_[pm], crystal_radius, MB_electonegativity and Mulliken_EN, which have gaps. */
const OLIYNYK = namesOf(
  'oliynyk',
  'Atomic_Number Atomic_Weight Period group families Metal Nonmetal Metalliod Mendeleev_Number l_quantum_number Atomic_Radius ' +
    'Covalent_Radius Zunger_radii_sum ionic_radius Pauling_Electronegativity Gordy_electonegativity ' +
    'Allred-Rockow_electronegativity metallic_valence number_of_valence_electrons gilmor_number_of_valence_electron valence_s ' +
    'valence_p valence_d valence_f Number_of_unfilled_s_valence_electrons Number_of_unfilled_p_valence_electrons ' +
    'Number_of_unfilled_d_valence_electrons Number_of_unfilled_f_valence_electrons outer_shell_electrons ' +
    '1st_ionization_potential_(kJ/mol) polarizability(A^3) Melting_point_(K) Boiling_Point_(K) Density_(g/mL) ' +
    'specific_heat_(J/g_K)_ heat_of_fusion_(kJ/mol)_ heat_of_vaporization_(kJ/mol)_ thermal_conductivity_(W/(m_K))_ ' +
    'heat_atomization(kJ/mol) Cohesive_energy',
);

const MAT2VEC = Array.from({ length: 200 }, (_, k) => `mat2vec_${k}`);

/**
 * The sets by name: `elemental-30`, ten properties by mean, standard deviation and maximum (the minimum of several is
 * that of the anchor in every compound); `elemental-mmmr`, the same ten by mean, minimum, maximum and range, in which a linear
 * model is, within one chemical system, a weighted mean of one number an element plus a constant, so that it screens
 * fastest; `elemental-full`, all 17 complete properties by all six statistics, and stoichiometry, 106 columns,
 * to which the user adds an anchor;
 * `element-fractions`, the atomic fraction of each element and nothing else, 96 columns;
 * `magpie`, `oliynyk` and `mat2vec`, vectors of the elements that others published: the 132 columns of matminer's preset magpie (Ward et
 * al. 2016), 40 complete properties of Oliynyk et al. (Chem. Mater. 28, 7324 (2016)) by the same statistics, and mean, minimum and maximum
 * of the 200 numbers that a language model learned of each element from abstracts (Tshitoyan et al., Nature 571, 95 (2019)).
 * @example ELEMENTAL_SETS['elemental-30'].properties.length; // 10
 */
export const ELEMENTAL_SETS = {
  'elemental-30': {
    name: 'elemental-30',
    date: '2026-11-23',
    properties: TEN_PROPERTIES,
    statistics: ['mean', 'sd', 'max'],
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
    stoichiometry: ['anchor_fraction', 'anion_fraction', 'anchor_per_anion', 'element_count'],
  },
  'element-fractions': {
    name: 'element-fractions',
    date: '2026-11-24',
    properties: [],
    statistics: [],
    fractionsOf: ELEMENTS_TO_96,
  },
  magpie: { name: 'magpie', date: '2026-11-30', properties: MAGPIE, statistics: MATMINER_STATISTICS },
  oliynyk: { name: 'oliynyk', date: '2026-11-30', properties: OLIYNYK, statistics: MATMINER_STATISTICS },
  mat2vec: { name: 'mat2vec', date: '2026-11-30', properties: MAT2VEC, statistics: ['mean', 'min', 'max'] },
} satisfies Record<string, DescriptorSet>;

/**
 * Atomic number of a set's anchor; 0, which is no element, where no column counts it and none is given.
 * @throws {UserError} when a column counts an anchor and the set names none, or no element
 * @example anchorOf({ ...ELEMENTAL_SETS['elemental-full'], anchor: 'Na' }); // 11
 */
export function anchorOf(set: DescriptorSet): number {
  const where = `descriptor set ${set.name}, anchor`;
  if (set.anchor !== undefined) return atomicNumber(set.anchor, where);
  return lacksAnchor(set) ? fail(where, 'an element', 'none', "add one, such as anchor: 'Na'") : 0;
}

/**
 * Whether a column of a set counts an anchor, and the set names none.
 * @example lacksAnchor(ELEMENTAL_SETS['elemental-full']); // true
 */
export function lacksAnchor({ anchor, stoichiometry = [] }: DescriptorSet): boolean {
  return anchor === undefined && stoichiometry.some((column) => ANCHORED.includes(column));
}

/**
 * A set without the columns that count an anchor.
 * @example withoutAnchor(ELEMENTAL_SETS['elemental-full']).stoichiometry; // ['anion_fraction', 'element_count']
 */
export function withoutAnchor(set: DescriptorSet): DescriptorSet {
  return { ...set, stoichiometry: set.stoichiometry?.filter((column) => !ANCHORED.includes(column)) ?? [] };
}

const ANCHORED: readonly Stoichiometry[] = ['anchor_fraction', 'anchor_per_anion'];
