import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMatrix, type Matrix, matrixFrom, selectRows } from '../../src/core/matrix.ts';
import { normal, shuffled, stream } from '../../src/core/random.ts';
import { leaveOneOut } from '../../src/evaluation/leave-one-out.ts';
import { countFits } from '../../src/models/constant-fits.ts';
import { fitModel, type ModelSpec } from '../../src/models/model.ts';
import type { BoostedTreesSpec } from '../../src/models/model-spec.ts';
import { largestDifference } from './libsvm.ts';

/** One full step of one stump on everything: a model that can be computed by hand. */
const STUMP: BoostedTreesSpec = {
  kind: 'boosted-trees',
  trees: 1,
  depth: 1,
  learningRate: 1,
  leafL2: 1,
  rowShare: 1,
  columnShare: 1,
};
const SMALL: BoostedTreesSpec = { ...STUMP, trees: 6, depth: 3, learningRate: 0.3 };

const fit = (spec: BoostedTreesSpec, X: Matrix, y: ArrayLike<number>, seed = 0) =>
  fitModel(spec, X, y, stream(seed, 'trees'));
const parametersOf = (spec: BoostedTreesSpec, X: Matrix, y: ArrayLike<number>) => fit(spec, X, y).toJson().parameters;

/** `rows` rows alike, of which the first `positives` are of class 1. */
interface Block {
  readonly row: number[];
  readonly rows: number;
  readonly positives: number;
}

function blocks(...list: Block[]): { X: Matrix; y: number[] } {
  const each = list.flatMap(({ row, rows, positives }) =>
    Array.from({ length: rows }, (_, i) => ({ row, label: i < positives ? 1 : 0 })),
  );
  return { X: matrixFrom(each.map(({ row }) => row)), y: each.map(({ label }) => label) };
}

function logLoss(scores: Float64Array, y: ArrayLike<number>): number {
  return scores.reduce((sum, score, i) => sum + Math.log1p(Math.exp(-score)) + (1 - y[i]!) * score, 0);
}

const columnProblems = fc.record({
  rows: fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -9, max: 9 })), {
    minLength: 30,
    maxLength: 150,
  }),
  seed: fc.integer({ min: 0, max: 9999 }),
});

/** Labels that lean on the columns; as probabilities no two different splits gain the same. */
function labelsOf(rows: readonly (readonly [number, number])[], seed: number, asProbability: boolean): number[] {
  const random = stream(seed, 'labels');
  const y = rows.map(([a, b]) => {
    const probability = 1 / (1 + Math.exp(-(a / 15 - (b / 3) ** 2 + 2 * normal(random))));
    return asProbability ? probability : Number(probability >= 0.5);
  });
  return y;
}

describe('boosted trees by hand', () => {
  test('a stump: start, split, Newton leaves', () => {
    const { X, y } = blocks({ row: [0], rows: 32, positives: 2 }, { row: [1], rows: 32, positives: 14 });
    const { start, column, threshold, leaf } = parametersOf(STUMP, X, y);
    // p = 16/64 everywhere; left: sum of (p - y) = 8 - 2 = 6, sum of p (1 - p) = 32 x 3/16 = 6; right: 8 - 14 = -6, 6
    expect(start![0]).toBeCloseTo(Math.log(1 / 3), 12);
    expect([column, threshold]).toEqual([[0], [1]]);
    expect(leaf![0]).toBeCloseTo(-6 / 7, 12);
    expect(leaf![1]).toBeCloseTo(6 / 7, 12);
    const score = fit(STUMP, X, y).score(matrixFrom([[-5], [0.999], [1], [99]]));
    [-6 / 7, -6 / 7, 6 / 7, 6 / 7].forEach((value, i) => {
      expect(score[i]).toBeCloseTo(Math.log(1 / 3) + value, 12);
    });
  });

  test('the split that gains most, of all cuts and columns; learning rate and leafL2 shrink the leaves', () => {
    const { X, y } = blocks(
      { row: [1, 0], rows: 16, positives: 4 },
      { row: [0, 1], rows: 16, positives: 4 },
      { row: [0, 2], rows: 16, positives: 12 },
      { row: [1, 2], rows: 16, positives: 12 },
    );
    // p = 1/2. Column 1 cut at 2: slopes 8 and -8 over curvatures 8 and 8 gain 2 x 64/(8 + 8); cut at 1: 16/(4 + 8) +
    // 16/(12 + 8) is less; column 0 gains nothing.
    const { start, column, threshold, leaf } = parametersOf({ ...STUMP, learningRate: 0.25, leafL2: 8 }, X, y);
    expect([start, column, threshold, leaf]).toEqual([[0], [1], [2], [-0.125, 0.125]]);
  });

  test('two levels in heap order; a node without gain does not split', () => {
    const { X, y } = blocks(
      { row: [0, 0], rows: 16, positives: 0 },
      { row: [0, 1], rows: 16, positives: 0 },
      { row: [1, 0], rows: 16, positives: 0 },
      { row: [1, 1], rows: 16, positives: 16 },
    );
    const { column, threshold, leaf } = parametersOf({ ...STUMP, depth: 2 }, X, y);
    // p = 1/4. Root: column 0 (column 1 gains the same, the first stands). Left node: all rows alike. Right node: column 1.
    expect(column).toEqual([0, 0, 1]);
    expect(threshold).toEqual([1, Number.MAX_VALUE, 1]);
    [-8 / 7, 0, -4 / 4, 12 / 4].forEach((value, i) => {
      expect(leaf![i]).toBeCloseTo(value, 12);
    });
  });

  test.each([
    // Rows in full doubt have a curvature of 1/4.
    [2, 8],
    [1, 4],
    [undefined, 4],
    [0.3, 2],
    [0, 1],
  ])('a side with less curvature than %s, fewer than %s rows in doubt, is not split off', (least, rows) => {
    const stump = least === undefined ? STUMP : { ...STUMP, leastCurvature: least };
    const sides = (k: number) => blocks({ row: [0], rows: k, positives: k }, { row: [1], rows: 3 * k, positives: k });
    const enough = sides(rows);
    expect(parametersOf(stump, enough.X, enough.y).threshold).toEqual([1]);
    if (rows === 1) return;
    const few = sides(rows - 1);
    const { value, fits, constant } = countFits(() => parametersOf(stump, few.X, few.y));
    expect(value.threshold).toEqual([Number.MAX_VALUE]);
    expect([fits, constant]).toEqual([1, 1]);
  });

  test('tens of rows are learned from', () => {
    const random = stream(0, 'tens of rows');
    const X = matrixFrom(Array.from({ length: 20 }, () => [normal(random), normal(random)]));
    const y = Array.from({ length: 20 }, (_, i) => (X.data[2 * i]! > 0 ? 1 : 0));
    const spec = { ...SMALL, trees: 60, rowShare: 0.7 };
    const { value, fits, constant } = countFits(() => leaveOneOut(spec, X, y, 0));
    expect([fits, constant]).toEqual([20, 0]);
    expect(value.filter((score, i) => score >= 0 === (y[i] === 1)).length).toBeGreaterThanOrEqual(17);
    const stiff = countFits(() => leaveOneOut({ ...spec, leastCurvature: 3 }, X, y, 0));
    expect([stiff.fits, stiff.constant]).toEqual([20, 20]);
  });

  test('a probability stands for rows of both classes in that ratio', () => {
    const hard = blocks({ row: [0], rows: 32, positives: 2 }, { row: [1], rows: 32, positives: 14 });
    const soft = hard.y.map((_, i) => (i < 32 ? 2 / 32 : 14 / 32));
    const spec = { ...STUMP, trees: 5, learningRate: 0.5 };
    const difference = largestDifference(
      fit(spec, hard.X, hard.y).score(hard.X),
      fit(spec, hard.X, soft).score(hard.X),
    );
    expect(difference).toBeLessThan(1e-12);
  });
});

describe('boosted trees in general', () => {
  test('only the order of a column counts: growing functions of the columns give the same training scores to the bit', () => {
    const growing = fc.constantFrom(
      (x: number) => x ** 3,
      (x: number) => Math.exp(x / 10),
      (x: number) => Math.atan(x),
      (x: number) => 5 * x - 3,
    );
    fc.assert(
      fc.property(columnProblems, growing, growing, ({ rows, seed }, f, g) => {
        const y = labelsOf(rows, seed, false);
        fc.pre(y.includes(0) && y.includes(1));
        const plain = matrixFrom(rows);
        const bent = matrixFrom(rows.map(([a, b]) => [f(a), g(b)]));
        const spec = { ...SMALL, rowShare: 0.7, columnShare: 0.8 };
        expect(fit(spec, bent, y, seed).score(bent)).toEqual(fit(spec, plain, y, seed).score(plain));
      }),
      { numRuns: 60 },
    );
  });

  test('without sampling, the order of the rows does not matter', () => {
    fc.assert(
      fc.property(columnProblems, ({ rows, seed }) => {
        const X = matrixFrom(rows);
        const y = labelsOf(rows, seed, true);
        const order = shuffled(rows.length, stream(seed, 'order'));
        const again = fit(
          SMALL,
          selectRows(X, order),
          Array.from(order, (row) => y[row]!),
        );
        expect(largestDifference(fit(SMALL, X, y).score(X), again.score(X))).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test('every further tree lowers the training loss, and leaves the trees before it as they are', () => {
    fc.assert(
      fc.property(columnProblems, ({ rows, seed }) => {
        const X = matrixFrom(rows);
        const y = labelsOf(rows, seed, true);
        const few = fit({ ...SMALL, trees: 2 }, X, y);
        const more = fit({ ...SMALL, trees: 3 }, X, y);
        expect(more.toJson().parameters.leaf!.slice(0, 16)).toEqual(few.toJson().parameters.leaf);
        expect(logLoss(more.score(X), y)).toBeLessThanOrEqual(logLoss(few.score(X), y) + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test('a constant column changes nothing; constant columns alone give the rate of class 1', () => {
    fc.assert(
      fc.property(columnProblems, fc.double({ min: -1e300, max: 1e300, noNaN: true }), ({ rows, seed }, constant) => {
        const y = labelsOf(rows, seed, true);
        const plain = matrixFrom(rows);
        const wider = matrixFrom(rows.map(([a, b]) => [constant, a, b]));
        expect(fit(SMALL, wider, y).score(wider)).toEqual(fit(SMALL, plain, y).score(plain));
        const alone = matrixFrom(rows.map(() => [constant]));
        const rate = y.reduce((sum, label) => sum + label, 0) / y.length;
        for (const score of fit(SMALL, alone, y).score(alone))
          expect(score).toBeCloseTo(Math.log(rate / (1 - rate)), 9);
      }),
      { numRuns: 40 },
    );
  });

  test('the same stream gives the same trees, another does not, where rows and columns are drawn', () => {
    const rows = Array.from({ length: 200 }, (_, i) => [i % 41, (i * 7) % 19] as const);
    const y = labelsOf(rows, 1, false);
    const spec = { ...SMALL, rowShare: 0.5, columnShare: 0.5 };
    const X = matrixFrom(rows);
    expect(fit(spec, X, y, 3).toJson()).toEqual(fit(spec, X, y, 3).toJson());
    expect(fit(spec, X, y, 3).toJson()).not.toEqual(fit(spec, X, y, 4).toJson());
  });

  test('learn a ring, which neither the majority nor a line can', () => {
    const random = stream(0, 'ring');
    const rows = 600;
    const X = createMatrix(rows, 2);
    const y = Float64Array.from({ length: rows }, (_, i) => {
      const [a, b] = [2 * random() - 1, 2 * random() - 1];
      X.data.set([a, b], 2 * i);
      const radius = Math.hypot(a, b);
      return radius > 0.4 && radius < 0.9 ? 1 : 0;
    });
    const training = Array.from({ length: 300 }, (_, i) => i);
    const held = training.map((i) => i + 300);
    const accuracy = (spec: ModelSpec) => {
      const predictor = fitModel(spec, selectRows(X, training), y.subarray(0, 300), stream(0, 'fit'));
      const scores = predictor.score(selectRows(X, held));
      return held.filter((row, i) => scores[i]! >= 0 === (y[row] === 1)).length / held.length;
    };
    const trees = accuracy({ ...SMALL, trees: 60, depth: 4, rowShare: 0.8 });
    expect(trees).toBeGreaterThan(0.85);
    expect(Math.max(accuracy({ kind: 'majority' }), accuracy({ kind: 'logistic', l2: 1 }))).toBeLessThan(0.65);
  });
});

describe('boosted trees refused', () => {
  const { X, y } = blocks({ row: [0], rows: 4, positives: 0 }, { row: [1], rows: 4, positives: 4 });

  test.each([
    ['trees', 0, 'an integer of at least 1'],
    ['depth', 11, 'an integer from 1 to 10'],
    ['depth', 2.5, 'an integer from 1 to 10'],
    ['learningRate', 1.5, 'a number above 0 and at most 1'],
    ['leafL2', 0, 'a number above 0'],
    ['rowShare', 0, 'a number above 0 and at most 1'],
    ['columnShare', Number.NaN, 'a number above 0 and at most 1'],
  ])('%s of %s', (option, value, expected) => {
    expect(() => fit({ ...STUMP, [option]: value }, X, y)).toThrow(
      `model, boosted-trees.${option}: expected ${expected}, found ${value}; see ModelSpec in the documentation`,
    );
  });

  test('an option missing or misspelt', () => {
    const { leafL2, ...rest } = STUMP;
    expect(() => fit(rest as BoostedTreesSpec, X, y)).toThrow(
      'model, boosted-trees.leafL2: expected a number above 0, found nothing',
    );
    expect(() => fit({ ...STUMP, minRows: leafL2 } as BoostedTreesSpec, X, y)).toThrow(
      'expected no option but trees, depth, learningRate, leafL2, rowShare, columnShare, leastCurvature, found "minRows"',
    );
  });
});
