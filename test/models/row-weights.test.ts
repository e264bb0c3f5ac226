import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { type Matrix, matrixFrom, selectRows } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { fitModel, type ModelSpec } from '../../src/models/model.ts';
import { largestDifference, randomProblem } from './libsvm.ts';

interface Golden {
  X: number[][];
  y: number[];
  weights: number[];
  fits: { spec: ModelSpec; scores: number[] }[];
}
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/models/row-weights.json', import.meta.url), 'utf8'));

const LOGISTIC: ModelSpec = { kind: 'logistic', l2: 1, classWeights: 'balanced' };
const TREES: ModelSpec = {
  kind: 'boosted-trees',
  trees: 5,
  depth: 2,
  learningRate: 0.5,
  leafL2: 1,
  rowShare: 1,
  columnShare: 1,
};
const fit = (spec: ModelSpec, X: Matrix, y: ArrayLike<number>, weights?: ArrayLike<number>) =>
  fitModel(spec, X, y, stream(0, 'weights'), weights);

describe('row weights', () => {
  test.each(golden.fits)('logistic with classWeights $spec.classWeights scores as scikit-learn does', (expected) => {
    const X = matrixFrom(golden.X);
    const found = fit(expected.spec, X, golden.y, golden.weights).score(X);
    expect(largestDifference(found, Float64Array.from(expected.scores))).toBeLessThan(1e-6);
  });

  test('a stump by hand', () => {
    const X = matrixFrom([...Array(8).fill([0]), ...Array(8).fill([1])]);
    const y = X.data.map((value, i) => (i % 4 === 0 ? 1 - value : value));
    const spec: ModelSpec = { ...TREES, trees: 1, depth: 1, learningRate: 1 };
    const { start, leaf } = fit(
      spec,
      X,
      y,
      y.map((label) => (label === 1 ? 3 : 4)),
    ).toJson().parameters;
    // p = 24 / 56; left: 2 of class 1 and 6 of class 0, slope 6 p - 24 (p - 1) ... = 30 p - 6, curvature 30 p (1 - p)
    const p = 24 / 56;
    expect(start![0]).toBeCloseTo(Math.log(p / (1 - p)), 12);
    expect(leaf![0]).toBeCloseTo(-(30 * p - 6) / (30 * p * (1 - p) + 1), 12);
    expect(leaf![1]).toBeCloseTo(-(26 * p - 18) / (26 * p * (1 - p) + 1), 12);
  });

  test.each([LOGISTIC, TREES])('$kind: weights of 1 change no bit', (spec) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), (seed) => {
        const { X, y } = randomProblem(seed, 30, 3, 0.5);
        fc.pre(y.includes(0) && y.includes(1));
        expect(fit(spec, X, y, new Float64Array(30).fill(1)).toJson()).toEqual(fit(spec, X, y).toJson());
      }),
      { numRuns: 20 },
    );
  });

  test('boosted trees: a weight of k stands for k rows alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), (seed) => {
        const random = stream(seed, 'repeated rows');
        // Few values a column, each in many rows: every value is a bin whatever the repeats.
        const X = matrixFrom(Array.from({ length: 60 }, (_, i) => [i % 3, Math.floor(i / 3) % 4]));
        const y = X.data.filter((_, at) => at % 2 === 0).map((value) => (random() < (value + 1) / 4 ? 1 : 0));
        const weights = y.map(() => 1 + Math.floor(3 * random()));
        const repeated = Array.from(weights).flatMap((weight, i) => Array(weight).fill(i) as number[]);
        fc.pre(y.includes(0) && y.includes(1));
        const long = fit(
          TREES,
          selectRows(X, repeated),
          repeated.map((row) => y[row]!),
        );
        expect(largestDifference(fit(TREES, X, y, weights).score(X), long.score(X))).toBeLessThan(1e-9);
      }),
      { numRuns: 20 },
    );
  });

  const { X } = randomProblem(1, 4, 2, 0);
  const y = Float64Array.of(0, 1, 1, 0);
  test.each<[string, ModelSpec, number[], string]>([
    [
      'a kind that takes none',
      { kind: 'linear-svm', C: 1 },
      [1, 1, 1, 1],
      'row weights of linear-svm: expected none, or a model of kind logistic or boosted-trees, found some; leave them',
    ],
    ['too few', LOGISTIC, [1], 'row weights of logistic: expected 4 weights, found 1; give one weight a row'],
    [
      'one below 0',
      TREES,
      [1, -1, 1, 1],
      'row weights of boosted-trees, weight 1: expected a finite number of at least 0',
    ],
    ['one not finite', TREES, [1, 1, Infinity, 1], 'weight 2: expected a finite number of at least 0, found Infinity'],
    [
      'one class left',
      LOGISTIC,
      Array.from(y),
      'expected weights above 0 on rows of both classes, found one class or none',
    ],
    ['nothing left', LOGISTIC, [0, 0, 0, 0], 'found one class or none; weigh rows of the other class'],
  ])('refused: %s', (_, spec, weights, message) => {
    const attempt = () => fit(spec, X, y, weights);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});
