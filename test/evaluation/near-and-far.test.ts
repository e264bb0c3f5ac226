import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearAndFar, shareOf } from '../../src/evaluation/near-and-far.ts';

const row = fc.record({
  miss: fc.double({ min: 0, max: 10, noNaN: true }),
  distance: fc.double({ min: 0, max: 2, noNaN: true }),
});
const rows = fc.array(row, { minLength: 20, maxLength: 60 });

describe('two widths', () => {
  test('are those of the covered rows and of the others', () => {
    const known = Array.from({ length: 20 }, (_, i) => ({ miss: i + 1, distance: i / 10 }));
    const unknown = Array.from({ length: 20 }, (_, i) => ({ miss: 100 + i, distance: 0.2 * i }));
    const { nearLimit, near, far, widths } = nearAndFar(known, unknown, 0.9);
    // Nine tenths of twenty lie up to 1.7; the ceil(19 x 0.9) = 18th of 18, the ceil(12 x 0.9) = 11th of 11.
    expect([nearLimit, near.length, far.length]).toEqual([1.7, 18, 11]);
    expect(widths).toEqual({ near: 18, far: 119 });
  });

  test('hold their share of the rows that they were set on', () => {
    fc.assert(
      fc.property(rows, rows, (known, unknown) => {
        const { near, far, widths } = nearAndFar(known, unknown, 0.8);
        const held = (all: typeof near, width: number) => all.filter(({ miss }) => miss <= width).length / all.length;
        expect(held(near, widths.near)).toBeGreaterThanOrEqual(0.8);
        expect(held(far, widths.far)).toBeGreaterThanOrEqual(0.8);
      }),
    );
  });

  test('take all unknown rows where too few are not covered', () => {
    const known = Array.from({ length: 20 }, () => ({ miss: 1, distance: 1 }));
    const unknown = Array.from({ length: 20 }, (_, i) => ({ miss: i, distance: i === 0 ? 2 : 0 }));
    expect(nearAndFar(known, unknown, 0.9).far.length).toBe(20);
  });

  test('count rows at the very limit as covered, where many are equally far', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 2, noNaN: true }), (distance) => {
        const known = Array.from({ length: 20 }, (_, i) => ({ miss: i, distance }));
        const { nearLimit, near } = nearAndFar(known, known, 0.9);
        expect(near.length).toBe(20);
        expect(nearLimit / distance).toBeLessThanOrEqual(1.01);
      }),
    );
    const thirds = Array.from({ length: 20 }, () => ({ miss: 1, distance: 1 / 6 + 1 / 6 }));
    expect(nearAndFar(thirds, thirds, 0.9).nearLimit).toBe(0.334);
  });

  test('are refused with too few rows', () => {
    expect(() => nearAndFar([{ miss: 1, distance: 0 }], [], 0.9)).toThrow(
      'conformal scores: expected at least 9 for a coverage of 0.9, found 1',
    );
  });

  test('rest on a share of values that is not exceeded', () => {
    expect([0.1, 0.5, 0.9, 1].map((share) => shareOf([3, 1, 2, 4], share))).toEqual([1, 2, 4, 4]);
  });
});
