import { expect, test } from 'vitest';
import { stream } from '../../../src/core/random.ts';
import { bootstrapStatistic } from '../../../src/evaluation/bootstrap-statistic.ts';
import { scoreOf } from '../../../src/experiment/sweep/objective.ts';
import { type Competitor, type OuterJudge, outerNumbers } from '../../../src/experiment/sweep/outer-scores.ts';

const y = Float64Array.from([0, 1, 2, 3, 4, 5, 6, 7]);
const labels = [0, 1, 0, 1, 1, 0, 1, 0];
const groups = ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'];
const folds = new Map([
  [1, Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1)],
  [2, Int32Array.of(0, 0, 1, 1, 0, 0, 1, 1)],
]);
const rest = async () => {};
const absolute = { score: scoreOf('mae', { y, labels }), better: -1, unit: 'eV' } as const;
const judge: OuterJudge = { ...absolute, folds, groups, resamples: 200 };

/** Errors of 1 in the first half and 3 in the second; of 2, and of 1, everywhere. */
const uneven = Float64Array.from(y, (value, row) => value + (row < 4 ? 1 : 3));
const two = Float64Array.from(y, (value) => value - 2);
const one = Float64Array.from(y, (value) => value + 1);
const entry = (name: string, inner: number | null, ...judged: Float64Array[]): Competitor => {
  return { name, inner, answers: judged.map((each, i) => ({ seed: i + 1, judged: each })) };
};

test('by hand: means over folds and seeds, what was seen less what held, and the gain over no sweep', async () => {
  const competitors = [entry('grid', 1.2, uneven, one), entry('untuned', 2.1, two, two)];
  const numbers = await outerNumbers(competitors, { ...judge, resamples: 1 }, stream(1, 'outer'), rest);
  const values = Object.fromEntries(Object.entries(numbers).map(([key, { value }]) => [key, value]));
  // Seed 1 has six rows in one fold, of mean error 10 / 6, and two in the other, of 3.
  expect(values).toEqual({
    'grid.outer': 1.66667,
    'grid.outer.seed_1': 2.33333,
    'grid.outer.seed_2': 1,
    'grid.outer_pooled': 1.5,
    'grid.overfit': 0.466667,
    'grid.gain': 0.333333,
    'untuned.outer': 2,
    'untuned.outer.seed_1': 2,
    'untuned.outer.seed_2': 2,
    'untuned.outer_pooled': 2,
    'untuned.overfit': -0.1,
  });
});

test('the interval of a score of all rows is that of a bootstrap over groups', async () => {
  const numbers = await outerNumbers([entry('untuned', null, uneven)], judge, stream(7, 'outer'), rest);
  const error = (rows: Int32Array) =>
    judge.score(
      rows,
      Float64Array.from(rows, (row) => uneven[row]!),
    );
  const { low, high } = bootstrapStatistic(8, error, { resamples: 200, level: 0.95, groups }, stream(7, 'outer'));
  expect(numbers['untuned.outer_pooled']!.interval).toEqual([low, high]);
});

test('what always differs by as much gains as much, however its own score moves', async () => {
  const better = Float64Array.from(y, (value, row) => value + (row < 4 ? 0.5 : 2.5));
  const competitors = [entry('untuned', null, uneven), entry('grid', null, better)];
  const numbers = await outerNumbers(competitors, judge, stream(7, 'outer'), rest);
  expect(numbers['grid.gain']).toEqual({ value: 0.5, unit: 'eV', n: 8, interval: [0.5, 0.5] });
  const [low, high] = numbers['grid.outer']!.interval!;
  expect(high! - low!).toBeGreaterThan(0.5);
});

test('a fold with one class only is left out of the mean over folds', async () => {
  const auc = { score: scoreOf('auc', { y, labels: [0, 1, 1, 0, 1, 1, 1, 1] }), better: 1, unit: 'score' } as const;
  const judged = Float64Array.of(0, 1, 1, 0, 5, 5, 5, 5);
  const once = new Map([[1, Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1)]]);
  const numbers = await outerNumbers(
    [entry('untuned', null, judged)],
    { ...judge, ...auc, folds: once },
    stream(1, 'o'),
    rest,
  );
  expect(numbers['untuned.outer']!.value).toBe(1);
});
