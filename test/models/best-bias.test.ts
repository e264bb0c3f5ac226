import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestBias } from '../../src/models/best-bias.ts';

const row = fc.record({
  score: fc.double({ min: -5, max: 5, noNaN: true }),
  cost: fc.double({ min: 0.1, max: 5, noNaN: true }),
});

test('no other bias has a smaller loss', () => {
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 2, maxLength: 20 }),
      fc.double({ min: -8, max: 8, noNaN: true }),
      (rows, other) => {
        const sign = Float64Array.from(rows, (_, i) => (i % 2 === 0 ? 1 : -1));
        const loss = (b: number) =>
          rows.reduce((sum, { score, cost }, i) => sum + cost * Math.max(0, 1 - sign[i]! * (score + b)), 0);
        const scores = Float64Array.from(rows, ({ score }) => score);
        const best = bestBias(
          scores,
          sign,
          Float64Array.from(rows, ({ cost }) => cost),
        );
        expect(loss(best)).toBeLessThanOrEqual(loss(other) + 1e-7);
      },
    ),
  );
});

test('takes the middle of an interval of equal loss', () => {
  const sign = new Float64Array([-1, 1]);
  expect(bestBias(new Float64Array([0, 6]), sign, new Float64Array([1, 1]))).toBe(-3); // loss 0 from -5 to -1
});

test('refuses labels of class 1 only', () => {
  expect(() => bestBias(new Float64Array(2), new Float64Array([1, 1]), new Float64Array([1, 1]))).toThrow(
    /both classes/,
  );
});
