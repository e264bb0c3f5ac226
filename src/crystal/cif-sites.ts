/** The `_atom_site_` rows of a CIF block: element, coordinates, occupancy, multiplicity. */
import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import type { CifBlock, CifValue } from './cif-tokens.ts';
import { cifNumber, columnOf, isAbsent } from './cif-values.ts';
import { LARGEST_COORDINATE } from './structure.ts';

/** One row, before symmetry: atomic number, three fractional coordinates, occupancy, stated multiplicity if any. */
export interface CifSite {
  readonly z: number;
  readonly position: readonly number[];
  readonly occupancy: number;
  readonly multiplicity: number | undefined;
  readonly label: string;
  readonly line: number;
}

const COORDINATES = ['_atom_site_fract_x', '_atom_site_fract_y', '_atom_site_fract_z'] as const;
const OCCUPANCY_TOLERANCE = 1e-3;

/**
 * The atoms listed in a block; undefined where it lists none. Rows marked as dummies (`_atom_site_calc_flag dum`)
 * and rows with occupancy 0 hold no atom: they are left out and counted in `notes`. An occupancy that is not given
 * or `.` is 1, as the CIF dictionary says; `?` is refused.
 * @param notes receives a line for whatever is left out
 * @throws {UserError} rows without fractional coordinates, without a readable element, with an impossible occupancy
 * @example readCifSites(block, 'NaCl.cif', [])[0].z; // 11
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
        z: elementOf(type?.[row], label?.[row], `${where}, line ${line}`),
        position: COORDINATES.map((tag, axis) => coordinate(coordinates[axis]?.[row], tag, where)),
        occupancy: share,
        multiplicity: isAbsent(multiplicity?.[row])
          ? undefined
          : cifNumber(multiplicity?.[row], '_atom_site_symmetry_multiplicity', where),
        label: label?.[row]?.text ?? names[row]!.text,
        line,
      });
    }
  }
  if (dummies > 0) notes.push(`${where}: ${dummies} dummy sites left out`);
  if (vacant > 0) notes.push(`${where}: ${vacant} sites with occupancy 0 left out`);
  return sites;
}

function occupancyOf(value: CifValue | undefined, where: string): number {
  if (value === undefined || (value.bare && value.text === '.')) return 1;
  const share = cifNumber(value, '_atom_site_occupancy', where);
  if (!(share >= 0 && share <= 1 + OCCUPANCY_TOLERANCE)) {
    fail(`${where}, line ${value.line}`, 'an occupancy from 0 to 1', value.text, 'correct the occupancy');
  }
  return share;
}

/** Printed thirds and sixths (0.333, 0.6667, 0.1666) are taken for what they stand for, so that symmetry closes. */
function coordinate(value: CifValue | undefined, tag: string, where: string): number {
  const given = cifNumber(value, tag, where);
  if (Math.abs(given) > LARGEST_COORDINATE) {
    const expected = `a fractional coordinate up to ${LARGEST_COORDINATE} for ${tag}`;
    fail(`${where}, line ${value!.line}`, expected, value!.text, 'correct the value');
  }
  const decimals = /\.(\d+)(?:\(\d+\))?$/.exec(value!.text)?.[1]?.length ?? 0;
  const sixth = Math.round(given * 6) / 6;
  return decimals >= 3 && Math.abs(given - sixth) < 0.67 * Number(`1e-${decimals}`) ? sixth : given;
}

/** From the type symbol (Ti4+, O2-, H0.8+, D), else from the start of the label (Li1A, O12, LI2). */
function elementOf(type: CifValue | undefined, label: CifValue | undefined, where: string): number {
  if (!isAbsent(type)) {
    const symbol = /^([a-z]{1,2})(?:[\d.]*[+-][\d.]*|\d*)$/i.exec((type as CifValue).text)?.[1];
    return atomicNumber(properCase(symbol ?? (type as CifValue).text), where);
  }
  if (isAbsent(label)) return fail(where, 'an element', 'neither type symbol nor label', 'add _atom_site_type_symbol');
  const { text } = label as CifValue;
  const [one, two] = [text.slice(0, 1), properCase(text.slice(0, 2))].map((s) => (isElement(s) ? s : undefined));
  if (/^[A-Z][a-z]/.test(text) && two !== undefined) return atomicNumber(two, where);
  if (/^[A-Z]($|[^a-zA-Z])/.test(text) && one !== undefined) return atomicNumber(one, where);
  const certain = /^[A-Z][A-Z]/.test(text) && (one === undefined) !== (two === undefined) ? (one ?? two) : undefined;
  if (certain === undefined) fail(where, 'a label that names one element', `"${text}"`, 'add _atom_site_type_symbol');
  return atomicNumber(certain, where);
}

function isElement(symbol: string): boolean {
  return symbol === 'D' || (symbol !== '' && SYMBOLS.includes(symbol));
}

/** D and T are hydrogen. */
function properCase(symbol: string): string {
  const proper = symbol.slice(0, 1).toUpperCase() + symbol.slice(1).toLowerCase();
  return proper === 'D' || proper === 'T' ? 'H' : proper;
}
