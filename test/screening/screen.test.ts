import { describe, expect, test } from 'vitest';
import { normal, stream } from '../../src/core/random.ts';
import { type DescriptorSet, ELEMENTAL_SETS, type Statistic } from '../../src/descriptors/elemental.ts';
import { compileStudent } from '../../src/screening/compile.ts';
import { screen } from '../../src/screening/screen.ts';
import { createSpace, defaultPartners } from '../../src/screening/space.ts';
import { emptyTally, mergeTally } from '../../src/screening/tally.ts';
import { screenHere } from './screen-here.ts';

const PROPERTIES = ELEMENTAL_SETS['elemental-30'].properties.slice(0, 4);

function examplePlan(statistics: readonly Statistic[], partners: number, maxCoefficient: number) {
  const descriptors: DescriptorSet = { name: 'test', date: '2020-01-01', properties: PROPERTIES, statistics };
  const space = createSpace({
    anchor: 3,
    partners: defaultPartners().slice(-partners),
    arities: [3, 4],
    maxCoefficient,
  });
  const random = stream(1, 'weights');
  const weights = Float64Array.from({ length: 4 * statistics.length }, () => normal(random) / 10);
  return compileStudent(descriptors, { weights, intercept: 0 }, space);
}

describe('screen', () => {
  test.each([
    { statistics: ['mean', 'min', 'max', 'range'], threadCounts: [1, 2, 3] },
    { statistics: ['mean', 'sd'], threadCounts: [2] },
  ] as const)('gives the same result whatever the number of threads: %o', async ({ statistics, threadCounts }) => {
    const plan = examplePlan(statistics, 12, 6);
    const expected = screenHere(plan, 0, 500);
    expect(expected.scored).toBe(expected.distinct);
    for (const threads of threadCounts) {
      expect(await screen(plan, { threshold: 0, top: 500, threads })).toEqual(expected);
    }
  });

  test('reports progress up to the last compound', async () => {
    const seen: number[] = [];
    const plan = examplePlan(['mean'], 12, 3);
    const { distinct } = await screen(plan, { threshold: 0, top: 0, threads: 2, onProgress: (n) => seen.push(n) });
    expect(seen.at(-1)).toBe(distinct);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  test('ends at once when its signal is aborted, with the reason of the signal', async () => {
    const controller = new AbortController();
    const plan = examplePlan(['mean', 'sd', 'mad'], 92, 20);
    const run = screen(plan, { threshold: 0, top: 0, threads: 2, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('stopped by the user')), 300);
    const start = performance.now();
    await expect(run).rejects.toThrow('stopped by the user');
    expect(performance.now() - start).toBeLessThan(10_000);
    await expect(screen(plan, { threshold: 0, top: 0, threads: 2, signal: controller.signal })).rejects.toThrow(
      'stopped',
    );
  });

  test('rejects with the error of a thread that fails', async () => {
    const plan = examplePlan(['mean'], 12, 3);
    const broken = { ...plan, space: { ...plan.space, maxCoefficient: 2.5 } };
    await expect(screen(broken, { threshold: 0, top: 0, threads: 2 })).rejects.toThrow('offset is out of bounds');
  });

  test('refuses options out of range', async () => {
    const plan = examplePlan(['mean'], 4, 2);
    const options = { threshold: 0, top: 1, threads: 1 };
    await expect(screen(plan, { ...options, threads: 0 })).rejects.toThrow('--threads: expected an integer from 1');
    await expect(screen(plan, { ...options, top: -1 })).rejects.toThrow('--top: expected an integer from 0');
    await expect(screen(plan, { ...options, threshold: Number.NaN })).rejects.toThrow('--threshold: expected a finite');
  });
});

describe('mergeTally', () => {
  test('adds up exactly beyond 2^32', () => {
    const total = emptyTally();
    const part = emptyTally();
    part.bins[7] = 2 ** 40 + 1;
    mergeTally(total, part, 0);
    mergeTally(total, part, 0);
    expect(total.bins[7]).toBe(2 ** 41 + 2);
  });
});
