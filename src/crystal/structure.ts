/**
 * What a crystal structure is here: a lattice and a flat list of site entries, each an element at a position with
 * an occupancy. Several entries at one position are one mixed site. Everything is checked once, by createStructure.
 */

import { createComposition } from '../chemistry/composition.ts';
import type { Composition } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';

/** A periodic crystal structure; n site entries. Coordinates are kept as given, not wrapped into the home cell. */
export interface Structure {
  /** The name it goes by in results and messages; need not be unique. */
  readonly id: string;
  /** Nine numbers, Angstrom; the rows are the lattice vectors. */
  readonly lattice: Float64Array;
  /** Atomic number of each entry. */
  readonly species: Uint8Array;
  /** Three fractional coordinates an entry, flat. */
  readonly frac: Float64Array;
  /** Share of the position that the entry fills, in (0, 1]; 1 throughout in an ordered structure. */
  readonly occupancy: Float64Array;
}

/** What createStructure takes: plain or typed arrays; without `occupancy` every site is full. */
export interface StructureInput {
  readonly id: string;
  readonly lattice: ArrayLike<number>;
  readonly species: ArrayLike<number>;
  readonly frac: ArrayLike<number>;
  readonly occupancy?: ArrayLike<number>;
}

/**
 * Largest fractional coordinate, either sign, that is not taken for damage.
 */
export const LARGEST_COORDINATE = 1000;

const SMALLEST_VOLUME_A3 = 1e-3;
const OCCUPANCY_TOLERANCE = 1e-3;
const SAME_POSITION_A = 0.01;

/**
 * A checked structure. Typed arrays of the right kind are kept, not copied.
 * @param where file and line or block, for errors
 * @throws {UserError} no site, lengths that do not match, an unknown atomic number, NaN or infinite numbers, a
 * coordinate beyond 1000, a zero-volume cell (1e-3 cubic Angstrom or less), an occupancy outside (0, 1], more than 1.001 at one position
 * @example createStructure({ id: 'Po', lattice: [3.36, 0, 0, 0, 3.36, 0, 0, 0, 3.36], species: [84], frac: [0, 0, 0] }, 'Po');
 */
export function createStructure(input: StructureInput, where: string): Structure {
  const count = input.species.length;
  if (count === 0) fail(where, 'at least one site', 'none', 'give the atoms of the cell');
  const structure: Structure = {
    id: input.id,
    lattice: doubles(input.lattice),
    species: elementNumbers(input.species, where),
    frac: doubles(input.frac),
    occupancy: input.occupancy === undefined ? new Float64Array(count).fill(1) : doubles(input.occupancy),
  };
  checkLength('lattice numbers', structure.lattice.length, 9, where);
  checkLength('fractional coordinates', structure.frac.length, 3 * count, where);
  checkLength('occupancies', structure.occupancy.length, count, where);
  checkFinite('lattice', structure.lattice, where);
  checkCoordinates(structure.frac, where);
  const volume = volumeA3(structure);
  if (!(volume > SMALLEST_VOLUME_A3 && volume < Infinity)) {
    const found = `a ${volume > 1 ? 'boundless' : 'zero-volume'} cell (${volume} A^3)`;
    fail(where, 'three independent lattice vectors', found, 'check the lattice');
  }
  checkOccupancy(structure, where);
  return structure;
}

/**
 * Lattice rows from cell lengths (Angstrom) and angles (degrees); a along x, b in the xy plane.
 * @param where file and line or block, for errors
 * @throws {UserError} for a length that is not positive, an angle outside (0, 180), or angles that close no cell
 * @example latticeFromCell(4, 4, 4, 90, 90, 90); // Float64Array [4, 0, 0, 0, 4, 0, 0, 0, 4], to rounding
 */
export function latticeFromCell(
  a: number,
  b: number,
  c: number,
  alpha: number,
  beta: number,
  gamma: number,
  where = 'cell',
): Float64Array {
  for (const length of [a, b, c]) {
    if (!(length > 0 && length < Infinity))
      fail(where, 'cell lengths above 0', String(length), 'give a, b, c in Angstrom');
  }
  for (const angle of [alpha, beta, gamma]) {
    if (!(angle > 0 && angle < 180)) fail(where, 'cell angles between 0 and 180', String(angle), 'give degrees');
  }
  const [cosAlpha, cosBeta, cosGamma] = [cosine(alpha), cosine(beta), cosine(gamma)] as const;
  const sinGamma = Math.sqrt(1 - cosGamma * cosGamma);
  const y = (cosAlpha - cosBeta * cosGamma) / sinGamma;
  const zSquared = 1 - cosBeta * cosBeta - y * y;
  if (!(zSquared > 1e-12)) {
    fail(where, 'angles that close a cell', `${alpha}, ${beta}, ${gamma} (zero-volume cell)`, 'check the angles');
  }
  return Float64Array.of(a, 0, 0, b * cosGamma, b * sinGamma, 0, c * cosBeta, c * y, c * Math.sqrt(zSquared));
}

/**
 * Cell volume in cubic Angstrom, of either handedness.
 * @example volumeA3(structure); // 37.9 for Po with a = 3.36 A
 */
export function volumeA3(structure: Pick<Structure, 'lattice'>): number {
  return Math.abs(tripleProduct(structure.lattice));
}

/**
 * The atoms of one cell, fractional occupancies summed; not reduced.
 * @example formatFormula(compositionOf(structure)); // 'Li4Cl4' for the conventional cell of LiCl
 */
export function compositionOf(structure: Structure): Composition {
  return createComposition(structure.species, structure.occupancy);
}

/**
 * True where every site is filled by one element (occupancy 1 within 1e-3).
 * @example isOrdered(structure); // false for Li0.5CoO2 with half-filled Li sites
 */
export function isOrdered(structure: Structure): boolean {
  return structure.occupancy.every((occupancy) => occupancy >= 1 - OCCUPANCY_TOLERANCE);
}

/**
 * Which position each entry stands at: the index of the first entry within 0.01 Angstrom of it (measured along the
 * three cell heights, images included), so that the entries of a mixed site share one number.
 * @example positionOfEntries(structure); // Int32Array [0, 0, 2] where entries 0 and 1 are a mixed site
 */
export function positionOfEntries(structure: Pick<Structure, 'lattice' | 'frac'>): Int32Array {
  const { frac } = structure;
  const [toleranceX, toleranceY, toleranceZ] = planeSpacingsA(structure.lattice).map((d) => SAME_POSITION_A / d);
  const count = frac.length / 3;
  const position = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    position[i] = i;
    for (let j = 0; j < i; j++) {
      if (
        position[j] === j &&
        offInteger(frac[3 * i]! - frac[3 * j]!) <= toleranceX! &&
        offInteger(frac[3 * i + 1]! - frac[3 * j + 1]!) <= toleranceY! &&
        offInteger(frac[3 * i + 2]! - frac[3 * j + 2]!) <= toleranceZ!
      ) {
        position[i] = j;
        break;
      }
    }
  }
  return position;
}

/**
 * Distances in Angstrom between neighbouring lattice planes (100), (010), (001): the heights of the cell.
 * @example planeSpacingsA(latticeFromCell(3, 4, 5, 90, 90, 90)); // [3, 4, 5]
 */
export function planeSpacingsA(lattice: Float64Array): [number, number, number] {
  const volume = volumeA3({ lattice });
  const spacing = (i: number, j: number): number => {
    const x = lattice[i + 1]! * lattice[j + 2]! - lattice[i + 2]! * lattice[j + 1]!;
    const y = lattice[i + 2]! * lattice[j]! - lattice[i]! * lattice[j + 2]!;
    const z = lattice[i]! * lattice[j + 1]! - lattice[i + 1]! * lattice[j]!;
    return volume / Math.sqrt(x * x + y * y + z * z);
  };
  return [spacing(3, 6), spacing(6, 0), spacing(0, 3)];
}

function tripleProduct(m: Float64Array): number {
  return (
    m[0]! * (m[4]! * m[8]! - m[5]! * m[7]!) +
    m[1]! * (m[5]! * m[6]! - m[3]! * m[8]!) +
    m[2]! * (m[3]! * m[7]! - m[4]! * m[6]!)
  );
}

function offInteger(difference: number): number {
  return Math.abs(difference - Math.round(difference));
}

function cosine(degrees: number): number {
  return degrees === 90 ? 0 : Math.cos((degrees * Math.PI) / 180);
}

function doubles(values: ArrayLike<number>): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

function elementNumbers(values: ArrayLike<number>, where: string): Uint8Array {
  for (let i = 0; i < values.length; i++) {
    const z = values[i]!;
    if (!(Number.isInteger(z) && z >= 1 && z <= 118)) {
      fail(where, 'atomic numbers 1 to 118', `${z} at site ${i + 1}`, 'check the species');
    }
  }
  return values instanceof Uint8Array ? values : Uint8Array.from(values);
}

function checkLength(what: string, found: number, expected: number, where: string): void {
  if (found !== expected) fail(where, `${expected} ${what}`, String(found), 'give one for each site');
}

function checkFinite(what: string, values: Float64Array, where: string): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    fail(where, `finite ${what}`, `${values[i]} ${what} (number ${i + 1} of ${values.length})`, 'check the file');
  }
}

function checkCoordinates(frac: Float64Array, where: string): void {
  checkFinite('coordinates', frac, where);
  const at = frac.findIndex((value) => Math.abs(value) > LARGEST_COORDINATE);
  if (at < 0) return;
  const found = `${frac[at]} at site ${Math.floor(at / 3) + 1}`;
  fail(where, `fractional coordinates up to ${LARGEST_COORDINATE}`, found, 'check the file');
}

function checkOccupancy(structure: Structure, where: string): void {
  const { occupancy } = structure;
  const position = positionOfEntries(structure);
  const filled = new Float64Array(occupancy.length);
  for (let i = 0; i < occupancy.length; i++) {
    const share = occupancy[i]!;
    if (!(share > 0 && share <= 1 + OCCUPANCY_TOLERANCE)) {
      fail(where, 'occupancies above 0 and up to 1', `occupancy ${share} at site ${i + 1}`, 'check the occupancies');
    }
    filled[position[i]!]! += share;
    const sum = filled[position[i]!]!;
    if (sum > 1 + OCCUPANCY_TOLERANCE) {
      const found = `occupancy ${Number(sum.toFixed(6))} at the position of site ${i + 1}`;
      fail(where, 'at most 1 atom at one position', found, 'check occupancies and duplicated sites');
    }
  }
}
