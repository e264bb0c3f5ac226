import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { readCif } from '../../src/crystal/cif.ts';
import { sampleConfigurations } from '../../src/crystal/disorder.ts';
import { compositionOf, createStructure, type Structure, volumeA3 } from '../../src/crystal/structure.ts';
import { describeStructure } from '../../src/descriptors/describe.ts';
import { averagedDescriptors } from '../../src/descriptors/disordered.ts';
import { NotComputable, STRUCTURAL_DESCRIPTORS, structuralDescriptors } from '../../src/descriptors/structural.ts';
import { LITHIUM_IONS } from '../../src/transfer/ions.ts';

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
    const averaged = averagedDescriptors(structure, 'periodic', { samples: 50, ions: LITHIUM_IONS }, () => {
      throw new Error('drawn');
    });
    expect(averaged.mean).toEqual(structuralDescriptors(structure, 'periodic', LITHIUM_IONS));
    expect(averaged.samples).toBe(1);
    expect(averaged.clashes).toBe(0);
    expect(averaged.standardError.every((value) => value === 0)).toBe(true);
  });

  test('what the lattice and composition fix has no error, what the arrangement decides has one', () => {
    const garnet = golden('Li5La3Nb2O12-garnet.cif');
    const { mean, standardError, samples, clashes } = averagedDescriptors(
      garnet,
      'periodic',
      { samples: 6, ions: LITHIUM_IONS },
      stream(0, 'g'),
    );
    expect(samples).toBe(6);
    expect(clashes).toBe(0);
    expect(mean).toHaveLength(24);
    const { amounts, atomicNumbers } = compositionOf(garnet);
    const lithium = amounts[atomicNumbers.indexOf(3)]!;
    expect(mean[column('li_number_density_per_A3')]).toBeCloseTo(lithium / volumeA3(garnet), 12);
    expect(standardError[column('li_number_density_per_A3')]).toBe(0);
    expect(standardError[column('li_li_bonds_per_li')]).toBeGreaterThan(1e-4);
  });

  test('masses, volumes, densities and packing follow from the occupancies: Li0.31La0.63TiO3, by hand', () => {
    const edge = 3.87;
    const perovskite = createStructure(
      {
        id: 'LLTO',
        lattice: [edge, 0, 0, 0, edge, 0, 0, 0, edge],
        species: [3, 57, 22, 8, 8, 8],
        frac: [0, 0, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0.5],
        occupancy: [0.31, 0.63, 1, 1, 1, 1],
      },
      'LLTO',
    );
    const { mean, standardError } = averagedDescriptors(
      perovskite,
      'periodic',
      { samples: 2, ions: LITHIUM_IONS },
      stream(0, 'p'),
    );
    const volume = edge ** 3;
    const mass = 0.31 * 6.94 + 0.63 * 138.90547 + 47.867 + 3 * 15.999;
    const ball = (r: number) => (4 / 3) * Math.PI * r ** 3;
    const others = 0.63 * ball(2.07) + ball(1.6) + 3 * ball(0.66);
    for (const [name, value] of Object.entries({
      average_atomic_mass_u: mass / 4.94,
      volume_per_atom_A3: volume / 4.94,
      volume_per_anion_A3: volume / 3,
      li_number_density_per_A3: 0.31 / volume,
      mass_density_g_per_cm3: (1.6605 * mass) / volume,
      sublattice_electronegativity: (0.63 * 1.1 + 1.54 + 3 * 3.44) / 4.63,
      sublattice_packing_fraction: others / volume,
      packing_fraction: (others + 0.31 * ball(1.28)) / volume,
    })) {
      expect(mean[column(name)]! / value, name).toBeCloseTo(1, 5);
      expect(standardError[column(name)], name).toBe(0);
    }
    expect(mean[column('mass_density_g_per_cm3')]).toBeCloseTo(5.315, 3);
  });

  test('a dilute ion is described, a trace that no cell holds is left out with its reason', () => {
    const niobate = (lithium: number) =>
      createStructure(
        {
          id: 'niobate',
          lattice: [3.87, 0, 0, 0, 3.87, 0, 0, 0, 3.87],
          species: [3, 11, 41, 8, 8, 8],
          frac: [0, 0, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0.5],
          occupancy: [lithium, 1 - lithium, 1, 1, 1, 1],
        },
        'niobate',
      );
    const described = describeStructure(niobate(0.02), 'periodic', LITHIUM_IONS, 0);
    if ('reason' in described) throw new Error(described.reason);
    expect(described.formula).toBe('Na0.98Li0.02NbO3');
    expect(described.descriptors[column('li_number_density_per_A3')]).toBeCloseTo(0.02 / 3.87 ** 3, 12);
    expect(described.descriptors[column('li_anion_separation_A')]).toBeCloseTo(3.87 / Math.SQRT2, 9);
    expect(describeStructure(niobate(0.0001), 'periodic', LITHIUM_IONS, 0)).toEqual({
      id: 'niobate',
      formula: 'Na0.9999Li0.0001NbO3',
      reason: 'no cell of up to 10000 positions has its composition within 0.5 %',
    });
  });

  test('more samples agree within their errors and shrink them', () => {
    const garnet = golden('Li5La3Nb2O12-garnet.cif');
    const bonds = column('li_li_bonds_per_li');
    const few = averagedDescriptors(garnet, 'periodic', { samples: 6, ions: LITHIUM_IONS }, stream(0, 'few'));
    const many = averagedDescriptors(garnet, 'periodic', { samples: 40, ions: LITHIUM_IONS }, stream(0, 'many'));
    expect(many.standardError[bonds]).toBeLessThan(few.standardError[bonds]!);
    const spread = Math.hypot(few.standardError[bonds]!, many.standardError[bonds]!);
    expect(Math.abs(many.mean[bonds]! - few.mean[bonds]!)).toBeLessThan(5 * spread);
  });

  test('mean and standard error are those of the drawn configurations', () => {
    const garnet = golden('Li5La3Nb2O12-garnet.cif');
    const drawn = sampleConfigurations(garnet, { samples: 3, minimumDistanceA: 2 }, stream(2, 'd')).structures;
    const [a, b, c] = drawn.map(
      (s) => structuralDescriptors(s, 'periodic', LITHIUM_IONS)[column('li_li_bonds_per_li')]!,
    ) as [number, number, number];
    const { mean, standardError } = averagedDescriptors(
      garnet,
      'periodic',
      { samples: 3, ions: LITHIUM_IONS },
      stream(2, 'd'),
    );
    const average = (a + b + c) / 3;
    const deviation = Math.sqrt(((a - average) ** 2 + (b - average) ** 2 + (c - average) ** 2) / 2);
    expect(mean[column('li_li_bonds_per_li')]).toBeCloseTo(average, 12);
    expect(standardError[column('li_li_bonds_per_li')]).toBeCloseTo(deviation / Math.sqrt(3), 12);
  });

  test('the same stream gives the same numbers', () => {
    const run = () =>
      averagedDescriptors(
        golden('Li-Mg-Ti-O-spinel.cif'),
        'periodic',
        { samples: 3, ions: LITHIUM_IONS },
        stream(7, 's'),
      );
    expect(run()).toEqual(run());
  });

  test('refuses a structure without lithium and fewer than two samples', () => {
    expect(() =>
      averagedDescriptors(rockSalt([11, 17], 'NaCl'), 'periodic', { samples: 2, ions: LITHIUM_IONS }, stream(0, 'x')),
    ).toThrow(NotComputable);
    expect(() =>
      averagedDescriptors(rockSalt([3, 17]), 'periodic', { samples: 1, ions: LITHIUM_IONS }, stream(0, 'x')),
    ).toThrow('samples: expected a whole number of at least 2, found 1; draw more configurations');
  });
});
