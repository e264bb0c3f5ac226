import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { bootstrapIntervals } from '../../src/evaluation/bootstrap.ts';

const options = { resamples: 2000, level: 0.95 };

/** Rows of which a share is predicted rightly, both classes alike. */
function rowsWithAccuracy(n: number, share: number) {
  const y = Array.from({ length: n }, (_, i) => i % 2);
  const score = y.map((label, i) => (i < n * share ? 1 : -1) * (label === 1 ? 1 : -1));
  return { y, score };
}

describe('bootstrapIntervals', () => {
  it('gives the binomial interval for accuracy (theory: p -+ 1.96 sqrt(p (1 - p) / n))', () => {
    const { y, score } = rowsWithAccuracy(400, 0.8);
    const { accuracy } = bootstrapIntervals(y, score, ['accuracy'], options, stream(0, 'bootstrap'));
    expect(accuracy).toMatchObject({ estimate: 0.8, resamples: 2000, undefinedResamples: 0 });
    expect(accuracy.low).toBeCloseTo(0.8 - 1.96 * 0.02, 2);
    expect(accuracy.high).toBeCloseTo(0.8 + 1.96 * 0.02, 2);
  });

  it('is wider by sqrt(m) where each row stands m times and whole groups are drawn', () => {
    const { y, score } = rowsWithAccuracy(100, 0.8);
    const four = <T>(values: T[]) => values.flatMap((value) => [value, value, value, value]);
    const groups = four(y.map((_, i) => `g${i}`));
    const width = (withGroups: object) => {
      const all = { ...options, ...withGroups };
      const { accuracy } = bootstrapIntervals(four(y), four(score), ['accuracy'], all, stream(0, 'bootstrap'));
      return accuracy.high! - accuracy.low!;
    };
    expect(width({ groups }) / width({})).toBeCloseTo(2, 0.5);
    expect(width({ groups })).toBeCloseTo(2 * 1.96 * 0.04, 1.5);
  });

  it('takes each row as its own group where all groups differ', () => {
    const { y, score } = rowsWithAccuracy(50, 0.7);
    const groups = y.map((_, i) => `g${i}`);
    const byGroup = bootstrapIntervals(y, score, ['auc'], { ...options, groups }, stream(0, 'bootstrap'));
    expect(byGroup).toEqual(bootstrapIntervals(y, score, ['auc'], options, stream(0, 'bootstrap')));
  });

  it('counts the resamples where a measure is not defined (theory: (1 - 1/n)^n hold no copy of the one positive)', () => {
    const y = [1, 0, 0, 0, 0];
    const { auc, accuracy } = bootstrapIntervals(
      y,
      [5, 1, 2, 3, 4],
      ['auc', 'accuracy'],
      options,
      stream(0, 'bootstrap'),
    );
    expect(auc.undefinedResamples / 2000).toBeCloseTo(0.8 ** 5, 1.5);
    expect(auc).toMatchObject({ estimate: 1, low: 1, high: 1 });
    expect(accuracy.undefinedResamples).toBe(0);
    const never = bootstrapIntervals([0, 0], [1, 2], ['auc'], options, stream(0, 'bootstrap'));
    expect(never.auc).toEqual({ estimate: null, low: null, high: null, resamples: 2000, undefinedResamples: 2000 });
  });

  it('orders the ends, widens with the level and repeats with the seed', () => {
    const y = fc.array(fc.constantFrom(0, 1), { minLength: 12, maxLength: 12 });
    const score = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(y, score, fc.nat(), (labels, scores, seed) => {
        const at = (level: number) =>
          bootstrapIntervals(labels, scores, ['accuracy'], { resamples: 50, level }, stream(seed, '')).accuracy;
        const [narrow, wide] = [at(0.5), at(0.9)];
        expect(wide.low).toBeLessThanOrEqual(narrow.low!);
        expect(narrow.low).toBeLessThanOrEqual(narrow.high!);
        expect(narrow.high).toBeLessThanOrEqual(wide.high!);
        expect(at(0.9)).toEqual(wide);
      }),
    );
  });

  it('says what is wrong with its input', () => {
    const run = (change: object) => () =>
      bootstrapIntervals([0, 1], [0, 1], ['auc'], { ...options, ...change }, stream(0, ''));
    expect(run({ resamples: 0 })).toThrow('bootstrap resamples: expected a whole number of at least 1, found 0');
    expect(run({ level: 95 })).toThrow('bootstrap level: expected between 0 and 1, found 95');
    expect(run({ groups: ['a'] })).toThrow('bootstrap groups: expected 2, one a row, found 1');
  });
});
