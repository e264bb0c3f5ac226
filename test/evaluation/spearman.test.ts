import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spearman } from '../../src/evaluation/spearman.ts';

// SciPy 1.10.1; the script is test/golden/evaluation/make_statistics.py.
interface Case {
  name: string;
  a: number[];
  b: number[];
  expected: number;
}
const golden: { spearman: Case[] } = JSON.parse(
  readFileSync(new URL('../golden/evaluation/statistics.json', import.meta.url), 'utf8'),
);

/** Pairs with many ties. */
const pairs = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })), {
  minLength: 1,
  maxLength: 40,
});
const sides = (rows: [number, number][]) => [rows.map(([a]) => a), rows.map(([, b]) => b)] as const;

describe('spearman', () => {
  it.each(golden.spearman)('agrees with SciPy: $name', ({ a, b, expected }) => {
    expect(spearman(a, b)).toBeCloseTo(expected, 12);
  });

  it('is 1 for the same order, -1 for the reverse one, and never beyond', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = sides(rows);
        const falling = a.map((value) => -Math.exp(value));
        expect(spearman(a, a)).toBe(new Set(a).size === 1 ? null : 1);
        expect(spearman(a, falling)).toBe(new Set(a).size === 1 ? null : -1);
        expect(Math.abs(spearman(a, b) ?? 0)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('depends on ranks alone, not on which side is which nor on the order of the rows', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = sides(rows);
        const [reversedA, reversedB] = sides([...rows].reverse());
        const found = spearman(a, b);
        expect(spearman(b, a)).toBe(found);
        expect(spearman(reversedA, reversedB)).toBe(found);
        const curved = a.map((value) => value ** 3 - 7);
        expect(spearman(curved, b)).toBe(found);
      }),
    );
  });

  it('gives null where one side is constant', () => {
    expect(spearman([1, 2, 3], [5, 5, 5])).toBeNull();
    expect(spearman([0, -0], [1, 2])).toBeNull();
    expect(spearman([1], [2])).toBeNull();
  });

  it('says what is wrong with its input', () => {
    expect(() => spearman([], [])).toThrow('rank correlation: expected at least one row, found none');
    expect(() => spearman([1, 2], [1])).toThrow('rank correlation: expected 2 pairs of values, found 1');
    expect(() => spearman([1, 2], [1, Number.NaN])).toThrow(
      'rank correlation, position 1: expected a finite number, found NaN',
    );
  });
});
