import { describe, expect, test } from 'vitest';
import { matrixFrom } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { fitModel } from '../../src/models/model.ts';

const X = matrixFrom([
  [0.5, 16],
  [0.1, 16],
  [0.2, 8],
  [0.3, 8],
  [0.4, 8],
  [0.5, 17],
]);
const fit = (column: number) => fitModel({ kind: 'category-rate', column }, X, [1, 1, 0, 0, 1, 0], stream(0, 'fit'));

describe('category-rate', () => {
  test('scores the log odds of the rate in the category, two rows at the overall rate added', () => {
    // overall (3 + 1) / (6 + 2) = 0.5; sulphides (2 + 1) / (2 + 2) = 3/4, oxides (1 + 1) / (3 + 2) = 2/5, chlorides 1/3
    const scores = fit(1).score(
      matrixFrom([
        [0, 16],
        [0, 8],
        [0, 17],
      ]),
    );
    [Math.log(3), Math.log(2 / 3), Math.log(1 / 2)].forEach((expected, i) => {
      expect(scores[i]).toBeCloseTo(expected, 12);
    });
  });

  test('gives a category that was not in training the overall rate', () => {
    expect(fit(1).score(matrixFrom([[0, 35]]))[0]).toBe(0);
  });

  test('refuses a category that is not an integer, and a column that does not exist', () => {
    expect(() => fit(0)).toThrow('category-rate, row 0: expected an integer category, found 0.5; check column 0');
    expect(() => fit(2)).toThrow(
      'training rows of category-rate: expected a column index below 2, found 2; name a column that exists',
    );
  });
});
