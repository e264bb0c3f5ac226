/** The symmetry that a CIF block states: its list of operations, or its space-group symbol. */
import { fail } from '../core/errors.ts';
import type { CifBlock, CifValue } from './cif-tokens.ts';
import { columnOf, isAbsent } from './cif-values.ts';
import { hallOperations } from './hall-symbol.ts';
import { settingsOf } from './space-groups.ts';
import type { SymmetryOperation } from './symmetry.ts';
import { checkedGroup, keepsCell, parseSymmetryOperation } from './symmetry.ts';

const OPERATION_TAGS = ['_space_group_symop_operation_xyz', '_symmetry_equiv_pos_as_xyz'];
const NUMBER_TAGS = ['_space_group_it_number', '_symmetry_int_tables_number'];
const NAME_TAGS = ['_space_group_name_h-m_alt', '_symmetry_space_group_name_h-m', '_space_group_name_h-m_full'];
const HALL_TAGS = ['_space_group_name_hall', '_symmetry_space_group_name_hall'];

/**
 * The operations listed in a block; undefined where it lists none (or only `?`).
 * @throws {UserError} what is no operation, and operations that form no group
 * @example listedOperations(block, 'NaCl.cif')?.length; // 192
 */
export function listedOperations(block: CifBlock, where: string): SymmetryOperation[] | undefined {
  const column = columnOf(block, ...OPERATION_TAGS);
  if (column === undefined || column.every((value) => isAbsent(value))) return undefined;
  return checkedGroup(
    column.map(({ text, line }) => parseSymmetryOperation(text, `${where}, line ${line}`)),
    where,
  );
}

/**
 * The groups that a block's Hall symbol, or its Hermann-Mauguin symbol and number, may mean and that its cell allows,
 * each as its operations: several where origin or axes are not said.
 * @returns empty where the symbol is unknown, missing, or does not fit the cell
 * @example namedGroups(block, lattice).map((operations) => operations.length); // [192, 192] for F d -3 m
 */
export function namedGroups(block: CifBlock, lattice: Float64Array): SymmetryOperation[][] {
  const hall = given(block, HALL_TAGS);
  const fromHall = hall === undefined ? undefined : hallOperations(hall);
  const number = given(block, NUMBER_TAGS);
  const groups =
    fromHall !== undefined
      ? [fromHall]
      : settingsOf(given(block, NAME_TAGS) ?? '', number === undefined ? undefined : Number(number)).map(
          ({ hall }) => hallOperations(hall)!,
        );
  return groups.filter((operations) => operations.every((operation) => keepsCell(operation, lattice)));
}

/** Statements that tell whether a structure has as many atoms as it should. */
const CONFIRMING_TAGS = [
  ...['_chemical_formula_sum', '_cell_formula_units_z', '_exptl_crystal_density_diffrn', '_exptl_crystal_density_meas'],
  '_atom_site_symmetry_multiplicity',
  '_atom_site_site_symmetry_multiplicity',
];

/**
 * Whether anything can confirm the group that a block names: a Hall symbol or a setting after a colon, which no program
 * writes by default, symbol and number together, a formula, Z, a density, or multiplicities. Without one a wrong symbol
 * would go unseen.
 * @example isConfirmed(block); // true
 */
export function isConfirmed(block: CifBlock): boolean {
  const symbol = given(block, NAME_TAGS);
  const isWhole = symbol !== undefined && (symbol.includes(':') || given(block, NUMBER_TAGS) !== undefined);
  return isWhole || given(block, [...HALL_TAGS, ...CONFIRMING_TAGS]) !== undefined;
}

/**
 * Space-group symbol and number as the block gives them, for messages.
 * @example statedGroup(block); // 'F m -3 m'
 */
export function statedGroup(block: CifBlock): string {
  return given(block, NAME_TAGS) ?? given(block, HALL_TAGS) ?? given(block, NUMBER_TAGS) ?? '?';
}

/**
 * Ends with the reason why a block without operations cannot be expanded.
 * @throws {UserError} always
 * @example if (groups.length === 0) refuseGroup(block, 'x.cif');
 */
export function refuseGroup(block: CifBlock, where: string): never {
  const found = `none, and space group "${statedGroup(block)}"`;
  const expected = 'symmetry operations, or a space group that fits the cell';
  return fail(where, expected, found, 'write the file again with its operations');
}

function given(block: CifBlock, tags: readonly string[]): string | undefined {
  const values: (CifValue | undefined)[] = tags.map((tag) => columnOf(block, tag)?.[0]);
  return values.find((value) => value !== undefined && !isAbsent(value) && value.text.trim() !== '')?.text;
}
