import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matrixFrom } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { fitModel, type ModelSpec } from '../../src/models/model.ts';
import { randomProblem } from './libsvm.ts';

interface Golden {
  X: number[][];
  y: number[];
  fits: { l2: number; balanced: boolean; weights: number[]; intercept: number }[];
}
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/models/logistic.json', import.meta.url), 'utf8'));

const fit = (l2: number, X: Parameters<typeof fitModel>[1], y: ArrayLike<number>) =>
  fitModel({ kind: 'logistic', l2 }, X, y, stream(0, 'fit'));

describe('logistic', () => {
  test.each(golden.fits)('gives the weights of gradient descent in numpy: l2 $l2, balanced $balanced', (expected) => {
    const classWeights = expected.balanced ? 'balanced' : 'none';
    const spec: ModelSpec = { kind: 'logistic', l2: expected.l2, classWeights };
    const { linear } = fitModel(spec, matrixFrom(golden.X), golden.y, stream(0, 'fit'));
    expected.weights.forEach((weight, j) => {
      expect(linear!.weights[j]).toBeCloseTo(weight, 8);
    });
    expect(linear!.intercept).toBeCloseTo(expected.intercept, 8);
  });

  test('probabilities sum to the number of positives, since the intercept is free', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.double({ min: 0.01, max: 100, noNaN: true }), (seed, l2) => {
        const { X, y } = randomProblem(seed, 30, 4, 0.5);
        fc.pre(y.includes(0) && y.includes(1));
        const probabilities = fit(l2, X, y)
          .score(X)
          .map((score) => 1 / (1 + Math.exp(-score)));
        const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
        expect(sum(probabilities)).toBeCloseTo(sum(y), 5);
      }),
      { numRuns: 40 },
    );
  });

  test('separates separable rows with a tiny penalty, where full Newton steps overshoot', () => {
    const x = [-0.84, 1.8, -0.96, -0.35, 1.1, 0.29, -0.36, 3.5];
    const z = [-4.3, 0.61, -4.6, 0.11, 1.5, -3.8, 0.14, -22];
    const y = [0, 0, 0, 0, 0, 0, 1, 0];
    const X = matrixFrom(x.map((value, i) => [value, z[i]!]));
    expect(Array.from(fit(1e-6, X, y).score(X), (score) => (score >= 0 ? 1 : 0))).toEqual(y);
  });

  test('asks for a larger penalty where the numbers do not reach', () => {
    const { X, y } = randomProblem(2, 40, 3, 0);
    expect(() => fit(1e-300, X, y)).toThrow(
      'logistic: expected the minimum in 100 Newton steps, found none; choose a larger l2',
    );
  });
});
