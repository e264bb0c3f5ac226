import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComposition } from '../../src/chemistry/composition.ts';
import { elementProperty, SYMBOLS } from '../../src/chemistry/elements.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { rowOf } from '../../src/core/matrix.ts';
import {
  type DescriptorSet,
  ELEMENTAL_SETS,
  elementalDescriptorNames,
  elementalDescriptors,
} from '../../src/descriptors/elemental.ts';
import { descriptorFactors } from '../../src/descriptors/factors.ts';

const set = (properties: string[]): DescriptorSet => ({
  name: 'test',
  date: '2026-11-23',
  properties,
  statistics: ['mean', 'mad', 'sd', 'min', 'max', 'range'],
});
const row = (formula: string, of: DescriptorSet) => Array.from(elementalDescriptors([parseFormula(formula)], of).data);
const amountsOnly: DescriptorSet = {
  ...set([]),
  anchor: 'Li',
  stoichiometry: ['anchor_fraction', 'anion_fraction', 'anchor_per_anion', 'element_count'],
};
const full: DescriptorSet = { ...ELEMENTAL_SETS['elemental-full'], anchor: 'Li' };

describe('elemental descriptors by hand', () => {
  test('NaCl by atomic number', () => {
    expect(row('NaCl', set(['atomic_number']))).toEqual([14, 3, 3, 11, 17, 6]);
  });

  test('Li2O by atomic number: weights are atomic fractions', () => {
    // mean (2*3 + 8)/3; mad (2*5/3 + 10/3)/3; variance (2*(5/3)^2 + (10/3)^2)/3 = 50/9
    const expected = [14 / 3, 20 / 9, Math.sqrt(50 / 9), 3, 8, 5];
    row('Li2O', set(['atomic_number'])).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 12);
    });
  });

  test('columns run property by property, statistic by statistic', () => {
    expect(elementalDescriptorNames(set(['period', 'group'])).slice(4, 8)).toEqual([
      'max_period',
      'range_period',
      'mean_group',
      'mad_group',
    ]);
    expect(row('LiCl', set(['period', 'group'])).slice(4, 8)).toEqual([3, 1, 9, 8]);
  });

  test('rows are compositions in the order given', () => {
    const X = elementalDescriptors(['Li2S', 'LiF'].map(parseFormula), set(['atomic_number']));
    expect([X.rows, X.cols]).toEqual([2, 6]);
    expect(Array.from(rowOf(X, 1)).slice(3, 5)).toEqual([3, 9]);
  });
});

describe('stoichiometry by hand', () => {
  test.each([
    ['Li3PS4', [3 / 8, 4 / 8, 3 / 4, 3]],
    ['LiPO3', [1 / 5, 3 / 5, 1 / 3, 3]],
    ['Li2NH', [2 / 4, 1 / 4, 2, 3]], // the anion is N, not H
    ['Li2O', [2 / 3, 1 / 3, 2, 2]],
    ['LiAl', [1 / 2, 1 / 2, 1, 2]],
    ['Li', [1, 1, 1, 1]], // lithium is its own most electronegative element
    ['NaCl', [0, 1 / 2, 0, 2]],
  ])('%s', (formula, expected) => {
    row(formula, amountsOnly).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 12);
    });
  });

  test('counts the anchor that is named, and refuses to guess one', () => {
    row('Na3Li2PS4', { ...amountsOnly, anchor: 'Na' }).forEach((value, i) => {
      expect(value).toBeCloseTo([3 / 10, 4 / 10, 3 / 4, 4][i]!, 12);
    });
    expect(row('Na3Li2PS4', { ...amountsOnly, anchor: 'K' }).slice(0, 3)).toEqual([0, 4 / 10, 0]);
    const wrong =
      "descriptor set elemental-full, anchor: expected an element, found none; add one, such as anchor: 'Na'";
    expect(() => row('Li3PS4', ELEMENTAL_SETS['elemental-full'])).toThrow(wrong);
    expect(() => descriptorFactors(ELEMENTAL_SETS['elemental-full'])).toThrow(wrong);
    expect(() => row('Li3PS4', { ...amountsOnly, anchor: 'Xx' })).toThrow(
      'anchor: expected an element symbol, found "Xx"',
    );
  });

  test('comes after the statistics, in the order of the set', () => {
    const both: DescriptorSet = {
      ...set(['atomic_number']),
      statistics: ['max'],
      anchor: 'Li',
      stoichiometry: ['element_count', 'anchor_fraction'],
    };
    expect(elementalDescriptorNames(both)).toEqual(['max_atomic_number', 'element_count', 'anchor_fraction']);
    const X = elementalDescriptors(['Li3PS4', 'LiF'].map(parseFormula), both);
    expect([X.rows, X.cols]).toEqual([2, 3]);
    expect(Array.from(X.data)).toEqual([16, 3, 3 / 8, 9, 2, 1 / 2]);
  });
});

describe('atomic fractions', () => {
  test('come last, one column an element of the set, 0 where the compound has none of it', () => {
    const both: DescriptorSet = { ...set(['atomic_number']), statistics: ['max'], fractionsOf: ['S', 'Li', 'U'] };
    expect(elementalDescriptorNames(both)).toEqual(['max_atomic_number', 'fraction_S', 'fraction_Li', 'fraction_U']);
    expect(row('Li3PS4', both)).toEqual([16, 4 / 8, 3 / 8, 0]);
  });

  test('of element-fractions add up to 1 for every compound of the screening space', () => {
    const names = elementalDescriptorNames(ELEMENTAL_SETS['element-fractions']);
    expect(names.slice(0, 3)).toEqual(['fraction_H', 'fraction_He', 'fraction_Li']);
    const shares = Array.from(row('LiLa(TiO3)2', ELEMENTAL_SETS['element-fractions']));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(shares[names.indexOf('fraction_O')]).toBe(0.6);
  });
});

describe('the named sets', () => {
  test('have the sizes they promise and a date', () => {
    const sizes = Object.values(ELEMENTAL_SETS).map((each) => [each.name, elementalDescriptorNames(each).length]);
    expect(Object.fromEntries(sizes)).toEqual({
      'elemental-30': 30,
      'elemental-mmmr': 40,
      'elemental-full': 106,
      'element-fractions': 96,
      magpie: 132,
      oliynyk: 240,
      mat2vec: 600,
    });
    for (const [name, each] of Object.entries(ELEMENTAL_SETS)) {
      expect(each.name).toBe(name);
      expect(each.date).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(new Set(elementalDescriptorNames(each)).size).toBe(elementalDescriptorNames(each).length);
    }
  });

  test('elemental-30 is mean, standard deviation and maximum of ten properties, and stays so', () => {
    const properties = [
      'period',
      'group',
      'mendeleev_number',
      's_valence_electrons',
      'valence_vacancies',
      'covalent_radius_A',
      'atomic_radius_A',
      'first_ionization_energy_eV',
      'electron_affinity_eV',
      'martynov_batsanov_electronegativity_sqrt_eV',
    ];
    const columns = (statistics: string[]) =>
      properties.flatMap((property) => statistics.map((statistic) => `${statistic}_${property}`));
    expect(elementalDescriptorNames(ELEMENTAL_SETS['elemental-30'])).toEqual(columns(['mean', 'sd', 'max']));
    expect(elementalDescriptorNames(ELEMENTAL_SETS['elemental-mmmr'])).toEqual(
      columns(['mean', 'min', 'max', 'range']),
    );
  });

  test('elemental-30 of Li2O by hand: period 2 and 2, group 1 and 16', () => {
    const expected = [2, 0, 2, 6, Math.sqrt((2 * 25 + 100) / 3), 16];
    row('Li2O', ELEMENTAL_SETS['elemental-30'])
      .slice(0, 6)
      .forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i]!, 12);
      });
  });

  test('elemental-full has every property that is complete to Z = 96 once, and ends with stoichiometry', () => {
    const { properties, stoichiometry } = ELEMENTAL_SETS['elemental-full'];
    expect([properties.length, new Set(properties).size]).toEqual([17, 17]);
    expect(stoichiometry).toEqual(amountsOnly.stoichiometry);
    const names = elementalDescriptorNames(ELEMENTAL_SETS['elemental-full']);
    expect(names.slice(-5)).toEqual(['range_martynov_batsanov_electronegativity_sqrt_eV', ...stoichiometry]);
    expect(row('Li3PS4', full).slice(-4)).toEqual([3 / 8, 4 / 8, 3 / 4, 3]);
  });

  test('elemental-30 has no column that is the same for all lithium binaries', () => {
    const binaries = SYMBOLS.slice(1, 94)
      .filter((symbol) => symbol !== 'Li')
      .map((symbol) => parseFormula(`Li${symbol}`));
    const X = elementalDescriptors(binaries, ELEMENTAL_SETS['elemental-30']);
    const first = rowOf(X, 0);
    const constant = elementalDescriptorNames(ELEMENTAL_SETS['elemental-30']).filter((_, j) =>
      binaries.every((_composition, i) => rowOf(X, i)[j] === first[j]),
    );
    expect(binaries.length).toBe(92);
    expect(constant).toEqual([]);
  });
});

describe('vectors of the elements', () => {
  test('mode is the value of the element with most atoms, of several the least', () => {
    const modes: DescriptorSet = { ...set(['atomic_number']), statistics: ['mode'] };
    const mode = (formula: string) => row(formula, modes)[0];
    expect([mode('Li2O'), mode('LiO2'), mode('NaCl'), mode('ClNa'), mode('Li3PS4')]).toEqual([3, 8, 11, 11, 16]);
    // Thirds that are written down are equal, though their binary numbers are not.
    expect(mode('S0.3333333P0.33333331Li0.3333333')).toBe(3);
    expect(descriptorFactors(modes)[0]!.form).toBe('none');
  });

  test('magpie has the columns of matminer, by hand: melting points of Fe2O3', () => {
    const names = elementalDescriptorNames(ELEMENTAL_SETS.magpie);
    expect(names.length).toBe(132);
    const at = names.indexOf('min_magpie_MeltingT');
    expect(names.slice(at, at + 6)).toEqual(
      ['min', 'max', 'range', 'mean', 'mad', 'mode'].map((statistic) => `${statistic}_magpie_MeltingT`),
    );
    // Fe 1811 K, O 54.8 K: mean 757.28; mean absolute deviation 0.4 x 1053.72 + 0.6 x 702.48.
    const expected = [54.8, 1811, 1756.2, 757.28, 842.976, 54.8];
    row('Fe2O3', ELEMENTAL_SETS.magpie)
      .slice(at, at + 6)
      .forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i]!, 9);
      });
  });

  test('mat2vec is 200 numbers by three statistics; of an element its own', () => {
    const vector = row('Fe', ELEMENTAL_SETS.mat2vec);
    expect(vector.length).toBe(600);
    expect(vector[0]).toBe(elementProperty('mat2vec_0').values[26]);
    expect(vector.slice(597)).toEqual(new Array(3).fill(elementProperty('mat2vec_199').values[26]));
  });

  test('oliynyk is complete for its 85 elements, and refuses others by name', () => {
    const known = SYMBOLS.slice(1).filter((_, i) => !Number.isNaN(elementProperty('oliynyk_Period').values[i + 1]!));
    expect(known.length).toBe(85);
    const X = elementalDescriptors(known.map(parseFormula), ELEMENTAL_SETS.oliynyk);
    expect([X.cols, X.data.every(Number.isFinite)]).toEqual([240, true]);
    expect(() => row('PuO2', ELEMENTAL_SETS.oliynyk)).toThrow(
      'PuO2: expected a value of oliynyk_Atomic_Number, found none for Pu; leave the formula out',
    );
    expect(() => row('KrF2', set(['oliynyk_Mulliken_EN']))).toThrow(
      'a value of oliynyk_Mulliken_EN, found none for Kr',
    );
  });
});

describe('elemental descriptors in general', () => {
  const compositions = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 96 }), fc.integer({ min: 1, max: 20 })), { minLength: 1, maxLength: 6 })
    .map((pairs) => pairs.map(([z, amount]) => [z, amount] as const));
  const compose = (pairs: readonly (readonly [number, number])[], factor: number) =>
    createComposition(
      pairs.map(([z]) => z),
      pairs.map(([, amount]) => amount * factor),
    );

  test('every column of every set but oliynyk is finite for every composition of Z = 1 to 96', () => {
    const { oliynyk: _, ...complete } = ELEMENTAL_SETS;
    fc.assert(
      fc.property(compositions, (pairs) => {
        for (const each of Object.values(complete)) {
          expect(elementalDescriptors([compose(pairs, 1)], { ...each, anchor: 'Li' }).data.every(Number.isFinite)).toBe(
            true,
          );
        }
      }),
    );
    for (const property of ELEMENTAL_SETS['elemental-full'].properties) {
      expect(elementProperty(property).values.subarray(1, 97).every(Number.isFinite)).toBe(true);
    }
  });

  test('statistics are ordered: min <= mean <= max, mad <= sd <= range / 2', () => {
    fc.assert(
      fc.property(compositions, (pairs) => {
        const { data } = elementalDescriptors([compose(pairs, 1)], set(['covalent_radius_A']));
        const [mean, mad, sd, min, max, range] = data as unknown as [number, number, number, number, number, number];
        const slack = 1e-9;
        expect(min <= mean + slack && mean <= max + slack).toBe(true);
        expect(mad <= sd + slack && sd <= range / 2 + slack).toBe(true);
        expect(range).toBe(max - min);
      }),
    );
  });

  test('of a lithium compound: fractions within (0, 1], their quotient is lithium for each anion', () => {
    fc.assert(
      fc.property(compositions, (pairs) => {
        const composition = compose([...pairs, [3, 1]], 1);
        const [lithium, anion, perAnion, count] = elementalDescriptors([composition], amountsOnly).data as unknown as [
          number,
          number,
          number,
          number,
        ];
        expect(lithium > 0 && lithium <= 1 && anion > 0 && anion <= 1).toBe(true);
        expect(perAnion).toBeCloseTo(lithium / anion, 12);
        expect(count).toBe(new Set([...pairs.map(([z]) => z), 3]).size);
      }),
    );
  });

  test('the size of the formula unit does not matter', () => {
    fc.assert(
      fc.property(compositions, fc.integer({ min: 2, max: 9 }), (pairs, factor) => {
        const one = elementalDescriptors([compose(pairs, 1)], full).data;
        const many = elementalDescriptors([compose(pairs, factor)], full).data;
        one.forEach((value, i) => {
          expect(many[i]).toBeCloseTo(value, 6);
        });
      }),
    );
  });
});

describe('elemental descriptors refused', () => {
  test('a gap names formula, property and element', () => {
    expect(() => row('Li2Eu3', set(['atomic_mass_u', 'descriptor_electronegativity']))).toThrow(
      'Li2Eu3: expected a value of descriptor_electronegativity, found none for Eu; leave the formula out',
    );
  });

  test('a property that is no column is named', () => {
    expect(() => row('LiF', set(['hardness']))).toThrow('found "hardness"');
  });
});
