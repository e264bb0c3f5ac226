import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median } from '../../src/core/median.ts';

test('the middle value, or the mean of the middle two (numpy.median)', () => {
  expect([median([3]), median([5, 1, 2]), median([4, 1, 2, 10])]).toEqual([3, 2, 3]);
});

test('as many values are below it as above, whatever their order', () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(values, (given) => {
      const middle = median(given);
      expect(given.filter((x) => x < middle).length).toBeLessThanOrEqual(given.length / 2);
      expect(given.filter((x) => x > middle).length).toBeLessThanOrEqual(given.length / 2);
      expect(median([...given].reverse())).toBe(middle);
    }),
  );
});
