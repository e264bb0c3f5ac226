import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Matrix, matrixFrom, selectColumns, selectRows } from '../../src/core/matrix.ts';
import { normal, shuffled, stream } from '../../src/core/random.ts';
import { STRUCTURAL_DESCRIPTORS } from '../../src/descriptors/structural.ts';
import { leaveOneOut } from '../../src/evaluation/leave-one-out.ts';
import { createSubsetScorer } from '../../src/evaluation/subset-scorer.ts';
import { structuralMatrix, withStructure } from '../../src/transfer/teacher.ts';
import { loadTraining } from '../../src/transfer/training-data.ts';

const golden: {
  l2: number;
  X: number[][];
  y: number[];
  subsets: { columns: number[]; scores: number[] }[];
} = JSON.parse(readFileSync(new URL('../golden/evaluation/subset-scores.json', import.meta.url), 'utf8'));

const materials = withStructure(loadTraining());
const symbols = 'AAV SDLC SDLI LBI LNC LLB SBI SNC AFC AASD VPA LASD LLSD ENS PF SPF SLPW SLPE RBI RNC'.split(' ');
const X = structuralMatrix(
  materials,
  symbols.map((wanted) => STRUCTURAL_DESCRIPTORS.find(({ symbol }) => symbol === wanted)!.name),
);
const y = materials.map(({ conductivitySPerCm }) => (conductivitySPerCm >= 1e-4 ? 1 : 0));

/** Largest difference, relative to scores above 1. */
function difference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Math.max(
    ...Array.from(found, (score, i) => Math.abs(score - expected[i]!) / Math.max(1, Math.abs(expected[i]!))),
  );
}

function drawSubset(columns: number, size: number, seed: number): number[] {
  return Array.from(shuffled(columns, stream(seed, 'subset')).slice(0, size)).sort((a, b) => a - b);
}

/** Rows with a little to learn, and a constant column when asked. */
function problem(seed: number, rows = 16, constant = false): { X: Matrix; y: number[] } {
  const random = stream(seed, 'problem');
  const labels = Array.from({ length: rows }, (_, i) => (i < 2 ? 1 : i < 4 ? 0 : random() < 0.4 ? 1 : 0));
  const row = (label: number) => [0, 1, 2, 3, 4].map((j) => (j === 4 && constant ? 7 : normal(random) + label * 0.5));
  return { X: matrixFrom(labels.map(row)), y: labels };
}

const seeds = fc.integer({ min: 0, max: 1e6 });

describe('leave-one-out of any subset of columns', () => {
  test('gives the scores of scikit-learn', () => {
    const scorer = createSubsetScorer({ X: matrixFrom(golden.X), y: golden.y, l2: golden.l2 });
    for (const { columns, scores } of golden.subsets) {
      scorer.errors(columns);
      expect(difference(scorer.scores, scores)).toBeLessThan(1e-6);
    }
  });

  test('gives the scores and errors of leaveOneOut with an ordinary fit, on 1,000 random subsets of the 20 descriptors', () => {
    const scorer = createSubsetScorer({ X, y, l2: 0.01 });
    let largest = 0;
    for (let draw = 0; draw < 1000; draw++) {
      const columns = drawSubset(20, 1 + (draw % 8), draw);
      const expected = leaveOneOut({ kind: 'logistic', l2: 0.01 }, selectColumns(X, columns), y, 0);
      expect(scorer.errors(columns)).toBe(expected.filter((score, i) => score >= 0 !== (y[i] === 1)).length);
      largest = Math.max(largest, difference(scorer.scores, expected));
    }
    expect(largest).toBeLessThan(1e-7);
  });

  test('does so for any penalty, many columns, and columns that are constant, at least without a row', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(1e-4, 0.01, 1, 100), fc.boolean(), (seed, l2, constant) => {
        const small = problem(seed, 16, constant);
        if (constant) for (let i = 0; i < 16; i++) small.X.data[5 * i + 3] = i === 5 ? 2 : 1;
        const columns = drawSubset(5, 1 + (seed % 5), seed);
        const scorer = createSubsetScorer({ ...small, l2 });
        scorer.errors(columns);
        const expected = leaveOneOut({ kind: 'logistic', l2 }, selectColumns(small.X, columns), small.y, 0);
        expect(difference(scorer.scores, expected)).toBeLessThan(1e-6);
      }),
      { numRuns: 40 },
    );
    const scorer = createSubsetScorer({ X, y, l2: 1e-3 });
    for (let draw = 0; draw < 12; draw++) {
      const columns = drawSubset(20, 9 + draw, draw);
      scorer.errors(columns);
      const expected = leaveOneOut({ kind: 'logistic', l2: 1e-3 }, selectColumns(X, columns), y, 0);
      expect(difference(scorer.scores, expected)).toBeLessThan(1e-6);
    }
  });

  test('the log loss is the mean of -log p of the true labels', () => {
    const { X, y } = problem(1);
    const scorer = createSubsetScorer({ X, y, l2: 0.1 });
    scorer.errors([0, 2]);
    const losses = Array.from(scorer.scores, (score, i) => Math.log(1 + Math.exp(y[i] === 1 ? -score : score)));
    expect(scorer.logLoss()).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / losses.length, 12);
  });

  test('a count that may stop gives the errors up to its limit, and more than that beyond', () => {
    const scorer = createSubsetScorer({ X, y, l2: 0.01 });
    for (let draw = 0; draw < 60; draw++) {
      const columns = drawSubset(20, 1 + (draw % 6), draw);
      const errors = scorer.errors(columns);
      const scores = scorer.scores.slice();
      for (let most = errors - 2; most <= errors + 2; most++) {
        const found = scorer.errors(columns, most);
        if (errors > most) expect(found).toBeGreaterThan(most);
        else {
          expect(found).toBe(errors);
          expect(scorer.scores).toEqual(scores);
        }
      }
    }
  });

  test('neither the unit of a column nor the order of the rows matters', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { X, y } = problem(seed);
        const order = shuffled(X.rows, stream(seed, 'order'));
        const moved = selectRows(X, order);
        for (let i = 0; i < moved.data.length; i++) moved.data[i] = moved.data[i]! * (i % 5 === 2 ? -1e4 : 3) + 17;
        const before = createSubsetScorer({ X, y, l2: 0.1 });
        const after = createSubsetScorer({ X: moved, y: Array.from(order, (row) => y[row]!), l2: 0.1 });
        expect(after.errors([0, 2, 3])).toBe(before.errors([0, 2, 3]));
        expect(
          difference(
            after.scores,
            Array.from(order, (row) => before.scores[row]!),
          ),
        ).toBeLessThan(1e-7);
      }),
      { numRuns: 20 },
    );
  });

  test.each<[string, () => unknown, string]>([
    [
      'one row of a class',
      () => createSubsetScorer({ X: matrixFrom([[1], [2], [3]]), y: [0, 0, 1], l2: 1 }),
      'subset search: expected at least two rows of each class, found 1; move the label threshold',
    ],
    ['one class', () => createSubsetScorer({ X, y: y.map(() => 0), l2: 1 }), 'expected labels of both classes, found'],
    ['labels missing', () => createSubsetScorer({ X, y: [1], l2: 1 }), 'expected 33 labels, one a row, found 1'],
    [
      'no penalty',
      () => createSubsetScorer({ X, y, l2: 0 }),
      'subset search, l2: expected a number above 0, found 0; choose a small one, such as 0.01',
    ],
    [
      'a value that is not finite',
      () => createSubsetScorer({ X: { ...X, data: X.data.with(21, Number.NaN) }, y, l2: 1 }),
      'subset search, row 1, column 1: expected a finite number, found NaN',
    ],
    [
      'a penalty so small that there is no minimum to be found',
      () => createSubsetScorer({ X, y, l2: 1e-300 }).errors(Array.from({ length: 20 }, (_, j) => j)),
      'subset search: expected the minimum in 100 Newton steps, found none; choose a larger l2',
    ],
  ])('refused: %s', (_, attempt, message) => {
    expect(attempt).toThrow(message);
  });
});
