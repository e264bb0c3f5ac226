/** What a CIF says twice must agree: its formula sum, Z, density, volume and space group against the structure read from it. */
import { elementProperty, SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { namedGroups, statedGroup } from './cif-symmetry.ts';
import type { CifBlock, CifValue } from './cif-tokens.ts';
import { cifNumber, columnOf, isAbsent } from './cif-values.ts';
import type { Structure } from './structure.ts';
import { isOrdered, volumeA3 } from './structure.ts';
import { expandPosition, indexWithin, type SymmetryOperation } from './symmetry.ts';

const VOLUME_TOLERANCE = 0.01;
/** One gram per cubic centimetre in daltons per cubic Angstrom. */
const DALTON_PER_A3 = 0.602214076;
/** Computed densities may be off by heavy isotopes (LiD by 12 %), measured ones by pores; missing images make a factor. */
const DENSITIES: readonly (readonly [tag: string, tolerance: number])[] = [
  ['_exptl_crystal_density_diffrn', 0.15],
  ['_exptl_crystal_density_meas', 0.4],
];
const SAME_ATOM_A = 0.1;
const SYMMETRY = 'symmetry operations or sites are missing, or the statement is wrong; correct the file';
const REMEDY = 'the file is damaged or cut off; fetch it again, or correct the statement';

/** How a file came to be, which decides how its statements are read. */
export interface CifStyle {
  /** Written by pymatgen, whose formula sum is computed from the sites of the whole cell. */
  readonly pymatgen: boolean;
  /** Ends without a line end, as it does when cut off in its last number. */
  readonly cutOff: boolean;
}

/** Where the statements come from and how they are held against the structure. */
interface Check {
  readonly block: CifBlock;
  readonly structure: Structure;
  readonly style: CifStyle;
  readonly where: string;
}

/**
 * Refuses a structure that contradicts what the block states: `_cell_volume`, `_chemical_formula_sum`, the number of
 * atoms that this makes with `_cell_formula_units_Z`, the density, and the number of operations of the space group.
 * An element may be off by 1 % of its own amount and 0.1 % of all atoms in an ordered structure, by 5 % and 0.5 % in a
 * disordered one (refined occupancies are rounded); files by pymatgen and files that look cut off are held to 0.1 %.
 * A wrong Z is passed over where the stated density is that of the structure.
 * @param operations how many operations expanded the structure
 * @throws {UserError} naming both figures
 * @example checkStatements(block, structure, { pymatgen: false, cutOff: false }, 192, 'x.cif');
 */
export function checkStatements(
  block: CifBlock,
  structure: Structure,
  style: CifStyle,
  operations: number,
  where: string,
): void {
  const check = { block, structure, style, where };
  checkVolume(block, structure, where);
  const stated = checkComposition(check);
  const dense = checkDensity(check);
  const counted = checkCount(check, stated, dense);
  if (!dense && !counted) checkOperations(check, operations);
}

function checkComposition({ block, structure, style, where }: Check): Float64Array | undefined {
  const formula = columnOf(block, '_chemical_formula_sum')?.[0];
  if (formula === undefined || isAbsent(formula)) return undefined;
  const stated = amountsOf((formula as CifValue).text);
  if (stated === undefined) return undefined;
  const exact = style.pymatgen || style.cutOff;
  const read = amountsRead(structure);
  const [ownShare, totalShare] = exact ? [1e-3, 0] : isOrdered(structure) ? [0.01, 1e-3] : [0.05, 5e-3];
  const expected = `the atoms of _chemical_formula_sum "${(formula as CifValue).text}"`;
  const refuse = (found: string) => fail(where, expected, found, REMEDY);
  const absent = read.findIndex((amount, z) => amount === 0 && stated[z]! > 0);
  if (absent >= 0) refuse(`no ${SYMBOLS[absent]}`);
  const total = sum(read);
  const scale = total / sum(stated);
  for (let z = 1; z < read.length; z++) {
    const expected = scale * stated[z]!;
    const off = Math.abs(read[z]! - expected);
    if (off > ownShare * expected && off > totalShare * total) {
      refuse(`${short(read[z]!)} ${SYMBOLS[z]} of ${short(total)} atoms`);
    }
  }
  return stated;
}

/** True where a density is stated and the structure has it. */
function checkDensity({ block, structure, where }: Check): boolean {
  const massU = elementProperty('atomic_mass_u').values;
  const read = amountsRead(structure);
  const massG = read.reduce((total, amount, z) => (amount === 0 ? total : total + amount * massU[z]!), 0);
  const computed = massG / DALTON_PER_A3 / volumeA3(structure);
  let agrees = false;
  for (const [tag, tolerance] of DENSITIES) {
    const value = columnOf(block, tag)?.[0];
    if (value === undefined || isAbsent(value)) continue;
    const stated = cifNumber(value, tag, where);
    if (!(stated > 0)) continue;
    if (Math.abs(computed / stated - 1) > tolerance) {
      fail(
        where,
        `the stated density of ${short(stated)} g/cm3 (${tag})`,
        `${short(computed)} g/cm3 from the atoms`,
        SYMMETRY,
      );
    }
    agrees = true;
  }
  return agrees;
}

/**
 * True where formula sum and Z state the number of atoms and the structure has it. pymatgen gives the sum of the whole
 * cell beside Z: so does any file whose sum is Z times a formula of whole numbers.
 */
function checkCount(
  { block, structure, style, where }: Check,
  stated: Float64Array | undefined,
  dense: boolean,
): boolean {
  if (stated === undefined) return false;
  const value = columnOf(block, '_cell_formula_units_z')?.[0];
  const unknown = value === undefined || isAbsent(value);
  if (unknown && !style.pymatgen) return false;
  const z = unknown ? 1 : cifNumber(value, '_cell_formula_units_Z', where);
  if (!(z > 0)) return false;
  const perCell =
    style.pymatgen ||
    columnOf(block, '_chemical_formula_structural') !== undefined ||
    stated.every((amount) => Math.abs(amount / z - Math.round(amount / z)) < 1e-6);
  const [found, expected] = [sum(amountsRead(structure)), sum(stated)];
  const near = (count: number) => Math.abs(found - count) <= 0.05 * count;
  if (near(expected * z) || (perCell && near(expected))) return true;
  if (dense) return false;
  const units = unknown ? '' : `, _cell_formula_units_Z ${z}`;
  return fail(
    where,
    `${short(expected * (unknown || style.pymatgen ? 1 : z))} atoms in the cell (_chemical_formula_sum${units})`,
    `${short(found)} from sites and operations`,
    SYMMETRY,
  );
}

/** Fewer operations than the space group has are right only where the file lists all the atoms that the others give. */
function checkOperations({ block, structure, where }: Check, operations: number): void {
  const groups = namedGroups(block, structure.lattice).filter((group) => group.length > operations);
  if (groups.length === 0 || groups.some((group) => closed(structure, group))) return;
  const expected = `the ${groups[0]!.length} operations of space group "${statedGroup(block)}"`;
  fail(where, expected, `${operations}, and atoms that lack the others' images`, SYMMETRY);
}

function closed({ frac, species, occupancy, lattice }: Structure, group: readonly SymmetryOperation[]): boolean {
  const kind = (i: number) => `${species[i]} ${occupancy[i]!.toFixed(3)}`;
  const byKind = new Map<string, number[]>();
  species.forEach((_, i) => {
    const known = byKind.get(kind(i)) ?? [];
    known.push(...frac.subarray(3 * i, 3 * i + 3));
    byKind.set(kind(i), known);
  });
  return group.every((operation) =>
    species.every((_, i) => {
      const [image] = [expandPosition(frac.subarray(3 * i, 3 * i + 3), [operation], lattice, 0)];
      return indexWithin(byKind.get(kind(i))!, image!, lattice, SAME_ATOM_A) >= 0;
    }),
  );
}

function amountsRead(structure: Structure): Float64Array {
  const read = new Float64Array(119);
  for (let i = 0; i < structure.species.length; i++) read[structure.species[i]!]! += structure.occupancy[i]!;
  return read;
}

function checkVolume(block: CifBlock, structure: Structure, where: string): void {
  const value = columnOf(block, '_cell_volume')?.[0];
  if (value === undefined || isAbsent(value)) return;
  const stated = cifNumber(value, '_cell_volume', where);
  const computed = volumeA3(structure);
  if (Math.abs(computed - stated) <= VOLUME_TOLERANCE * stated) return;
  fail(where, `the stated _cell_volume ${short(stated)} A^3`, `${short(computed)} A^3 from the cell`, REMEDY);
}

/** Amounts by atomic number; undefined where the text is no plain sum of elements. */
function amountsOf(formula: string): Float64Array | undefined {
  const amounts = new Float64Array(119);
  for (const word of formula.trim().split(/\s+/)) {
    const [, symbol, amount] = /^([A-Z][a-z]?)(\d*\.?\d*)$/.exec(word) ?? [];
    const z = symbol === 'D' ? 1 : SYMBOLS.indexOf(symbol ?? '?');
    if (z < 1) return undefined;
    amounts[z]! += amount === '' ? 1 : Number(amount);
  }
  return amounts;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
