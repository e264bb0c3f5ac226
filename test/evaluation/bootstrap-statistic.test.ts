import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { bootstrapIntervals } from '../../src/evaluation/bootstrap.ts';
import { bootstrapStatistic } from '../../src/evaluation/bootstrap-statistic.ts';
import { classificationMetrics } from '../../src/evaluation/metrics.ts';
import { meanAbsoluteError } from '../../src/evaluation/regression-metrics.ts';
import { spearman } from '../../src/evaluation/spearman.ts';

// SciPy 1.10.1, another 20,000 resamples; the script is test/golden/evaluation/make_statistics.py.
const { bootstrap: golden } = JSON.parse(
  readFileSync(new URL('../golden/evaluation/statistics.json', import.meta.url), 'utf8'),
);

const pick = (values: ArrayLike<number>, rows: Int32Array) => Float64Array.from(rows, (row) => values[row]!);

describe('bootstrapStatistic', () => {
  it.each([
    { name: 'spearman', statistic: spearman },
    { name: 'meanAbsoluteError', statistic: meanAbsoluteError },
  ])('agrees with SciPy within the noise of the draws: $name', ({ name, statistic }) => {
    const { a, b, level } = golden;
    const measure = (rows: Int32Array) => statistic(pick(a, rows), pick(b, rows));
    const found = bootstrapStatistic(a.length, measure, { resamples: 20000, level }, stream(0, 'bootstrap'));
    expect(found).toMatchObject({ estimate: statistic(a, b), resamples: 20000, undefinedResamples: 0 });
    expect(Math.abs(found.low! - golden[name][0])).toBeLessThan(0.01);
    expect(Math.abs(found.high! - golden[name][1])).toBeLessThan(0.01);
  });

  it('draws the same rows as bootstrapIntervals, with groups and without', () => {
    const row = fc.record({
      y: fc.constantFrom(0, 1),
      score: fc.integer({ min: -3, max: 3 }),
      group: fc.constantFrom('c', 'a', 'b', 'd'),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.boolean(), fc.nat(), (rows, grouped, seed) => {
        const [y, score] = [rows.map((r) => r.y), rows.map((r) => r.score)];
        const groups = rows.map((r) => r.group);
        const options = { resamples: 30, level: 0.8, ...(grouped ? { groups } : {}) };
        const auc = (rows: Int32Array) => classificationMetrics(pick(y, rows), pick(score, rows)).auc;
        const found = bootstrapStatistic(y.length, auc, options, stream(seed, ''));
        expect(found).toEqual(bootstrapIntervals(y, score, ['auc'], options, stream(seed, '')).auc);
      }),
    );
  });

  it('hands all rows once for the estimate, then whole groups, in rising order', () => {
    const groups = ['a', 'b', 'a', 'c', 'b', 'a'];
    const seen: number[][] = [];
    const count = (rows: Int32Array) => seen.push([...rows]);
    bootstrapStatistic(6, count, { resamples: 50, level: 0.9, groups }, stream(0, ''));
    expect(seen.length).toBe(51);
    expect(seen[0]).toEqual([0, 1, 2, 3, 4, 5]);
    for (const rows of seen) {
      expect(rows).toEqual(rows.toSorted((a, b) => a - b));
      const times = groups.map((_, row) => rows.filter((other) => other === row).length);
      expect([times[2], times[5], times[4]]).toEqual([times[0], times[0], times[1]]);
      expect(times[0]! + times[1]! + times[3]!).toBe(3);
    }
  });

  it('counts the resamples where the statistic is not defined', () => {
    const one = (rows: Int32Array) => (rows.includes(0) ? 7 : null);
    const found = bootstrapStatistic(5, one, { resamples: 2000, level: 0.9 }, stream(0, ''));
    expect(found).toMatchObject({ estimate: 7, low: 7, high: 7 });
    expect(found.undefinedResamples / 2000).toBeCloseTo(0.8 ** 5, 1.5); // (1 - 1/n)^n lack a given row
    const never = { low: null, high: null, resamples: 9, undefinedResamples: 9 };
    for (const value of [null, Number.NaN]) {
      const none = bootstrapStatistic(2, () => value, { resamples: 9, level: 0.9 }, stream(0, ''));
      expect(none).toEqual({ estimate: null, ...never });
    }
  });

  it('says what is wrong with its input', () => {
    const run = (rows: number, change: object) => () =>
      bootstrapStatistic(rows, () => 1, { resamples: 9, level: 0.9, ...change }, stream(0, ''));
    expect(run(0, {})).toThrow('bootstrap rows: expected a whole number of at least 1, found 0');
    expect(run(2, { resamples: 0.5 })).toThrow('bootstrap resamples: expected a whole number of at least 1, found 0.5');
    expect(run(2, { level: 1 })).toThrow('bootstrap level: expected between 0 and 1, found 1');
    expect(run(2, { groups: ['a'] })).toThrow('bootstrap groups: expected 2, one a row, found 1');
  });
});
