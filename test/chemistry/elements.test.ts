import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { atomicNumber, elementProperty, SYMBOLS } from '../../src/chemistry/elements.ts';
import { packageRoot } from '../../src/core/files.ts';
import { shippedRecord } from '../../src/core/shipped-data.ts';

const value = (property: string, symbol: string) => elementProperty(property).values[atomicNumber(symbol)]!;
const columns = Object.keys(shippedRecord('elements.csv').columns).filter((name) => !['symbol', 'name'].includes(name));
const golden = JSON.parse(
  readFileSync(join(packageRoot(), 'test/golden/chemistry/pymatgen-elements.json'), 'utf8'),
) as {
  elements: Record<string, { X: number | null; mendeleev: number; ionization: number[]; affinity: number }>;
};

describe('the element table beside pymatgen', () => {
  for (const [symbol, expected] of Object.entries(golden.elements)) {
    test(`${symbol} has the same electronegativity, Mendeleev number, ionisation energy and electron affinity`, () => {
      expect(value('pauling_electronegativity', symbol)).toBe(expected.X ?? Number.NaN);
      expect(value('mendeleev_number', symbol)).toBe(expected.mendeleev);
      expect(Math.abs(value('first_ionization_energy_eV', symbol) / expected.ionization[0]! - 1)).toBeLessThan(0.001);
      expect(Math.abs(value('electron_affinity_eV', symbol) - expected.affinity)).toBeLessThan(0.03);
    });
    test(`${symbol} has the Martynov-Batsanov electronegativity that its ionisation energies give`, () => {
      const mean = expected.ionization.reduce((sum, energy) => sum + energy) / expected.ionization.length;
      const found = value('martynov_batsanov_electronegativity_sqrt_eV', symbol);
      expect(Math.abs(found / Math.sqrt(mean) - 1)).toBeLessThan(0.007);
    });
  }
});

describe('the element table beside papers', () => {
  test('atomic masses are those of IUPAC, without the digit of uncertainty', () => {
    // Meija et al., Pure Appl. Chem. 88, 265 (2016), 10.1515/pac-2015-0305, Table 1 and (Li, O, S) Table 3
    const standard = {
      Li: 6.94,
      O: 15.999,
      S: 32.06,
      Al: 26.9815385,
      Ti: 47.867,
      Sr: 87.62,
      Te: 127.6,
      W: 183.84,
      Pb: 207.2,
    };
    for (const [symbol, mass] of Object.entries(standard)) expect(value('atomic_mass_u', symbol)).toBe(mass);
  });

  test('covalent radii are those of Cordero et al. 2008, 10.1039/b801115j, Table 2', () => {
    const radii = { H: 0.31, Li: 1.28, O: 0.66, F: 0.57, P: 1.07, S: 1.05, Cl: 1.02, La: 2.07, Cm: 1.69 };
    for (const [symbol, radius] of Object.entries(radii)) expect(value('covalent_radius_A', symbol)).toBe(radius);
  });

  test('the electronegativities of Sendek et al. have their gaps', () => {
    expect(value('descriptor_electronegativity', 'W')).toBe(2.36);
    for (const symbol of 'He Ne Ar Kr Xe Rn Pm Eu Tb Yb'.split(' ')) {
      expect(value('descriptor_electronegativity', symbol)).toBeNaN();
    }
    expect(elementProperty('descriptor_electronegativity').values.filter((x) => !Number.isNaN(x)).length).toBe(80);
  });

  test('valence electrons follow the written rule at its turning points', () => {
    const valence = { Li: 1, O: 6, Ti: 4, Cu: 11, Zn: 12, Ga: 3, La: 3, Ce: 4, Yb: 16, Lu: 3, Hf: 4, Pb: 4, U: 6 };
    for (const [symbol, count] of Object.entries(valence)) expect(value('valence_electrons', symbol)).toBe(count);
    const vacancies = { Li: 1, Be: 0, B: 5, N: 3, O: 2, Cl: 1, Ne: 0, Ti: 8, Zn: 0, La: 9 };
    for (const [symbol, count] of Object.entries(vacancies)) expect(value('valence_vacancies', symbol)).toBe(count);
  });
});

describe('the element table', () => {
  test('has a finite number for Z = 1 to 96 in every column but the two Pauling scales', () => {
    const incomplete = columns.filter((name) => elementProperty(name).values.subarray(1, 97).some(Number.isNaN));
    expect(incomplete.sort()).toEqual(['descriptor_electronegativity', 'pauling_electronegativity']);
    expect(columns.length).toBe(19);
  });

  test('gives unit and source for every column', () => {
    for (const name of columns) {
      const property = elementProperty(name);
      expect(property.unit, name).not.toBe('');
      expect(property.source.length, name).toBeGreaterThan(10);
      expect(property.values.length).toBe(119);
      expect(property.values[0]).toBeNaN();
    }
  });

  test('vectors of the elements stand in tables of their own, with unit and source', () => {
    // As printed in Magpie's tables and in the published vectors.
    expect(value('magpie_MeltingT', 'Fe')).toBe(1811);
    expect(value('magpie_CovalentRadius', 'Li')).toBe(128);
    expect(value('oliynyk_Pauling_Electronegativity', 'O')).toBe(3.44);
    expect(value('mat2vec_0', 'H')).toBe(0.05714642);
    const counts = ['magpie_Row', 'oliynyk_Period', 'mat2vec_199'].map(
      (name) => elementProperty(name).values.filter((number) => !Number.isNaN(number)).length,
    );
    expect(counts).toEqual([97, 85, 118]);
    expect(elementProperty('magpie_MeltingT').unit).toBe('K');
    expect(elementProperty('mat2vec_7').source).toContain('Nature 571, 95 (2019)');
    expect(value('oliynyk_Miracle_Radius_[pm]', 'F')).toBeNaN();
    expect(() => elementProperty('magpie_Melting')).toThrow(
      /one of magpie_AtomicWeight, .*, found "magpie_Melting"; take a name/,
    );
  });

  test('symbols and atomic numbers are each other’s inverse', () => {
    expect(SYMBOLS.length).toBe(119);
    for (let z = 1; z <= 118; z++) expect(atomicNumber(SYMBOLS[z]!)).toBe(z);
    expect(elementProperty('atomic_number').values.subarray(1)).toEqual(
      Float64Array.from({ length: 118 }, (_, i) => i + 1),
    );
  });

  test('a name that is no column is refused with the list of names', () => {
    expect(() => elementProperty('hardness')).toThrow(/one of .*covalent_radius_A.*, found "hardness"; take a name/);
  });

  test('what is no symbol is refused with its place', () => {
    expect(() => atomicNumber('Xx', 'a.cif, line 3')).toThrow(
      'a.cif, line 3: expected an element symbol, found "Xx"; check the spelling',
    );
    for (const text of ['', 'li', 'D', 'T', 'LI'])
      expect(() => atomicNumber(text)).toThrow('expected an element symbol');
  });
});
