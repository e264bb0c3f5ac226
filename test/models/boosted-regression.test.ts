import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stableJson } from '../../src/core/files.ts';
import { createMatrix, type Matrix, matrixFrom } from '../../src/core/matrix.ts';
import { median } from '../../src/core/median.ts';
import { normal, stream } from '../../src/core/random.ts';
import { fitRegressor, regressorFromJson } from '../../src/models/regression.ts';
import type { BoostedRegressionSpec } from '../../src/models/regression-spec.ts';
import { largestDifference } from './libsvm.ts';

/** One full step of one stump on everything: a model that can be computed by hand. */
const STUMP: BoostedRegressionSpec = {
  ...{ kind: 'boosted-trees', trees: 1, depth: 1, learningRate: 1 },
  ...{ leafL2: 1, rowShare: 1, columnShare: 1, loss: 'squared' },
};
const SMALL: BoostedRegressionSpec = { ...STUMP, trees: 8, depth: 3, learningRate: 0.3 };
const LOSSES = ['squared', 'absolute'] as const;

const fit = (spec: BoostedRegressionSpec, X: Matrix, y: ArrayLike<number>, seed = 0) =>
  fitRegressor(spec, X, y, stream(seed, 'trees'));
const seeds = fc.integer({ min: 0, max: 9999 });

/** Rows of small integers, of which some are equal, and a noisy function of them. */
function problem(seed: number, rows = 60, cols = 3): { X: Matrix; y: Float64Array } {
  const random = stream(seed, 'boosted regression');
  const X = createMatrix(rows, cols);
  X.data.forEach((_, at) => {
    X.data[at] = Math.floor(20 * random());
  });
  const y = Float64Array.from({ length: rows }, (_, i) => X.data[i * cols]! - X.data[i * cols + 1]! + normal(random));
  return { X, y };
}

const lossOf = (loss: (typeof LOSSES)[number], y: Float64Array, said: Float64Array): number =>
  y.reduce((sum, value, i) => sum + (loss === 'squared' ? (said[i]! - value) ** 2 : Math.abs(said[i]! - value)), 0);

describe('boosted trees that regress, by hand', () => {
  const X = matrixFrom([[0], [0], [0], [1], [1], [1], [1]]);
  const y = [1, 2, 3, 10, 10, 11, 33];

  test('squared: the mean, and leaves that are mean residuals, shrunk by the penalty', () => {
    const { parameters } = fit(STUMP, X, y).toJson();
    // Mean 10: residuals of the left -9, -8, -7, of the right 0, 0, 1, 23.
    expect(parameters.start![0]).toBeCloseTo(10, 12);
    expect([parameters.column, parameters.threshold]).toEqual([[0], [1]]);
    expect(parameters.leaf![0]).toBeCloseTo(-24 / (3 + 1), 12);
    expect(parameters.leaf![1]).toBeCloseTo(24 / (4 + 1), 12);
    const misses = [1 - 4, 2 - 4, 3 - 4, 10 - 14.8, 10 - 14.8, 11 - 14.8, 33 - 14.8];
    expect(parameters.sd![0]).toBeCloseTo(Math.sqrt(misses.reduce((sum, miss) => sum + miss ** 2, 0) / 7), 12);
  });

  test('absolute: the median, and leaves that are median residuals, shrunk alike', () => {
    const { start, leaf } = fit({ ...STUMP, loss: 'absolute' }, X, y).toJson().parameters;
    // Median 10: residuals of the left -9, -8, -7, of the right 0, 0, 1, 23, whose median is a half.
    expect(start![0]).toBeCloseTo(10, 12);
    expect(leaf![0]).toBeCloseTo((-8 * 3) / (3 + 1), 12);
    expect(leaf![1]).toBeCloseTo((0.5 * 4) / (4 + 1), 12);
    const slow = fit({ ...STUMP, loss: 'absolute', learningRate: 0.5, leafL2: 3 }, X, y).toJson().parameters;
    expect(slow.leaf![0]).toBeCloseTo((0.5 * -8 * 3) / (3 + 3), 12);
  });

  test('leastCurvature counts rows', () => {
    const splits = (least: number) =>
      fit({ ...STUMP, leastCurvature: least }, X, y).toJson().parameters.threshold![0]! < Number.MAX_VALUE;
    expect([splits(3), splits(4)]).toEqual([true, false]);
  });

  test('values that are all alike are said again', () => {
    for (const loss of LOSSES) {
      const { mean, sd } = fit({ ...SMALL, loss }, X, new Float64Array(7).fill(-3)).predict(X);
      expect([...mean, ...sd]).toEqual([...new Float64Array(7).fill(-3), ...new Float64Array(7)]);
    }
  });
});

describe.each(LOSSES)('boosted trees of the %s error, in general', (loss) => {
  const spec = { ...SMALL, loss };

  test('shifted and stretched values give shifted and stretched answers', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        fc.integer({ min: -999, max: 999 }),
        (seed, unit, shift) => {
          const { X, y } = problem(seed);
          const plain = fit(spec, X, y).predict(X);
          const other = fit(
            spec,
            X,
            y.map((value) => unit * value + shift),
          ).predict(X);
          const expected = plain.mean.map((value) => unit * value + shift);
          expect(largestDifference(other.mean, expected)).toBeLessThan(1e-6 * (unit + Math.abs(shift)));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('more trees fit the rows that they have seen better', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { X, y } = problem(seed);
        const losses = [1, 4, 16].map((trees) => lossOf(loss, y, fit({ ...spec, trees }, X, y).predict(X).mean));
        expect(losses[1]).toBeLessThan(losses[0]!);
        expect(losses[2]).toBeLessThan(losses[1]!);
      }),
      { numRuns: 30 },
    );
  });

  test('answers from the stored trees are the same to the bit', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { X, y } = problem(seed);
        const fitted = fit({ ...spec, rowShare: 0.7, columnShare: 0.6 }, X, y, seed);
        const again = regressorFromJson(JSON.parse(stableJson(fitted.toJson())), 'law.json');
        const rows = problem(seed + 1).X;
        expect(again.predict(rows)).toEqual(fitted.predict(rows));
      }),
      { numRuns: 10 },
    );
  });
});

describe('boosted trees and outliers', () => {
  test('one value a thousand times too large moves the absolute ones little', () => {
    const { X, y } = problem(3, 200);
    const spoilt = y.slice();
    spoilt[0] = 1e4;
    const far = (loss: (typeof LOSSES)[number]) => {
      const [clean, other] = [y, spoilt].map((values) => fit({ ...SMALL, trees: 40, loss }, X, values).predict(X).mean);
      return median(clean!.map((value, i) => Math.abs(value - other![i]!)));
    };
    expect(far('absolute')).toBeLessThan(1);
    expect(far('squared')).toBeGreaterThan(5 * far('absolute'));
  });
});

describe('boosted trees that regress, refused', () => {
  const { X, y } = problem(1);

  test('another loss, or none', () => {
    expect(() => fit({ ...SMALL, loss: 'log' as 'squared' }, X, y)).toThrow(
      `regression, boosted-trees.loss: expected 'squared' or 'absolute', found "log"; see RegressionSpec in the documentation`,
    );
    const { loss: _, ...rest } = SMALL;
    expect(() => fit(rest as BoostedRegressionSpec, X, y)).toThrow('boosted-trees.loss: expected');
  });

  test('stored trees that ask for a column that is not there', () => {
    const json = fit(SMALL, X, y).toJson();
    const spoilt = { ...json, parameters: { ...json.parameters, column: json.parameters.column!.map(() => 3) } };
    expect(() => regressorFromJson(spoilt, 'law.json')).toThrow(
      'law.json: expected column indices below 3, found another one',
    );
    const short = { ...json, parameters: { ...json.parameters, leaf: [0] } };
    expect(() => regressorFromJson(short, 'law.json')).toThrow(
      'law.json: expected 64 values of parameter leaf, found 1',
    );
  });
});
