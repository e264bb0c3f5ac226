/**
 * CIF text to structures: symmetry expanded, special positions merged, partial occupancies kept. Syntax in
 * cif-tokens; tags of the core dictionary old and new (`_symmetry_equiv_pos_as_xyz`,
 * `_space_group_symop_operation_xyz`) and their dotted forms. A file that contradicts itself is refused: a number of
 * equivalent positions, a composition or a volume other than it states is what a cut or damaged file looks like.
 */
import { fail } from '../core/errors.ts';
import { type OnUnread, tellUnread } from '../core/unread.ts';
import { checkStatements } from './cif-checks.ts';
import type { CifSite } from './cif-sites.ts';
import { readCifSites } from './cif-sites.ts';
import type { CifBlock } from './cif-tokens.ts';
import { parseCif } from './cif-tokens.ts';
import { cifNumber, columnOf } from './cif-values.ts';
import type { Structure } from './structure.ts';
import { createStructure, latticeFromCell } from './structure.ts';
import type { SymmetryOperation } from './symmetry.ts';
import { checkedGroup, expandPosition, indexWithin, parseSymmetryOperation } from './symmetry.ts';

/** Positions nearer than this are one: above the rounding of printed coordinates, below any split site. */
const SAME_POSITION_A = 0.05;

const OPERATION_TAGS = ['_space_group_symop_operation_xyz', '_symmetry_equiv_pos_as_xyz'];
const NUMBER_TAGS = ['_space_group_it_number', '_symmetry_int_tables_number'];
const NAME_TAGS = ['_space_group_name_h-m_alt', '_symmetry_space_group_name_h-m', '_space_group_name_hall'];

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
    try {
      const structure = readBlock(block, sites, structures > 1 ? `${name}#${block.name}` : name, place);
      checkStatements(block, structure, written || (cutOff && block === blocks.at(-1)), place);
      return [structure];
    } catch (error) {
      tellUnread(place, error, onUnread);
      return [];
    }
  });
}

function blockPlace(blocks: readonly CifBlock[], block: CifBlock, where: string): string {
  return blocks.length > 1 ? `${where}, data_${block.name}` : where;
}

function readBlock(block: CifBlock, sites: readonly CifSite[], id: string, where: string): Structure {
  const cell = (tag: string): number => cifNumber(columnOf(block, tag)?.[0], tag, where);
  const lattice = latticeFromCell(
    cell('_cell_length_a'),
    cell('_cell_length_b'),
    cell('_cell_length_c'),
    cell('_cell_angle_alpha'),
    cell('_cell_angle_beta'),
    cell('_cell_angle_gamma'),
    where,
  );
  const operations = operationsOf(block, where);
  const species: number[] = [];
  const frac: number[] = [];
  const occupancy: number[] = [];
  for (const site of sites) {
    const positions = equivalentPositions(site, operations, lattice, where);
    for (let i = 0; i < positions.length; i += 3) {
      const position = positions.slice(i, i + 3);
      const earlier = indexWithin(frac, position, lattice, SAME_POSITION_A);
      const shared = earlier < 0 ? position : frac.slice(3 * earlier, 3 * earlier + 3);
      const same = species.findIndex((z, j) => z === site.z && shared.every((x, axis) => x === frac[3 * j + axis]));
      if (same >= 0) {
        occupancy[same]! += site.occupancy;
      } else {
        species.push(site.z);
        frac.push(...shared);
        occupancy.push(site.occupancy);
      }
    }
  }
  return createStructure({ id, lattice, species, frac, occupancy }, where);
}

/**
 * The positions of one row. Where the number of them is stated and images are so near that 0.05 Angstrom would merge
 * too many, 0.005 is tried: the images then stay apart here and their occupancies add up in readBlock. Programs
 * disagree on what the multiplicity is, the number of equivalent positions (International Tables) or, in files of
 * older SHELXL versions, the order of the site symmetry: either is accepted, nothing else.
 */
function equivalentPositions(
  site: CifSite,
  operations: readonly SymmetryOperation[],
  lattice: Float64Array,
  where: string,
): number[] {
  const stated = site.multiplicity;
  let count = 0;
  for (const toleranceA of [SAME_POSITION_A, SAME_POSITION_A / 10]) {
    const positions = expandPosition(site.position, operations, lattice, toleranceA);
    count = positions.length / 3;
    if (stated === undefined || stated === count || stated * count === operations.length) return positions;
  }
  return fail(
    `${where}, line ${site.line}`,
    `${stated} equivalent positions of ${site.label}`,
    `${count} from the symmetry operations`,
    'check operations and coordinates',
  );
}

function operationsOf(block: CifBlock, where: string): SymmetryOperation[] {
  const column = columnOf(block, ...OPERATION_TAGS);
  if (column !== undefined) {
    return checkedGroup(
      column.map(({ text, line }) => parseSymmetryOperation(text, `${where}, line ${line}`)),
      where,
    );
  }
  const number = columnOf(block, ...NUMBER_TAGS)?.[0]?.text;
  const name = columnOf(block, ...NAME_TAGS)?.[0]?.text ?? '';
  const compact = name.replace(/[\s_]/g, '').toUpperCase();
  if (number === '1' || (number === undefined && compact === 'P1')) return [parseSymmetryOperation('x,y,z', where)];
  const found = `none, and space group "${name || (number ?? '?')}"`;
  return fail(where, 'symmetry operations, or P1 declared', found, 'write the file again with its operations');
}
