import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matrixFrom } from '../../src/core/matrix.ts';
import { normal, stream } from '../../src/core/random.ts';
import { classificationMetrics } from '../../src/evaluation/metrics.ts';
import { fitModel, predictorFromJson } from '../../src/models/model.ts';
import type { ExtraTreesSpec } from '../../src/models/model-spec.ts';
import { fitRegressor } from '../../src/models/regression.ts';

const TREES: ExtraTreesSpec = { kind: 'extra-trees', trees: 20, columnShare: 1, leastLeaf: 1 };

/** Class 1 where two normal numbers have one sign, but for a tenth of the rows. */
function problem(seed: number, rows = 80) {
  const random = stream(seed, 'votes');
  const list = Array.from({ length: rows }, () => [normal(random), normal(random)]);
  return { X: matrixFrom(list), y: list.map(([a, b]) => Number(a! * b! > 0 !== random() < 0.1)) };
}

describe('extra trees that classify', () => {
  test('of two rows, by hand: all trees agree, half a vote is added on either side', () => {
    const X = matrixFrom([[0], [1]]);
    const score = fitModel(TREES, X, [0, 1], stream(0, 'fit')).score(X);
    expect(score[0]).toBeCloseTo(Math.log(0.5 / 20.5), 12);
    expect(score[1]).toBeCloseTo(Math.log(20.5 / 0.5), 12);
  });

  test('rows alike vote with the share of class 1; an even vote is 0', () => {
    const X = matrixFrom([[1], [1], [1], [1]]);
    const shareOf = (y: number[]) => fitModel(TREES, X, y, stream(0, 'fit')).score(X)[0];
    expect(shareOf([0, 1, 1, 0])).toBe(0);
    expect(shareOf([0, 1, 1, 1])).toBeCloseTo(Math.log(15.5 / 5.5), 5);
  });

  test('are those that regress 0 and 1, and rank as their means do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), (seed) => {
        const { X, y } = problem(seed);
        const means = fitRegressor(TREES, X, y, stream(seed, 'fit')).predict(X).mean;
        const scores = fitModel(TREES, X, y, stream(seed, 'fit')).score(X);
        means.forEach((mean, i) => {
          expect(scores[i]).toBeCloseTo(Math.log((20 * mean + 0.5) / (20 - 20 * mean + 0.5)), 9);
        });
      }),
      { numRuns: 10 },
    );
  });

  test('learn what no line can', () => {
    const { X, y } = problem(1, 400);
    const other = problem(2, 400);
    const auc = (spec: Parameters<typeof fitModel>[0]) =>
      classificationMetrics(other.y, fitModel(spec, X, y, stream(0, 'fit')).score(other.X)).auc!;
    expect(auc({ ...TREES, trees: 60, leastLeaf: 3 })).toBeGreaterThan(0.85);
    expect(auc({ kind: 'logistic', l2: 1 })).toBeLessThan(0.65);
  });

  test('learn probabilities too', () => {
    const X = matrixFrom([[0], [0], [1], [1]]);
    const score = fitModel(TREES, X, [0.1, 0.3, 0.9, 0.9], stream(0, 'fit')).score(X);
    expect(score[0]).toBeCloseTo(Math.log(4.5 / 16.5), 4);
  });

  test('stored votes are shares', () => {
    const { X, y } = problem(1, 20);
    const json = fitModel(TREES, X, y, stream(0, 'fit')).toJson();
    const spoilt = { ...json, parameters: { ...json.parameters, leafMean: json.parameters.leafMean!.map(() => 1.5) } };
    expect(() => predictorFromJson(spoilt, 'm.json')).toThrow(
      'm.json: expected leaf means from 0 to 1, found another one',
    );
    const lost = { ...json, parameters: { ...json.parameters, root: json.parameters.root!.map(() => 1e6) } };
    expect(() => predictorFromJson(lost, 'm.json')).toThrow('m.json: expected roots below');
  });
});
