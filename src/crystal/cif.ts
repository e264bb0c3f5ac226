/**
 * CIF text to structures: symmetry expanded, special positions merged, partial occupancies kept. Syntax in
 * cif-tokens; tags of the core dictionary old and new (`_symmetry_equiv_pos_as_xyz`,
 * `_space_group_symop_operation_xyz`) and their dotted forms. A file that contradicts itself is refused: a number of
 * equivalent positions, a composition or a volume other than it states is what a cut or damaged file looks like.
 */
import { fail, UserError } from '../core/errors.ts';
import { type OnUnread, tellUnread } from '../core/unread.ts';
import { checkNearAtoms } from './atoms-too-near.ts';
import { type CifStyle, checkStatements } from './cif-checks.ts';
import type { CifSite } from './cif-sites.ts';
import { readCifSites } from './cif-sites.ts';
import {
  checkGroupStatements,
  isConfirmed,
  listedOperations,
  namedGroups,
  refuseGroup,
  statedGroup,
} from './cif-symmetry.ts';
import type { CifBlock } from './cif-tokens.ts';
import { parseCif } from './cif-tokens.ts';
import { cifNumber, columnOf } from './cif-values.ts';
import { expandSites } from './expand-sites.ts';
import type { Structure } from './structure.ts';
import { latticeFromCell } from './structure.ts';
import type { SymmetryOperation } from './symmetry.ts';
import { keepsCell } from './symmetry.ts';

const ANGLES = ['_cell_angle_alpha', '_cell_angle_beta', '_cell_angle_gamma'];

type Operations = readonly SymmetryOperation[];

/**
 * The structures of a CIF, one a data block that lists atoms; coordinates in [0, 1). Different elements at one
 * position stay separate entries with equal coordinates; rows of one element at one position add up. The id is the
 * file name without folder and extension, with `#block` where several blocks hold structures.
 * @param where the file, for ids and errors
 * @param notes receives a line for each block without atoms, and for dummy and empty sites left out
 * @param onUnread hears of each block that cannot be read, and the others are; without it the first such block is an error
 * @throws {UserError} damaged syntax; no cell, atoms, or symmetry operations (unless the block declares P1); operations
 * that form no group; stated multiplicities, formula sum or volume that the structure contradicts; all of createStructure
 * @example readCif(text, 'structures/NaCl.cif')[0].species.length; // 8
 */
export function readCif(text: string, where: string, notes: string[] = [], onUnread?: OnUnread): Structure[] {
  const blocks = parseCif(text, where);
  const written = /^# generated using pymatgen/m.test(text);
  const cutOff = !/[\r\n]\s*$/.test(text);
  const found: { block: CifBlock; sites: CifSite[] }[] = [];
  let unread = 0;
  for (const block of blocks) {
    const place = blockPlace(blocks, block, where);
    try {
      const sites = readCifSites(block, place, notes);
      if (sites !== undefined) found.push({ block, sites });
    } catch (error) {
      tellUnread(place, error, onUnread);
      unread++;
    }
  }
  const structures = found.length + unread;
  if (structures === 0)
    fail(where, 'atom sites', `none in ${blocks.length} data block(s)`, 'give a file with a structure');
  if (structures < blocks.length) notes.push(`${where}: ${blocks.length - structures} data blocks without atom sites`);
  const name = where
    .replace(/^.*[\\/]/, '')
    .replace(/\.gz$/i, '')
    .replace(/\.[^.]*$/, '');
  return found.flatMap(({ block, sites }) => {
    const place = blockPlace(blocks, block, where);
    const style = { pymatgen: written, cutOff: cutOff && block === blocks.at(-1) };
    try {
      return [readBlock({ block, sites, id: structures > 1 ? `${name}#${block.name}` : name, style, where: place })];
    } catch (error) {
      tellUnread(place, error, onUnread);
      return [];
    }
  });
}

function blockPlace(blocks: readonly CifBlock[], block: CifBlock, where: string): string {
  return blocks.length > 1 ? `${where}, data_${block.name}` : where;
}

interface Task {
  readonly block: CifBlock;
  readonly sites: readonly CifSite[];
  readonly id: string;
  readonly style: CifStyle;
  readonly where: string;
}

/** One structure, by the operations listed, else by those of the space group; checked against all that the block states. */
function readBlock(task: Task): Structure {
  const { block, where } = task;
  const lattice = latticeOf(block, where);
  const listed = listedOperations(block, where);
  if (listed !== undefined) {
    if (!listed.every((operation) => keepsCell(operation, lattice))) refuseCell(block, where);
    return checked(task, lattice, listed);
  }
  checkGroupStatements(block, where);
  const groups = namedGroups(block, lattice);
  if (groups.length === 0) refuseGroup(block, where);
  if (groups.every((operations) => operations.length > 1) && !isConfirmed(block)) {
    const group = statedGroup(block);
    const found = `space group "${group}", and nothing that confirms it`;
    const missing = Number.isNaN(Number(group)) ? 'the number of the group' : 'its symbol';
    fail(where, 'symmetry operations', found, `write the file again with them, or with ${missing}`);
  }
  const [first, ...others] = groups.map((operations) => () => checked(task, lattice, operations));
  const fitting: Structure[] = [];
  let reason: unknown;
  for (const attempt of [first!, ...others]) {
    try {
      fitting.push(attempt());
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      reason ??= error;
    }
  }
  if (fitting.length === 0) throw reason;
  if (fitting.length > 1) {
    const found = `${fitting.length} of space group "${statedGroup(block)}" that fit what the file states`;
    fail(where, 'one choice of origin and axes', found, 'write the file again with its operations');
  }
  return fitting[0]!;
}

function checked({ block, sites, id, style, where }: Task, lattice: Float64Array, operations: Operations): Structure {
  const structure = expandSites(sites, operations, id, lattice, where);
  checkNearAtoms(structure, where);
  checkStatements(block, structure, style, operations, where);
  return structure;
}

function latticeOf(block: CifBlock, where: string): Float64Array {
  const length = (tag: string): number => cifNumber(columnOf(block, tag)?.[0], tag, where);
  const angle = (tag: string): number => {
    const value = columnOf(block, tag)?.[0];
    return value === undefined || (value.bare && value.text === '.') ? 90 : cifNumber(value, tag, where);
  };
  const lengths = [length('_cell_length_a'), length('_cell_length_b'), length('_cell_length_c')] as const;
  const [alpha, beta, gamma] = ANGLES.map(angle) as [number, number, number];
  return latticeFromCell(...lengths, alpha, beta, gamma, where);
}

/** Ends with the reason why listed operations do not fit the cell. */
function refuseCell(block: CifBlock, where: string): never {
  if (ANGLES.some((tag) => columnOf(block, tag) === undefined))
    fail(where, 'the angles of the cell', 'none, and operations that do not fit 90 degrees', 'add the angles');
  const expected = 'symmetry operations that keep the cell';
  const found = 'operations that change its lengths or angles';
  return fail(where, expected, found, 'correct the cell, or give the operations of its axes');
}
