import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixFrom, rowOf } from '../../src/core/matrix.ts';
import { openNearest } from '../../src/evaluation/nearest.ts';

const training = matrixFrom([
  [0, 0],
  [2, 0],
  [0, 2000],
  [2, 2000],
]);

describe('openNearest', () => {
  it('measures in standard deviations of the training columns (worked by hand: 1 and 1000)', () => {
    expect(openNearest(training)([2, 900])).toEqual({ index: 1, distance: 0.9 });
    expect(openNearest(training)([0.5, 1700]).index).toBe(2);
    expect(openNearest(training)([0.5, 1700]).distance).toBeCloseTo(Math.hypot(0.5, 0.3), 12);
  });

  it('finds a training row itself at distance 0, and the first of equals', () => {
    expect(openNearest(training)(rowOf(training, 3))).toEqual({ index: 3, distance: 0 });
    expect(openNearest(matrixFrom([[1], [5], [5]]))([5]).index).toBe(1);
  });

  it('does not change its answer with the units of a column, nor with a constant column', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 3 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 9 }), (list, a) => {
        fc.pre(new Set(list.map(([x]) => x)).size > 1 && new Set(list.map(([, z]) => z)).size > 1);
        const plain = openNearest(matrixFrom(list))([a, 3.5]);
        const scaled = openNearest(matrixFrom(list.map(([x, z]) => [1024 * x, z, 8])))([1024 * a, 3.5, 8]);
        expect(scaled.index).toBe(plain.index);
        expect(scaled.distance).toBeCloseTo(plain.distance, 10);
      }),
    );
  });

  it('says what is wrong with its input', () => {
    expect(() => openNearest(training)([1])).toThrow('nearest training row: expected a row of 2 columns, found 1');
    expect(() => openNearest(matrixFrom([]))).toThrow('nearest training row: expected at least one training row');
    expect(() => openNearest(training)([1, Number.NaN])).toThrow(
      'row to look up, position 1: expected a finite number',
    );
  });
});
