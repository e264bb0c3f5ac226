import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matrixFrom, selectRows } from '../../src/core/matrix.ts';
import { shuffled, stream } from '../../src/core/random.ts';
import { fitModel } from '../../src/models/model.ts';
import { largestDifference, libsvmScores, randomProblem } from './libsvm.ts';

const fit = (C: number, X: Parameters<typeof fitModel>[1], y: ArrayLike<number>, seed = 0) =>
  fitModel({ kind: 'linear-svm', C }, X, y, stream(seed, 'fit'));

describe('linear-svm', () => {
  test.each([
    ['separable, more columns than rows', 30, 40, 0, 10],
    ['separable, two columns', 40, 2, 0, 100],
    ['separable, small C', 40, 5, 0, 0.001],
    ['noisy, 36 rows', 36, 20, 0.5, 1],
    ['noisy, large C', 40, 5, 0.5, 100],
    ['noisy, small C', 200, 5, 0.5, 0.01],
    ['noisy, more columns', 150, 20, 0.5, 1],
  ])('agrees with libsvm 3.22 within 1e-3: %s', (_, rows, cols, noise, C) => {
    const { X, y } = randomProblem(rows + cols, rows, cols, noise);
    expect(largestDifference(fit(C, X, y).score(X), libsvmScores(X, y, { C }))).toBeLessThan(1e-3);
  });

  test('agrees with libsvm for balanced class weights', () => {
    const { X, y } = randomProblem(5, 60, 4, 0.6);
    const positives = y.reduce((sum, label) => sum + label, 0);
    const weight = { 1: 60 / (2 * positives), [-1]: 60 / (2 * (60 - positives)) };
    const spec = { kind: 'linear-svm', C: 0.5, classWeights: 'balanced' } as const;
    const scores = fitModel(spec, X, y, stream(0, 'fit')).score(X);
    expect(largestDifference(scores, libsvmScores(X, y, { C: 0.5, weight }))).toBeLessThan(1e-3);
    expect(largestDifference(scores, libsvmScores(X, y, { C: 0.5 }))).toBeGreaterThan(1e-2);
  });

  test('finds the widest margin between two rows, in raw units', () => {
    const { linear } = fit(100, matrixFrom([[3], [7]]), [0, 1]);
    expect(linear!.weights[0]).toBeCloseTo(0.5, 4); // +1 at 7, -1 at 3
    expect(linear!.intercept).toBeCloseTo(-2.5, 4);
  });

  test('the order of rows, the seed, and shift and scale of a column do not matter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0.1, max: 100, noNaN: true }), (seed, scale) => {
        const { X, y } = randomProblem(seed, 40, 3, 0.5);
        fc.pre(y.includes(0) && y.includes(1));
        const scores = fit(1, X, y).score(X);
        const order = shuffled(40, stream(seed, 'order'));
        const again = fit(
          1,
          selectRows(X, order),
          Float64Array.from(order, (row) => y[row]!),
          seed,
        ).score(X);
        const scaled = { ...X, data: X.data.map((value, at) => (at % 3 === 1 ? scale * value - 5 : value)) };
        expect(largestDifference(again, scores)).toBeLessThan(1e-3);
        expect(largestDifference(fit(1, scaled, y).score(scaled), scores)).toBeLessThan(1e-3);
      }),
      { numRuns: 15 },
    );
  });

  test('a constant column gets weight 0 and the same stream the same bits', () => {
    const { X, y } = randomProblem(3, 40, 3, 0.5);
    const constant = { ...X, data: X.data.map((value, at) => (at % 3 === 2 ? 0.1 : value)) };
    const first = fit(1, constant, y).linear!;
    expect(first.weights[2]).toBe(0);
    expect(fit(1, constant, y).linear).toEqual(first);
  });

  test('13,000 rows of 60 columns are learned', () => {
    const { X, y } = randomProblem(1, 13_000, 60, 0.5);
    const scores = fit(0.1, X, y).score(X);
    const right = scores.filter((score, i) => score >= 0 === (y[i] === 1)).length;
    expect(right / 13_000).toBeGreaterThan(0.8);
  });
});
