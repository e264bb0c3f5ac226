/** What a CIF says twice must agree: its formula sum, Z, density, volume and space group against the structure read from it. */
import { SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { elementWithoutSite, type FormulaSum, formulaSum } from './cif-formula.ts';
import { checkDensity, checkWeight } from './cif-mass.ts';
import { checkGroupStatements, checkRotations, statedGroup, statedGroups } from './cif-symmetry.ts';
import type { CifBlock } from './cif-tokens.ts';
import { cifNumber, columnOf, isAbsent } from './cif-values.ts';
import type { Structure } from './structure.ts';
import { isOrdered, volumeA3 } from './structure.ts';
import { expandPosition, indexWithin, type SymmetryOperation } from './symmetry.ts';

const VOLUME_TOLERANCE = 0.01;
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
 * atoms that this makes with `_cell_formula_units_Z`, the elements of moiety and structural formula, the density,
 * the weight of the formula, and the number of operations of the space group.
 * An element may be off by 1 % of its own amount and 0.1 % of all atoms in an ordered structure, by 5 % and 0.5 % in a
 * disordered one (refined occupancies are rounded); files by pymatgen and files that look cut off are held to 0.1 %.
 * A wrong Z is passed over where the stated density is that of the structure; once density or number of atoms is right,
 * neither weight nor group can refuse.
 * @param operations those that expanded the structure
 * @throws {UserError} naming both figures
 * @example checkStatements(block, structure, { pymatgen: false, cutOff: false }, operations, 'x.cif');
 */
export function checkStatements(
  block: CifBlock,
  structure: Structure,
  style: CifStyle,
  operations: readonly SymmetryOperation[],
  where: string,
): void {
  const check = { block, structure, style, where };
  checkVolume(block, structure, where);
  const stated = formulaSum(block, where);
  if (stated !== undefined) checkComposition(check, stated);
  checkMoiety(check);
  const dense = checkDensity(block, structure, where);
  const counted = checkCount(check, stated?.amounts, dense);
  if (!dense && !counted && !checkWeight(block, structure, where)) checkOperations(check, operations);
}

function checkComposition({ structure, style, where }: Check, { text, amounts: stated }: FormulaSum): void {
  const exact = style.pymatgen || style.cutOff;
  const read = amountsRead(structure);
  const [ownShare, totalShare] = exact ? [1e-3, 0] : isOrdered(structure) ? [0.01, 1e-3] : [0.05, 5e-3];
  const expected = `the atoms of _chemical_formula_sum "${text}"`;
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
}

function checkMoiety({ block, structure, where }: Check): void {
  const present = new Set(structure.species);
  const absent = elementWithoutSite(block, (z) => present.has(z));
  if (absent === undefined) return;
  fail(where, `all elements of ${absent.tag}`, `no ${SYMBOLS[absent.z]}`, 'add its sites, or correct the formula');
}

/**
 * True where formula sum and Z state the number of atoms and the structure has it. pymatgen gives the sum of the whole
 * cell beside Z. So may any file whose sum is Z times a formula of whole numbers: then the count is neither wrong nor
 * confirmed, for half of the images of Li2C2 are the atoms of "C2 Li2".
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
  const perCell = style.pymatgen || columnOf(block, '_chemical_formula_structural') !== undefined;
  const mayBePerCell = stated.every((amount) => Math.abs(amount / z - Math.round(amount / z)) < 1e-6);
  const [found, expected] = [sum(amountsRead(structure)), sum(stated)];
  const near = (count: number) => Math.abs(found - count) <= 0.05 * count;
  if (near(expected * z) || (perCell && near(expected))) return true;
  if (dense || (mayBePerCell && near(expected))) return false;
  const units = unknown ? '' : `, _cell_formula_units_Z ${z}`;
  return fail(
    where,
    `${short(expected * (unknown || style.pymatgen ? 1 : z))} atoms in the cell (_chemical_formula_sum${units})`,
    `${short(found)} from sites and operations`,
    SYMMETRY,
  );
}

/** Fewer operations than the space group has are right only where the file lists all the atoms that the others give. */
function checkOperations({ block, structure, where }: Check, operations: readonly SymmetryOperation[]): void {
  checkGroupStatements(block, where);
  checkRotations(block, operations, where);
  const groups = statedGroups(block, structure.lattice).filter((group) => group.length > operations.length);
  if (groups.length === 0 || groups.some((group) => closed(structure, group))) return;
  const expected = `the ${groups[0]!.length} operations of space group "${statedGroup(block)}"`;
  fail(where, expected, `${operations.length}, and atoms that lack the others' images`, SYMMETRY);
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

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
