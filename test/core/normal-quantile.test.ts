import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalQuantile } from '../../src/core/normal-quantile.ts';

// scipy.stats.norm.ppf, SciPy 1.11.
test.each([
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.9, 1.2815515655446004],
  [0.01, -2.3263478740408408],
  [1e-4, -3.719016485455709],
  [1e-12, -7.034483825301131],
])('the quantile at %d', (share, quantile) => {
  expect(normalQuantile(share)).toBeCloseTo(quantile, 5);
});

test('is odd about a half, and rises', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 0.499, noNaN: true }), (share) => {
      expect(normalQuantile(1 - share)).toBeCloseTo(-normalQuantile(share), 5);
      expect(normalQuantile(share)).toBeLessThan(normalQuantile(share + 5e-4));
    }),
  );
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
