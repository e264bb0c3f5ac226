import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFormula } from '../../src/chemistry/formula.ts';
import {
  compositionOf,
  createStructure,
  isOrdered,
  latticeFromCell,
  planeSpacingsA,
  positionOfEntries,
  volumeA3,
} from '../../src/crystal/structure.ts';

const CUBIC = latticeFromCell(4, 4, 4, 90, 90, 90);
const po = { id: 'Po', lattice: CUBIC, species: [84], frac: [0, 0, 0] };

describe('createStructure', () => {
  test('fills in full occupancy and typed arrays', () => {
    const structure = createStructure({ ...po, lattice: Array.from(CUBIC) }, 'po');
    expect(structure.occupancy).toEqual(Float64Array.of(1));
    expect(structure.lattice).toBeInstanceOf(Float64Array);
    expect(isOrdered(structure)).toBe(true);
  });

  test.each<[string, object, string]>([
    ['no site', { species: [], frac: [] }, 'demo: expected at least one site, found none'],
    ['NaN coordinates', { frac: [0, Number.NaN, 0] }, 'demo: expected finite coordinates, found NaN coordinates'],
    ['infinite coordinates', { frac: [0, 0, Number.POSITIVE_INFINITY] }, 'found Infinity coordinates'],
    ['NaN in the lattice', { lattice: CUBIC.with(4, Number.NaN) }, 'expected finite lattice, found NaN lattice'],
    ['too few lattice numbers', { lattice: [4, 4, 4] }, 'expected 9 lattice numbers, found 3'],
    ['too few coordinates', { frac: [0, 0] }, 'expected 3 fractional coordinates, found 2'],
    ['too many occupancies', { occupancy: [1, 1] }, 'expected 1 occupancies, found 2'],
    ['no such element', { species: [119] }, 'expected atomic numbers 1 to 118, found 119 at site 1'],
    ['a flat cell', { lattice: [4, 0, 0, 0, 4, 0, 4, 4, 0] }, 'found a zero-volume cell (0 A^3)'],
    ['occupancy above 1', { occupancy: [1.4] }, 'found occupancy 1.4 at site 1'],
    ['occupancy 0', { occupancy: [0] }, 'found occupancy 0 at site 1'],
    ['NaN occupancy', { occupancy: [Number.NaN] }, 'found occupancy NaN at site 1'],
    [
      'too much at one position, across the cell boundary',
      { species: [3, 11], frac: [0, 0.5, 0, 1, -0.5, 0.0001], occupancy: [0.7, 0.7] },
      'found occupancy 1.4 at the position of site 2',
    ],
  ])('refuses %s', (_title, change, message) => {
    expect(() => createStructure({ ...po, ...change }, 'demo')).toThrow(message);
  });

  test('accepts a mixed site that is full within 0.001', () => {
    const mixed = { ...po, species: [3, 11], frac: [0, 0, 0, 1, 0, 0], occupancy: [0.5005, 0.5] };
    const structure = createStructure(mixed, 'mixed');
    expect(isOrdered(structure)).toBe(false);
    expect(positionOfEntries(structure)).toEqual(Int32Array.of(0, 0));
  });
});

describe('latticeFromCell', () => {
  test.each<[number[], string]>([
    [[0, 4, 4, 90, 90, 90], 'cell lengths above 0, found 0'],
    [[4, 4, 4, 90, 180, 90], 'cell angles between 0 and 180, found 180'],
    [[4, 4, 4, 90, Number.NaN, 90], 'cell angles between 0 and 180, found NaN'],
    [[4, 4, 4, 60, 60, 120], 'found 60, 60, 120 (zero-volume cell)'],
    [[4, 4, 4, 30, 30, 90], 'angles that close a cell'],
  ])('refuses %j', (cell, message) => {
    const [a, b, c, alpha, beta, gamma] = cell as [number, number, number, number, number, number];
    expect(() => latticeFromCell(a, b, c, alpha, beta, gamma, 'demo')).toThrow(message);
  });

  test('gives back the lengths and angles it was made of', () => {
    const length = fc.double({ min: 2, max: 20, noNaN: true });
    const angle = fc.double({ min: 62, max: 118, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(length, length, length), fc.tuple(angle, angle, angle), (lengths, angles) => {
        const lattice = latticeFromCell(...lengths, ...angles);
        const row = (i: number): number[] => [...lattice.subarray(3 * i, 3 * i + 3)];
        const dot = (u: number[], v: number[]): number => u.reduce((sum, x, k) => sum + x * v[k]!, 0);
        const degrees = (i: number, j: number): number =>
          (Math.acos(dot(row(i), row(j)) / (lengths[i]! * lengths[j]!)) * 180) / Math.PI;
        for (const i of [0, 1, 2]) expect(Math.sqrt(dot(row(i), row(i)))).toBeCloseTo(lengths[i]!, 9);
        expect(degrees(1, 2)).toBeCloseTo(angles[0], 8);
        expect(degrees(0, 2)).toBeCloseTo(angles[1], 8);
        expect(degrees(0, 1)).toBeCloseTo(angles[2], 8);
      }),
    );
  });
});

test('volume and plane spacings of a hexagonal cell, either handedness', () => {
  const lattice = latticeFromCell(3, 3, 5, 90, 90, 120);
  expect(volumeA3({ lattice })).toBeCloseTo(45 * Math.sin(Math.PI / 3), 10);
  expect(volumeA3({ lattice: lattice.map((x) => -x) })).toBeCloseTo(45 * Math.sin(Math.PI / 3), 10);
  const [a, b, c] = planeSpacingsA(lattice);
  expect([a, b, c].map((d) => Number(d.toFixed(9)))).toEqual([2.598076211, 2.598076211, 5]);
});

test('compositionOf sums fractional occupancies', () => {
  const frac = [0, 0, 0, 0.5, 0, 0, 0, 0, 0];
  const structure = createStructure({ ...po, species: [3, 3, 11], frac, occupancy: [0.25, 1, 0.75] }, 'mixed');
  expect(formatFormula(compositionOf(structure))).toBe('Na0.75Li1.25');
});

test('sites a hundredth of an Angstrom apart are one position, further apart two', () => {
  const at = (x: number): Int32Array => positionOfEntries({ lattice: CUBIC, frac: Float64Array.of(0, 0, 0, x, 0, 0) });
  expect(at(0.0024)).toEqual(Int32Array.of(0, 0));
  expect(at(0.9976)).toEqual(Int32Array.of(0, 0));
  expect(at(0.0026)).toEqual(Int32Array.of(0, 1));
});
