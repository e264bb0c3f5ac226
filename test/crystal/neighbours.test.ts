import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestDistancesA } from '../../src/crystal/nearest-distances.ts';
import type { ImageRule } from '../../src/crystal/neighbours.ts';
import { findNeighbours } from '../../src/crystal/neighbours.ts';
import type { Structure } from '../../src/crystal/structure.ts';
import { createStructure, latticeFromCell } from '../../src/crystal/structure.ts';

const po = createStructure(
  { id: 'Po', lattice: latticeFromCell(3.36, 3.36, 3.36, 90, 90, 90), species: [84], frac: [0, 0, 0] },
  'Po',
);

/** Structures of one to six sites in cells from nearly cubic to skewed, coordinates also outside [0, 1). */
const structures: fc.Arbitrary<Structure> = fc
  .tuple(
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
    fc.array(fc.double({ min: -0.7, max: 1.7, noNaN: true }), { minLength: 3, maxLength: 18 }),
  )
  .map(([noise, coordinates]) => {
    const lattice = noise.map((x, k) => (k % 4 === 0 ? 4.5 : 0) + x);
    const frac = coordinates.slice(0, 3 * Math.floor(coordinates.length / 3));
    return {
      id: 'random',
      lattice: Float64Array.from(lattice),
      species: new Uint8Array(frac.length / 3).fill(3),
      frac: Float64Array.from(frac),
      occupancy: new Float64Array(frac.length / 3).fill(1),
    };
  });

/** Every image up to n = `most`, one by one, from the definition: sorted texts "i j n1 n2 n3 distance". */
function bruteForce(structure: Structure, cutoffA: number, most: number): string[] {
  const { frac, lattice } = structure;
  const found: string[] = [];
  const numbers = Array.from({ length: 2 * most + 1 }, (_, k) => k - most);
  for (let i = 0; i < frac.length / 3; i++) {
    for (let j = 0; j < frac.length / 3; j++) {
      for (const p of numbers) {
        for (const q of numbers) {
          for (const r of numbers) {
            const d = [p, q, r].map((n, axis) => frac[3 * j + axis]! + n - frac[3 * i + axis]!);
            const x = [0, 1, 2].map((k) => d[0]! * lattice[k]! + d[1]! * lattice[3 + k]! + d[2]! * lattice[6 + k]!);
            const distance = Math.hypot(...x);
            if (distance > cutoffA + 1e-8 || (i === j && p === 0 && q === 0 && r === 0)) continue;
            found.push(`${i} ${j} ${p} ${q} ${r} ${distance.toFixed(6)}`);
          }
        }
      }
    }
  }
  return found.sort();
}

function listed(structure: Structure, cutoffA: number, images: ImageRule): string[] {
  const list = findNeighbours(structure, cutoffA, images);
  const found: string[] = [];
  for (let i = 0; i < structure.species.length; i++) {
    for (let k = list.start[i]!; k < list.start[i + 1]!; k++) {
      const n = [...list.image.subarray(3 * k, 3 * k + 3)].join(' ');
      found.push(`${i} ${list.site[k]} ${n} ${list.distanceA[k]!.toFixed(6)}`);
    }
  }
  return found.sort();
}

describe('findNeighbours', () => {
  test('counts the shells of a simple cubic lattice: 6, 12, 8, 6, 24', () => {
    const count = (cutoffA: number): number => findNeighbours(po, cutoffA, 'periodic').site.length;
    expect([3.36, 4.76, 5.82, 6.72, 7.52].map(count)).toEqual([6, 18, 26, 32, 56]);
  });

  test('takes a pair at exactly the cut-off', () => {
    expect(findNeighbours(po, 3.36, 'periodic').start).toEqual(Int32Array.of(0, 6));
  });

  test('stops at 27 cells under `authors`', () => {
    expect(findNeighbours(po, 20, 'authors').site.length).toBe(26);
  });

  test('does not wrap coordinates under `authors`', () => {
    const pair = (x: number): Structure =>
      createStructure({ ...po, species: [3, 3], frac: [0, 0, 0, x, 0.5, 0.5], occupancy: [1, 1] }, 'pair');
    expect(listed(pair(0.5), 3, 'authors').length).toBe(16);
    expect(listed(pair(2.5), 3, 'authors').length).toBe(0);
    expect(listed(pair(2.5), 3, 'periodic').length).toBe(16);
  });

  test('agrees with brute force over many images under `periodic`', () => {
    fc.assert(
      fc.property(structures, fc.double({ min: 1, max: 4.5, noNaN: true }), (structure, cutoffA) => {
        fc.pre(Math.abs(determinant(structure.lattice)) > 45);
        expect(listed(structure, cutoffA, 'periodic')).toEqual(bruteForce(structure, cutoffA, 7));
      }),
      { numRuns: 40 },
    );
  });

  test('agrees with brute force over 27 cells under `authors`', () => {
    fc.assert(
      fc.property(structures, fc.double({ min: 1, max: 12, noNaN: true }), (structure, cutoffA) => {
        fc.pre(Math.abs(determinant(structure.lattice)) > 45);
        expect(listed(structure, cutoffA, 'authors')).toEqual(bruteForce(structure, cutoffA, 1));
      }),
      { numRuns: 40 },
    );
  });

  test('looks only from and to the sites named', () => {
    const species = [3, 17];
    const rock = createStructure({ ...po, species, frac: [0, 0, 0, 0.5, 0.5, 0.5], occupancy: [1, 1] }, 'CsCl type');
    const list = findNeighbours(rock, 3, 'periodic', [1, 0], [0, 1]);
    expect(list.start).toEqual(Int32Array.of(0, 8, 8));
    expect(new Set(list.site)).toEqual(new Set([1]));
  });
});

test('nearestDistancesA finds neighbours far beyond the list it is given', () => {
  const wide = { ...po, lattice: latticeFromCell(25, 30, 35, 90, 90, 90) };
  const near = findNeighbours(wide, 4, 'periodic');
  expect(near.site.length).toBe(0);
  expect(nearestDistancesA(wide, 'periodic', [1], [1], near, 4)[0]).toBeCloseTo(25, 10);
});

function determinant(m: Float64Array): number {
  return (
    m[0]! * (m[4]! * m[8]! - m[5]! * m[7]!) -
    m[1]! * (m[3]! * m[8]! - m[5]! * m[6]!) +
    m[2]! * (m[3]! * m[7]! - m[4]! * m[6]!)
  );
}
