/** The mass that a CIF block states, as a density or as the weight of its formula, against the atoms read from it. */
import { elementProperty } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import type { CifBlock } from './cif-tokens.ts';
import { cifNumber, columnOf, isAbsent } from './cif-values.ts';
import type { Structure } from './structure.ts';
import { compositionOf, volumeA3 } from './structure.ts';

/** One gram per cubic centimetre in daltons per cubic Angstrom. */
const DALTON_PER_A3 = 0.602214076;
/** Computed densities may be off by heavy isotopes (LiD by 12 %), measured ones by pores; missing images make a factor. */
const DENSITIES: readonly (readonly [tag: string, tolerance: number])[] = [
  ['_exptl_crystal_density_diffrn', 0.15],
  ['_exptl_crystal_density_meas', 0.4],
];
const WEIGHT = '_chemical_formula_weight';
const UNITS = '_cell_formula_units_Z';
const WEIGHT_TOLERANCE = 0.15;
const REMEDY = 'symmetry operations or sites are missing, or the statement is wrong; correct the file';

/**
 * True where a density is stated and the structure has it.
 * @throws {UserError} for another density, naming both
 * @example checkDensity(block, structure, 'LiCl.cif');
 */
export function checkDensity(block: CifBlock, structure: Structure, where: string): boolean {
  const computed = massU(structure) / DALTON_PER_A3 / volumeA3(structure);
  let agrees = false;
  for (const [tag, tolerance] of DENSITIES) {
    const stated = positive(block, tag, where);
    if (stated === undefined) continue;
    if (Math.abs(computed / stated - 1) > tolerance) {
      fail(
        where,
        `the stated density of ${short(stated)} g/cm3 (${tag})`,
        `${short(computed)} g/cm3 from the atoms`,
        REMEDY,
      );
    }
    agrees = true;
  }
  return agrees;
}

/**
 * True where the weight of the formula and Z state the mass of the cell and the structure has it. Some files give the
 * weight of the cell: where its atoms are Z times a formula of whole numbers, that is neither wrong nor confirmed.
 * @throws {UserError} for another mass, naming both
 * @example checkWeight(block, structure, 'LiCl.cif');
 */
export function checkWeight(block: CifBlock, structure: Structure, where: string): boolean {
  const [weight, z] = [positive(block, WEIGHT, where), positive(block, UNITS.toLowerCase(), where)];
  if (weight === undefined || z === undefined) return false;
  const mass = massU(structure);
  const near = (expected: number) => Math.abs(mass / expected - 1) <= WEIGHT_TOLERANCE;
  if (near(weight * z)) return true;
  const mayBePerCell = compositionOf(structure).amounts.every((n) => Math.abs(n / z - Math.round(n / z)) < 1e-6);
  if (mayBePerCell && near(weight)) return false;
  const expected = `${short(weight * z)} u in the cell (${WEIGHT} ${short(weight)}, ${UNITS} ${short(z)})`;
  return fail(where, expected, `${short(mass)} u from the atoms`, REMEDY);
}

function massU(structure: Structure): number {
  const { atomicNumbers, amounts } = compositionOf(structure);
  const massesU = elementProperty('atomic_mass_u').values;
  return amounts.reduce((total, amount, i) => total + amount * massesU[atomicNumbers[i]!]!, 0);
}

function positive(block: CifBlock, tag: string, where: string): number | undefined {
  const value = columnOf(block, tag)?.[0];
  if (value === undefined || isAbsent(value)) return undefined;
  const number = cifNumber(value, tag, where);
  return number > 0 ? number : undefined;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
