import { expect, test } from 'vitest';
import type { PropertyMethod } from '../../../src/experiment/property/define.ts';
import { judgedBy, scoreOf } from '../../../src/experiment/sweep/objective.ts';

const data = { y: Float64Array.of(1, 2, 3, 10), labels: [0, 0, 1, 1] };
const rows = [0, 1, 2, 3];

test('scores rows by every objective', () => {
  expect(scoreOf('mae', data)(rows, [1, 2, 3, 6])).toBe(1);
  expect(scoreOf('rmse', data)(rows, [1, 2, 3, 6])).toBe(2);
  expect(scoreOf('spearman', data)(rows, [1, 2, 4, 3])).toBeCloseTo(0.8, 12);
  expect(scoreOf('auc', data)(rows, [0, 2, 1, 3])).toBe(0.75);
  expect(scoreOf('mcc', data)(rows, [-1, 1, 1, 1])).toBeCloseTo(1 / Math.sqrt(3), 12);
  expect(scoreOf('mae', data)([3, 3, 0], [10, 11, 0])).toBeCloseTo(2 / 3, 12);
});

test('is not defined where the truth is of one kind, and has no merit where only the answer is', () => {
  expect(scoreOf('auc', data)([0, 1], [0, 1])).toBeNull();
  expect(scoreOf('mcc', data)([0, 1], [-1, 1])).toBeNull();
  expect(scoreOf('spearman', data)([2, 2], [0, 1])).toBeNull();
  expect(scoreOf('spearman', data)(rows, [5, 5, 5, 5])).toBe(0);
  expect(scoreOf('auc', data)(rows, [5, 5, 5, 5])).toBe(0.5);
  expect(scoreOf('mcc', data)(rows, [5, 5, 5, 5])).toBe(0);
});

test('takes a value above the threshold for a positive, and errors of values as they are', () => {
  const law: PropertyMethod = { name: 'law', does: 'regress', input: { columns: ['a'] }, model: { kind: 'median' } };
  expect(judgedBy('mcc', law, Float64Array.of(1, 4), { at: 3, better: 'larger' })).toEqual(Float64Array.of(-2, 1));
  expect(judgedBy('mae', law, Float64Array.of(1, 4), { at: 3, better: 'larger' })).toEqual(Float64Array.of(1, 4));
});
