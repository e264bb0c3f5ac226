/**
 * Symmetry operations in the xyz notation (International Tables for Crystallography A, general positions): read,
 * checked to form a space group, and applied.
 */
import { fail } from '../core/errors.ts';

/** x' = rotation x + translation in fractional coordinates; twelve numbers, the rows of [rotation | translation]. */
export type SymmetryOperation = Float64Array;

const AXES = 'xyz';
const TERM = /([+-]?)(?:(\d+\.?\d*|\.\d+)(?:\/(\d+))?)?\*?([xyz]?)/y;

/**
 * One operation from text such as `-y+1/2, x, 1/2+z`; any case, terms in any order, decimals or fractions.
 * Translations are rounded to the nearest 1/24 where that lies within 0.001 (0.3333 is 1/3) and brought into [0, 1).
 * @param where file and line, for errors
 * @throws {UserError} when it is no operation of three coordinates with an integer matrix of determinant 1 or -1
 * @example parseSymmetryOperation('-x, y+1/2, -z', 'x.cif'); // [-1,0,0,0, 0,1,0,0.5, 0,0,-1,0]
 */
export function parseSymmetryOperation(text: string, where: string): SymmetryOperation {
  const rows = text
    .replace(/[\s'"]/g, '')
    .toLowerCase()
    .split(',');
  const operation = new Float64Array(12);
  const understood = rows.length === 3 && rows.every((row, i) => parseRow(row, operation.subarray(4 * i, 4 * i + 4)));
  if (!understood || Math.abs(determinant(operation)) !== 1) {
    fail(where, 'a symmetry operation such as -x, y+1/2, -z', `"${text}"`, 'check the list of operations');
  }
  return operation;
}

function parseRow(text: string, row: Float64Array): boolean {
  let at = 0;
  while (at < text.length) {
    TERM.lastIndex = at;
    const [whole, sign, numerator, denominator, axis] = TERM.exec(text)!;
    if (whole === '' || (numerator === undefined && axis === '') || (at > 0 && sign === '')) return false;
    const size =
      (numerator === undefined ? 1 : Number(numerator)) / (denominator === undefined ? 1 : Number(denominator));
    row[axis === '' ? 3 : AXES.indexOf(axis!)]! += sign === '-' ? -size : size;
    at += whole.length;
  }
  row[3] = wrapped(nearestFraction(row[3]!, 24, 1e-3));
  const whole = row.subarray(0, 3).every((value) => Number.isInteger(value) && Math.abs(value) <= 2);
  return text.length > 0 && whole && Number.isFinite(row[3]);
}

/**
 * The operations without repeats, checked to form a group: the product of any two must be in the list.
 * @param where the file, for errors
 * @throws {UserError} when a product is missing, as in a list that was cut short
 * @example checkedGroup([parseSymmetryOperation('x,y,z', 'a'), parseSymmetryOperation('-x,-y,-z', 'a')], 'a').length; // 2
 */
export function checkedGroup(operations: readonly SymmetryOperation[], where: string): SymmetryOperation[] {
  const byKey = new Map(operations.map((operation) => [key(operation), operation]));
  const distinct = [...byKey.values()];
  for (const first of distinct) {
    for (const second of distinct) {
      if (byKey.has(key(product(first, second)))) continue;
      const found = `${distinct.length} that do not close`;
      fail(where, 'symmetry operations that form a space group', found, 'complete the list of operations');
    }
  }
  return distinct;
}

/**
 * The group that some operations span: every product of them, each once.
 * @example spannedGroup([parseSymmetryOperation('-y,x,z', 'a')]).length; // 4
 */
export function spannedGroup(generators: readonly SymmetryOperation[]): SymmetryOperation[] {
  const identity = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
  const byKey = new Map<number, SymmetryOperation>([[key(identity), identity]]);
  for (const known of byKey.values()) {
    for (const generator of generators) {
      const next = product(generator, known);
      for (const i of [3, 7, 11]) next[i] = wrapped(nearestFraction(next[i]!, 24, 1e-6));
      if (!byKey.has(key(next))) byKey.set(key(next), next);
    }
  }
  return [...byKey.values()];
}

/**
 * True where two lists without repeats hold the same operations, in any order.
 * @example sameOperations(first, [...first].reverse()); // true
 */
export function sameOperations(first: readonly SymmetryOperation[], second: readonly SymmetryOperation[]): boolean {
  const keys = new Set(first.map(key));
  return first.length === second.length && second.every((operation) => keys.has(key(operation)));
}

/**
 * How many rotations a group has, whatever their translations: the order of its point group.
 * @example rotationCount(operations); // 48 for F m -3 m
 */
export function rotationCount(operations: readonly SymmetryOperation[]): number {
  const rotation = (m: SymmetryOperation) => [0, 4, 8].flatMap((row) => [...m.subarray(row, row + 3)]).join();
  return new Set(operations.map(rotation)).size;
}

/**
 * True where an operation leaves the lengths and angles of a cell as they are, within 1 %.
 * @param lattice nine numbers, Angstrom, rows are vectors
 * @example keepsCell(parseSymmetryOperation('z,x,y', 'a'), latticeFromCell(4, 4, 5, 90, 90, 90)); // false
 */
export function keepsCell(operation: SymmetryOperation, lattice: Float64Array): boolean {
  const along = (column: number, x: number): number =>
    [0, 1, 2].reduce((sum, row) => sum + operation[4 * row + column]! * lattice[3 * row + x]!, 0);
  const images = Float64Array.from({ length: 9 }, (_, i) => along(Math.floor(i / 3), i % 3));
  return isSameCell(lattice, images);
}

/**
 * True where two lattices have the same lengths and angles, within 1 %, however they are turned.
 * @param first nine numbers, Angstrom, rows are vectors; so is second
 * @example isSameCell(latticeFromCell(4, 4, 5, 90, 90, 90), Float64Array.of(0, 4, 0, 4, 0, 0, 0, 0, 5)); // true
 */
export function isSameCell(first: Float64Array, second: Float64Array): boolean {
  const dot = (m: Float64Array, i: number, j: number) =>
    m[3 * i]! * m[3 * j]! + m[3 * i + 1]! * m[3 * j + 1]! + m[3 * i + 2]! * m[3 * j + 2]!;
  const axes = [0, 1, 2];
  return axes.every((i) =>
    axes.every((j) => {
      const scale = Math.sqrt(dot(first, i, i) * dot(first, j, j));
      return Math.abs(dot(first, i, j) - dot(second, i, j)) <= 0.02 * scale;
    }),
  );
}

/**
 * The distinct positions of one site under a space group, wrapped into [0, 1): images of it within `toleranceA`
 * (Cartesian) of an earlier one are the same position.
 * @param position three fractional coordinates
 * @param lattice nine numbers, Angstrom, rows are vectors
 * @returns three coordinates a position, flat, in the order of the operations
 * @example expandPosition([0, 0, 0], operations, lattice, 0.01).length / 3; // 4 for rock salt
 */
export function expandPosition(
  position: ArrayLike<number>,
  operations: readonly SymmetryOperation[],
  lattice: Float64Array,
  toleranceA: number,
): number[] {
  const expanded: number[] = [];
  const [x, y, z] = [position[0]!, position[1]!, position[2]!];
  const along = (m: SymmetryOperation, row: number): number =>
    wrapped(m[row]! * x + m[row + 1]! * y + m[row + 2]! * z + m[row + 3]!);
  for (const m of operations) {
    const image = [along(m, 0), along(m, 4), along(m, 8)];
    if (indexWithin(expanded, image, lattice, toleranceA) < 0) expanded.push(...image);
  }
  return expanded;
}

/**
 * The images of a position within a distance of it, itself among them, one for each operation that gives one; not wrapped.
 * @example nearImages([0.33, 0.67, 0], operations, lattice, 0.25).length; // 3 on a threefold axis
 */
export function nearImages(
  position: readonly number[],
  operations: readonly SymmetryOperation[],
  lattice: Float64Array,
  withinA: number,
): { readonly at: readonly number[]; readonly distanceA: number }[] {
  return operations.flatMap((operation) => {
    const image = expandPosition(position, [operation], lattice, 0);
    const off = image.map((x, axis) => offInteger(x - position[axis]!));
    const along = (x: number) => off.reduce((sum, part, axis) => sum + part * lattice[3 * axis + x]!, 0);
    const distanceA = Math.hypot(along(0), along(1), along(2));
    return distanceA > withinA ? [] : [{ at: off.map((part, axis) => position[axis]! + part), distanceA }];
  });
}

/**
 * The first of several positions that lies within a distance of a given one, lattice images included; -1 for none.
 * @param positions three fractional coordinates each, flat
 * @example indexWithin([0, 0, 0], [0.999, 0, 0], lattice, 0.05); // 0 in a cell of 4 Angstrom
 */
export function indexWithin(
  positions: ArrayLike<number>,
  position: ArrayLike<number>,
  lattice: Float64Array,
  distanceA: number,
): number {
  for (let i = 0; i < positions.length; i += 3) {
    const u = offInteger(positions[i]! - position[0]!);
    const v = offInteger(positions[i + 1]! - position[1]!);
    const w = offInteger(positions[i + 2]! - position[2]!);
    const x = u * lattice[0]! + v * lattice[3]! + w * lattice[6]!;
    const y = u * lattice[1]! + v * lattice[4]! + w * lattice[7]!;
    const z = u * lattice[2]! + v * lattice[5]! + w * lattice[8]!;
    if (x * x + y * y + z * z <= distanceA * distanceA) return i / 3;
  }
  return -1;
}

function product(first: SymmetryOperation, second: SymmetryOperation): SymmetryOperation {
  const result = new Float64Array(12);
  for (let row = 0; row < 12; row += 4) {
    for (let column = 0; column < 4; column++) {
      let sum = column === 3 ? first[row + 3]! : 0;
      for (let k = 0; k < 3; k++) sum += first[row + k]! * second[4 * k + column]!;
      result[row + column] = sum;
    }
    result[row + 3] = wrapped(result[row + 3]!);
  }
  return result;
}

/** A number that is equal for equal operations: the matrix in base 5, translations in thousandths (1 and 0 agree). */
function key(operation: SymmetryOperation): number {
  let code = 0;
  for (let i = 0; i < 12; i++) {
    code = i % 4 === 3 ? code * 1000 + (Math.round(operation[i]! * 1000) % 1000) : code * 5 + operation[i]! + 2;
  }
  return code;
}

function determinant(m: SymmetryOperation): number {
  return (
    m[0]! * (m[5]! * m[10]! - m[6]! * m[9]!) -
    m[1]! * (m[4]! * m[10]! - m[6]! * m[8]!) +
    m[2]! * (m[4]! * m[9]! - m[5]! * m[8]!)
  );
}

function nearestFraction(value: number, denominator: number, tolerance: number): number {
  const nearest = Math.round(value * denominator) / denominator;
  return Math.abs(value - nearest) <= tolerance ? nearest : value;
}

/** Into [0, 1); what rounds to 1 is 0. */
function wrapped(value: number): number {
  const fraction = value - Math.floor(value);
  return fraction >= 1 - 1e-12 ? 0 : fraction;
}

function offInteger(difference: number): number {
  return difference - Math.round(difference);
}
