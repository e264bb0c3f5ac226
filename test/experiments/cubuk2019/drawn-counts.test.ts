import { describe, expect, test } from 'vitest';
import { agreement } from '../../../experiments/cubuk2019/agreement.ts';
import { anionByCation } from '../../../experiments/cubuk2019/anion-by-cation.ts';
import { combinePolymorphs } from '../../../src/transfer/polymorphs.ts';

describe('agreement', () => {
  test('counts every formula once, in the square of both log-odds, what lies beyond in the last squares', () => {
    const { counts, lower_edge, width } = agreement('s', [0.5, 0.5, 0, 1], Float64Array.of(0, -0.1, -99, 99));
    const zero = -lower_edge / width;
    expect(counts[zero]![zero]).toBe(1);
    expect(counts[zero - 1]![zero]).toBe(1);
    expect(counts[0]![0]).toBe(1);
    expect(counts.at(-1)!.at(-1)).toBe(1);
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(4);
  });
});

describe('anionByCation', () => {
  test('counts a formula with each element beside lithium and the anion, and no alloy', () => {
    const formulas = ['Li3PS4', 'Li10Ge(PS6)2', 'LiAlO2', 'Li2O', 'LiAl'];
    const labelled = combinePolymorphs(formulas, formulas, [0.9, 0.8, 0.1, 0.1, 0.9]);
    expect(anionByCation(labelled)).toEqual({
      anions: ['O', 'S'],
      cations: ['Al', 'P', 'Ge'],
      formulas: [
        [1, 0, 0],
        [0, 2, 1],
      ],
      fast: [
        [0, 0, 0],
        [0, 2, 1],
      ],
    });
  });
});
