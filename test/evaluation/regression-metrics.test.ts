import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coefficientOfDetermination,
  meanAbsoluteError,
  predictiveQ2,
  rootMeanSquaredError,
} from '../../src/evaluation/regression-metrics.ts';

// scikit-learn 1.2.1; the script is test/golden/evaluation/make_statistics.py.
const golden: { error: Record<'truth' | 'predicted', number[]> & Record<'noFloor' | 'floor' | 'withFloor', number> } =
  JSON.parse(readFileSync(new URL('../golden/evaluation/statistics.json', import.meta.url), 'utf8'));

// The same; the script is test/golden/evaluation/regression_metrics.py.
const squares: Record<'truth' | 'predicted' | 'means', number[]> & Record<'rmse' | 'r2' | 'q2', number> = JSON.parse(
  readFileSync(new URL('../golden/evaluation/regression-metrics.json', import.meta.url), 'utf8'),
);

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

describe('measures of squared error', () => {
  it('agree with scikit-learn', () => {
    const { truth, predicted, means, rmse, r2, q2 } = squares;
    expect(rootMeanSquaredError(truth, predicted)).toBeCloseTo(rmse, 12);
    expect(coefficientOfDetermination(truth, predicted)).toBeCloseTo(r2, 12);
    expect(predictiveQ2(truth, predicted, means)).toBeCloseTo(q2, 12);
  });

  it('are 1 without an error and 0 for the mean; one training mean makes Q2 no less than R2', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: -20, max: 0 }), (rows, training) => {
        const [a, b] = sides(rows);
        const means = a.map(() => training);
        const [r2, q2] = [coefficientOfDetermination(a, b), predictiveQ2(a, b, means)];
        expect(rootMeanSquaredError(a, b)).toBeGreaterThanOrEqual(meanAbsoluteError(a, b) * (1 - 1e-12));
        if (r2 === null || q2 === null) return;
        expect(q2).toBeGreaterThanOrEqual(r2 - 1e-9);
        expect(coefficientOfDetermination(a, a)).toBe(1);
        expect(predictiveQ2(a, means, means)).toBe(0);
      }),
    );
  });

  it('are not defined where nothing is to be explained', () => {
    expect(coefficientOfDetermination([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(predictiveQ2([2], [3], [2])).toBeNull();
    expect(predictiveQ2([2], [3], [4])).toBe(0.75);
  });

  it('say what is wrong with their input', () => {
    expect(() => rootMeanSquaredError([], [])).toThrow(
      'root mean squared error: expected at least one row, found none',
    );
    expect(() => coefficientOfDetermination([1], [])).toThrow('determination: expected 1 pairs of values, found 0');
    expect(() => predictiveQ2([1], [1], [])).toThrow('Q2, training means: expected 1 pairs of values, found 0');
  });
});
