import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stream } from '../../src/core/random.ts';
import { classificationMetrics } from '../../src/evaluation/metrics.ts';
import { FALSE_POSITIVE_RATES, RECALLS, rankingCurves } from '../../src/evaluation/ranking-curves.ts';

const curves = (y: number[], score: number[], groups?: string[]) =>
  rankingCurves(y, score, { resamples: 50, level: 0.95, ...(groups && { groups }) }, stream(0, 'curves'));

/** The value at the grid point nearest to x. */
const at = (grid: readonly number[], values: readonly (number | null)[], x: number) =>
  values[grid.findIndex((point) => Math.abs(point - x) < 1e-9)];

describe('rankingCurves', () => {
  test('are those worked out by hand', () => {
    // ranked: 1 0 1 1 0; a quarter of the false positive rate lies on a flat piece
    const { roc, precision } = curves([1, 0, 1, 1, 0], [5, 4, 3, 2, 1]);
    expect(at(FALSE_POSITIVE_RATES, roc.value, 0)).toBeCloseTo(1 / 3, 12);
    expect(at(FALSE_POSITIVE_RATES, roc.value, 0.25)).toBeCloseTo(1 / 3, 12);
    expect(at(FALSE_POSITIVE_RATES, roc.value, 0.49)).toBeCloseTo(1 / 3, 12);
    expect(at(FALSE_POSITIVE_RATES, roc.value, 0.64)).toBe(1);
    expect(at(FALSE_POSITIVE_RATES, roc.value, 1)).toBe(1);
    expect(at(RECALLS, precision.value, 0.32)).toBe(1);
    expect(at(RECALLS, precision.value, 0.34)).toBeCloseTo(2 / 3, 12);
    expect(at(RECALLS, precision.value, 1)).toBeCloseTo(3 / 4, 12);
  });

  test('count rows as whole ones: 0.28 of 25 positives is seven', () => {
    const y = [...Array(7).fill(1), 0, ...Array(18).fill(1)];
    const { precision } = curves(
      y,
      y.map((_, row) => -row),
    );
    expect(at(RECALLS, precision.value, 0.28)).toBe(1);
    expect(at(RECALLS, precision.value, 0.3)).toBeCloseTo(8 / 9, 12);
  });

  test('climb ties in a straight line, and take them together', () => {
    const { roc, precision } = curves([1, 0, 1, 0], [1, 1, 1, 1]);
    FALSE_POSITIVE_RATES.forEach((rate, i) => {
      expect(roc.value[i]).toBeCloseTo(rate, 12);
    });
    expect(new Set(precision.value)).toEqual(new Set([0.5]));
  });

  test('never fall, stay within their band of whole groups drawn once each, and enclose about the AUC', () => {
    const row = fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 20, maxLength: 60 }), (rows) => {
        const y = rows.map(([label]) => label);
        fc.pre(new Set(y).size === 2);
        const score = rows.map(([, value]) => value);
        const { roc, precision } = curves(y, score);
        const value = roc.value as number[];
        let area = 0;
        for (let i = 1; i < value.length; i++) {
          expect(value[i]!).toBeGreaterThanOrEqual(value[i - 1]! - 1e-12);
          area += ((value[i]! + value[i - 1]!) / 2) * (FALSE_POSITIVE_RATES[i]! - FALSE_POSITIVE_RATES[i - 1]!);
        }
        expect(Math.abs(area - classificationMetrics(y, score).auc!)).toBeLessThan(0.04);
        for (const share of precision.value) expect(share! > 0 && share! <= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('have no band where all rows are one group, and a wide one where evidence is little', () => {
    const y = [1, 0, 1, 0, 1, 0, 0, 1];
    const score = [8, 7, 6, 5, 4, 3, 2, 1];
    const one = curves(
      y,
      score,
      y.map(() => 'a'),
    ).roc;
    expect(one.low).toEqual(one.value);
    expect(one.high).toEqual(one.value);
    const many = curves(y, score).roc;
    expect(many.high[10]! - many.low[10]!).toBeGreaterThan(0.2);
  });
});
