import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measured, roundOnce } from '../../src/experiment/numbers.ts';

describe('roundOnce', () => {
  test.each([
    [0.123456789, 0.123457],
    [-1234.5678, -1234.57],
    [1.5e-9, 1.5e-9],
    [2 / 3, 0.666667],
    [20_126_288_000, 20_126_288_000],
    [18_680_255_230, 18_680_255_230],
    [0, 0],
    [Number.NaN, null],
    [Infinity, null],
    [null, null],
  ])('%s becomes %s', (value, rounded) => {
    expect(roundOnce(value)).toBe(rounded);
  });

  test('stays within half a unit of the sixth digit, and rounding again changes nothing', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (value) => {
        const rounded = roundOnce(value)!;
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(5.000001e-6 * Math.abs(value));
        expect(roundOnce(rounded)).toBe(rounded);
      }),
    );
  });
});

describe('measured', () => {
  test('a number with unit and n, rounded; an interval only where there is one', () => {
    expect(measured(1 / 3, 'share', 33)).toEqual({ value: 0.333333, unit: 'share', n: 33 });
    expect(measured(1 / 3, 'share', 33, [0.1234567, null])).toEqual({
      value: 0.333333,
      unit: 'share',
      n: 33,
      interval: [0.123457, null],
    });
    expect(measured(null, 'score', 2)).toEqual({ value: null, unit: 'score', n: 2 });
  });
});
