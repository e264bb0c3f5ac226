import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Matrix, matrixFrom, selectColumns, selectRows } from '../../src/core/matrix.ts';
import { normal, stream } from '../../src/core/random.ts';
import { leaveOneOut } from '../../src/evaluation/leave-one-out.ts';
import { bestSubsets, leftOutScores, withoutEachRow } from '../../src/evaluation/subset-best.ts';
import { start as startBest } from '../../src/evaluation/subset-best-tasks.ts';
import { combinationAt, countCombinations } from '../../src/evaluation/subset-combinations.ts';
import { compareSubsets, type ScoredSubset } from '../../src/evaluation/subset-rank.ts';
import { searchSubsets } from '../../src/evaluation/subset-search.ts';
import { start as startSearch } from '../../src/evaluation/subset-search-tasks.ts';

const L2 = 0.05;

function problem(seed: number, cols = 5, rows = 14): { X: Matrix; y: number[]; l2: number } {
  const random = stream(seed, 'problem');
  const y = Array.from({ length: rows }, (_, i) => (i < 2 ? 1 : i < 4 ? 0 : random() < 0.4 ? 1 : 0));
  const row = (label: number) => Array.from({ length: cols }, (_, j) => normal(random) + (j < 2 ? label : 0));
  return { X: matrixFrom(y.map(row)), y, l2: L2 };
}

/** Every subset of a size by ordinary fits, best first. */
function byHand({ X, y }: { X: Matrix; y: number[] }, size: number): ScoredSubset[] {
  return Array.from({ length: countCombinations(X.cols, size) }, (_, number) => {
    const columns = Array.from(combinationAt(X.cols, size, number));
    const scores = leaveOneOut({ kind: 'logistic', l2: L2 }, selectColumns(X, columns), y, 0);
    const losses = scores.map((score, i) => Math.log1p(Math.exp(y[i] === 1 ? -score : score)));
    const errors = scores.filter((score, i) => score >= 0 !== (y[i] === 1)).length;
    return { columns, errors, logLoss: losses.reduce((sum, loss) => sum + loss, 0) / y.length };
  }).sort(compareSubsets);
}

const seeds = fc.integer({ min: 0, max: 1e6 });

describe('exhaustive search over subsets', () => {
  test('finds what ordinary fits of every subset find', async () => {
    const given = problem(1);
    const tallies = await searchSubsets(given, { maxSize: 5, keep: 3, threads: 2 });
    expect(tallies.map(({ subsets }) => subsets)).toEqual([5, 10, 10, 5, 1]);
    for (const { size, subsets, counts, best } of tallies) {
      const expected = byHand(given, size);
      expect(counts).toEqual(counts.map((_, errors) => expected.filter((subset) => subset.errors === errors).length));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(subsets);
      expect(best.map(({ columns }) => columns)).toEqual(expected.slice(0, 3).map(({ columns }) => columns));
      best.forEach((subset, i) => {
        expect(subset.errors).toBe(expected[i]!.errors);
        expect(subset.logLoss).toBeCloseTo(expected[i]!.logLoss, 7);
      });
    }
  });

  test('is the same on any number of threads, and tells how far it is', async () => {
    const given = problem(2, 12);
    const told: number[] = [];
    const options = { maxSize: 4, keep: 4 };
    const alone = await searchSubsets(given, { ...options, threads: 1, onDone: (done) => told.push(done) });
    expect(await searchSubsets(given, { ...options, threads: 3 })).toEqual(alone);
    expect(told.at(-1)).toBe(793);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test('pieces of a size add up to the whole', () => {
    const run = startSearch({ problem: problem(3, 7), keep: 2 });
    const whole = run({ size: 3, from: 0, subsets: 35 });
    const pieces = [run({ size: 3, from: 0, subsets: 11 }), run({ size: 3, from: 11, subsets: 24 })];
    expect(whole.counts).toEqual(whole.counts.map((_, i) => pieces[0]!.counts[i]! + pieces[1]!.counts[i]!));
    expect(whole.best).toEqual(
      pieces
        .flatMap(({ best }) => best)
        .sort(compareSubsets)
        .slice(0, 2),
    );
  });

  test('errors come first, then log loss, then fewer columns, then the first columns', () => {
    const subset = (errors: number, logLoss: number, ...columns: number[]) => ({ errors, logLoss, columns });
    const ordered = [
      subset(1, 0.9, 3),
      subset(2, 0.1, 0, 1, 2),
      subset(2, 0.2, 5),
      subset(2, 0.2, 1, 4),
      subset(2, 0.2, 2, 3),
    ];
    expect([...ordered].reverse().sort(compareSubsets)).toEqual(ordered);
    expect(compareSubsets(ordered[0]!, ordered[0]!)).toBe(0);
  });

  test.each([
    [{ maxSize: 0 }, 'subset search, largest size: expected a whole number of at least 1, found 0'],
    [{ maxSize: 6 }, 'subset search, largest size: expected at most 5, the number of columns, found 6'],
    [{ keep: 0 }, 'subset search, keep: expected a whole number of at least 1, found 0'],
    [{ threads: 0 }, 'threads: expected a whole number of at least 1, found 0'],
  ])('refused: %j', async (changes, message) => {
    const options = { maxSize: 2, keep: 1, threads: 1, ...changes };
    await expect(searchSubsets(problem(1), options)).rejects.toThrow(message);
  });

  test('a signal ends it', async () => {
    const stopped = AbortSignal.abort(new Error('interrupted'));
    await expect(searchSubsets(problem(1), { maxSize: 1, keep: 1, threads: 1, signal: stopped })).rejects.toThrow(
      'interrupted',
    );
  });
});

describe('the best subsets of many problems', () => {
  test('are those of the whole search, though most counts are stopped early', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const given = problem(seed, 6);
        const run = startSearch({ problem: given, keep: 1 });
        const found = startBest(4)(given);
        found.forEach((best, i) => {
          const subsets = countCombinations(6, i + 1);
          expect(best).toEqual(run({ size: i + 1, from: 0, subsets }).best[0]);
        });
      }),
      { numRuns: 25 },
    );
  });

  test('come in the order of the problems', async () => {
    const problems = [problem(1), problem(2), problem(3)];
    const found = await bestSubsets(problems, 2, { threads: 2 });
    expect(found).toEqual(problems.map(startBest(2)));
    await expect(bestSubsets(problems, 7, { threads: 2 })).rejects.toThrow('expected at most 5, the number of columns');
  });

  test('a search within each left-out row never sees that row', async () => {
    const given = problem(4);
    const searches = withoutEachRow(given);
    const chosen = searches.map((search) => startBest(3)(search)[2]!.columns);
    const scores = leftOutScores(given, chosen);
    for (const out of [0, 3, 13]) {
      const others = Array.from({ length: 14 }, (_, row) => row).toSpliced(out, 1);
      const rest = { X: selectRows(given.X, others), y: others.map((row) => given.y[row]!) };
      expect(searches[out]).toEqual({ ...rest, l2: L2 });
      expect(chosen[out]).toEqual(byHand(rest, 3)[0]!.columns);
      const expected = leaveOneOut({ kind: 'logistic', l2: L2 }, selectColumns(given.X, chosen[out]!), given.y, 0);
      expect(scores[out]).toBeCloseTo(expected[out]!, 6);
    }
  });
});
