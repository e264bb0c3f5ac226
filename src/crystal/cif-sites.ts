/** The `_atom_site_` rows of a CIF block: element, coordinates, occupancy, multiplicity. */
import { fail } from '../core/errors.ts';
import { elementOfSite } from './cif-element.ts';
import type { CifBlock, CifValue } from './cif-tokens.ts';
import { cifNumber, columnOf, isAbsent } from './cif-values.ts';
import { LARGEST_EXCESS, lastDigit } from './rounded-occupancy.ts';
import { LARGEST_COORDINATE } from './structure.ts';

/** One row, before symmetry: atomic number, three fractional coordinates, occupancy, stated multiplicity if any. */
export interface CifSite {
  readonly z: number;
  readonly position: readonly number[];
  /** One unit of the last decimal of each coordinate as printed, 0 for a whole number. */
  readonly roundingOfPosition: readonly number[];
  readonly occupancy: number;
  readonly multiplicity: number | undefined;
  readonly label: string;
  /** Where it stands among the rows of the block, from 0. */
  readonly row: number;
  /** One unit of the last digit of the occupancy as printed, 0 for less than two decimals. */
  readonly rounding: number;
  readonly line: number;
}

const COORDINATES = ['_atom_site_fract_x', '_atom_site_fract_y', '_atom_site_fract_z'] as const;
const OCCUPANCY_TOLERANCE = 1e-3;

/**
 * The atoms listed in a block; undefined where it lists none. Rows marked as dummies (`_atom_site_calc_flag dum`)
 * and rows with occupancy 0 hold no atom: they are left out and counted in `notes`. An occupancy that is not given
 * or `.` is 1, as the CIF dictionary says; `?` is refused.
 * @param notes receives a line for whatever is left out
 * @throws {UserError} rows without fractional coordinates, without a readable element, with an impossible occupancy; full
 * atoms of disorder groups that exclude each other
 * @example readCifSites(block, 'NaCl.cif', [])?.[0]?.z; // 11
 */
export function readCifSites(block: CifBlock, where: string, notes: string[]): CifSite[] | undefined {
  const label = columnOf(block, '_atom_site_label', '_atom_site_id');
  const type = columnOf(block, '_atom_site_type_symbol');
  const coordinates = COORDINATES.map((tag) => columnOf(block, tag));
  const names = type ?? label;
  if (names === undefined && coordinates.every((column) => column === undefined)) return undefined;
  if (names === undefined)
    return fail(where, '_atom_site_type_symbol or _atom_site_label', 'neither', 'add the elements');
  const occupancy = columnOf(block, '_atom_site_occupancy');
  const multiplicity = columnOf(block, '_atom_site_site_symmetry_multiplicity', '_atom_site_symmetry_multiplicity');
  const flag = columnOf(block, '_atom_site_calc_flag');
  refuseWithoutFractions(block, coordinates, where);
  refuseAttachedHydrogens(block, where);
  const sites: CifSite[] = [];
  let dummies = 0;
  let vacant = 0;
  for (let row = 0; row < names.length; row++) {
    const { line } = names[row]!;
    const share = occupancyOf(occupancy?.[row], where);
    if (flag?.[row]?.text.toLowerCase() === 'dum') dummies++;
    else if (share === 0) vacant++;
    else {
      sites.push({
        z: elementOfSite(type?.[row], label?.[row], share, `${where}, line ${line}`),
        position: COORDINATES.map((tag, axis) => coordinate(coordinates[axis]?.[row], tag, where)),
        roundingOfPosition: coordinates.map((column) => unitOf(column?.[row])),
        occupancy: share,
        multiplicity: isAbsent(multiplicity?.[row])
          ? undefined
          : cifNumber(multiplicity?.[row], '_atom_site_symmetry_multiplicity', where),
        label: label?.[row]?.text ?? names[row]!.text,
        row,
        rounding: lastDigit(occupancy?.[row]?.text ?? ''),
        line,
      });
    }
  }
  refuseFullAlternatives(block, sites, where);
  if (dummies > 0) notes.push(`${where}: ${dummies} dummy sites left out`);
  if (vacant > 0) notes.push(`${where}: ${vacant} sites with occupancy 0 left out`);
  return sites;
}

function occupancyOf(value: CifValue | undefined, where: string): number {
  if (value === undefined || (value.bare && value.text === '.')) return 1;
  const given = cifNumber(value, '_atom_site_occupancy', where);
  const excess = given - 1;
  const share = excess > 0 && excess <= Math.min(uncertainty(value) + 1e-9, LARGEST_EXCESS) ? 1 : given;
  if (!(share >= 0 && share <= 1 + OCCUPANCY_TOLERANCE)) {
    fail(`${where}, line ${value.line}`, 'an occupancy from 0 to 1', value.text, 'correct the occupancy');
  }
  return share;
}

/** The uncertainty in brackets: 0.002 for 1.002(2). */
function uncertainty({ text }: CifValue): number {
  const [, decimals, digits] = /^\d*(?:\.(\d*))?\((\d+)\)$/.exec(text) ?? [];
  return digits === undefined ? 0 : Number(digits) * 10 ** -(decimals ?? '').length;
}

/**
 * Groups of one disorder assembly are alternatives, as the dictionary says: atoms of two of them are never all there. Where no assembly
 * is stated, a negative group is none: SHELXL writes one to leave bonds out.
 */
function refuseFullAlternatives(block: CifBlock, sites: readonly CifSite[], where: string): void {
  const groups = columnOf(block, '_atom_site_disorder_group');
  const assemblies = columnOf(block, '_atom_site_disorder_assembly');
  const firstFull = new Map<string, CifSite>();
  for (const site of sites) {
    const group = groups?.[site.row];
    if (isAbsent(group) || group.text === '0' || site.occupancy < 1) continue;
    const stated = assemblies?.[site.row];
    if (isAbsent(stated) && group.text.startsWith('-')) continue;
    const assembly = isAbsent(stated) ? '.' : stated.text;
    const first = firstFull.get(assembly) ?? site;
    firstFull.set(assembly, first);
    if (groups![first.row]!.text === group.text) continue;
    const found = `${first.label} (line ${first.line}) and ${site.label} of two groups, both full`;
    fail(`${where}, line ${site.line}`, 'occupancies of disorder groups that exclude each other', found, 'add them');
  }
}

function refuseWithoutFractions(block: CifBlock, coordinates: readonly unknown[], where: string): void {
  if (coordinates.some((column) => column !== undefined)) return;
  if (columnOf(block, '_atom_site_cartn_x') === undefined) return;
  const found = 'Cartesian ones only (_atom_site_Cartn_)';
  fail(where, 'fractional coordinates (_atom_site_fract_)', found, 'convert the file');
}

/** Hydrogen without coordinates cannot be placed, and leaving it out would change the compound. */
function refuseAttachedHydrogens(block: CifBlock, where: string): void {
  const value = columnOf(block, '_atom_site_attached_hydrogens')?.find(
    (one) => !isAbsent(one) && Number(one.text) !== 0,
  );
  if (value === undefined) return;
  const found = `_atom_site_attached_hydrogens ${value.text}`;
  fail(
    `${where}, line ${value.line}`,
    'coordinates of all hydrogen atoms',
    found,
    'add them, or choose a file that has them',
  );
}

/** Printed thirds and sixths (0.333, 0.6667, 0.1666) are taken for what they stand for, so that symmetry closes. */
function coordinate(value: CifValue | undefined, tag: string, where: string): number {
  const given = cifNumber(value, tag, where);
  if (Math.abs(given) > LARGEST_COORDINATE) {
    const expected = `a fractional coordinate up to ${LARGEST_COORDINATE} for ${tag}`;
    fail(`${where}, line ${value!.line}`, expected, value!.text, 'correct the value');
  }
  const decimals = decimalsOf(value);
  const sixth = Math.round(given * 6) / 6;
  return decimals >= 3 && Math.abs(given - sixth) < 0.67 * Number(`1e-${decimals}`) ? sixth : given;
}

function unitOf(value: CifValue | undefined): number {
  const decimals = decimalsOf(value);
  return decimals === 0 ? 0 : 10 ** -decimals;
}

function decimalsOf(value: CifValue | undefined): number {
  return /\.(\d+)(?:\(\d+\))?$/.exec(value?.text ?? '')?.[1]?.length ?? 0;
}
