import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { stableJson } from '../../src/core/files.ts';
import { createMatrix, type Matrix, matrixFrom, selectRows } from '../../src/core/matrix.ts';
import { normal, shuffled, stream } from '../../src/core/random.ts';
import { fitRegressor, type RegressionSpec, regressorFromJson } from '../../src/models/regression.ts';
import { largestDifference } from './libsvm.ts';

interface Golden {
  X: number[][];
  y: number[];
  query: number[][];
  pls: { spec: RegressionSpec; mean: number[] }[];
}
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/models/svr-pls.json', import.meta.url), 'utf8'));

const fit = (components: number, X: Matrix, y: ArrayLike<number>) =>
  fitRegressor({ kind: 'pls', components }, X, y, stream(0, 'unused'));

function problem(seed: number, rows: number, cols: number): { X: Matrix; y: Float64Array } {
  const random = stream(seed, 'test pls');
  const X = createMatrix(rows, cols);
  for (let at = 0; at < X.data.length; at++) X.data[at] = (1 + (at % cols)) * normal(random) + 4;
  const y = Float64Array.from({ length: rows }, (_, i) => X.data[i * cols]! - X.data[i * cols + 1]! + normal(random));
  return { X, y };
}
const seeds = fc.integer({ min: 0, max: 9999 });

describe('partial least squares', () => {
  test.each(golden.pls)('agrees with scikit-learn: $spec.components components', ({ spec, mean }) => {
    const found = fitRegressor(spec, matrixFrom(golden.X), golden.y, stream(0, 'unused'));
    const values = found.predict(matrixFrom(golden.query)).mean;
    expect(largestDifference(values, Float64Array.from(mean))).toBeLessThan(1e-9);
  });

  test('one component by hand: along the covariance with y', () => {
    const found = fit(1, matrixFrom([[-1], [1]]), [0, 4]).predict(matrixFrom([[1], [2]]));
    expect(Array.from(found.mean)).toEqual([4, 6]);
    for (const sd of found.sd) expect(sd).toBeLessThan(1e-12);
  });

  test('the standard deviation is that of the residuals, less a degree of freedom a component and one for the mean', () => {
    const found = fit(1, matrixFrom([[-1], [1], [-1], [1]]), [0, 4, 2, 6]).predict(matrixFrom([[1]]));
    // 3 + 2 z: residuals -1, -1, 1, 1 over 4 - 1 - 1
    expect(found.mean[0]).toBeCloseTo(5, 12);
    expect(found.sd[0]).toBeCloseTo(Math.sqrt(2), 12);
  });

  test('as many components as columns are least squares', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 6 }), (seed, cols) => {
        const { X, y } = problem(seed, 40, cols);
        const ridge = fitRegressor({ kind: 'ridge', l2: 1e-9 }, X, y, stream(0, 'unused')).predict(X).mean;
        expect(largestDifference(fit(cols, X, y).predict(X).mean, ridge)).toBeLessThan(1e-7);
      }),
      { numRuns: 25 },
    );
  });

  test('each component fits the training rows no worse', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { X, y } = problem(seed, 15, 8);
        const squares = (components: number) =>
          fit(components, X, y)
            .predict(X)
            .mean.reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0);
        for (let a = 1; a < 8; a++) expect(squares(a + 1)).toBeLessThanOrEqual(squares(a) * (1 + 1e-12));
      }),
      { numRuns: 20 },
    );
  });

  test('neither units of columns, nor order of rows, nor a place of y matters', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 5 }), (seed, components) => {
        const { X, y } = problem(seed, 20, 5);
        const order = shuffled(20, stream(seed, 'order'));
        const other = { ...X, data: X.data.map((value, at) => (1 + (at % 5)) * 50 * value - 8) };
        const moved = Array.from(order, (row) => 3 * y[row]! - 40);
        const after = fit(components, selectRows(other, order), moved).predict(other).mean;
        const expected = fit(components, X, y)
          .predict(X)
          .mean.map((value) => 3 * value - 40);
        expect(largestDifference(after, expected)).toBeLessThan(1e-8);
      }),
      { numRuns: 25 },
    );
  });

  test('columns that repeat or do not vary change nothing but their share', () => {
    const { X, y } = problem(3, 20, 4);
    const twice = createMatrix(20, 9);
    for (let i = 0; i < 20; i++) {
      twice.data.set(X.data.subarray(4 * i, 4 * i + 4), 9 * i);
      twice.data.set(X.data.subarray(4 * i, 4 * i + 4), 9 * i + 4);
      twice.data[9 * i + 8] = 7;
    }
    for (const components of [1, 2, 4]) {
      const found = fit(components, twice, y).predict(twice).mean;
      expect(largestDifference(found, fit(components, X, y).predict(X).mean)).toBeLessThan(1e-9);
    }
  });

  test('uses no more components than the columns and rows hold', () => {
    const used = (components: number, rows: number, cols: number) => {
      const { X, y } = problem(2, rows, cols);
      return fit(components, X, y).toJson().parameters.components![0];
    };
    expect([used(9, 20, 4), used(9, 4, 20), used(2, 20, 4), used(3, 1, 2)]).toEqual([4, 3, 2, 0]);
    const constant = fit(3, problem(1, 10, 3).X, new Float64Array(10).fill(-2));
    expect(constant.toJson().parameters.components).toEqual([0]);
    expect(new Set(constant.predict(problem(2, 10, 3).X).mean)).toEqual(new Set([-2]));
  });

  test('from JSON predicts the same bits', () => {
    const { X, y } = problem(5, 20, 4);
    const regressor = fit(2, X, y);
    const again = regressorFromJson(JSON.parse(stableJson(regressor.toJson())), 'law.json');
    expect(again.predict(problem(6, 9, 4).X)).toEqual(regressor.predict(problem(6, 9, 4).X));
  });

  const { X, y } = problem(5, 20, 4);
  const saved = JSON.parse(stableJson(fit(2, X, y).toJson()));
  test.each<[string, () => unknown, string]>([
    ['no component', () => fit(0, X, y), 'pls.components: expected an integer of at least 1, found 0'],
    [
      'a weight lost',
      () => regressorFromJson({ ...saved, parameters: { ...saved.parameters, weights: [1] } }, 'a.json'),
      'a.json: expected 4 values of parameter weights, found 1',
    ],
    [
      'a negative variance',
      () => regressorFromJson({ ...saved, parameters: { ...saved.parameters, variance: [-1] } }, 'a.json'),
      'a.json: expected variance of at least 0',
    ],
  ])('%s is refused', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});
