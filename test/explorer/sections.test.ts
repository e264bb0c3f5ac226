import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reducedFormula } from '../../src/chemistry/composition.ts';
import { fractionsOf, ternarySection, tieLine } from '../../src/explorer/sections.ts';

const section = (system: string, fixed = '', parts = 0, of = 10) => ternarySection({ system, fixed, parts, of });

describe('ternarySection', () => {
  test('has every grid point with lithium but the corner of lithium alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 20 }), (of) => {
        const { compositions } = section('Li-P-S', '', 0, of);
        expect(compositions).toHaveLength((of * (of + 1)) / 2 - 1);
        for (const composition of compositions) {
          const shares = fractionsOf(composition, ['Li', 'P', 'S']);
          expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 10);
          expect(shares[0]).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('a quaternary one holds its element at a constant fraction', () => {
    const { corners, fixed, compositions } = section('Cl-Li-P-S', 'Cl', 3, 12);
    expect(corners).toEqual(['Li', 'P', 'S']);
    expect(fixed).toEqual({ element: 'Cl', parts: 3, of: 12 });
    for (const composition of compositions) expect(fractionsOf(composition, ['Cl'])[0]).toBeCloseTo(0.25, 10);
  });

  test('lithium can be the element that is held; without any of it there is nothing to score', () => {
    expect(section('Cl-Li-P-S', 'Li', 4, 10).compositions).toHaveLength(28);
    expect(section('Cl-Li-P-S', 'Li', 0, 10).compositions).toEqual([]);
  });

  test.each([
    [['Na-P-S'], 'system: expected lithium and two or three other elements, found Na-P-S; write it as Li-P-S'],
    [['Li-S'], 'system: expected lithium and two or three other elements'],
    [['Li-S-S'], 'system: expected lithium and two or three other elements'],
    [['Li-Q-S'], 'system: expected an element symbol, found "Q"'],
    [['Cl-Li-P-S'], 'fixed: expected an element of Cl-Li-P-S below all parts, found none; fix one of four elements'],
    [['Li-P-S', 'S', 1], 'fixed: expected none, found S; fix one of four elements'],
    [['Cl-Li-P-S', 'Cl', 10], 'fixed: expected an element of Cl-Li-P-S below all parts, found Cl'],
  ] as [[string, string?, number?], string][])('%j is refused', (given, message) => {
    expect(() => section(...given)).toThrow(message);
  });
});

describe('tieLine', () => {
  test('begins and ends with its end members, in equal steps', () => {
    const line = tieLine('Li2S', 'P2S5', 10);
    expect(line).toHaveLength(11);
    expect(reducedFormula(line[0]!.composition)).toBe('Li2S');
    expect(reducedFormula(line[10]!.composition)).toBe('P2S5');
    expect(fractionsOf(line[5]!.composition, ['Li', 'P', 'S'])).toEqual([0.2, 0.2, 0.6]);
  });

  test('twice the same end member is refused, however it is written', () => {
    expect(() => tieLine('Li2S', 'S2Li4', 10)).toThrow(
      'tie line: expected two different end members, found Li2S and S2Li4',
    );
  });
});
