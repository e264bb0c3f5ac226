import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { matrixFrom } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { libsvm, openLibsvm } from '../../src/models/libsvm.ts';
import { fitModel, type ModelSpec } from '../../src/models/model.ts';
import { largestDifference, libsvmScores, randomProblem } from './libsvm.ts';

interface Golden {
  X: number[][];
  y: number[];
  fits: { spec: ModelSpec; scores: number[] }[];
}
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/models/kernel-svm.json', import.meta.url), 'utf8'));

const fit = (spec: ModelSpec, X: Parameters<typeof fitModel>[1], y: ArrayLike<number>) =>
  fitModel(spec, X, y, stream(0, 'fit'));

test('before libsvm is open a fit is a programming error; opening it leaves the process as it was', async () => {
  expect(() => fit({ kind: 'kernel-svm', C: 1, gamma: 1 }, matrixFrom([[0], [1]]), [0, 1])).toThrow(
    'libsvm is not open: await openLibsvm() before fitting a kernel-svm',
  );
  const spies = (['log', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
  const before = { listeners: process.listeners('unhandledRejection'), fetch: globalThis.fetch };
  await openLibsvm();
  const opened = libsvm();
  await openLibsvm();
  expect(libsvm()).toBe(opened);
  expect({ listeners: process.listeners('unhandledRejection'), fetch: globalThis.fetch }).toEqual(before);
  for (const spy of spies) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});

describe('kernel-svm', () => {
  test.each(golden.fits)('scores as scikit-learn does: C $spec.C, classWeights $spec.classWeights', (expected) => {
    const X = matrixFrom(golden.X);
    const found = fit(expected.spec, X, golden.y).score(X);
    expect(largestDifference(found, Float64Array.from(expected.scores))).toBeLessThan(1e-4);
  });

  test('scores as libsvm itself, whichever class comes first; the same data give the same bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(0.1, 1, 30), (seed, C) => {
        const { X, y } = randomProblem(seed, 40, 4, 0.4);
        fc.pre(y.includes(0) && y.includes(1));
        const spec: ModelSpec = { kind: 'kernel-svm', C, gamma: 0.2 };
        const predictor = fit(spec, X, y);
        expect(largestDifference(predictor.score(X), libsvmScores(X, y, { C, gamma: 0.2 }))).toBeLessThan(1e-4);
        expect(fit(spec, X, y).toJson()).toEqual(predictor.toJson());
        expect(predictor.linear).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  test('solves exclusive or, and takes a constant column', () => {
    const X = matrixFrom([
      [0, 0, 7],
      [1, 1, 7],
      [1, 0, 7],
      [0, 1, 7],
    ]);
    const scores = fit({ kind: 'kernel-svm', C: 10, gamma: 1 }, X, [0, 0, 1, 1]).score(X);
    expect(Array.from(scores, Math.sign)).toEqual([-1, -1, 1, 1]);
  });

  test('frees its memory: a thousand fits go through', () => {
    const { X, y } = randomProblem(2, 60, 30, 0.4);
    for (let k = 0; k < 1000; k++) fit({ kind: 'kernel-svm', C: 1, gamma: 0.03 }, X, y);
  });

  test.each<[ModelSpec, string]>([
    [{ kind: 'kernel-svm', C: 0, gamma: 1 }, 'model, kernel-svm.C: expected a number above 0, found 0'],
    [{ kind: 'kernel-svm', C: 1 } as ModelSpec, 'model, kernel-svm.gamma: expected a number above 0, found nothing'],
    [{ kind: 'kernel-svm', C: 1, gamma: 1, kernel: 'rbf' } as ModelSpec, 'no option but C, gamma, classWeights, found'],
  ])('refuses %j', (spec, message) => {
    expect(() => fit(spec, matrixFrom([[0], [1]]), [0, 1])).toThrow(message);
  });
});
