/** One entry of an OPTIMADE `structures` endpoint (specification 1.2, section Structures Entries) to a structure. */
import { SYMBOLS } from '../chemistry/elements.ts';
import { checkNearAtoms } from '../crystal/atoms-too-near.ts';
import { createStructure, LARGEST_COORDINATE, type Structure, volumeA3 } from '../crystal/structure.ts';
import { isObject, shown } from './shown-value.ts';

/** Why an entry was left out. */
export interface LeftOut {
  /** One of a fixed list, so that it can be counted. */
  readonly reason: string;
  /** Path of what is at fault, such as `attributes.species[1].concentration[0]`, what is expected there and what was found. */
  readonly detail: string;
}

/** Sites of one structure, mixed ones counted once for each element, beyond which an entry is left out. */
export const MOST_SITES = 2000;

/** Features of a structure that sites and occupancies alone cannot describe. */
const UNCONVERTIBLE: readonly string[] = ['assemblies', 'implicit_atoms', 'site_attachments', 'unknown_positions'];

/** The sum of concentrations, and a share, may be off by this. */
const TOLERANCE = 1e-3;
const SMALLEST_VOLUME_A3 = 1e-3;
const DIGITS = 1e10;

/** The elements of one species with the share of each; vacancies are what is missing to 1. */
type Shares = readonly (readonly [z: number, share: number])[];

class Refusal extends Error {
  readonly left: LeftOut;
  constructor(left: LeftOut) {
    super(left.reason);
    this.left = left;
  }
}

function refuse(reason: string, path: string, expected: string, found: unknown): never {
  throw new Refusal({ reason, detail: `${path}: expected ${expected}, found ${shown(found)}` });
}

/**
 * Converts the attributes of an entry. Disorder is kept: a species of several elements becomes several site entries with
 * occupancies, and vacancies are left away. Nothing is guessed: what cannot be converted gives a reason.
 * @param id the entry's id, which the structure carries
 * @param attributes the entry's attributes, of any type
 * @param path where the attributes stand, for details
 * @example toStructure('a', { lattice_vectors: [[3, 0, 0], [0, 3, 0], [0, 0, 3]], cartesian_site_positions: [[0, 0, 0]],
 *   species_at_sites: ['Po'], species: [{ name: 'Po', chemical_symbols: ['Po'], concentration: [1] }] }); // a Structure
 */
export function toStructure(id: string, attributes: unknown, path = 'attributes'): Structure | LeftOut {
  try {
    return converted(id, attributes, path);
  } catch (error) {
    if (error instanceof Refusal) return error.left;
    throw error;
  }
}

function converted(id: string, attributes: unknown, path: string): Structure {
  if (!isObject(attributes)) refuse('no attributes', path, 'an object', attributes);
  const at = (name: string) => `${path}.${name}`;
  checkFeatures(attributes, at);
  const lattice = latticeOf(attributes.lattice_vectors, at('lattice_vectors'));
  const names = attributes.species_at_sites;
  if (!Array.isArray(names) || names.length === 0) {
    refuse('no species at sites', at('species_at_sites'), 'a list of names', names);
  }
  if (names.length > MOST_SITES) refuse('too many sites', at('species_at_sites'), `up to ${MOST_SITES}`, names.length);
  const positions = rowsOfThree(attributes.cartesian_site_positions, at('cartesian_site_positions'), 'positions');
  if (positions.length !== 3 * names.length) {
    const path = at('cartesian_site_positions');
    refuse('positions do not match sites', path, `${names.length} positions`, positions.length / 3);
  }
  const species = speciesOf(attributes.species, at('species'));
  return sites(id, lattice, toFractional(positions, lattice), { names, species, path: at('species_at_sites') });
}

function checkFeatures(attributes: Record<string, unknown>, at: (name: string) => string): void {
  const { structure_features: features, dimension_types: dimensions } = attributes;
  if (Array.isArray(features)) {
    const found = features.find((feature) => UNCONVERTIBLE.includes(feature));
    if (found !== undefined) refuse(`has ${found.replace('_', ' ')}`, at('structure_features'), 'sites alone', found);
  }
  if (Array.isArray(dimensions) && dimensions.some((periodic) => periodic === 0)) {
    refuse('not periodic in three dimensions', at('dimension_types'), 'periods in 3 dimensions', 'fewer');
  }
}

function latticeOf(value: unknown, path: string): Float64Array {
  const lattice = rowsOfThree(value, path, 'lattice');
  if (lattice.length !== 9) refuse('no lattice', path, '3 vectors', lattice.length / 3);
  const volume = volumeA3({ lattice });
  if (volume > SMALLEST_VOLUME_A3 && volume < Infinity) return lattice;
  return refuse('lattice without volume', path, `more than ${SMALLEST_VOLUME_A3} cubic Angstrom`, volume);
}

function rowsOfThree(value: unknown, path: string, what: string): Float64Array {
  if (!Array.isArray(value)) refuse(`no ${what}`, path, 'a list of rows of 3 numbers', value);
  if (value.length > MOST_SITES) refuse('too many sites', path, `up to ${MOST_SITES} rows`, value.length);
  const flat = new Float64Array(3 * value.length);
  value.forEach((row: unknown, i) => {
    if (!Array.isArray(row) || row.length !== 3) refuse(`${what}: not rows of 3`, `${path}[${i}]`, '3 numbers', row);
    for (let k = 0; k < 3; k++) {
      const number: unknown = row[k];
      if (typeof number !== 'number' || !Number.isFinite(number)) {
        refuse(`${what}: no number`, `${path}[${i}][${k}]`, 'a finite number', number);
      }
      flat[3 * i + k] = number;
    }
  });
  return flat;
}

function speciesOf(value: unknown, path: string): Map<string, Shares> {
  if (!Array.isArray(value) || value.length === 0) refuse('no species', path, 'a list of species', value);
  const species = new Map<string, Shares>();
  value.forEach((one: unknown, i) => {
    const place = `${path}[${i}]`;
    if (!isObject(one)) refuse('no species', place, 'an object', one);
    if (typeof one.name !== 'string') refuse('species without name', `${place}.name`, 'a text', one.name);
    if (species.has(one.name)) refuse('species named twice', `${place}.name`, 'each name once', one.name);
    if (Array.isArray(one.attached) && one.attached.length > 0) {
      refuse('has site attachments', `${place}.attached`, 'none', one.attached);
    }
    species.set(one.name, sharesOf(one, place));
  });
  return species;
}

function sharesOf({ chemical_symbols: symbols, concentration }: Record<string, unknown>, path: string): Shares {
  if (!Array.isArray(symbols) || symbols.length === 0 || symbols.length > SYMBOLS.length + 1) {
    refuse('no chemical symbols', `${path}.chemical_symbols`, 'a list of symbols', symbols);
  }
  if (!Array.isArray(concentration) || concentration.length !== symbols.length) {
    refuse('no concentrations', `${path}.concentration`, `${symbols.length} numbers`, concentration);
  }
  let sum = 0;
  const shares = symbols.flatMap((symbol: unknown, i): [number, number][] => {
    const share: unknown = concentration[i];
    if (typeof share !== 'number' || !(share >= 0 && share <= 1 + TOLERANCE)) {
      refuse('concentration not from 0 to 1', `${path}.concentration[${i}]`, 'a number from 0 to 1', share);
    }
    sum += share;
    if (symbol === 'vacancy' || share === 0) return [];
    const z = typeof symbol === 'string' ? SYMBOLS.indexOf(symbol, 1) : -1;
    if (z < 1) refuse('unknown element', `${path}.chemical_symbols[${i}]`, 'the symbol of an element', symbol);
    return [[z, Math.min(share, 1)]];
  });
  if (Math.abs(sum - 1) > TOLERANCE) {
    refuse('concentrations do not add up to 1', `${path}.concentration`, 'a sum of 1', Number(sum.toFixed(6)));
  }
  return shares;
}

interface Sites {
  readonly names: readonly unknown[];
  readonly species: ReadonlyMap<string, Shares>;
  readonly path: string;
}

function sites(id: string, lattice: Float64Array, positions: Float64Array, { names, species, path }: Sites): Structure {
  const [numbers, frac, occupancy]: [number[], number[], number[]] = [[], [], []];
  names.forEach((name, i) => {
    const shares = typeof name === 'string' ? species.get(name) : undefined;
    if (shares === undefined) refuse('species not described', `${path}[${i}]`, 'a name that species has', name);
    for (const [z, share] of shares) {
      numbers.push(z);
      occupancy.push(share);
      frac.push(positions[3 * i]!, positions[3 * i + 1]!, positions[3 * i + 2]!);
    }
    if (numbers.length > MOST_SITES) refuse('too many sites', path, `up to ${MOST_SITES}`, 'more');
  });
  if (numbers.length === 0) refuse('no atoms', path, 'an atom', 'vacancies only');
  const far = frac.findIndex((value) => !(Math.abs(value) <= LARGEST_COORDINATE));
  if (far >= 0) refuse('positions far outside the cell', path, 'positions near the cell', frac[far]);
  const structure = orRefuse('more than one atom at a position', () =>
    createStructure({ id, lattice, species: numbers, frac, occupancy }, path),
  );
  orRefuse('atoms too near to each other', () => checkNearAtoms(structure, path));
  return structure;
}

/** The one fault that is not checked above. */
function orRefuse<Result>(reason: string, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    throw new Refusal({ reason, detail: (error as Error).message });
  }
}

/** Positions in units of the lattice vectors (rows), to 1e-10: 0.25, not 0.24999999999999997. */
function toFractional(positions: Float64Array, m: Float64Array): Float64Array {
  const cross = (a: number, b: number): [number, number, number] => [
    m[a + 1]! * m[b + 2]! - m[a + 2]! * m[b + 1]!,
    m[a + 2]! * m[b]! - m[a]! * m[b + 2]!,
    m[a]! * m[b + 1]! - m[a + 1]! * m[b]!,
  ];
  const planes = [cross(3, 6), cross(6, 0), cross(0, 3)] as const;
  const volume = m[0]! * planes[0][0] + m[1]! * planes[0][1] + m[2]! * planes[0][2];
  return positions.map((_, k) => {
    const at = k - (k % 3);
    const [x, y, z] = planes[k % 3]!;
    const along = positions[at]! * x + positions[at + 1]! * y + positions[at + 2]! * z;
    return Math.round((along / volume) * DIGITS) / DIGITS + 0;
  });
}
