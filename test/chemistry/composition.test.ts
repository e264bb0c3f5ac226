import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chemicalSystem,
  createComposition,
  fractions,
  mostElectronegative,
  reducedFormula,
} from '../../src/chemistry/composition.ts';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';

describe('compositions', () => {
  test.each([
    ['Li6P2S8', 'Li3PS4'],
    ['Li0.5CoO2', 'LiCo2O4'],
    ['Li9.81Sn0.81P2.19S12', 'Li327Sn27P73S400'],
    ['Li2O2', 'LiO'],
    ['Li0.3333O0.6667', 'Li3333O6667'],
  ])('%s reduces to %s', (text, expected) => {
    expect(reducedFormula(parseFormula(text))).toBe(expected);
  });

  test('the chemical system is alphabetical', () => {
    expect(chemicalSystem(parseFormula('Li3PS4'))).toBe('Li-P-S');
    expect(chemicalSystem(parseFormula('LiFePO4'))).toBe('Fe-Li-O-P');
  });

  test('the most electronegative element is the anion, of equals the one written last', () => {
    const anion = (text: string) => SYMBOLS[mostElectronegative(parseFormula(text))];
    expect(['LiPO3', 'Li6PS5Cl', 'Li3N', 'LiBH4', 'Li', 'Li2CSe', 'LiXe', 'LiHe'].map(anion)).toEqual([
      'O',
      'Cl',
      'N',
      'H',
      'Li',
      'Se',
      'Xe',
      'Li',
    ]);
  });

  test('amounts of one element are added without rounding noise', () => {
    expect(createComposition([8, 3, 8, 8], [0.1, 1, 0.1, 0.1])).toEqual({
      atomicNumbers: Uint8Array.of(3, 8),
      amounts: Float64Array.of(1, 0.3),
    });
  });

  test('what is no composition is refused', () => {
    expect(() => createComposition([], [])).toThrow('composition: expected at least one element, found none');
    expect(() => createComposition([0], [1])).toThrow('expected atomic numbers from 1 to 118, found 0');
    expect(() => createComposition([3.5], [1])).toThrow('expected atomic numbers from 1 to 118, found 3.5');
    expect(() => createComposition([3], [0])).toThrow('expected an amount of Li above 0, found 0');
    expect(() => createComposition([3], [Number.NaN])).toThrow('expected an amount of Li above 0, found NaN');
  });
});

describe('compositions in general', () => {
  const parts = fc.array(fc.tuple(fc.integer({ min: 1, max: 118 }), fc.integer({ min: 1, max: 20 })), {
    minLength: 1,
    maxLength: 6,
  });
  const compose = (pairs: readonly (readonly [number, number])[], factor = 1) =>
    createComposition(
      pairs.map(([z]) => z),
      pairs.map(([, amount]) => amount * factor),
    );

  test('neither the order of the parts nor a common factor changes the reduced formula', () => {
    fc.assert(
      fc.property(parts, fc.constantFrom(2, 7, 0.5, 0.125), (pairs, factor) => {
        const expected = reducedFormula(compose(pairs));
        expect(reducedFormula(compose([...pairs].reverse(), factor))).toBe(expected);
        expect(reducedFormula(parseFormula(expected))).toBe(expected);
      }),
    );
  });

  test('fractions add up to 1 and keep the ratios', () => {
    fc.assert(
      fc.property(parts, (pairs) => {
        const composition = compose(pairs);
        const parts = fractions(composition);
        expect(parts.reduce((sum, part) => sum + part)).toBeCloseTo(1, 12);
        expect(parts[0]! * composition.amounts.at(-1)!).toBeCloseTo(parts.at(-1)! * composition.amounts[0]!, 9);
      }),
    );
  });
});
