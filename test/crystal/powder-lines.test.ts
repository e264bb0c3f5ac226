import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atomicNumber } from '../../src/chemistry/elements.ts';
import { UserError } from '../../src/core/errors.ts';
import { COPPER_K_ALPHA_A, powderLines } from '../../src/crystal/powder-lines.ts';
import { scatteringFactor } from '../../src/crystal/powder-scattering.ts';
import { createStructure, latticeFromCell, type Structure } from '../../src/crystal/structure.ts';

interface Calculated {
  name: string;
  cell: [number, number, number, number, number, number];
  species: string[];
  frac: number[];
  occupancy: number[];
  two_theta: number[];
  intensity: number[];
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../golden/crystal/${name}`, import.meta.url), 'utf8'));
const calculated = read('powder.json').patterns as Calculated[];
const observed = read('powder-observed.json').patterns as { name: string; lines: [number, number][] }[];

function structureOf({ name, cell, species, frac, occupancy }: Calculated): Structure {
  const lattice = latticeFromCell(...cell);
  return createStructure(
    { id: name, lattice, species: species.map((symbol) => atomicNumber(symbol)), frac, occupancy },
    name,
  );
}

const named = (name: string) => structureOf(calculated.find((one) => one.name === name)!);

/** Lines that are there, the strongest 100, with thermal motion B of all atoms (square Angstrom). */
function scaled(structure: Structure, B = 0) {
  const { twoTheta, intensity } = powderLines(structure);
  const moving = intensity.map(
    (value, i) => value * Math.exp(-2 * B * (Math.sin((twoTheta[i]! * Math.PI) / 360) / COPPER_K_ALPHA_A) ** 2),
  );
  const strongest = Math.max(...moving);
  return Array.from(twoTheta, (angle, i) => ({ angle, height: (100 * moving[i]!) / strongest })).filter(
    ({ height }) => height > 1e-6,
  );
}

const spacingOf = (angle: number) => COPPER_K_ALPHA_A / 2 / Math.sin((angle * Math.PI) / 360);

describe('lines of a powder pattern', () => {
  test.each(calculated)('of $name are those of pymatgen', (golden) => {
    const lines = scaled(structureOf(golden));
    const strong = golden.two_theta.filter((_, i) => golden.intensity[i]! > 1e-3);
    expect(lines.filter(({ height }) => height > 1e-3).length).toBe(strong.length); // pymatgen drops the others
    golden.two_theta.forEach((angle, i) => {
      const ours = lines.filter((line) => Math.abs(line.angle - angle) < 2e-5);
      const sum = ours.reduce((total, { height }) => total + height, 0);
      expect(Math.abs(sum - golden.intensity[i]!)).toBeLessThan(2e-5);
    });
  });

  // The observed ones are of atoms that move: with B = 1.5 square Angstrom for all of them ours agree within 6 of 100.
  test.each(observed)('of $name are the observed ones', ({ name, lines }) => {
    const [still, moving] = [scaled(named(name)), scaled(named(name), 1.5)];
    const strongest = (all: { angle: number; height: number }[], spacing: number) =>
      all.reduce((a, b) => (Math.abs(spacingOf(b.angle) - spacing) < Math.abs(spacingOf(a.angle) - spacing) ? b : a));
    for (const [spacing, intensity] of lines) {
      const line = strongest(moving, spacing);
      expect(Math.abs(spacingOf(line.angle) / spacing - 1)).toBeLessThan(0.001);
      expect(Math.abs(line.height - intensity)).toBeLessThan(6.1);
      expect(Math.abs(strongest(still, spacing).height - intensity)).toBeLessThan(14);
    }
  });

  // Cullity, Elements of X-ray Diffraction, 2nd edition, section 4-6: unmixed indices only; what is left of F.
  test.each([
    ['rock salt', (sum: number) => sum % 2 === 1],
    ['zinc blende', (sum: number) => sum % 4 === 2],
    ['fluorite', (sum: number) => sum % 4 === 2],
  ])('%s has lines of unmixed indices only, and the ones of a difference are weak', (name, isDifference) => {
    const a = named(name).lattice[0]!;
    const found = scaled(named(name)).map(({ angle, height }) => ({ sum: (a / spacingOf(angle)) ** 2, height }));
    const unmixed = [3, 4, 8, 11, 12, 16, 19, 20, 24, 27, 32, 35, 36, 40].filter((sum) => sum <= (a / 1.08936) ** 2);
    expect(found.every(({ sum }) => unmixed.some((allowed) => Math.abs(sum - allowed) < 1e-3))).toBe(true);
    const indexSum = new Map([
      [3, 3],
      [4, 2],
      [8, 4],
      [11, 5],
      [12, 6],
      [16, 4],
      [19, 7],
      [20, 6],
      [24, 8],
    ]);
    for (const { sum, height } of found)
      if (isDifference(indexSum.get(Math.round(sum))!)) expect(height).toBeLessThan(12);
  });

  test('wurtzite has no 001, and the three lines of a hexagonal close packing about its 002', () => {
    const lines = scaled(named('wurtzite'));
    const near = (spacing: number) => lines.some(({ angle }) => Math.abs(spacingOf(angle) / spacing - 1) < 1e-3);
    const [a, c] = [3.8227, 1.6377 * 3.8227];
    expect(near(c)).toBe(false);
    expect(near(c / 3)).toBe(false);
    expect([near((a * Math.sqrt(3)) / 2), near(c / 2), near(1 / Math.sqrt(4 / 3 / a ** 2 + 1 / c ** 2))]).toEqual(
      Array(3).fill(true),
    );
  });

  test('are the same for any origin, cell of the same lattice, order of sites and orientation', () => {
    const golden = calculated.at(-1)!;
    const structure = structureOf(golden);
    const reference = scaled(structure);
    const integer = fc.integer({ min: -2, max: 2 });
    const shift = fc.tuple(...Array.from({ length: 3 }, () => fc.double({ min: -3, max: 3, noNaN: true })));
    fc.assert(
      fc.property(shift, integer, integer, fc.integer({ min: 0, max: 4 }), (by, p, q, turn) => {
        const m = structure.lattice;
        const row = (i: number) => Array.from(m.subarray(3 * i, 3 * i + 3));
        const plus = (u: number[], v: number[], factor: number) => u.map((value, k) => value + factor * v[k]!);
        // a' = a + p b, b' = b + q c: x a + y b + z c = x a' + (y - p x) b' + (z - q (y - p x)) c
        const lattice = [...plus(row(0), row(1), p), ...plus(row(1), row(2), q), ...row(2)];
        const rotated = [0, 3, 6].flatMap((i) => [lattice[i + 1]!, lattice[i + 2]!, lattice[i]!]);
        const sites = golden.occupancy.map((occupancy, i) => {
          const [x, y, z] = [0, 1, 2].map((k) => golden.frac[3 * i + k]! + by[k]!) as [number, number, number];
          return { z: structure.species[i]!, occupancy, frac: [x, y - p * x, z - q * (y - p * x)] };
        });
        const order = [...sites.slice(turn), ...sites.slice(0, turn)];
        const other = createStructure(
          {
            id: 'other',
            lattice: rotated,
            species: order.map((site) => site.z),
            frac: order.flatMap((site) => site.frac),
            occupancy: order.map((site) => site.occupancy),
          },
          'other',
        );
        const lines = scaled(other);
        expect(lines.length).toBe(reference.length);
        lines.forEach(({ angle, height }, i) => {
          expect(Math.abs(angle - reference[i]!.angle)).toBeLessThan(1e-6);
          expect(Math.abs(height - reference[i]!.height)).toBeLessThan(1e-5);
        });
      }),
      { numRuns: 20 },
    );
  });

  test('a doubled cell has the lines of the single one, four times as strong, and nothing between', () => {
    const single = named('zinc blende');
    const lattice = single.lattice.map((value, i) => (i < 3 ? 2 * value : value));
    const halves = [0, 0.5].flatMap((by) =>
      Array.from(single.species, (_, i) => [
        single.frac[3 * i]! / 2 + by,
        single.frac[3 * i + 1]!,
        single.frac[3 * i + 2]!,
      ]),
    );
    const species = [...single.species, ...single.species];
    const doubled = powderLines(createStructure({ id: 'x', lattice, species, frac: halves.flat() }, 'x'));
    const once = powderLines(single);
    const strongest = Math.max(...doubled.intensity);
    const kept = [...doubled.twoTheta.keys()].filter((i) => doubled.intensity[i]! > 1e-9 * strongest);
    const before = [...once.twoTheta.keys()].filter((i) => once.intensity[i]! > 1e-9 * strongest);
    expect(kept.length).toBe(before.length);
    kept.forEach((i, k) => {
      expect(doubled.intensity[i]! / once.intensity[before[k]!]! / 4).toBeCloseTo(1, 9);
    });
  });

  test('a scattering factor begins at the atomic number and falls', () => {
    for (const symbol of ['H', 'Li', 'O', 'S', 'Cf']) {
      const factor = scatteringFactor(symbol);
      expect(factor(0)).toBe(atomicNumber(symbol));
      expect(factor(0.1)).toBeLessThan(factor(0.05));
      expect(factor(0.42)).toBeGreaterThan(0);
    }
  });
});

describe('powder lines refused', () => {
  const cell = named('rock salt');
  test.each<[string, () => unknown, string]>([
    ['an angle too large', () => powderLines(cell, 180), '2 theta: expected an angle above 0 and below 180, found 180'],
    [
      'no wavelength',
      () => powderLines(cell, 90, 0),
      'wavelength: expected a length above 0, found 0; give it in Angstrom',
    ],
    [
      'an element without factor',
      () =>
        powderLines(
          createStructure({ id: 'Es', lattice: [3, 0, 0, 0, 3, 0, 0, 0, 3], species: [99], frac: [0, 0, 0] }, 'Es'),
        ),
      'scattering factor: expected an element of data/scattering-factors.csv, found "Es"; leave the structure out',
    ],
  ])('%s', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});
