import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComposition } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { compositionDomain } from '../../src/learning/composition-domain.ts';

const of = (...formulas: string[]) => compositionDomain(formulas.map(parseFormula));

describe('compositionDomain by hand', () => {
  test.each([
    ['Li2O', 'Li2O', 0],
    ['Li4O2', 'Li2O', 0],
    ['Na2S', 'Li2O', 2],
    ['LiF', 'Li2O', 1], // half of the atoms and two thirds: 1/2 in common
    ['Li3PS4', 'Li2S', 2 * (1 - 3 / 8 - 1 / 3)],
  ])('%s from %s', (formula, measured, distance) => {
    expect(of(measured).nearest(parseFormula(formula)).distance).toBeCloseTo(distance, 12);
  });

  test('tells which is nearest, of equals the first', () => {
    expect(of('NaCl', 'Li3PS4', 'Li6P2S8').nearest(parseFormula('Li7P3S11')).index).toBe(1);
  });
});

test('the distance is the Manhattan distance of atomic fractions', () => {
  const compositions = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 96 }), fc.integer({ min: 1, max: 20 })), { minLength: 1, maxLength: 5 })
    .map((parts) =>
      createComposition(
        parts.map(([z]) => z),
        parts.map(([, amount]) => amount),
      ),
    );
  fc.assert(
    fc.property(compositions, compositions, (a, b) => {
      const { data, cols } = elementalDescriptors([a, b], ELEMENTAL_SETS['element-fractions']);
      let sum = 0;
      for (let j = 0; j < cols; j++) sum += Math.abs(data[j]! - data[cols + j]!);
      expect(compositionDomain([a]).nearest(b).distance).toBeCloseTo(sum, 9);
    }),
  );
});

test('the nearest of a list is that of one distance after another, whatever was asked before', () => {
  const known = ['NaCl', 'Li3PS4', 'Li6P2S8', 'Li2S', 'MgO', 'Li7P3S11', 'K2S', 'Li2O'].map(parseFormula);
  const domain = compositionDomain(known);
  fc.assert(
    fc.property(fc.constantFrom('Li4P2S6', 'LiCl', 'Na2S', 'Ar', 'Li3PO4', 'KMgCl3'), (formula) => {
      const asked = parseFormula(formula);
      const one = known.map((each, index) => ({ index, distance: compositionDomain([each]).nearest(asked).distance }));
      const sorted = one.toSorted((a, b) => a.distance - b.distance || a.index - b.index);
      expect(domain.nearestFew(asked, 5)).toEqual(sorted.slice(0, 5));
      expect(domain.nearest(asked)).toEqual(sorted[0]);
    }),
  );
});
