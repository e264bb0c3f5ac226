import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { readCif } from '../../src/crystal/cif.ts';
import { sampleConfigurations } from '../../src/crystal/disorder.ts';
import { compositionOf, createStructure, type Structure, volumeA3 } from '../../src/crystal/structure.ts';
import { averagedDescriptors } from '../../src/descriptors/disordered.ts';
import { NotComputable, STRUCTURAL_DESCRIPTORS, structuralDescriptors } from '../../src/descriptors/structural.ts';

const column = (name: string) => STRUCTURAL_DESCRIPTORS.findIndex((descriptor) => descriptor.name === name);

function golden(name: string): Structure {
  const path = join(packageRoot(), 'test', 'golden', 'cif', name);
  return readCif(readFileSync(path, 'utf8'), path)[0]!;
}

const rockSalt = (symbols: [number, number], id = 'LiCl') =>
  createStructure(
    {
      id,
      lattice: [0, 2.565, 2.565, 2.565, 0, 2.565, 2.565, 2.565, 0],
      species: symbols,
      frac: [0, 0, 0, 0.5, 0.5, 0.5],
    },
    id,
  );

describe('averagedDescriptors', () => {
  test('an ordered structure is one sample without error', () => {
    const structure = rockSalt([3, 17]);
    const averaged = averagedDescriptors(structure, 'periodic', { samples: 50 }, () => {
      throw new Error('drawn');
    });
    expect(averaged.mean).toEqual(structuralDescriptors(structure, 'periodic'));
    expect(averaged.samples).toBe(1);
    expect(averaged.clashes).toBe(0);
    expect(averaged.standardError.every((value) => value === 0)).toBe(true);
  });

  test('what the lattice and composition fix has no error, what the arrangement decides has one', () => {
    const garnet = golden('Li5La3Nb2O12-garnet.cif');
    const { mean, standardError, samples, clashes } = averagedDescriptors(
      garnet,
      'periodic',
      { samples: 6 },
      stream(0, 'g'),
    );
    expect(samples).toBe(6);
    expect(clashes).toBe(0);
    expect(mean).toHaveLength(24);
    const { amounts, atomicNumbers } = compositionOf(garnet);
    const lithium = Math.round(amounts[atomicNumbers.indexOf(3)]!);
    expect(mean[column('li_number_density_per_A3')]).toBeCloseTo(lithium / volumeA3(garnet), 9);
    expect(standardError[column('li_number_density_per_A3')]).toBeLessThan(1e-9);
    expect(standardError[column('li_li_bonds_per_li')]).toBeGreaterThan(1e-4);
  });

  test('more samples agree within their errors and shrink them', () => {
    const garnet = golden('Li5La3Nb2O12-garnet.cif');
    const bonds = column('li_li_bonds_per_li');
    const few = averagedDescriptors(garnet, 'periodic', { samples: 6 }, stream(0, 'few'));
    const many = averagedDescriptors(garnet, 'periodic', { samples: 40 }, stream(0, 'many'));
    expect(many.standardError[bonds]).toBeLessThan(few.standardError[bonds]!);
    const spread = Math.hypot(few.standardError[bonds]!, many.standardError[bonds]!);
    expect(Math.abs(many.mean[bonds]! - few.mean[bonds]!)).toBeLessThan(5 * spread);
  });

  test('mean and standard error are those of the drawn configurations', () => {
    const garnet = golden('Li5La3Nb2O12-garnet.cif');
    const drawn = sampleConfigurations(garnet, { samples: 3, minimumDistanceA: 2 }, stream(2, 'd')).structures;
    const [a, b, c] = drawn.map((s) => structuralDescriptors(s, 'periodic')[column('li_li_bonds_per_li')]!) as [
      number,
      number,
      number,
    ];
    const { mean, standardError } = averagedDescriptors(garnet, 'periodic', { samples: 3 }, stream(2, 'd'));
    const average = (a + b + c) / 3;
    const deviation = Math.sqrt(((a - average) ** 2 + (b - average) ** 2 + (c - average) ** 2) / 2);
    expect(mean[column('li_li_bonds_per_li')]).toBeCloseTo(average, 12);
    expect(standardError[column('li_li_bonds_per_li')]).toBeCloseTo(deviation / Math.sqrt(3), 12);
  });

  test('the same stream gives the same numbers', () => {
    const run = () => averagedDescriptors(golden('Li-Mg-Ti-O-spinel.cif'), 'periodic', { samples: 3 }, stream(7, 's'));
    expect(run()).toEqual(run());
  });

  test('refuses a structure without lithium and fewer than two samples', () => {
    expect(() => averagedDescriptors(rockSalt([11, 17], 'NaCl'), 'periodic', { samples: 2 }, stream(0, 'x'))).toThrow(
      NotComputable,
    );
    expect(() => averagedDescriptors(rockSalt([3, 17]), 'periodic', { samples: 1 }, stream(0, 'x'))).toThrow(
      'samples: expected a whole number of at least 2, found 1; draw more configurations',
    );
  });
});
