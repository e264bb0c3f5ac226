import { describe, expect, test } from 'vitest';
import { matrixFrom } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { fitModel, type ModelSpec } from '../../src/models/model.ts';
import { largestDifference, libsvmScores, randomProblem } from './libsvm.ts';

const aboveC = (predictor: ReturnType<typeof fitModel>) => predictor.toJson().parameters.multipliersAboveC![0];

describe('ml-svm', () => {
  test.each([
    ['separable', 36, 20, 0, 1],
    ['noisy', 36, 20, 0.7, 10],
    ['noisy, few columns', 36, 3, 0.7, 1],
    ['noisy, multipliers at the bound', 36, 3, 0.7, 0.1],
  ])('linear kernel agrees with libsvm 3.22 within 1e-3: %s', (_, rows, cols, noise, C) => {
    const { X, y } = randomProblem(rows + cols, rows, cols, noise);
    const predictor = fitModel({ kind: 'ml-svm', kernel: 'linear', C }, X, y, stream(0, 'fit'));
    expect(aboveC(predictor)).toBe(0);
    expect(largestDifference(predictor.score(X), libsvmScores(X, y, { C }))).toBeLessThan(1e-3);
    expect(predictor.linear!.weights.length).toBe(cols);
  });

  test.each([0.1, 1, 10])('rbf kernel agrees with libsvm 3.22 within 1e-3: C = %s', (C) => {
    const { X, y } = randomProblem(9, 36, 5, 0.5);
    const predictor = fitModel({ kind: 'ml-svm', kernel: 'rbf', C, gamma: 0.2 }, X, y, stream(0, 'fit'));
    expect(aboveC(predictor)).toBe(0);
    expect(largestDifference(predictor.score(X), libsvmScores(X, y, { C, gamma: 0.2 }))).toBeLessThan(1e-3);
    expect(predictor.linear).toBeUndefined();
  });

  test('wherever it disagrees with libsvm at small C, it counts multipliers above C', () => {
    let wrong = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { X, y } = randomProblem(seed, 36, 3, 0.7);
      const predictor = fitModel({ kind: 'ml-svm', kernel: 'linear', C: 0.01 }, X, y, stream(0, 'fit'));
      if (largestDifference(predictor.score(X), libsvmScores(X, y, { C: 0.01 })) < 1e-3) continue;
      wrong++;
      expect(aboveC(predictor)).toBeGreaterThan(0);
    }
    expect(wrong).toBeGreaterThan(0);
  });

  test('solves exclusive or with the rbf kernel', () => {
    const X = matrixFrom([
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
    ]);
    const spec: ModelSpec = { kind: 'ml-svm', kernel: 'rbf', C: 10, gamma: 1 };
    const scores = fitModel(spec, X, [0, 0, 1, 1], stream(0, 'fit')).score(X);
    expect(Array.from(scores, Math.sign)).toEqual([-1, -1, 1, 1]);
  });

  test('takes a constant column, and the same stream gives the same bits', () => {
    const X = matrixFrom([
      [1, 4],
      [2, 4],
      [3, 4],
      [5, 4],
    ]);
    const spec: ModelSpec = { kind: 'ml-svm', kernel: 'linear', C: 1 };
    const first = fitModel(spec, X, [0, 0, 1, 1], stream(4, 'fit'));
    expect(first.linear!.weights[1]).toBe(0);
    expect(fitModel(spec, X, [0, 0, 1, 1], stream(4, 'fit')).toJson()).toEqual(first.toJson());
  });
});
