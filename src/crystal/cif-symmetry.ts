/** The symmetry that a CIF block states: its list of operations, or its space-group symbol. */
import { fail } from '../core/errors.ts';
import type { CifBlock, CifValue } from './cif-tokens.ts';
import { columnOf, isAbsent } from './cif-values.ts';
import { hallOperations } from './hall-symbol.ts';
import { numbersOfHall, numbersOfSymbol, settingsOf } from './space-groups.ts';
import type { SymmetryOperation } from './symmetry.ts';
import { checkedGroup, keepsCell, parseSymmetryOperation, rotationCount, sameOperations } from './symmetry.ts';

const OPERATION_TAGS = ['_space_group_symop_operation_xyz', '_symmetry_equiv_pos_as_xyz'];
const MAGNETIC_TAG = '_space_group_symop_magn_operation_xyz';
const NUMBER_TAGS = ['_space_group_it_number', '_symmetry_int_tables_number'];
const NAME_TAGS = ['_space_group_name_h-m_alt', '_symmetry_space_group_name_h-m', '_space_group_name_h-m_full'];
const HALL_TAGS = ['_space_group_name_hall', '_symmetry_space_group_name_hall'];

/**
 * The operations listed in a block; undefined where it lists none (or only `?`).
 * @throws {UserError} what is no operation, operations that form no group, two lists that differ, and those of a
 * magnetic group
 * @example listedOperations(block, 'NaCl.cif')?.length; // 192
 */
export function listedOperations(block: CifBlock, where: string): SymmetryOperation[] | undefined {
  const lists = OPERATION_TAGS.flatMap((tag) => {
    const column = columnOf(block, tag);
    if (column === undefined || column.every((value) => isAbsent(value))) return [];
    const operations = column.map(({ text, line }) => parseSymmetryOperation(text, `${where}, line ${line}`));
    return [checkedGroup(operations, where)];
  });
  const [first, second] = lists;
  if (first !== undefined && second !== undefined && !sameOperations(first, second)) {
    const found = `${first.length} under ${OPERATION_TAGS[0]} and ${second.length} others under ${OPERATION_TAGS[1]}`;
    fail(where, 'one list of symmetry operations', found, 'leave out the wrong one');
  }
  if (first === undefined && columnOf(block, MAGNETIC_TAG) !== undefined) {
    const found = 'those of a magnetic group only (_space_group_symop_magn_operation.xyz)';
    fail(where, 'the operations of a space group', found, 'give the structure without its magnetic order');
  }
  return first;
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

/**
 * The groups that a list of operations is held against: those of namedGroups, and where the symbol is unknown but not
 * its number, all settings of the number that the cell allows.
 * @example statedGroups(block, lattice).length; // 0 for a block that says nothing of its group
 */
export function statedGroups(block: CifBlock, lattice: Float64Array): SymmetryOperation[][] {
  const groups = namedGroups(block, lattice);
  const number = given(block, NUMBER_TAGS);
  if (groups.length > 0 || number === undefined || numbersOfSymbol(given(block, NAME_TAGS) ?? '').size > 0)
    return groups;
  return settingsOf('', Number(number))
    .map(({ hall }) => hallOperations(hall)!)
    .filter((operations) => operations.every((operation) => keepsCell(operation, lattice)));
}

/**
 * Refuses a block whose symbols, numbers and Hall symbols name different space groups; unknown ones are passed over.
 * @throws {UserError} naming two that contradict each other
 * @example checkGroupStatements(block, 'x.cif');
 */
export function checkGroupStatements(block: CifBlock, where: string): void {
  const statements = [...namesGiven(block)];
  for (const [i, one] of statements.entries()) {
    const other = statements.slice(i + 1).find(({ numbers }) => ![...numbers].some((n) => one.numbers.has(n)));
    if (other === undefined) continue;
    fail(where, 'one space group', `${one.text} and ${other.text}`, 'correct the statement that is wrong');
  }
}

/**
 * Refuses a list with more kinds of rotation than the point group has that the block names.
 * @throws {UserError} naming both numbers
 * @example checkRotations(block, operations, 'x.cif');
 */
export function checkRotations(block: CifBlock, operations: readonly SymmetryOperation[], where: string): void {
  const numbers = namesGiven(block)[0]?.numbers;
  if (numbers === undefined) return;
  const counts = [...numbers].map((number) => rotationCount(hallOperations(settingsOf('', number)[0]!.hall)!));
  const [most, found] = [Math.max(...counts), rotationCount(operations)];
  if (found <= most) return;
  const expected = `at most ${most} rotations, as space group "${statedGroup(block)}" has`;
  fail(where, expected, `${found} among the symmetry operations`, 'correct the group or the operations');
}

interface NamedGroup {
  readonly text: string;
  /** Numbers that it may stand for; never empty. */
  readonly numbers: ReadonlySet<number>;
}

function namesGiven(block: CifBlock): NamedGroup[] {
  const kinds: [readonly string[], (text: string) => ReadonlySet<number>][] = [
    [NAME_TAGS, numbersOfSymbol],
    [NUMBER_TAGS, (text) => new Set(settingsOf('', Number(text)).map(({ number }) => number))],
    [HALL_TAGS, numbersOfHall],
  ];
  return kinds.flatMap(([tags, numbersOf]) =>
    tags.flatMap((tag) => {
      const text = given(block, [tag]);
      const numbers = text === undefined ? new Set<number>() : numbersOf(text);
      return numbers.size === 0 ? [] : [{ text: `${tag} "${text}"`, numbers }];
    }),
  );
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
