/**
 * The model structure of a rhombohedral NASICON, Na1+x M2 (TO4)3 with T of P and Si: space group R-3c, the measured a and c, the
 * positions of one framework for all, and the occupancies that the formula gives.
 *
 * Positions of Zr, P and O: NaZr2(PO4)3 as relaxed by density functional theory in Devi et al., arXiv 2508.06459 (2025), entry
 * NaZr2P3O12. They agree within 0.017 with those measured on Na3Cr2(PO4)3, Lucazeau et al., Solid State Ionics 18-19, 959 (1986),
 * COD 1008846. The second sodium site: Na4MnAl(PO4)3 in the same data, entry Na4MnAlP3O12_1. Sodium fills the first site, then
 * a third of the rest each position of the second, as there are three of them a formula.
 */
import { type Composition, readCif, type Structure } from 'ionsieve';

const SODIUM = 11;
const OXYGEN = 8;
const TETRAHEDRAL = [14, 15];
const TOLERANCE = 0.01;
/** c/a of rhombohedral NASICONs is 2.4 to 2.7. */
const [LOWEST_RATIO, HIGHEST_RATIO] = [2.3, 2.8];

/** Positions of the framework and of sodium, hexagonal setting, as fractions of the cell. */
export const NASICON_SITES = {
  sodium1: [0, 0, 0],
  sodium2: [0.6566, 0, 0.25],
  metal: [0, 0, 0.14511],
  tetrahedron: [0.29105, 0, 0.25],
  oxygen1: [0.1854, -0.01396, 0.19517],
  oxygen2: [0.19427, 0.1706, 0.08629],
} as const;

/** Elements of a site with the share that each fills. */
type Shares = readonly (readonly [symbol: string, share: number])[];

/**
 * The model of a composition with lattice constants in Angstrom, or the reason why there is none.
 * @param symbols of the elements, by atomic number
 */
export function nasiconModel(
  id: string,
  { atomicNumbers, amounts }: Composition,
  a: number,
  c: number,
  symbols: readonly string[],
): Structure | string {
  if (!(c / a > LOWEST_RATIO && c / a < HIGHEST_RATIO)) return 'the cell is not rhombohedral';
  const entries = Array.from(atomicNumbers, (z, i) => ({ z, amount: amounts[i]! }));
  const oxygen = entries.find(({ z }) => z === OXYGEN)?.amount ?? 0;
  const perFormula = entries.map(({ z, amount }) => ({ z, amount: (12 * amount) / oxygen }));
  const tetrahedral = perFormula.filter(({ z }) => TETRAHEDRAL.includes(z));
  const metals = perFormula.filter(({ z }) => z !== SODIUM && z !== OXYGEN && !TETRAHEDRAL.includes(z));
  const sum = (list: readonly { readonly amount: number }[]) => list.reduce((total, { amount }) => total + amount, 0);
  const sodium = sum(perFormula.filter(({ z }) => z === SODIUM));
  if (Math.abs(sum(tetrahedral) - 3) > TOLERANCE || Math.abs(sum(metals) - 2) > TOLERANCE) {
    return 'the formula has not two metals and three tetrahedra for twelve oxygens';
  }
  if (sodium < 1 || sodium > 4) return 'the formula has not one to four sodium';
  const shares = (list: readonly { readonly z: number; readonly amount: number }[]): Shares =>
    list.map(({ z, amount }) => [symbols[z]!, amount / sum(list)]);
  const rows = [
    ...siteRows('sodium1', [['Na', 1]]),
    ...(sodium > 1 ? siteRows('sodium2', [['Na', (sodium - 1) / 3]]) : []),
    ...siteRows('metal', shares(metals)),
    ...siteRows('tetrahedron', shares(tetrahedral)),
    ...siteRows('oxygen1', [['O', 1]]),
    ...siteRows('oxygen2', [['O', 1]]),
  ];
  return readCif(cif('R -3 c :H', 167, [a, a, c, 90, 90, 120], rows), `${id}.cif`)[0]!;
}

function siteRows(name: keyof typeof NASICON_SITES, shares: Shares): string[] {
  return shares.map(([symbol, share]) => `${symbol} ${NASICON_SITES[name].join(' ')} ${Number(share.toFixed(6))}`);
}

/** A CIF of one block; a row is symbol, x, y, z and occupancy. */
export function cif(spaceGroup: string, number: number, cell: readonly number[], rows: readonly string[]): string {
  const names = ['length_a', 'length_b', 'length_c', 'angle_alpha', 'angle_beta', 'angle_gamma'];
  return [
    'data_model',
    ...names.map((name, i) => `_cell_${name} ${cell[i]}`),
    `_space_group_name_H-M_alt '${spaceGroup}'`,
    `_space_group_IT_number ${number}`,
    'loop_',
    ...['type_symbol', 'fract_x', 'fract_y', 'fract_z', 'occupancy'].map((name) => `_atom_site_${name}`),
    ...rows,
    '',
  ].join('\n');
}
