/** The `_atom_site_` rows of a CIF block: element, coordinates, occupancy, multiplicity. */
import { atomicNumber, SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import type { CifBlock, CifValue } from './cif-tokens.ts';
import { cifNumber, columnOf, isAbsent } from './cif-values.ts';
import { lastDigit } from './rounded-occupancy.ts';
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
 * @throws {UserError} rows without fractional coordinates, without a readable element, with an impossible occupancy
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
        z: elementOf(type?.[row], label?.[row], share, `${where}, line ${line}`),
        position: COORDINATES.map((tag, axis) => coordinate(coordinates[axis]?.[row], tag, where)),
        roundingOfPosition: coordinates.map((column) => unitOf(column?.[row])),
        occupancy: share,
        multiplicity: isAbsent(multiplicity?.[row])
          ? undefined
          : cifNumber(multiplicity?.[row], '_atom_site_symmetry_multiplicity', where),
        label: label?.[row]?.text ?? names[row]!.text,
        rounding: lastDigit(occupancy?.[row]?.text ?? ''),
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

/** From the type symbol (Ti4+, O2-, H0.8+, D), else from the start of the label (Li1A, O12, LI2, Ow1). */
function elementOf(type: CifValue | undefined, label: CifValue | undefined, share: number, where: string): number {
  if (!isAbsent(type)) {
    const { text } = type as CifValue;
    const symbol = /^([a-z]{1,2})(?:[\d.]*[+-][\d.]*|\d*)$/i.exec(text)?.[1];
    const known = symbol !== undefined && isElement(properCase(symbol));
    if (!known)
      fail(where, 'the symbol of one element', `"${text}"`, 'give each element of a mixed site a row of its own');
    const name = label?.text ?? '';
    if (share > 1 - OCCUPANCY_TOLERANCE && /[,/]/.test(name) && namesTwo(name)) refuseMixed(name, where);
    return atomicNumber(properCase(symbol), where);
  }
  if (isAbsent(label)) return fail(where, 'an element', 'neither type symbol nor label', 'add _atom_site_type_symbol');
  const { text } = label as CifValue;
  if (namesTwo(text)) refuseMixed(text, where);
  const symbol = labelElement(text);
  if (symbol === undefined)
    return fail(where, 'a label that names one element', `"${text}"`, 'add _atom_site_type_symbol');
  return atomicNumber(symbol, where);
}

function labelElement(text: string): string | undefined {
  const [one, two] = [text.slice(0, 1), properCase(text.slice(0, 2))].map((s) => (isElement(s) ? s : undefined));
  if (/^[A-Z][a-z]/.test(text)) {
    // one small letter behind a one-letter element is a name of the site (Ow of water, Oa, Hn); W is often water itself
    return two ?? (/^[A-VX-Z][a-z](?![a-z])/.test(text) ? one : undefined);
  }
  if (/^[A-Z]($|[^a-zA-Z])/.test(text)) return one;
  return /^[A-Z][A-Z]/.test(text) && (one === undefined) !== (two === undefined) ? (one ?? two) : undefined;
}

/** True for labels such as `Li,Na`, `Li/Na1`, `LiNa1`, `Li0.5Na0.5` and `H2O`, not for `C12B` (a letter behind a number names the site). */
function namesTwo(label: string): boolean {
  if (/^[HD]2O/i.test(label)) return true;
  const first = labelElement(label);
  if (first === undefined) return false;
  const rest = label.replace(/^\W+/, '').slice(first.length);
  const second = /^[\d.]*([-+_,/;:|&.\s(]*)([A-Z][A-Za-z]?)/.exec(rest);
  if (second === null) return false;
  const symbol = properCase(second[2]!);
  const one = second[2]!.slice(0, 1);
  const apart = /[,/;:|&+]/.test(second[1]!) || /\.\d/.test(rest.slice(0, second[0].length));
  if (symbol.length === 2 && isElement(symbol) && (apart || /^[A-Z][a-z]/.test(second[2]!))) return true;
  if (apart) return isElement(one);
  return /^[A-Z]/.test(rest) && isElement(one) && (first.length === 2 || ['OF', 'ON', 'FO'].includes(first + one));
}

function refuseMixed(label: string, where: string): never {
  fail(where, 'a label that names one element', `"${label}"`, 'give each element of a mixed site a row of its own');
}

function isElement(symbol: string): boolean {
  return symbol === 'D' || (symbol !== '' && SYMBOLS.includes(symbol));
}

/** D and T are hydrogen. */
function properCase(symbol: string): string {
  const proper = symbol.slice(0, 1).toUpperCase() + symbol.slice(1).toLowerCase();
  return proper === 'D' || proper === 'T' ? 'H' : proper;
}
