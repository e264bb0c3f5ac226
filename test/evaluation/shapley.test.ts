import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shapleyValues } from '../../src/evaluation/shapley.ts';

const bits = (parts: number, worthOf: (has: (part: number) => boolean) => number): number[] =>
  Array.from({ length: 2 ** parts }, (_, set) => worthOf((part) => (set & (1 << part)) !== 0));

describe('shapleyValues', () => {
  test('of the glove game are those of the textbook: 2/3 for the only left glove, 1/6 for each right one', () => {
    const worth = bits(3, (has) => (has(0) && (has(1) || has(2)) ? 1 : 0));
    expect([...shapleyValues(worth)]).toEqual([2 / 3, 1 / 6, 1 / 6].map((value) => expect.closeTo(value, 12)));
  });

  test('of the airport game (Littlechild and Owen 1973) split each stretch among those who need it', () => {
    const costs = [8, 11, 13, 18];
    const worth = bits(4, (has) => Math.max(0, ...costs.filter((_, part) => has(part))));
    expect([...shapleyValues(worth)]).toEqual([2, 3, 4, 9].map((value) => expect.closeTo(value, 12)));
  });

  const worths = fc
    .integer({ min: 1, max: 5 })
    .chain((parts) =>
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2 ** parts, maxLength: 2 ** parts }),
    );

  test('add up to all less none', () => {
    fc.assert(
      fc.property(worths, (worth) => {
        const sum = shapleyValues(worth).reduce((total, value) => total + value, 0);
        expect(sum).toBeCloseTo(worth.at(-1)! - worth[0]!, 8);
      }),
    );
  });

  test('are the weights of what only adds, and nothing for a part that changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 6 }), (weights) => {
        const worth = bits(weights.length + 1, (has) =>
          weights.reduce((sum, weight, part) => sum + (has(part) ? weight : 0), 5),
        );
        expect([...shapleyValues(worth)]).toEqual([...weights, 0].map((weight) => expect.closeTo(weight, 10)));
      }),
    );
  });

  test('of three answers are refused', () => {
    expect(() => shapleyValues([1, 2, 3])).toThrow(
      'Shapley values: expected 2 to the number of parts, at most 16, found 3 answers; give one a set',
    );
  });
});
