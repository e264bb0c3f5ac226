import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Matrix, matrixFrom } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { fitModel } from '../../src/models/model.ts';
import { fitStandardiser, standardise } from '../../src/models/standardise.ts';
import { randomProblem } from './libsvm.ts';

const fit = (X: Matrix, y: ArrayLike<number>, neighbours?: number) =>
  fitModel({ kind: 'nearest-neighbour', ...(neighbours ? { neighbours } : {}) }, X, y, stream(0, 'fit'));

/** Sorts all rows by distance: the slow way. */
function bruteForce(X: Matrix, y: ArrayLike<number>, neighbours: number, queries: Matrix): number[] {
  const standardiser = fitStandardiser(X);
  const [Z, Q] = [standardise(X, standardiser), standardise(queries, standardiser)];
  return Array.from({ length: Q.rows }, (_, q) => {
    const distance = (row: number) =>
      Array.from({ length: Z.cols }, (_, j) => (Q.data[q * Z.cols + j]! - Z.data[row * Z.cols + j]!) ** 2).reduce(
        (sum, value) => sum + value,
        0,
      );
    const nearest = Array.from({ length: Z.rows }, (_, row) => row).sort((a, b) => distance(a) - distance(b));
    return nearest.slice(0, neighbours).reduce((sum, row) => sum + (2 * y[row]! - 1) / neighbours, 0);
  });
}

describe('nearest-neighbour', () => {
  test('votes as sorting all rows by distance does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 37 }),
        (seed, k, cols) => {
          const { X, y } = randomProblem(seed, 20, cols, 0.5);
          const queries = randomProblem(seed + 1000, 10, cols, 0.5).X;
          const found = fit(X, y, k).score(queries);
          bruteForce(X, y, k, queries).forEach((vote, i) => {
            expect(found[i]).toBeCloseTo(vote, 12);
          });
        },
      ),
    );
  });

  test('gives training rows back their own label', () => {
    const { X, y } = randomProblem(2, 50, 20, 0.5);
    expect(fit(X, y).score(X)).toEqual(y.map((label) => 2 * label - 1));
  });

  test('of rows at equal distance the first in training is nearer', () => {
    const query = matrixFrom([[1]]);
    expect(fit(matrixFrom([[0], [2]]), [1, 0]).score(query)[0]).toBe(1);
    expect(fit(matrixFrom([[0], [2]]), [0, 1]).score(query)[0]).toBe(-1);
  });

  test('a column with large numbers does not outweigh the others', () => {
    const X = matrixFrom([
      [0, 1000],
      [1, 1010],
      [0, 1010],
      [1, 1000],
    ]);
    expect(fit(X, [0, 1, 0, 1]).score(matrixFrom([[0.9, 1006]]))[0]).toBe(1);
  });

  test('refuses more neighbours than rows', () => {
    expect(() => fit(matrixFrom([[0], [1]]), [0, 1], 3)).toThrow(
      'training rows of nearest-neighbour: expected at least 3 rows, found 2; ask for fewer neighbours',
    );
  });
});
