import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combinationAt, countCombinations, nextCombination } from '../../src/evaluation/subset-combinations.ts';

describe('subsets of columns, numbered', () => {
  test('the counts of the paper: 2^20 - 1 subsets of 20 columns, 263,949 of them up to eight', () => {
    const counts = Array.from({ length: 20 }, (_, i) => countCombinations(20, i + 1));
    const sum = (values: number[]) => values.reduce((all, count) => all + count, 0);
    expect(sum(counts)).toBe(2 ** 20 - 1);
    expect(sum(counts.slice(0, 8))).toBe(263_949);
    expect(countCombinations(3, 4)).toBe(0);
    expect(countCombinations(3, 0)).toBe(1);
  });

  test('walking from the first visits each subset once, in order and by its number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (n, k) => {
        fc.pre(k <= n);
        const columns = combinationAt(n, k, 0);
        const seen: string[] = [];
        do {
          expect(Array.from(combinationAt(n, k, seen.length))).toEqual(Array.from(columns));
          seen.push(Array.from(columns).join(''));
        } while (nextCombination(n, columns));
        expect(seen.length).toBe(countCombinations(n, k));
        expect(seen.toSorted()).toEqual(seen);
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.every((text) => text === [...new Set(text)].sort().join('') && Number(text.at(-1)) < n)).toBe(true);
      }),
    );
  });
});
