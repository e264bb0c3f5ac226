import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fractions } from '../../src/chemistry/composition.ts';
import { atomicNumber } from '../../src/chemistry/elements.ts';
import { packageRoot } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { readCif } from '../../src/crystal/cif.ts';
import { sampleConfigurations } from '../../src/crystal/disorder.ts';
import { exclusionDistanceA } from '../../src/crystal/exclusion.ts';
import { findNeighbours } from '../../src/crystal/neighbours.ts';
import { compactRepeats } from '../../src/crystal/repeat-cell.ts';
import { siteClasses } from '../../src/crystal/site-classes.ts';
import { compositionOf, createStructure, isOrdered, type Structure, volumeA3 } from '../../src/crystal/structure.ts';
import { wholeCell } from '../../src/crystal/whole-cell.ts';

const options = { samples: 8, minimumDistanceA: 2 };

/** Entries in a cubic cell: symbol, x, y, z, occupancy. */
function cubic(edgeA: number, entries: [string, number, number, number, number][]): Structure {
  return createStructure(
    {
      id: 'cubic',
      lattice: [edgeA, 0, 0, 0, edgeA, 0, 0, 0, edgeA],
      species: entries.map(([symbol]) => atomicNumber(symbol)),
      frac: entries.flatMap(([, x, y, z]) => [x, y, z]),
      occupancy: entries.map((entry) => entry[4]),
    },
    'cubic',
  );
}

/** A row of Li sites 1 Angstrom apart in a 12 Angstrom cell, each with the occupancy given. */
const chain = (occupancy: number) =>
  cubic(12, [
    ...Array.from({ length: 12 }, (_, i): [string, number, number, number, number] => ['Li', i / 12, 0, 0, occupancy]),
    ...Array.from({ length: 40 }, (_, i): [string, number, number, number, number] => [
      'Cl',
      (i % 5) / 5,
      0.3 + Math.floor(i / 20) * 0.3,
      0.2 + (Math.floor(i / 5) % 4) * 0.2,
      1,
    ]),
  ]);

const count = (structure: Structure, symbol: string) =>
  structure.species.filter((z) => z === atomicNumber(symbol)).length;

function shortestA(structure: Structure, symbol: string): number {
  const flags = structure.species.map((z) => (z === atomicNumber(symbol) ? 1 : 0));
  return Math.min(...findNeighbours(structure, 4, 'periodic', flags, flags).distanceA);
}

describe('sampleConfigurations', () => {
  test('gives an ordered structure back and draws nothing', () => {
    const ordered = cubic(4, [['Li', 0, 0, 0, 1]]);
    const drawn = sampleConfigurations(ordered, options, () => {
      throw new Error('drawn');
    });
    expect(drawn.structures).toEqual([ordered]);
    expect(Array.from(drawn.clashes)).toEqual([0]);
  });

  test('keeps Li 2 Angstrom apart where that can be', () => {
    const drawn = sampleConfigurations(chain(1 / 3), options, stream(0, 'chain'));
    expect(Array.from(drawn.clashes)).toEqual(new Array(8).fill(0));
    for (const structure of drawn.structures) {
      expect(isOrdered(structure)).toBe(true);
      expect(count(structure, 'Li')).toBe(4);
      expect(shortestA(structure, 'Li')).toBeGreaterThanOrEqual(2 - 1e-9);
    }
    expect(drawn.compositionDeviation).toBeCloseTo(0, 9);
    expect(new Set(drawn.structures.map(({ frac }) => frac.join())).size).toBeGreaterThan(1);
  });

  test('finds the rare configurations without clash: 30 Li on a ring of 90 sites, one arrangement in a million', () => {
    const ring = Array.from({ length: 90 }, (_, i): [string, number, number, number, number] => [
      'Li',
      i / 90,
      0,
      0,
      1 / 3,
    ]);
    const framework = Array.from({ length: 10 }, (_, i): [string, number, number, number, number] => [
      'O',
      i / 10,
      0.5,
      0,
      1,
    ]);
    const drawn = sampleConfigurations(cubic(90, [...ring, ...framework]), options, stream(0, 'ring'));
    expect(Array.from(drawn.clashes)).toEqual(new Array(8).fill(0));
  });

  test('counts the clashes that the occupancies force: 8 Li on a ring of 12 sites 1 Angstrom apart leave 4', () => {
    const drawn = sampleConfigurations(chain(2 / 3), options, stream(0, 'chain'));
    expect(Array.from(drawn.clashes)).toEqual(new Array(8).fill(4));
  });

  test('draws all allowed configurations equally often', () => {
    const free = cubic(20, [
      ...Array.from({ length: 4 }, (_, i): [string, number, number, number, number] => ['Li', i / 4, 0, 0, 0.5]),
      ...Array.from({ length: 40 }, (_, i): [string, number, number, number, number] => [
        'Cl',
        (i % 5) / 5,
        0.3 + Math.floor(i / 20) * 0.3,
        0.2 + (Math.floor(i / 5) % 4) * 0.2,
        1,
      ]),
    ]);
    const seen = new Map<string, number>();
    for (const { frac } of sampleConfigurations(free, { ...options, samples: 1200 }, stream(3, 'free')).structures) {
      const key = `${frac[0]} ${frac[3]}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const times of seen.values()) expect(Math.abs(times - 200)).toBeLessThan(4 * Math.sqrt(200));
  });

  test('leaves real bonds alone: half-filled P next to O at 1.5 Angstrom, N-H at 1 Angstrom', () => {
    const bonded = cubic(12, [
      ['P', 0, 0, 0, 0.5],
      ['P', 0.5, 0, 0, 0.5],
      ['O', 0.125, 0, 0, 1],
      ['O', 0.375, 0, 0, 1],
      ['N', 0, 0.5, 0.5, 0.5],
      ['N', 0.5, 0.5, 0.5, 0.5],
      ['H', 0.08, 0.5, 0.5, 0.5],
      ['H', 0.58, 0.5, 0.5, 0.5],
    ]);
    const drawn = sampleConfigurations(bonded, options, stream(0, 'bonds'));
    expect(Array.from(drawn.clashes)).toEqual(new Array(8).fill(0));
  });

  test('fills mixed sites with one element each, in the numbers of the occupancies', () => {
    const spinel = readSpinel();
    const drawn = sampleConfigurations(spinel, options, stream(1, 'spinel'));
    for (const structure of drawn.structures) {
      expect(structure.species).toHaveLength(560);
      expect([count(structure, 'Li'), count(structure, 'Mg'), count(structure, 'Ti')]).toEqual([101, 8, 131]);
    }
    expect(drawn.compositionDeviation).toBeLessThan(0.005 * (101 / 560));
  });

  test('the same stream gives the same configurations, another one does not', () => {
    const drawn = (seed: number) =>
      sampleConfigurations(readSpinel(), options, stream(seed, 'x')).structures.map(({ species }) => species.join());
    expect(drawn(5)).toEqual(drawn(5));
    expect(drawn(5)).not.toEqual(drawn(6));
  });

  test('repeats a small cell so that the numbers of atoms come near the occupancies', () => {
    const small = cubic(4, [
      ['Li', 0, 0, 0, 0.25],
      ['Na', 0, 0, 0, 0.75],
      ['Cl', 0.5, 0.5, 0.5, 1],
    ]);
    const drawn = sampleConfigurations(small, options, stream(0, 'small'));
    const structure = drawn.structures[0]!;
    expect(structure.species.length).toBeGreaterThanOrEqual(40);
    expect(count(structure, 'Na') / count(structure, 'Li')).toBeCloseTo(3, 0);
    expect(drawn.compositionDeviation).toBeLessThan(0.02);
  });
});

describe('siteClasses', () => {
  test('rounds element totals first, whatever the occupancies', () => {
    const share = fc.double({ min: 0.01, max: 0.49, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 6 }), (sites) => {
        const entries = sites.flatMap(([li, na], s) =>
          Array.from({ length: 4 }, (_, i): [string, number, number, number, number][] => [
            ['Li', i / 4, s / 6, 0, li],
            ['Na', i / 4, s / 6, 0, na],
          ]).flat(),
        );
        const structure = cubic(20, entries);
        const { classes, frac } = siteClasses(structure, [1, 1, 1]);
        expect(classes.reduce((sum, { members }) => sum + members.length, 0)).toBe(frac.length / 3);
        for (const { members, counts } of classes) expect(counts.reduce((a, b) => a + b)).toBe(members.length);
        const { atomicNumbers, amounts } = compositionOf(structure);
        atomicNumbers.forEach((z, i) => {
          const given = classes.reduce((sum, c) => sum + (c.counts[c.contents.indexOf(z)] ?? 0), 0);
          expect(Math.abs(given - amounts[i]!)).toBeLessThan(2);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('rounds a total that its classes share: 4 x 0.4 + 4 x 0.41 is 3, not 2 + 2', () => {
    const entries = [0.4, 0.41].flatMap((occupancy, s) =>
      Array.from({ length: 4 }, (_, i): [string, number, number, number, number] => ['Li', i / 4, s / 2, 0, occupancy]),
    );
    const { classes } = siteClasses(cubic(20, entries), [1, 1, 1]);
    expect(classes.reduce((sum, c) => sum + c.counts[c.contents.indexOf(3)]!, 0)).toBe(3);
  });
});

describe('exclusionDistanceA', () => {
  const between = (a: string, b: string) => exclusionDistanceA(atomicNumber(a), atomicNumber(b), 2);

  test('is 2 between cations and between atoms of one element, shorter where a bond can be', () => {
    for (const [a, b] of [
      ['Li', 'Li'],
      ['Li', 'La'],
      ['Li', 'P'],
      ['O', 'O'],
      ['S', 'S'],
    ] as const)
      expect(between(a, b)).toBe(2);
    expect(between('H', 'H')).toBe(1.2);
    // Shortest bonds known of these pairs, Angstrom: V=O 1.57, W=O 1.65, P-O 1.43, N-H 1.01, C-N 1.15, B-B 1.6, Li-O 1.69.
    const bonds = { 'V O': 1.57, 'W O': 1.65, 'P O': 1.43, 'N H': 1.01, 'C N': 1.15, 'B B': 1.6, 'Li O': 1.69 };
    for (const [pair, length] of Object.entries(bonds)) {
      const [a, b] = pair.split(' ') as [string, string];
      expect(between(a, b), pair).toBeLessThan(length);
      expect(between(a, b)).toBe(between(b, a));
    }
  });
});

describe('wholeCell', () => {
  /** Sodium niobate with a share of lithium. */
  const dilute = (lithium: number) =>
    cubic(3.87, [
      ['Li', 0, 0, 0, lithium],
      ['Na', 0, 0, 0, 1 - lithium],
      ['Nb', 0.5, 0.5, 0.5, 1],
      ['O', 0.5, 0.5, 0, 1],
      ['O', 0.5, 0, 0.5, 1],
      ['O', 0, 0.5, 0.5, 1],
    ]);
  const total = ({ classes }: ReturnType<typeof wholeCell>, symbol: string) =>
    classes.reduce((sum, c) => sum + (c.counts[c.contents.indexOf(atomicNumber(symbol))] ?? 0), 0);

  test('never loses an ion: 0.02 Li are 2 of 100, in a cell of 5 x 5 x 4', () => {
    const cell = wholeCell(dilute(0.02));
    expect([total(cell, 'Li'), total(cell, 'Na')]).toEqual([2, 98]);
    expect([0, 4, 8].map((i) => Math.round(cell.lattice[i]! / 3.87)).sort()).toEqual([4, 5, 5]);
  });

  test('has every atomic fraction within 0.5 % of itself and at least 40 atoms, whatever the occupancies', () => {
    const share = fc.integer({ min: 5, max: 495 }).map((n) => n / 1000);
    fc.assert(
      fc.property(share, share, share, (li, na, mg) => {
        const structure = cubic(5, [
          ['Li', 0, 0, 0, li],
          ['Na', 0, 0, 0, na],
          ['Li', 0.5, 0, 0, na],
          ['Mg', 0.5, 0, 0, mg],
          ['Cl', 0.5, 0.5, 0.5, 1],
        ]);
        const { classes, lattice, frac } = wholeCell(structure);
        const exact = fractions(compositionOf(structure));
        const counts = new Map<number, number>();
        for (const { contents, counts: each } of classes) {
          contents.forEach((z, i) => {
            if (z > 0) counts.set(z, (counts.get(z) ?? 0) + each[i]!);
          });
        }
        const atoms = [...counts.values()].reduce((a, b) => a + b);
        expect(atoms).toBeGreaterThanOrEqual(40);
        compositionOf(structure).atomicNumbers.forEach((z, i) => {
          expect(Math.abs(counts.get(z)! / atoms / exact[i]! - 1)).toBeLessThanOrEqual(0.005);
        });
        expect(volumeA3({ lattice })).toBeCloseTo((125 * frac.length) / 9, 6);
      }),
      { numRuns: 50 },
    );
  });

  test('keeps a cell that is large and exact enough', () => {
    expect(wholeCell(chain(1 / 3)).lattice).toEqual(chain(1 / 3).lattice);
  });

  test('refuses a trace that takes more than 10,000 positions, and says how near it came', () => {
    expect(() => wholeCell(dilute(0.0001))).toThrow(
      'cubic: expected a cell of up to 10000 positions with the composition of the occupancies within 0.5 %, ' +
        'found Li off by 100 % at best; round the occupancies',
    );
    expect(() => wholeCell(cubic(3, [['Li', 0, 0, 0, 0.001]]))).toThrow('found 0.001 atoms in the cell');
  });
});

describe('compactRepeats', () => {
  const cube = (edge: number) => Float64Array.of(edge, 0, 0, 0, edge, 0, 0, 0, edge);

  test('makes the longest edge as short as it can be', () => {
    expect(compactRepeats(cube(4), 8)).toEqual([2, 2, 2]);
    expect(compactRepeats(cube(4), 100)!.toSorted()).toEqual([4, 5, 5]);
    expect(compactRepeats(Float64Array.of(3, 0, 0, 0, 4, 0, 0, 0, 9), 6)).toEqual([3, 2, 1]);
  });

  test('makes no chain of narrow cells', () => {
    expect(compactRepeats(cube(4), 11)).toBeUndefined();
    expect(compactRepeats(cube(3.5), 50)).toBeUndefined();
    expect(compactRepeats(cube(12), 5)!.toSorted()).toEqual([1, 1, 5]);
  });
});

function readSpinel(): Structure {
  const path = join(packageRoot(), 'test', 'golden', 'cif', 'Li-Mg-Ti-O-spinel.cif');
  return readCif(readFileSync(path, 'utf8'), path)[0]!;
}
