import { describe, expect, test } from 'vitest';
import { reliability } from '../../../src/experiment/reliability.ts';
import { agreement } from '../../../src/experiment/transfer/agreement.ts';
import { anionByCation } from '../../../src/experiment/transfer/anion-by-cation.ts';
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

describe('reliability', () => {
  const options = { resamples: 4000, seed: 0 };

  test('has the interval of the share in a bin, and none where it is empty', () => {
    const y = [0, 0, 0, 1, 1, 1, 1, 0];
    const probability = [0.1, 0.1, 0.1, 0.1, 0.9, 0.9, 1, 1];
    const [low, middle, high] = reliability(y, probability, 3, options);
    expect(low).toMatchObject({ n: 4, fractionPositive: 0.25 });
    expect(low!.interval).toEqual([0, 0.75]);
    expect(middle).toMatchObject({ n: 0, interval: null });
    expect(high).toMatchObject({ n: 4, fractionPositive: 0.75 });
  });

  test('draws whole groups: of one group nothing can vary', () => {
    const [bin] = reliability([0, 1, 1, 1], [0.1, 0.2, 0.3, 0.4], 1, { ...options, groups: ['a', 'a', 'a', 'a'] });
    expect(bin!.interval).toEqual([0.75, 0.75]);
  });
});
