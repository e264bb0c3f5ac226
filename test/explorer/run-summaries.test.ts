import { expect, test } from 'vitest';
import { checkScreening } from '../../src/explorer/run-summaries.ts';

test('a screening by value is told from a damaged one', () => {
  const byValue = { student: 'mine', value: { column: 'barrier_eV', unit: 'eV', better: 'smaller' }, reached: 3 };
  expect(() => checkScreening(byValue, 'screening.json')).toThrow(
    'screening.json: expected a screening by probability, found one by value, which the page does not show; read its top.csv',
  );
  expect(() => checkScreening({ student: 'mine' }, 'screening.json')).toThrow('the counts of a screening with space');
});
