import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal, stream } from '../../src/core/random.ts';
import { conformalInterval, conformalQuantile, coverageOf } from '../../src/evaluation/conformal.ts';

// NumPy 1.24.2, ranks in exact fractions; the script is test/golden/evaluation/make_statistics.py.
interface Case extends Record<'n' | 'coverage' | 'quantile' | 'inside', number> {
  score: number[];
  mean: number[];
  sd: number[];
  truth: number[];
  low: number[];
  high: number[];
}
const golden: { conformal: Case[] } = JSON.parse(
  readFileSync(new URL('../golden/evaluation/statistics.json', import.meta.url), 'utf8'),
);

describe('conformalQuantile', () => {
  it.each(golden.conformal)('agrees with NumPy: $n rows, coverage $coverage', (expected) => {
    const quantile = conformalQuantile(expected.score, expected.coverage);
    expect(quantile).toBe(expected.quantile);
    const { low, high } = conformalInterval(expected, quantile);
    low.forEach((end, i) => {
      expect(end).toBeCloseTo(expected.low[i]!, 12);
      expect(high[i]).toBeCloseTo(expected.high[i]!, 12);
    });
    expect(coverageOf(expected.truth, low, high)).toBe(expected.inside);
  });

  it.each([
    { n: 19, coverage: 0.9 },
    { n: 30, coverage: 0.8 },
    { n: 12, coverage: 0.5 },
  ])('covers a new row as often as theory says, rank / (n + 1): $n rows, coverage $coverage', ({ n, coverage }) => {
    const random = stream(0, `conformal/${n}`);
    const draws = 20000;
    let inside = 0;
    for (let draw = 0; draw < draws; draw++) {
      const scores = Array.from({ length: n + 1 }, () => Math.abs(normal(random)) ** 3);
      if (scores.pop()! <= conformalQuantile(scores, coverage)) inside++;
    }
    const theory = Math.ceil((n + 1) * coverage) / (n + 1);
    const noise = Math.sqrt((theory * (1 - theory)) / draws);
    expect(theory).toBeGreaterThanOrEqual(coverage);
    expect(inside / draws).toBeGreaterThan(coverage - 4 * noise);
    expect(Math.abs(inside / draws - theory)).toBeLessThan(4 * noise);
  });

  it('covers at least as often where scores are tied', () => {
    const random = stream(0, 'conformal/ties');
    let inside = 0;
    for (let draw = 0; draw < 5000; draw++) {
      const scores = Array.from({ length: 20 }, () => Math.floor(3 * random()));
      if (scores.pop()! <= conformalQuantile(scores, 0.6)) inside++;
    }
    expect(inside / 5000).toBeGreaterThan(0.6 - 4 * Math.sqrt((0.6 * 0.4) / 5000));
  });

  it('leaves out each of n + 1 scores in turn and covers at least the share asked for, exactly', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 11, maxLength: 40 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 90 }), (all, percent) => {
        const covered = all.filter((score, i) => score <= conformalQuantile(all.toSpliced(i, 1), percent / 100));
        expect(100 * covered.length).toBeGreaterThanOrEqual(percent * all.length);
      }),
    );
  });

  it('grows with the coverage, is one of the scores and does not depend on their order', () => {
    const scores = fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { minLength: 10, maxLength: 40 });
    const percent = fc.integer({ min: 1, max: 90 });
    fc.assert(
      fc.property(scores, percent, percent, (all, one, other) => {
        const [less, more] = [Math.min(one, other) / 100, Math.max(one, other) / 100];
        expect(conformalQuantile(all, less)).toBeLessThanOrEqual(conformalQuantile(all, more));
        expect(all).toContain(conformalQuantile(all, more));
        expect(conformalQuantile([...all].reverse(), more)).toBe(conformalQuantile(all, more));
      }),
    );
  });

  it.each([
    { coverage: 0.9, least: 9 },
    { coverage: 0.95, least: 19 },
    { coverage: 0.99, least: 99 },
    { coverage: 0.8, least: 4 },
    { coverage: 0.85, least: 6 },
  ])('needs $least rows for a coverage of $coverage and says so', ({ coverage, least }) => {
    const scores = Array.from({ length: least }, (_, i) => i);
    expect(conformalQuantile(scores, coverage)).toBe(least - 1);
    expect(() => conformalQuantile(scores.slice(1), coverage)).toThrow(
      `conformal scores: expected at least ${least} for a coverage of ${coverage}, found ${least - 1}; ` +
        'give more calibration rows or ask for less coverage',
    );
  });

  it('says what is wrong with its input', () => {
    const message = (coverage: number) => `conformal coverage: expected between 0 and 1, found ${coverage}`;
    for (const coverage of [0, 1, 95, Number.NaN]) {
      expect(() => conformalQuantile([1, 2], coverage)).toThrow(message(coverage));
    }
    expect(() => conformalQuantile([], 0.5)).toThrow('expected at least 1 for a coverage of 0.5, found 0');
    expect(() => conformalQuantile([1, Number.POSITIVE_INFINITY], 0.5)).toThrow(
      'conformal scores, position 1: expected a finite number, found Infinity',
    );
  });
});

describe('conformalInterval and coverageOf', () => {
  it('cover, on the calibration rows themselves, at least the share asked for', () => {
    const row = fc.record({
      mean: fc.integer({ min: -9, max: 9 }),
      sd: fc.constantFrom(0.5, 1, 2, 4), // powers of two, so that a row on the end is not lost to rounding
      residual: fc.integer({ min: -9, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 10, maxLength: 40 }), fc.integer({ min: 1, max: 90 }), (rows, percent) => {
        const [mean, sd] = [rows.map((r) => r.mean), rows.map((r) => r.sd)];
        const truth = rows.map((r) => r.mean + r.residual);
        const scores = rows.map((r) => Math.abs(r.residual) / r.sd);
        const { low, high } = conformalInterval({ mean, sd }, conformalQuantile(scores, percent / 100));
        expect(coverageOf(truth, low, high)).toBeGreaterThanOrEqual(percent / 100);
      }),
    );
  });

  it('count the ends as inside, and a spread of 0 as a point', () => {
    const { low, high } = conformalInterval({ mean: [0, 5], sd: [1, 0] }, 2);
    expect([...low, ...high]).toEqual([-2, 5, 2, 5]);
    expect(coverageOf([-2, 5], low, high)).toBe(1);
    expect(coverageOf([2, 5.1], low, high)).toBe(0.5);
  });

  it('say what is wrong with their input', () => {
    expect(() => conformalInterval({ mean: [1, 2], sd: [1] }, 1)).toThrow(
      'conformal interval: expected 2 pairs of values, found 1',
    );
    expect(() => conformalInterval({ mean: [1], sd: [-1] }, 1)).toThrow(
      'conformal interval, sd 0: expected a finite number of at least 0, found -1',
    );
    expect(() => conformalInterval({ mean: [1], sd: [1] }, Number.NaN)).toThrow(
      'conformal quantile: expected a finite number of at least 0, found NaN',
    );
    expect(() => coverageOf([], [], [])).toThrow('coverage: expected at least one row, found none');
    expect(() => coverageOf([1, 2], [0, 0], [1])).toThrow('coverage: expected 2 pairs of values, found 1');
  });
});
