import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanByCategory } from '../../src/evaluation/mean-by-category.ts';

test('by hand', () => {
  expect([...meanByCategory([1, 3, 5], ['O', 'O', 'S'])]).toEqual([2, 2, 5]);
});

test('rows of one category have one answer, and categories of one row keep theirs', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 3 }))), (pairs) => {
      const [values, categories] = [pairs.map(([value]) => value), pairs.map(([, one]) => one)];
      const means = meanByCategory(values, categories);
      for (const [row, one] of categories.entries()) {
        expect(new Set(means.filter((_, other) => categories[other] === one)).size).toBe(1);
        if (categories.filter((other) => other === one).length === 1) expect(means[row]).toBe(values[row]);
      }
    }),
  );
});
