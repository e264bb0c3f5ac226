import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanAbsoluteError } from '../../src/evaluation/regression-metrics.ts';

// scikit-learn 1.2.1; the script is test/golden/evaluation/make_statistics.py.
const golden: { error: Record<'truth' | 'predicted', number[]> & Record<'noFloor' | 'floor' | 'withFloor', number> } =
  JSON.parse(readFileSync(new URL('../golden/evaluation/statistics.json', import.meta.url), 'utf8'));

const pairs = fc.array(fc.tuple(fc.integer({ min: -20, max: 0 }), fc.integer({ min: -20, max: 0 })), {
  minLength: 1,
  maxLength: 20,
});
const sides = (rows: [number, number][]) => [rows.map(([a]) => a), rows.map(([, b]) => b)] as const;

describe('meanAbsoluteError', () => {
  it('agrees with scikit-learn, without and with a floor', () => {
    const { truth, predicted, noFloor, floor, withFloor } = golden.error;
    expect(meanAbsoluteError(truth, predicted)).toBeCloseTo(noFloor, 12);
    expect(meanAbsoluteError(truth, predicted, floor)).toBeCloseTo(withFloor, 12);
  });

  it('treats both sides alike, and a constant error is that error', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: -9, max: 9 }), (rows, shift) => {
        const [a, b] = sides(rows);
        expect(meanAbsoluteError(a, b)).toBe(meanAbsoluteError(b, a));
        const shifted = a.map((value) => value + shift);
        expect(meanAbsoluteError(a, shifted)).toBe(Math.abs(shift));
      }),
    );
  });

  it('never grows with the floor: unchanged below all values, 0 above them', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: -20, max: 0 }), (rows, floor) => {
        const [a, b] = sides(rows);
        expect(meanAbsoluteError(a, b, floor)).toBeLessThanOrEqual(meanAbsoluteError(a, b, floor - 1));
        expect(meanAbsoluteError(a, b, -20)).toBe(meanAbsoluteError(a, b));
        expect(meanAbsoluteError(a, b, 0)).toBe(0);
      }),
    );
  });

  it('says what is wrong with its input', () => {
    expect(() => meanAbsoluteError([], [])).toThrow('mean absolute error: expected at least one row, found none');
    expect(() => meanAbsoluteError([1], [1, 2])).toThrow('mean absolute error: expected 1 pairs of values, found 2');
    expect(() => meanAbsoluteError([Number.NEGATIVE_INFINITY], [1])).toThrow(
      'mean absolute error, position 0: expected a finite number, found -Infinity',
    );
    expect(() => meanAbsoluteError([1], [1], Number.NaN)).toThrow(
      'floor of the mean absolute error: expected a finite number, found NaN',
    );
  });
});
