import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BINS, layHistogram } from '../../src/screening/histogram.ts';

const finite = fc.double({ min: -1e3, max: 1e3, noNaN: true });

describe('layHistogram', () => {
  test('gives every score within the bounds a bin, and puts the threshold on an edge to the last bit', () => {
    fc.assert(
      fc.property(finite, finite, finite, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, threshold, part) => {
        const [lower, upper] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(upper - lower > 1e-9 || upper === lower);
        const { origin, scale, originBin, thresholdBin } = layHistogram({ lower, upper }, threshold);
        for (const score of [lower, upper, Math.min(upper, lower + part * (upper - lower)), origin]) {
          const bin = Math.floor((score - origin) * scale) + originBin;
          expect(bin).toBeGreaterThanOrEqual(0);
          expect(bin).toBeLessThan(BINS);
          expect(bin >= thresholdBin).toBe(score >= threshold);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('holds when all scores are equal', () => {
    expect(layHistogram({ lower: 2, upper: 2 }, 2)).toMatchObject({ origin: 2, originBin: 1, thresholdBin: 1 });
    expect(layHistogram({ lower: 2, upper: 2 }, 3).thresholdBin).toBe(BINS);
    expect(layHistogram({ lower: 2, upper: 2 }, 1).thresholdBin).toBe(0);
  });

  test('holds when scores lie nearer than the inverse of a width can tell', () => {
    const { origin, scale, originBin, thresholdBin } = layHistogram({ lower: 0, upper: 5e-324 }, 5e-324);
    const bins = [0, 5e-324].map((score) => Math.floor((score - origin) * scale) + originBin);
    expect(bins.map((bin) => bin >= thresholdBin)).toEqual([false, true]);
  });
});
