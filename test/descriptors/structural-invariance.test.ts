import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atomicNumber } from '../../src/chemistry/elements.ts';
import type { Structure } from '../../src/crystal/structure.ts';
import { STRUCTURAL_DESCRIPTORS, structuralDescriptors } from '../../src/descriptors/structural.ts';
import { LITHIUM_IONS } from '../../src/transfer/ions.ts';

/** Two to seven sites of Li, P, O and S in a cell near 5 A, at least one of them Li; distances as they come. */
const structures: fc.Arbitrary<Structure> = fc
  .record({
    noise: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
    others: fc.array(fc.constantFrom('Li', 'P', 'O', 'S'), { minLength: 1, maxLength: 6 }),
    seeds: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 21, maxLength: 21 }),
  })
  .map(({ noise, others, seeds }) => ({
    id: 'random',
    lattice: Float64Array.from(noise, (x, k) => (k % 4 === 0 ? 5 : 0) + x),
    species: Uint8Array.from(['Li', ...others], (symbol) => atomicNumber(symbol)),
    // A site each in its own seventh of the cell keeps sites apart, as atoms are.
    frac: Float64Array.from(seeds.slice(0, 3 * (1 + others.length)), (x, k) =>
      k % 3 === 0 ? (Math.floor(k / 3) + 0.6 * x) / 7 : x,
    ),
    occupancy: new Float64Array(1 + others.length).fill(1),
  }));

/** A change of the description that leaves the crystal as it is. */
type Change = (structure: Structure, numbers: readonly number[]) => Structure;

const changes: Record<string, Change> = {
  'a rotation of the lattice': (structure, [a, b]) => ({
    ...structure,
    lattice: product(product(structure.lattice, turn(0, 1, 6 * a!)), turn(1, 2, 6 * b!)),
  }),
  'a mirror image': (structure) => ({ ...structure, lattice: structure.lattice.map((x) => -x) }),
  'a shift of the origin': (structure, shift) => ({
    ...structure,
    frac: structure.frac.map((x, k) => x + 3 * shift[k % 3]! - 1),
  }),
  'whole cells added to coordinates': (structure, numbers) => ({
    ...structure,
    frac: structure.frac.map((x, k) => x + Math.floor(4 * numbers[k % 3]!) - (Math.floor(k / 3) % 3)),
  }),
  'a permutation of the sites': (structure) => ({
    ...structure,
    species: structure.species.toReversed(),
    frac: structure.frac.map((_, k) => structure.frac[structure.frac.length - 3 * (Math.floor(k / 3) + 1) + (k % 3)]!),
  }),
  'another choice of lattice vectors': changeBasis,
};

/** a' = a + m b and c' = c - a: volume kept; f L = f' L' with f = f' M, so f' = f M^-1. */
function changeBasis(structure: Structure, [x]: readonly number[]): Structure {
  const m = Math.floor(3 * x!) - 1;
  const change = Float64Array.of(1, m, 0, 0, 1, 0, -1, 0, 1);
  const inverse = Float64Array.of(1, -m, 0, 0, 1, 0, 1, -m, 1);
  const frac = new Float64Array(structure.frac.length);
  for (let i = 0; i < frac.length; i += 3) frac.set(rowTimes(structure.frac.subarray(i, i + 3), inverse), i);
  return { ...structure, lattice: product(change, structure.lattice), frac };
}

function rowTimes(row: ArrayLike<number>, m: Float64Array): number[] {
  return [0, 1, 2].map((k) => row[0]! * m[k]! + row[1]! * m[3 + k]! + row[2]! * m[6 + k]!);
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  return Float64Array.from([0, 3, 6].flatMap((i) => rowTimes(a.subarray(i, i + 3), b)));
}

/** Rotation by an angle in the plane of two axes. */
function turn(i: number, j: number, angle: number): Float64Array {
  const m = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  m[4 * i] = m[4 * j] = Math.cos(angle);
  m[3 * i + j] = Math.sin(angle);
  m[3 * j + i] = -Math.sin(angle);
  return m;
}

/** Twice as long along each axis in turn. */
function supercell(structure: Structure, axis: number): Structure {
  const half = (shift: number): Float64Array => structure.frac.map((x, k) => (k % 3 === axis ? (x + shift) / 2 : x));
  return {
    ...structure,
    lattice: structure.lattice.map((x, k) => (Math.floor(k / 3) === axis ? 2 * x : x)),
    species: Uint8Array.from([...structure.species, ...structure.species]),
    frac: Float64Array.from([...half(0), ...half(1)]),
    occupancy: new Float64Array(2 * structure.species.length).fill(1),
  };
}

function expectSame(found: Float64Array, expected: Float64Array, except: readonly string[] = []): void {
  for (const [k, { symbol }] of STRUCTURAL_DESCRIPTORS.entries()) {
    if (except.includes(symbol)) continue;
    if (Number.isNaN(expected[k])) expect(found[k], symbol).toBeNaN();
    else expect(found[k], symbol).toBeCloseTo(expected[k]!, 7);
  }
}

describe('what must not matter under `periodic` does not', () => {
  const numbers = fc.array(fc.double({ min: 0, max: 0.99, noNaN: true }), { minLength: 3, maxLength: 3 });
  test.each(Object.entries(changes))('%s', (_title, change) => {
    fc.assert(
      fc.property(structures, numbers, (structure, drawn) => {
        const expected = structuralDescriptors(structure, 'periodic', LITHIUM_IONS);
        expectSame(structuralDescriptors(change(structure, drawn), 'periodic', LITHIUM_IONS), expected);
      }),
      { numRuns: 60 },
    );
  });

  test('a supercell, but for the two sample deviations, whose divisor counts Li or bonds of the cell', () => {
    fc.assert(
      fc.property(structures, fc.nat(2), (structure, axis) => {
        const expected = structuralDescriptors(structure, 'periodic', LITHIUM_IONS);
        expectSame(structuralDescriptors(supercell(structure, axis), 'periodic', LITHIUM_IONS), expected, [
          'SDLC',
          'SDLI',
        ]);
      }),
      { numRuns: 60 },
    );
  });
});
