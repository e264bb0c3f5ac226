import { expect, test } from 'vitest';
import { countReasons } from '../../src/cli/tell-counts.ts';

test('reasons are counted, the most frequent first, and beyond eight kinds as one', () => {
  const few = ['no lithium', 'no anion', 'no lithium'].map((reason, i) => ({ id: `s${i}`, reason }));
  expect(countReasons(few)).toBe('3 structures (2 no lithium, 1 no anion), the first s0');
  const many = Array.from({ length: 20 }, (_, i) => ({ id: `s${i}`, reason: `reason ${i}` }));
  expect(countReasons(many)).toBe(
    `20 structures (${Array.from({ length: 8 }, (_, i) => `1 reason ${i}`).join(', ')}, 12 for other reasons), the first s0`,
  );
});
