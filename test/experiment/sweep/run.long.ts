import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { compactJson } from '../../../src/core/files.ts';
import type { SweepSpec } from '../../../src/experiment/sweep/define.ts';
import type { SweepExperiment } from '../../../src/experiment/sweep/options.ts';
import { countSweepTasks, finishSweep, JOURNAL_FILE, runSweep } from '../../../src/experiment/sweep/run.ts';
import type { SweepSummary } from '../../../src/experiment/sweep/summary.ts';
import { small, smallSpec, writeTable } from './small-sweep.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-sweep-'));
const file = join(scratch, 'small.ts');
const journal = join(scratch, JOURNAL_FILE);
let summary: SweepSummary;
let done: number[];

const sweep = (
  options: { threads?: number; resume?: boolean; onProgress?: (done: number) => void } = {},
  experiment = small,
) => runSweep(experiment, file, { effort: 'full', threads: 1, folder: scratch, ...options });

beforeAll(async () => {
  writeTable(scratch);
  done = [];
  summary = await sweep({ onProgress: (tasks) => done.push(tasks) });
});

afterAll(() => rmSync(scratch, { recursive: true }));

describe('a sweep', () => {
  test('gives the same bytes on 1, 2 and 5 threads', async () => {
    const lines = readFileSync(journal, 'utf8').split('\n').sort();
    for (const threads of [2, 5]) {
      finishSweep(scratch);
      expect(compactJson(await sweep({ threads }))).toBe(compactJson(summary));
      expect(readFileSync(journal, 'utf8').split('\n').sort()).toEqual(lines);
    }
  });

  test('goes on from a part of its journal to the same bytes, and does nothing twice', async () => {
    const whole = readFileSync(journal);
    writeFileSync(journal, whole.subarray(0, Math.floor(0.4 * whole.length)));
    expect(compactJson(await sweep({ resume: true }))).toBe(compactJson(summary));
    expect(readFileSync(journal).length).toBe(whole.length);
  });

  test('does not go on from the journal of another sweep, table or effort', async () => {
    const others: readonly [SweepExperiment, 'full' | 'quick'][] = [
      [small, 'quick'],
      [{ ...small, threshold: 0.5 }, 'full'],
      [{ ...small, sweep: { ...smallSpec, innerFolds: 3 } }, 'full'],
      [{ ...small, sweep: { ...smallSpec, full: { ...smallSpec.full, seeds: [3, 5] } } }, 'full'],
      [{ ...small, table: { ...small.table, value: 'one' } }, 'full'],
    ];
    for (const [other, effort] of others) {
      const attempt = runSweep(other, file, { effort, threads: 1, folder: scratch, resume: true });
      await expect(attempt).rejects.toThrow('expected a journal of the same sweep, found one of another');
    }
  });

  test('counts its tasks beforehand, and tells how many are done', () => {
    expect(done[0]).toBeLessThan(20);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(countSweepTasks(small, 'full'));
  });

  test('keeps every trial of every search on every outer fold of every seed, and on all rows', () => {
    for (const { search, tables } of summary.searches) {
      expect(tables.map(({ seed, fold }) => [seed, fold])).toEqual([
        [3, 0],
        [3, 1],
        [3, 2],
        [4, 0],
        [4, 1],
        [4, 2],
        [null, null],
      ]);
      for (const { values, mean, sd, share } of tables) {
        const trials = summary.numbers[`${search.kind}.trials`]!.value;
        expect([values.length, ...values.map(({ length }) => length), mean.length, sd.length, share.length]).toEqual([
          3,
          ...Array(6).fill(trials),
        ]);
      }
    }
  });

  test('chooses the first of the best on all training groups, by the mean over inner folds', () => {
    for (const { tables } of summary.searches) {
      for (const { mean, share, chosen } of tables) {
        const whole = mean.map((score, i) => (share[i] === 1 ? score! : Number.NEGATIVE_INFINITY));
        expect(chosen).toBe(whole.indexOf(Math.max(...whole)));
      }
    }
  });

  test('averages what was found over the outer folds of all seeds, and sets it beside what held', () => {
    for (const { search, tables } of summary.searches) {
      const judged = tables.filter(({ fold }) => fold !== null);
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const inner = mean(judged.map((table) => table.mean[table.chosen]!));
      const outer = mean(judged.map((table) => table.outer!));
      const number = (key: string) => summary.numbers[`${search.kind}.${key}`]!.value;
      expect(number('inner')).toBeCloseTo(inner, 5);
      expect(number('outer')).toBeCloseTo(outer, 5);
      expect(number('overfit')).toBeCloseTo(inner - outer, 5);
      expect(number('gain')).toBeCloseTo(outer - summary.numbers['untuned.outer']!.value!, 5);
      expect((number('outer.seed_3')! + number('outer.seed_4')!) / 2).toBeCloseTo(outer, 5);
      const [low, high] = summary.numbers[`${search.kind}.outer`]!.interval!;
      expect(low).toBeLessThanOrEqual(outer);
      expect(high).toBeGreaterThanOrEqual(low!);
    }
  });

  test('learns a law that is there: better than the floors and than chance', () => {
    const outer = (name: string) => summary.numbers[`${name}.outer`]!.value!;
    expect(outer('together')).toBeGreaterThan(0.8);
    expect(outer('floor_majority')).toBe(0.5);
    expect(outer('together')).toBeGreaterThan(outer('floor_nearest'));
  });

  test('recommends the best of all searches on all rows', () => {
    const best = Math.max(...summary.searches.map(({ tables }) => tables.at(-1)!.mean[tables.at(-1)!.chosen]!));
    expect(summary.recipe.inner).toBe(best);
    const { tables } = summary.searches.find(({ search }) => search.kind === summary.recipe.search)!;
    const table = tables.at(-1)!;
    expect(summary.recipe.setting).toMatchObject({
      method: { does: 'classify', model: { l2: table.values[1]![table.chosen] } },
    });
  });

  test('counts fits: trials on inner folds, of which all rows have those of every seed', () => {
    expect(summary.numbers['random.fits']).toEqual({ value: 24 * (6 * 2 + 4), unit: 'fits', n: 24 * 7 });
    expect(summary.numbers['halving.whole_trials']!.value).toBe(16);
  });
});

describe('of a regression, and of settings that cannot be fitted, a sweep', () => {
  const options = { effort: 'quick', threads: 2 } as const;
  const law = { name: 'law', does: 'regress', input: { columns: ['one', 'two'] } } as const;
  const swept = (changes: Partial<SweepSpec>): SweepExperiment => {
    return { ...small, sweep: { ...smallSpec, objective: 'mae', ...changes } };
  };
  /** More neighbours than rows cannot be asked. */
  const neighbours: Partial<SweepSpec> = {
    space: { method: { ...law, model: { kind: 'nearest', neighbours: { oneOf: [1, 3, 5000] } } } },
    untuned: { method: { ...law, model: { kind: 'nearest', neighbours: 2 } } },
    quick: { searches: [{ kind: 'grid' }], seeds: [1] },
  };

  test('takes less error for better, and counts failures with their reason', async () => {
    const folder = join(scratch, 'neighbours');
    const result = await runSweep(swept(neighbours), file, { ...options, folder });
    const [{ tables, failed }] = result.searches as [SweepSummary['searches'][number]];
    for (const { mean, chosen } of tables) {
      expect(mean[2]).toBeNull();
      expect(mean[chosen]).toBe(Math.min(mean[0]!, mean[1]!));
    }
    expect(Object.values(failed).reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(Object.keys(failed)[0]).toContain('expected at least 5000 rows, found');
    expect(result.numbers['grid.failed']).toEqual({ value: 4, unit: 'trials', n: 12 });
    expect(result.numbers['grid.overfit']!.value).toBeCloseTo(
      result.numbers['grid.outer']!.value! - result.numbers['grid.inner']!.value!,
      5,
    );
    expect(result.better).toBe(-1);
    expect(result.unit).toBe('units');
    expect(Object.keys(result.numbers)).toContain('floor_median.outer');
    expect(result.numbers['random_setting.failed']!.value).toBeGreaterThan(0);
  });

  test.each<[string, Partial<SweepSpec>, string]>([
    [
      'nothing can be fitted',
      { ...neighbours, space: { method: { ...law, model: { kind: 'nearest', neighbours: { oneOf: [4000, 5000] } } } } },
      'sweep, grid of seed 1, fold 0: expected a trial that can be fitted, found none (training rows of nearest: expected at least',
    ],
    [
      'what it is held against cannot be fitted',
      { ...neighbours, untuned: { method: { ...law, model: { kind: 'nearest', neighbours: 99 } } } },
      'sweep, untuned, inner folds of seed 1, fold 0: expected a setting that can be fitted, found one that cannot (',
    ],
    [
      'there are fewer groups than outer folds',
      { ...neighbours, outer: { ...smallSpec.outer, folds: 11 } },
      'folds: expected at least 11 groups, found 10; use fewer folds or finer groups',
    ],
    [
      'there are fewer groups than inner folds',
      { ...neighbours, innerFolds: 7 },
      'sweep, inner folds of seed 1, fold 0: expected at least 7 groups, found 6; use fewer inner folds or finer groups',
    ],
  ])('says so in one line when %s', async (title, changes, message) => {
    const folder = join(scratch, title.replaceAll(' ', '-'));
    const attempt = runSweep(swept(changes), file, { ...options, folder });
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(message);
  });
});
