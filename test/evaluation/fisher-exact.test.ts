import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fisherExact } from '../../src/evaluation/fisher-exact.ts';

/** Hits and members of two groups. */
const tables = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
  .chain(([n, m]) =>
    fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n), fc.integer({ min: 0, max: m }), fc.constant(m)),
  );

describe('fisherExact', () => {
  // scipy 1.10.1, stats.fisher_exact([[h, n - h], [g, m - g]], alternative='greater')[1]
  test.each([
    [8, 21, 3, 21, 0.07945844531210386],
    [8, 21, 2, 20, 0.04004499126450346],
    [0, 5, 3, 7, 1],
    [5, 5, 0, 7, 0.0012626262626262627],
    [11, 40, 30, 400, 0.0003865500946198858],
  ])('agrees with SciPy: %i of %i against %i of %i', (hits, trials, otherHits, otherTrials, p) => {
    expect(fisherExact(hits, trials, otherHits, otherTrials)).toBeCloseTo(p, 12);
  });

  test('is a probability, and smaller with one hit more in the first group', () => {
    fc.assert(
      fc.property(tables, ([hits, trials, otherHits, otherTrials]) => {
        const p = fisherExact(hits, trials, otherHits, otherTrials);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        if (hits === trials || otherHits === 0) return;
        expect(fisherExact(hits + 1, trials, otherHits - 1, otherTrials)).toBeLessThan(p);
      }),
    );
  });

  test('refuses more hits than members, and what is no count', () => {
    expect(() => fisherExact(3, 2, 0, 1)).toThrow(
      'the first group: expected whole numbers of hits among members, found 3 of 2; give counts',
    );
    expect(() => fisherExact(1, 2, 0.5, 1)).toThrow('the second group: expected whole numbers');
  });
});
