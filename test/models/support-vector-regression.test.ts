import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { stableJson } from '../../src/core/files.ts';
import { createMatrix, type Matrix, matrixFrom, selectRows } from '../../src/core/matrix.ts';
import { normal, shuffled, stream } from '../../src/core/random.ts';
import { openLibsvm } from '../../src/models/libsvm.ts';
import { fitRegressor, type RegressionSpec, regressorFromJson } from '../../src/models/regression.ts';
import { largestDifference } from './libsvm.ts';

interface Golden {
  X: number[][];
  y: number[];
  query: number[][];
  svr: { spec: RegressionSpec; mean: number[]; vectors: number }[];
}
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/models/svr-pls.json', import.meta.url), 'utf8'));

const SPEC = { kind: 'support-vector-regression', C: 5, gamma: 0.2, epsilon: 0.1 } as const;
const fit = (spec: unknown, X: Matrix, y: ArrayLike<number>) =>
  fitRegressor(spec as RegressionSpec, X, y, stream(0, 'unused'));

function problem(seed: number, rows = 30): { X: Matrix; y: Float64Array } {
  const random = stream(seed, 'test support vector regression');
  const X = createMatrix(rows, 3);
  const y = Float64Array.from({ length: rows }, (_, i) => {
    for (let j = 0; j < 3; j++) X.data[3 * i + j] = (j + 1) * normal(random) - 7;
    return Math.sin(X.data[3 * i]!) + 0.4 * X.data[3 * i + 1]! + 0.1 * normal(random);
  });
  return { X, y };
}
const seeds = fc.integer({ min: 0, max: 9999 });

beforeAll(openLibsvm);

describe('support vector regression', () => {
  test.each(golden.svr.map((expected) => [JSON.stringify(expected.spec), expected] as const))(
    'agrees with scikit-learn: %s',
    (_, { spec, mean, vectors }) => {
      const regressor = fit(spec, matrixFrom(golden.X), golden.y);
      const found = regressor.predict(matrixFrom(golden.query)).mean;
      expect(largestDifference(found, Float64Array.from(mean))).toBeLessThan(2e-4);
      expect(Math.abs(regressor.toJson().parameters.coefficients!.length - vectors)).toBeLessThanOrEqual(1);
    },
  );

  test('errors within epsilon stand, and larger ones cost C at most', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { X, y } = problem(seed);
        const sd = Math.sqrt(y.reduce((sum, v) => sum + (v - y.reduce((s, w) => s + w) / 30) ** 2, 0) / 30);
        const regressor = fit(SPEC, X, y);
        const { coefficients } = regressor.toJson().parameters;
        for (const value of coefficients!) expect(Math.abs(value)).toBeLessThanOrEqual(SPEC.C * sd * (1 + 1e-9));
        const { mean } = regressor.predict(X);
        // A row outside the tube is a support vector at the bound; all others lie in it, up to libsvm's tolerance.
        const outside = mean.filter((value, i) => Math.abs(value - y[i]!) > (SPEC.epsilon + 1e-4) * sd).length;
        const bound = coefficients!.filter((value) => Math.abs(value) > SPEC.C * sd * (1 - 1e-9)).length;
        expect(outside).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 15 },
    );
  });

  test('a tube as wide as y needs no support vector', () => {
    const { X, y } = problem(1);
    const { parameters } = fit({ ...SPEC, epsilon: 100 }, X, y).toJson();
    expect(parameters.coefficients).toEqual([]);
  });

  test('constant y is that value, without doubt', () => {
    const { mean, sd } = fit(SPEC, problem(3).X, new Float64Array(30).fill(-4.3)).predict(problem(4).X);
    expect(new Set(mean)).toEqual(new Set([-4.3]));
    expect(new Set(sd)).toEqual(new Set([0]));
  });

  test('moves and stretches with y, and does not care for the units of the columns or the order of the rows', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: -50, max: 50, noNaN: true }), (seed, shift) => {
        const { X, y } = problem(seed);
        const order = shuffled(30, stream(seed, 'order'));
        const moved = Array.from(order, (row) => 2 * y[row]! + shift);
        const stretched = { ...X, data: X.data.map((value) => 1000 * value + 3) };
        const before = fit(SPEC, X, y).predict(X).mean;
        const after = fit(SPEC, selectRows(stretched, order), moved).predict(stretched).mean;
        const expected = before.map((value) => 2 * value + shift);
        expect(largestDifference(after, expected)).toBeLessThan(1e-3);
      }),
      { numRuns: 10 },
    );
  });

  test('from JSON predicts the same bits', () => {
    const { X, y } = problem(5);
    const regressor = fit(SPEC, X, y);
    const again = regressorFromJson(JSON.parse(stableJson(regressor.toJson())), 'law.json');
    expect(again.predict(problem(6).X)).toEqual(regressor.predict(problem(6).X));
  });

  const saved = () => JSON.parse(stableJson(fit(SPEC, problem(5).X, problem(5).y).toJson()));
  const changed = (changes: object) => ({ ...saved(), parameters: { ...saved().parameters, ...changes } });
  test.each<[string, () => unknown, string]>([
    [
      'a negative epsilon',
      () => fit({ ...SPEC, epsilon: -1 }, problem(1).X, problem(1).y),
      'support-vector-regression.epsilon: expected a number of at least 0, found -1',
    ],
    ['C of 0', () => fit({ ...SPEC, C: 0 }, problem(1).X, problem(1).y), '.C: expected a number above 0, found 0'],
    [
      'an option missing',
      () => fit({ kind: SPEC.kind, C: 1, gamma: 1 }, problem(1).X, problem(1).y),
      '.epsilon: expected a number of at least 0, found nothing',
    ],
    [
      'support vectors lost',
      () => regressorFromJson(changed({ supportVectors: [1] }), 'a.json'),
      'values of parameter supportVectors, found 1',
    ],
    [
      'a scale of 0',
      () => regressorFromJson(changed({ scale: [1, 0, 1] }), 'a.json'),
      'a.json: expected scale above 0, found one that is not',
    ],
    ['a negative sd', () => regressorFromJson(changed({ sd: [-1] }), 'a.json'), 'a.json: expected sd of at least 0'],
  ])('%s is refused', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});
