import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { UserError } from '../../src/core/errors.ts';
import { needLearned, scopeOf, unlearned } from '../../src/learning/scope.ts';
import { loadMeasured } from '../../src/transfer/measured-data.ts';

const of = (...formulas: string[]) => scopeOf(formulas.map(parseFormula));

describe('what a student has learned', () => {
  test.each<[string[], string | null]>([
    [['Na3PS4', 'NaCl'], 'Na'],
    [['Na3PS4', 'Na3PO4'], 'Na'], // phosphorus makes anions, and is no ion to screen
    [['Na2ZnS2', 'NaZnCl3'], 'Na'], // of two, the less electronegative
    [['MgO', 'MgAl2O4'], 'Mg'],
    [['Na3PS4', 'K3PS4'], null],
    [['NaCl', 'KCl'], null],
    [['Ag2S'], 'Ag'],
  ])('of %s is the ion %s', (formulas, anchor) => {
    expect(of(...formulas).anchor).toBe(anchor);
  });

  test('of the measured materials is lithium and their 54 elements, by atomic number', () => {
    const { anchor, elements } = scopeOf(loadMeasured('obelix').map(({ composition }) => composition));
    expect([anchor, elements.length, ...elements.slice(0, 5)]).toEqual(['Li', 54, 'H', 'Li', 'B', 'C', 'N']);
  });

  test('does not depend on the order of compounds, and needs no compound that it learned from', () => {
    const pool = ['Na3PS4', 'NaCl', 'Na2O', 'K2S', 'NaKS', 'LiNaSO4'];
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: 1 }), (formulas) => {
        const learned = of(...formulas);
        expect(of(...formulas.toReversed())).toEqual(learned);
        for (const formula of formulas) {
          expect(unlearned(learned, parseFormula(formula))).toEqual([]);
          needLearned(formula, parseFormula(formula), 'mine', learned);
        }
      }),
    );
  });

  test('is named by its elements, or by their number where they are many', () => {
    const ask = (learned: ReturnType<typeof of>, formula: string) => () =>
      needLearned(formula, parseFormula(formula), 'mine', learned);
    expect(ask(of('Na3PS4'), 'LiCl')).toThrow(
      'LiCl: expected a sodium compound, found none; mine has learned sodium compounds only, of the elements Na, P, S',
    );
    expect(ask(of('NaCl', 'KBr'), 'NaI')).toThrow(
      'NaI: expected elements that the student has learned, found I; mine has learned compounds without a common ion, of the elements Na, Cl, K, Br',
    );
    const many = of(...SYMBOLS.slice(19, 60).map((symbol) => `Na${symbol}`));
    expect(ask(many, 'LiCl')).toThrow('mine has learned sodium compounds only, of 42 elements');
    expect(ask(many, 'LiCl')).toThrow(UserError);
    expect(ask(of('Na3PS4'), 'NaBi')).not.toThrow();
  });
});
