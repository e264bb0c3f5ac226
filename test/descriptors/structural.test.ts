import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { atomicNumber } from '../../src/chemistry/elements.ts';
import { packageRoot } from '../../src/core/files.ts';
import type { Structure } from '../../src/crystal/structure.ts';
import { createStructure, latticeFromCell } from '../../src/crystal/structure.ts';
import { NotComputable, STRUCTURAL_DESCRIPTORS, structuralDescriptors } from '../../src/descriptors/structural.ts';
import { ionsOf, LITHIUM_IONS } from '../../src/transfer/ions.ts';

interface Golden {
  readonly structures: readonly {
    readonly id: string;
    readonly formula: string;
    readonly lattice: readonly (readonly number[])[];
    readonly species: readonly string[];
    readonly frac: readonly number[];
    readonly authors: Readonly<Record<string, string>>;
  }[];
}

const golden: Golden = JSON.parse(
  readFileSync(join(packageRoot(), 'test', 'golden', 'structural', 'authors.json'), 'utf8'),
);

function structureOf(
  id: string,
  lattice: ArrayLike<number>,
  symbols: readonly string[],
  frac: readonly number[],
): Structure {
  const species = symbols.map((symbol) => atomicNumber(symbol));
  return createStructure({ id, lattice, species, frac }, id);
}

function rockSaltPrimitive(cation: string, anion: string, a: number): Structure {
  return structureOf('primitive', latticeFromCell(a, a, a, 60, 60, 60), [cation, anion], [0, 0, 0, 0.5, 0.5, 0.5]);
}

function rockSaltConventional(cation: string, anion: string, a: number): Structure {
  const edge = a * Math.SQRT2;
  const corners = [0, 0, 0, 0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0];
  const symbols = [cation, cation, cation, cation, anion, anion, anion, anion];
  const frac = [...corners, ...corners.map((x) => x + 0.5)];
  return structureOf('conventional', latticeFromCell(edge, edge, edge, 90, 90, 90), symbols, frac);
}

const value = (descriptors: Float64Array, symbol: string): number =>
  descriptors[STRUCTURAL_DESCRIPTORS.findIndex((column) => column.symbol === symbol)]!;

describe('golden values', () => {
  test.each(golden.structures.map((entry) => [`${entry.id} ${entry.formula}`, entry] as const))(
    '%s agrees with the file of the authors in all twenty columns',
    (_title, entry) => {
      const structure = structureOf(entry.id, entry.lattice.flat(), entry.species, entry.frac);
      const descriptors = structuralDescriptors(structure, 'authors', LITHIUM_IONS);
      const verified = STRUCTURAL_DESCRIPTORS.filter((column) => column.verified);
      expect(verified.map(({ name }) => name)).toEqual(Object.keys(entry.authors));
      for (const [k, { name }] of verified.entries()) {
        const expected = Number(entry.authors[name]);
        if (Number.isNaN(expected)) expect(descriptors[k], name).toBeNaN();
        else expect(Math.abs(descriptors[k]! - expected), name).toBeLessThanOrEqual(Math.max(1e-5 * expected, 5.1e-7));
      }
    },
  );

  test('LiCl (Materials Project mp-22905) gives the published probability 0.836 of the five-descriptor model', () => {
    const licl = structuralDescriptors(rockSaltPrimitive('Li', 'Cl', 3.64354), 'periodic', LITHIUM_IONS);
    const names = ['LLB', 'SBI', 'AFC', 'LASD', 'LLSD'];
    const [llb, sbi, afc, lasd, llsd] = names.map((name) => value(licl, name)) as [
      number,
      number,
      number,
      number,
      number,
    ];
    expect(llb).toBe(12);
    expect(sbi).toBeCloseTo(0.727, 3);
    expect(afc).toBe(12);
    expect(lasd).toBeCloseTo(2.576, 3);
    expect(llsd).toBeCloseTo(3.644, 3);
    const z = 0.184 * llb - 4.009 * sbi - 0.467 * afc + 8.699 * lasd - 2.17 * llsd - 6.564;
    expect(1 / (1 + Math.exp(-z))).toBeCloseTo(0.836, 3);
  });

  test('of another mobile ion, are those that lithium has in its place, but for what the element itself brings', () => {
    const [lithium, sodium] = [
      structuralDescriptors(rockSaltPrimitive('Li', 'Cl', 3.64354), 'periodic', LITHIUM_IONS),
      structuralDescriptors(rockSaltPrimitive('Na', 'Cl', 3.64354), 'periodic', ionsOf(11)),
    ];
    const ofTheElement = ['SDLI', 'mass', 'density', 'LBI', 'RBI', 'SPF', 'PF', 'ENS', 'SLPE', 'SLPW', 'SBI'];
    for (const { symbol } of STRUCTURAL_DESCRIPTORS) {
      if (!ofTheElement.includes(symbol)) expect(value(sodium, symbol), symbol).toBeCloseTo(value(lithium, symbol), 12);
    }
    // Pauling: Cl 3.16, Na 0.93; bonds to six neighbours of the other kind and twelve of the same, within 4 Angstrom
    expect(value(sodium, 'LBI') / value(lithium, 'LBI')).toBeCloseTo((3.16 - 0.93) / (3.16 - 0.98), 6);
    expect(() => structuralDescriptors(rockSaltPrimitive('Li', 'Cl', 3.64354), 'periodic', ionsOf(11))).toThrow(
      'found no sodium',
    );
  });

  test.each([
    ['F', 'Li', 9],
    ['Cl', 'Cs', 17],
    ['O', 'Mg', 8],
    ['H', 'Na', 1],
  ])('%s as the mobile ion and the anion is separated from its counter-ion %s', (anion, cation, mobileIon) => {
    // rock salt of cubic edge 4: cation and anion are 2 Angstrom apart
    const salt = structuralDescriptors(rockSaltPrimitive(cation, anion, 4 / Math.SQRT2), 'periodic', ionsOf(mobileIon));
    expect(value(salt, 'LASD')).toBeCloseTo(2, 9);
    expect(
      value(structuralDescriptors(rockSaltPrimitive(anion, anion, 3), 'periodic', ionsOf(mobileIon)), 'LASD'),
    ).toBeNaN();
  });

  test('rock-salt LiF has LNC 26 in both cells under `periodic`, 23 and 26 under `authors`', () => {
    const cells = [rockSaltPrimitive('Li', 'F', 2.88742), rockSaltConventional('Li', 'F', 2.88742)];
    const lnc = (images: 'periodic' | 'authors') =>
      cells.map((cell) => value(structuralDescriptors(cell, images, LITHIUM_IONS), 'LNC'));
    expect(lnc('periodic')).toEqual([26, 26]);
    expect(lnc('authors')).toEqual([23, 26]);
  });
});

describe('edge cases', () => {
  const bcc = (a: number, symbols: readonly string[]): Structure =>
    structureOf('bcc', latticeFromCell(a, a, a, 90, 90, 90), symbols, [0, 0, 0, 0.5, 0.5, 0.5]);

  test('elemental lithium is its own anion and has no sublattice', () => {
    const lithium = structuralDescriptors(bcc(3.44, ['Li', 'Li']), 'periodic', LITHIUM_IONS);
    for (const symbol of ['SBI', 'SNC', 'ENS', 'RBI', 'RNC', 'SLPW', 'SLPE']) expect(value(lithium, symbol)).toBeNaN();
    for (const symbol of ['LBI', 'SDLI', 'SDLC', 'LASD', 'SPF']) expect(value(lithium, symbol)).toBe(0);
    expect(value(lithium, 'AFC')).toBe(14);
  });

  test('without any bond the ionicities are not defined and the counts are 0', () => {
    const wide = structuralDescriptors(bcc(12, ['Li', 'Cs']), 'periodic', LITHIUM_IONS);
    for (const symbol of ['LBI', 'SDLI', 'Li bond length', 'SBI', 'RBI', 'RNC']) expect(value(wide, symbol)).toBeNaN();
    for (const symbol of ['LNC', 'LLB', 'SDLC', 'SNC']) expect(value(wide, symbol)).toBe(0);
    expect(value(wide, 'LASD')).toBe(0);
    expect(value(wide, 'LLSD')).toBeCloseTo(12, 10);
  });

  test('distances beyond a bond are found', () => {
    const wide = structuralDescriptors(bcc(12, ['Li', 'F']), 'periodic', LITHIUM_IONS);
    expect(value(wide, 'LASD')).toBeCloseTo(12 * Math.sqrt(0.75), 10);
    expect(value(wide, 'AASD')).toBeCloseTo(12, 10);
    expect(value(wide, 'AFC')).toBe(6);
    expect(value(wide, 'SLPW')).toBeCloseTo(12 * Math.SQRT1_2 - 0.57, 10);
  });

  test('straight-line paths of CsCl-type LiCl: no gap measured but the Cl in the middle of the cell, at 0.707 a', () => {
    const licl = structuralDescriptors(bcc(3.3, ['Li', 'Cl']), 'periodic', LITHIUM_IONS);
    expect(value(licl, 'SLPW')).toBeCloseTo(3.3 * Math.SQRT1_2 - 1.02, 10);
    expect(value(licl, 'SLPE')).toBeCloseTo(3.16, 10);
    expect(value(licl, 'PF')).toBeCloseTo(((4 / 3) * Math.PI * (1.28 ** 3 + 1.02 ** 3)) / 3.3 ** 3, 10);
    expect(value(licl, 'SPF')).toBeCloseTo(((4 / 3) * Math.PI * 1.02 ** 3) / 3.3 ** 3, 10);
  });

  test('says why a structure has no descriptors', () => {
    const reason = (symbols: readonly string[]): string => {
      try {
        structuralDescriptors(bcc(4, symbols), 'periodic', LITHIUM_IONS);
      } catch (error) {
        return error instanceof NotComputable ? error.reason : 'another error';
      }
      return 'none';
    };
    expect(reason(['Na', 'Cl'])).toBe('no lithium');
    expect(reason(['Li', 'Eu'])).toBe('no electronegativity: Eu');
    expect(() => structuralDescriptors(bcc(4, ['Li', 'Xe']), 'periodic', LITHIUM_IONS)).toThrow(
      'bcc: expected a structure with structural descriptors, found no electronegativity: Xe; leave it out',
    );
  });

  test('refuses partial occupancies', () => {
    const half = { ...bcc(4, ['Li', 'F']), occupancy: Float64Array.of(0.5, 1) };
    expect(() => structuralDescriptors(half, 'periodic', LITHIUM_IONS)).toThrow(
      'bcc: expected an ordered structure, found partial',
    );
    expect(() => structuralDescriptors(half, 'periodic', LITHIUM_IONS)).not.toThrow(NotComputable);
  });
});
