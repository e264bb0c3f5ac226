import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ensembleWeights } from '../../src/evaluation/ensemble-weights.ts';
import { meanAbsoluteError } from '../../src/evaluation/regression-metrics.ts';
import { weightedMean } from '../../src/evaluation/weighted-mean.ts';

const said = (...lists: number[][]) => lists.map((list) => Float64Array.from(list));
const values = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 6, maxLength: 6 });

describe('weights of an ensemble', () => {
  test('by hand: the first two rounds err on either side, their mean is right', () => {
    const loss = (mean: Float64Array) => Math.abs(mean[0]! - 3);
    // Alone 5 is off by 2, 0 by 3. Then (5 + 0) / 2 = 2.5, (5 + 5) / 2 = 5; then (5 + 0 + 5) / 3 = 3.33; then 2.5; then 15 / 5 = 3.
    expect([...ensembleWeights(said([0], [5]), loss, 1)]).toEqual([0, 1]);
    expect([...ensembleWeights(said([0], [5]), loss, 2)]).toEqual([0.5, 0.5]);
    expect([...ensembleWeights(said([0], [5]), loss, 5)]).toEqual([0.4, 0.6]);
    // More rounds find nothing better than what is right.
    expect([...ensembleWeights(said([0], [5]), loss, 30)]).toEqual([0.4, 0.6]);
  });

  test('of equals the first is taken', () => {
    expect([...ensembleWeights(said([1, 2], [1, 2]), (mean) => meanAbsoluteError([1, 3], mean), 9)]).toEqual([1, 0]);
  });

  test('are shares of one, and the mean is never worse than the best alone', () => {
    fc.assert(
      fc.property(values, fc.array(values, { minLength: 1, maxLength: 4 }), (truth, lists) => {
        const members = said(...lists);
        const loss = (mean: Float64Array) => meanAbsoluteError(truth, mean);
        const weights = ensembleWeights(members, loss, 20);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
        expect(loss(weightedMean(members, weights))).toBeLessThanOrEqual(Math.min(...members.map(loss)) + 1e-9);
      }),
    );
  });

  test('refuse nobody, and no rounds', () => {
    expect(() => ensembleWeights([], () => 0, 5)).toThrow(
      'ensemble weights: expected at least one answerer, found none; name one',
    );
    expect(() => ensembleWeights(said([1]), () => 0, 0)).toThrow(
      'ensemble weights: expected at least 1 round, found 0; such as 30',
    );
  });
});
