import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { stableJson } from '../../src/core/files.ts';
import { createMatrix, type Matrix, matrixFrom, selectColumns, selectRows } from '../../src/core/matrix.ts';
import { normal, shuffled, stream } from '../../src/core/random.ts';
import { fitRegressor, type RegressionSpec, regressorFromJson } from '../../src/models/regression.ts';
import { largestDifference } from './libsvm.ts';

interface Golden {
  X: number[][];
  y: number[];
  query: number[][];
  fits: { spec: RegressionSpec; mean: number[]; sd: number[] }[];
  trees: {
    X: number[][];
    y: number[];
    query: number[][];
    truth: number[];
    fits: { spec: RegressionSpec; r2: [number, number]; sd: [number, number] }[];
  };
}
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/models/regression.json', import.meta.url), 'utf8'));

const LAPLACIAN: RegressionSpec = {
  kind: 'gaussian-process',
  kernel: 'laplacian',
  lengthScale: 2,
  noise: 0.1,
  columns: 'raw',
};
const TREES: RegressionSpec = { kind: 'extra-trees', trees: 6, columnShare: 1, leastLeaf: 1 };
const SPECS: RegressionSpec[] = [
  { kind: 'ridge', l2: 0.5 },
  LAPLACIAN,
  { kind: 'gaussian-process', kernel: 'rbf', lengthScale: 1.5, noise: 0.01, columns: 'standardised' },
  TREES,
  { kind: 'nearest', neighbours: 3 },
  { kind: 'median' },
  { kind: 'blend', members: [{ kind: 'ridge', l2: 3 }, TREES, { kind: 'blend', members: [LAPLACIAN] }] },
];
const nameOf = (spec: RegressionSpec) => (spec.kind === 'gaussian-process' ? `${spec.kind} ${spec.kernel}` : spec.kind);
const named = SPECS.map((spec) => [nameOf(spec), spec] as const);

const fit = (spec: unknown, X: Matrix, y: ArrayLike<number>, seed = 0) =>
  fitRegressor(spec as RegressionSpec, X, y, stream(seed, 'regression'));

/** Rows of which half the elements are 0, and a noisy function of them. */
function problem(seed: number, rows = 25, cols = 4): { X: Matrix; y: Float64Array } {
  const random = stream(seed, 'test regression');
  const X = createMatrix(rows, cols);
  const y = Float64Array.from({ length: rows }, (_, i) => {
    for (let j = 0; j < cols; j++) X.data[i * cols + j] = random() < 0.5 ? 0 : (j + 1) * normal(random);
    return X.data[i * cols]! - Math.abs(X.data[i * cols + 1]!) + 0.3 * normal(random) - 5;
  });
  return { X, y };
}
const seeds = fc.integer({ min: 0, max: 9999 });
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe('regressions of another program', () => {
  const X = matrixFrom(golden.X);
  test.each(golden.fits.map((expected) => [JSON.stringify(expected.spec), expected] as const))('%s', (_, expected) => {
    const prediction = fit(expected.spec, X, golden.y).predict(matrixFrom(golden.query));
    expect(largestDifference(prediction.mean, Float64Array.from(expected.mean))).toBeLessThan(1e-9);
    expect(largestDifference(prediction.sd, Float64Array.from(expected.sd))).toBeLessThan(1e-6);
  });

  const { trees } = golden;
  test.each(trees.fits)('$spec.kind are as good and as sure: columnShare $spec.columnShare', ({ spec, r2, sd }) => {
    const spread = mean(trees.truth.map((value) => (value - mean(trees.truth)) ** 2));
    const runs = Array.from({ length: 20 }, (_, seed) => {
      const found = fit(spec, matrixFrom(trees.X), trees.y, seed).predict(matrixFrom(trees.query));
      return {
        r2: 1 - mean(trees.truth.map((value, i) => (value - found.mean[i]!) ** 2)) / spread,
        sd: mean(found.sd),
      };
    });
    // The standard error of the difference of two means of 20 seeds is a third of the seeds' own spread.
    expect(mean(runs.map((run) => run.r2))).toBeGreaterThan(r2[0] - 2 * r2[1]);
    expect(mean(runs.map((run) => run.r2))).toBeLessThan(r2[0] + 0.03);
    expect(Math.abs(mean(runs.map((run) => run.sd)) - sd[0])).toBeLessThan(0.05 * sd[0]);
  });
});

describe('regressions by hand', () => {
  const X = matrixFrom([[0], [1], [3]]);

  test('ridge on one column', () => {
    const found = fit({ kind: 'ridge', l2: 2 }, matrixFrom([[-1], [1]]), [0, 4]).predict(matrixFrom([[1]]));
    // z = -1, 1: w = 4 / (2 + 2); residuals -1 and 1; 2 - 1 - 2 / 4 degrees of freedom, but at least 1
    expect(found.mean[0]).toBeCloseTo(3, 12);
    expect(found.sd[0]).toBeCloseTo(Math.sqrt(2 * (1 + 1 / 4 + 1 / 2)), 12);
  });

  test('a Gaussian process is kernel ridge regression of y less its mean', () => {
    const found = fit({ ...LAPLACIAN, lengthScale: 1, noise: 0.5 } as RegressionSpec, matrixFrom([[0], [1]]), [0, 2]);
    // y less its mean, (-1, 1), is an eigenvector of the kernel matrix with l2 = 0.5 on its diagonal: eigenvalue 1.5 - 1/e.
    const far = Math.exp(-1);
    expect(found.predict(matrixFrom([[0]])).mean[0]).toBeCloseTo(1 + (-1 + far) / (1.5 - far), 12);
  });

  test('a tree of two rows: one threshold between them, of six digits', () => {
    const { parameters } = fit({ ...TREES, trees: 1 }, matrixFrom([[1], [2]]), [5, 7]).toJson();
    const { threshold, ...rest } = parameters;
    expect(rest).toEqual({ root: [0], column: [0, -1, -1], right: [2, 0, 1], leafMean: [5, 7], leafVariance: [0, 0] });
    expect(threshold![0]).toBeGreaterThan(1);
    expect(threshold![0]).toBe(Number(threshold![0]!.toPrecision(6)));
  });

  test('values that six digits do not set apart are parted all the same', () => {
    const close = matrixFrom([[1], [1 + 1e-12], [-1e-300], [1e300]]);
    const found = fit({ ...TREES, trees: 20 }, close, [1, 2, 3, 4]).predict(close);
    expect(found).toEqual({ mean: Float64Array.of(1, 2, 3, 4), sd: new Float64Array(4) });
  });

  test('nearest takes the first of rows at equal distance', () => {
    const found = fit({ kind: 'nearest', neighbours: 2 }, matrixFrom([[0], [2], [2], [0]]), [1, 2, 4, 9]);
    expect(Array.from(found.predict(matrixFrom([[1], [2]])).mean)).toEqual([1.5, 3]);
  });

  test('median of an even number of values', () => {
    const found = fit({ kind: 'median' }, matrixFrom([[0], [0], [0], [0]]), [9, 1, 2, 4]).predict(matrixFrom([[7]]));
    expect([found.mean[0], found.sd[0]]).toEqual([3, Math.sqrt((25 + 9 + 4 + 0) / 4)]);
  });

  test('a blend adds the variance between its members', () => {
    const members: RegressionSpec[] = [{ kind: 'median' }, { kind: 'nearest', neighbours: 1 }];
    const found = fit({ kind: 'blend', members }, X, [0, 0, 3]).predict(matrixFrom([[4]]));
    // means 0 and 3; both variances 2
    expect(found.mean[0]).toBe(1.5);
    expect(found.sd[0]).toBeCloseTo(Math.sqrt(2 + 1.5 ** 2), 12);
  });

  test('a gaussian process far from its rows says the mean and the full spread', () => {
    const near = fit(LAPLACIAN, X, [0, 0, 3]).predict(X);
    const far = fit(LAPLACIAN, X, [0, 0, 3]).predict(matrixFrom([[1e6]]));
    expect(far.mean[0]).toBe(1);
    for (const sd of near.sd) expect(sd).toBeLessThan(far.sd[0]!);
  });
});

describe('regressions in general', () => {
  test.each(named)('%s predicts rows together as each alone, to the bit', (_, spec) => {
    const { X, y } = problem(1, 70);
    const regressor = fit(spec, X, y);
    const rows = problem(2, 150).X;
    const alone = Array.from({ length: rows.rows }, (_, i) => regressor.predict(selectRows(rows, [i])));
    expect(regressor.predict(rows)).toEqual({
      mean: Float64Array.from(alone, (found) => found.mean[0]!),
      sd: Float64Array.from(alone, (found) => found.sd[0]!),
    });
  });

  test.each(named)('%s from JSON predicts the same bits', (_, spec) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { X, y } = problem(seed);
        const regressor = fit(spec, X, y, seed);
        const again = regressorFromJson(JSON.parse(stableJson(regressor.toJson())), 'law.json');
        const rows = problem(seed + 1).X;
        const [found, expected] = [again.predict(rows), regressor.predict(rows)];
        expect(new BigUint64Array(found.mean.buffer)).toEqual(new BigUint64Array(expected.mean.buffer));
        expect(new BigUint64Array(found.sd.buffer)).toEqual(new BigUint64Array(expected.sd.buffer));
        expect(stableJson(again.toJson())).toBe(stableJson(regressor.toJson()));
      }),
      { numRuns: 10 },
    );
  });

  test.each(named)('%s moves and stretches with y', (_, spec) => {
    fc.assert(
      fc.property(seeds, fc.double({ min: -50, max: 50, noNaN: true }), (seed, shift) => {
        const { X, y } = problem(seed);
        const moved = y.map((value) => 2 * value + shift);
        const [before, after] = [fit(spec, X, y, seed).predict(X), fit(spec, X, moved, seed).predict(X)];
        // Trees may part rows otherwise where two splits are equal but for rounding.
        if (JSON.stringify(spec).includes('extra-trees')) return;
        const expected = before.mean.map((value) => 2 * value + shift);
        expect(largestDifference(after.mean, expected)).toBeLessThan(1e-9);
        expect(
          largestDifference(
            after.sd,
            before.sd.map((value) => 2 * value),
          ),
        ).toBeLessThan(1e-7);
      }),
      { numRuns: 10 },
    );
  });

  test.each(named)('%s of constant y is that value, without doubt', (_, spec) => {
    const { X } = problem(3);
    const { mean: means, sd } = fit(spec, X, new Float64Array(25).fill(-4.3)).predict(problem(4).X);
    for (const value of means) expect(value).toBeCloseTo(-4.3, 12);
    for (const value of sd) expect(value).toBeLessThan(1e-12);
  });

  test.each(named.filter(([name]) => !['extra-trees', 'blend', 'nearest'].includes(name)))(
    '%s does not care for the order of the rows',
    (_, spec) => {
      fc.assert(
        fc.property(seeds, (seed) => {
          const { X, y } = problem(seed);
          const order = shuffled(X.rows, stream(seed, 'order'));
          const again = fit(
            spec,
            selectRows(X, order),
            Array.from(order, (row) => y[row]!),
          );
          expect(largestDifference(again.predict(X).mean, fit(spec, X, y).predict(X).mean)).toBeLessThan(1e-8);
        }),
        { numRuns: 10 },
      );
    },
  );

  test('leaves hold at least leastLeaf rows, and the trees what the rows hold', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 6 }), (seed, leastLeaf) => {
        const { X, y } = problem(seed, 40);
        const spec: RegressionSpec = { kind: 'extra-trees', trees: 3, columnShare: 0.5, leastLeaf };
        const { parameters } = fit(spec, X, y, seed).toJson();
        for (const root of parameters.root!) {
          const count = new Map<number, number>();
          const sum = new Map<number, number>();
          for (let i = 0; i < X.rows; i++) {
            let node = root;
            while (parameters.column![node]! >= 0) {
              const value = X.data[i * X.cols + parameters.column![node]!]!;
              node = value < parameters.threshold![node]! ? node + 1 : parameters.right![node]!;
            }
            const leaf = parameters.right![node]!;
            count.set(leaf, (count.get(leaf) ?? 0) + 1);
            sum.set(leaf, (sum.get(leaf) ?? 0) + y[i]!);
          }
          for (const [leaf, rows] of count) {
            expect(rows).toBeGreaterThanOrEqual(leastLeaf);
            const mean = sum.get(leaf)! / rows; // stored with six digits
            expect(Math.abs(parameters.leafMean![leaf]! - mean)).toBeLessThanOrEqual(1e-5 * Math.abs(mean));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the same stream gives the same trees, another does not', () => {
    const { X, y } = problem(1);
    expect(fit(TREES, X, y, 1).toJson()).toEqual(fit(TREES, X, y, 1).toJson());
    expect(fit(TREES, X, y, 1).toJson()).not.toEqual(fit(TREES, X, y, 2).toJson());
  });

  test('columns that do not vary do no harm', () => {
    const { X, y } = problem(2);
    for (const spec of SPECS) {
      const alone = createMatrix(25, 2);
      alone.data.fill(3);
      const found = fit(spec, alone, y).predict(alone);
      expect(found.mean.every(Number.isFinite) && found.sd.every(Number.isFinite)).toBe(true);
      expect(fit(spec, selectRows(X, [0, 1, 2]), y.slice(0, 3)).predict(createMatrix(0, 4)).mean.length).toBe(0);
    }
  });
});

describe('regressions refused', () => {
  const { X, y } = problem(1);
  test.each<[string, () => unknown, string]>([
    ['no spec', () => fit(null, X, y), 'regression: expected a regression spec, found null; see RegressionSpec in'],
    [
      'a kind unknown',
      () => fit({ kind: 'lasso' }, X, y),
      'expected a regression kind (ridge, gaussian-process, extra-',
    ],
    [
      'an option out of range',
      () => fit({ kind: 'ridge', l2: 0 }, X, y),
      'regression, ridge.l2: expected a number above 0, found 0',
    ],
    [
      'a kernel unknown',
      () => fit({ ...LAPLACIAN, kernel: 'matern' }, X, y),
      "regression, gaussian-process.kernel: expected 'laplacian' or 'rbf', found \"matern\"",
    ],
    [
      'an option misspelt',
      () => fit({ ...TREES, depth: 3 }, X, y),
      'regression, extra-trees: expected no option but trees, columnShare, leastLeaf, found "depth"',
    ],
    ['a blend of nothing', () => fit({ kind: 'blend', members: [] }, X, y), 'a list of at least one regression spec'],
    [
      'a member at fault',
      () => fit({ kind: 'blend', members: [TREES, { kind: 'nearest', neighbours: 0 }] }, X, y),
      'regression, blend.members 1, nearest.neighbours: expected an integer of at least 1, found 0',
    ],
    ['no rows', () => fit(TREES, matrixFrom([]), []), 'expected at least one row and one column, found 0 x 0'],
    ['y missing', () => fit(TREES, X, [1]), 'training rows of extra-trees: expected 25 values of y, found 1'],
    [
      'y not finite',
      () => fit(TREES, X, y.with(3, NaN)),
      'training rows of extra-trees, y 3: expected a finite number',
    ],
    [
      'X not finite',
      () => fit(TREES, { ...X, data: X.data.with(5, Infinity) }, y),
      'training rows of extra-trees, row 1, column 1: expected a finite number, found Infinity',
    ],
    [
      'more neighbours than rows',
      () => fit({ kind: 'blend', members: [{ kind: 'nearest', neighbours: 26 }] }, X, y),
      'training rows of nearest: expected at least 26 rows, found 25; ask for fewer neighbours',
    ],
    [
      'other columns',
      () => fit(TREES, X, y).predict(selectColumns(X, [0])),
      'rows to predict with extra-trees: expected 4 columns, found 1',
    ],
    [
      'rows alike with too little noise',
      () => fit({ ...LAPLACIAN, noise: 1e-300 }, matrixFrom([[1], [1]]), [1, 2]),
      'gaussian-process: expected a positive definite kernel matrix, found one that is not; choose a larger noise',
    ],
  ])('%s', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });

  const saved = (spec: RegressionSpec) => JSON.parse(JSON.stringify(fit(spec, X, y).toJson()));
  const changed = (spec: RegressionSpec, changes: Record<string, unknown>) => {
    const json = saved(spec);
    return { ...json, parameters: { ...json.parameters, ...changes } };
  };
  const blend = (): { members: object[] } =>
    saved({ kind: 'blend', members: [{ kind: 'median' }, { kind: 'ridge', l2: 1 }] });
  /** One tree of one split. */
  const stump = (changes: Record<string, unknown>) => {
    const json = fit({ ...TREES, trees: 1 }, selectRows(X, [0, 1]), [1, 2]).toJson();
    return { ...json, parameters: { ...json.parameters, ...changes } };
  };

  test.each<[string, () => unknown, string]>([
    ['another format', () => ({ ...saved(TREES), format: 'x' }), "a.json: expected format 'ionsieve-regressor', found"],
    ['a newer version', () => ({ ...saved(TREES), version: 2 }), 'a.json: expected regressor version 1, found 2'],
    ['a bad spec', () => ({ ...saved(TREES), spec: { kind: 'ridge' } }), 'a.json, ridge.l2: expected a number above 0'],
    ['other columns', () => ({ ...saved(LAPLACIAN), columns: 5 }), 'expected 125 values of parameter rows, found 100'],
    [
      'no number',
      () => changed({ kind: 'median' }, { sd: [null] }),
      'a.json, parameter sd, value 0: expected a finite',
    ],
    [
      'sd below 0',
      () => changed({ kind: 'median' }, { sd: [-1] }),
      'a.json: expected sd of at least 0, found one below',
    ],
    ['a scale of 0', () => changed({ kind: 'ridge', l2: 1 }, { scale: [1, 0, 1, 1] }), 'expected scale above 0'],
    ['no factor', () => changed({ kind: 'ridge', l2: 1 }, { factor: Array(10).fill(0) }), 'a factor with a diagonal'],
    ['no rows', () => changed({ kind: 'ridge', l2: 1 }, { rows: [0] }), 'expected at least 1 rows, found 0'],
    ['rows gone', () => changed({ kind: 'nearest', neighbours: 2 }, { rows: [], y: [] }), 'at least 2 rows, found 0'],
    ['a column too far', () => stump({ column: [4, -1, -1] }), 'expected column indices below 4, or -1, found 4'],
    ['a walk in a circle', () => stump({ right: [0, 0, 1] }), 'a.json, node 0: expected a right child further'],
    ['a leaf twice', () => stump({ right: [2, 0, 0] }), 'a.json, node 2: expected a right child further on'],
    ['a leaf too many', () => stump({ leafMean: [1, 2, 3], leafVariance: [0, 0, 0] }), '2 leaves, found 3'],
    ['a root too far', () => stump({ root: [3] }), 'a.json: expected roots below 3, found another one'],
    ['members gone', () => ({ ...blend(), members: undefined }), 'a.json: expected 2 members, found 0'],
    [
      'members swapped',
      () => ({ ...blend(), members: blend().members.reverse() }),
      'a.json, member 0: expected the spec',
    ],
    ['members of a tree', () => ({ ...saved(TREES), members: [saved(TREES)] }), 'expected 0 members, found 1'],
    [
      'a member of other columns',
      () => ({ ...blend(), members: [{ ...blend().members[0]!, columns: 3 }, blend().members[1]] }),
      'a.json, member 0: expected 4 columns, found 3',
    ],
  ])('stored: %s', (_, json, message) => {
    const attempt = () => regressorFromJson(json(), 'a.json');
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});
