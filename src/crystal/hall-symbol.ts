/** Hall symbols (S. R. Hall, Acta Cryst. A37, 517 (1981); International Tables B, A1.4.2) to symmetry operations. */
import { type SymmetryOperation, spannedGroup } from './symmetry.ts';

type Matrix = readonly (readonly number[])[];

const LATTICES: Readonly<Record<string, readonly (readonly number[])[]>> = {
  P: [],
  A: [[0, 1 / 2, 1 / 2]],
  B: [[1 / 2, 0, 1 / 2]],
  C: [[1 / 2, 1 / 2, 0]],
  I: [[1 / 2, 1 / 2, 1 / 2]],
  R: [[2 / 3, 1 / 3, 1 / 3]],
  F: [
    [0, 1 / 2, 1 / 2],
    [1 / 2, 0, 1 / 2],
  ],
};
const IDENTITY: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
/** Rotations about z by their symbol; ' and " are the two-fold axes along a-b and a+b, * the three-fold one along a+b+c. */
const ABOUT_Z: Readonly<Record<string, Matrix>> = {
  '1': IDENTITY,
  '2': [
    [-1, 0, 0],
    [0, -1, 0],
    [0, 0, 1],
  ],
  '3': [
    [0, -1, 0],
    [1, -1, 0],
    [0, 0, 1],
  ],
  '4': [
    [0, -1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ],
  '6': [
    [1, -1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ],
  "2'": [
    [0, -1, 0],
    [-1, 0, 0],
    [0, 0, -1],
  ],
  '2"': [
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, -1],
  ],
  '3*': [
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ],
};
const SHIFTS: Readonly<Record<string, readonly number[]>> = {
  a: [1 / 2, 0, 0],
  b: [0, 1 / 2, 0],
  c: [0, 0, 1 / 2],
  n: [1 / 2, 1 / 2, 1 / 2],
  u: [1 / 4, 0, 0],
  v: [0, 1 / 4, 0],
  w: [0, 0, 1 / 4],
  d: [1 / 4, 1 / 4, 1 / 4],
};
const WORD = /^(-?)([12346])([xyz'"*]?)([abcnuvwd1-5]*)$/;

/**
 * The operations of a Hall symbol, centring and an origin shift in twelfths such as `(0 0 1)` included; undefined where
 * the text is no Hall symbol or changes the axes in brackets.
 * @example hallOperations('-P 2ybc')?.length; // 4, those of P 21/c
 */
export function hallOperations(symbol: string): SymmetryOperation[] | undefined {
  const [, inverted, lattice, words, shift] =
    /^(-?)([PABCIRF])((?:\s+[^\s()]+)+)\s*(?:\(([-\d\s]+)\))?$/i.exec(symbol.trim().replaceAll('_', ' ')) ?? [];
  if (words === undefined) return undefined;
  const generators = LATTICES[lattice!.toUpperCase()]!.map((move) => operation(IDENTITY, move, 1));
  if (inverted === '-') generators.push(operation(IDENTITY, [0, 0, 0], -1));
  let before: { order: string; axis: string } | undefined;
  for (const word of words.trim().toLowerCase().split(/\s+/)) {
    const [, improper, order, axisGiven, moves] = WORD.exec(word) ?? [];
    if (order === undefined) return undefined;
    const axis = axisGiven || defaultAxis(order, before);
    const direction = axis === "'" || axis === '"' ? (before?.axis ?? 'z') : axis;
    const base = ABOUT_Z[/['"*]/.test(axis) ? `${order}${axis}` : order];
    if (base === undefined) return undefined;
    const move = translation(moves!, Number(order), 'xyz'.indexOf(axis));
    generators.push(operation(turned(base, direction), move, improper === '-' ? -1 : 1));
    before = { order, axis: 'xyz'.includes(direction) ? direction : 'z' };
  }
  const origin = shift
    ?.trim()
    .split(/\s+/)
    .map((twelfths) => Number(twelfths) / 12) ?? [0, 0, 0];
  if (origin.length !== 3 || origin.some(Number.isNaN)) return undefined;
  return spannedGroup(generators.map((generator) => shifted(generator, origin)));
}

/** The axis that a word without one has: z first, then by the order of the word before. */
function defaultAxis(order: string, before: { order: string; axis: string } | undefined): string {
  if (before === undefined || order === '1') return 'z';
  if (order === '3') return '*';
  if (order !== '2') return 'z';
  return before.order === '2' || before.order === '4' ? 'x' : "'";
}

/** A matrix about z, its axes exchanged in a circle so that it turns about x or y. */
function turned(matrix: Matrix, axis: string): Matrix {
  const by = axis === 'x' ? 1 : axis === 'y' ? 2 : 0;
  return IDENTITY.map((row, i) => row.map((_, j) => matrix[(i + 3 - by) % 3]![(j + 3 - by) % 3]!));
}

function translation(moves: string, order: number, axis: number): number[] {
  const total = [0, 0, 0];
  for (const move of moves) {
    if (SHIFTS[move] === undefined) total[axis < 0 ? 2 : axis]! += Number(move) / order;
    else
      SHIFTS[move].forEach((step, k) => {
        total[k]! += step;
      });
  }
  return total;
}

function operation(matrix: Matrix, move: readonly number[], sign: number): SymmetryOperation {
  return Float64Array.from(matrix.flatMap((row, i) => [...row.map((value) => sign * value + 0), move[i]!]));
}

/** The operation seen from another origin: t + v - R v. */
function shifted(given: SymmetryOperation, origin: readonly number[]): SymmetryOperation {
  const result = given.slice();
  for (let i = 0; i < 3; i++) {
    result[4 * i + 3]! += origin[i]! - origin.reduce((sum, v, k) => sum + given[4 * i + k]! * v, 0);
  }
  return result;
}
