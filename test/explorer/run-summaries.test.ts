import { expect, test } from 'vitest';
import { checkScreening } from '../../src/explorer/run-summaries.ts';

const byValue = {
  student: 'mine',
  space: { kind: 'grid', anchor: 'Li', partners: ['S'], arities: [2], max_coefficient: 3 },
  distinct_formulas: 7,
  filters: {},
  removed: {},
  scored: 7,
  chemical_systems: 1,
  value: { column: 'barrier_eV', unit: 'eV', better: 'smaller' },
  threshold: 0.3,
  reached: 3,
  histogram: { lower_edge: -1, width: 0.25, counts: [1, 0, 4, 2] },
  by_element: [{ symbol: 'S', scored: 7, reached: 3 }],
  by_anion: [{ symbol: 'S', scored: 7, reached: 3 }],
  own_measurements: 'secret',
};

test('the counts of a screening by value are of values, lowest first, and of nothing else', () => {
  const { counts, own } = checkScreening(byValue, 'screening.json');
  expect(own).toBe('secret');
  expect(JSON.stringify(counts)).not.toContain('secret');
  expect(counts).toMatchObject({ value: byValue.value, threshold: 0.3, reached: 3, by_element: byValue.by_element });
  expect(counts.histogram).toEqual({ lower_edge: 0, width: 0.25, counts: [2, 4, 0, 1] });
  const larger = { ...byValue, value: { ...byValue.value, better: 'larger' } };
  expect(checkScreening(larger, 'screening.json').counts.histogram).toEqual(byValue.histogram);
});

test.each([
  ['value', { value: { column: 'barrier_eV', unit: 'eV', better: 'best' } }],
  ['threshold', { threshold: '0.3' }],
  ['reached', { reached: null }],
  ['by_element', { by_element: [{ symbol: 'S', scored: 7, fast: 3 }] }],
])('a screening by value with an odd %s is reported', (key, change) => {
  expect(() => checkScreening({ ...byValue, ...change }, 'screening.json')).toThrow(
    `screening.json: expected the counts of a screening with ${key}, found none or one of another kind`,
  );
});

test('the counts of a screening by probability say what it is of, but for fast conduction', () => {
  const { value: _, reached, threshold, ...rest } = byValue;
  const counted = [{ symbol: 'S', scored: 7, fast: 3 }];
  const stored = { ...rest, fast: reached, threshold_log_odds: threshold, by_element: counted, by_anion: counted };
  expect(checkScreening(stored, 'screening.json').counts.goal).toBeNull();
  const gap = { property: 'band gap', unit: 'eV', threshold: 1, better: 'larger' };
  const { goal } = checkScreening({ ...stored, class: gap }, 'screening.json').counts;
  expect(goal).toBe('band gap at least 1 eV');
  for (const odd of ['band gap', { ...gap, threshold: '1' }, { ...gap, better: 'best' }]) {
    expect(() => checkScreening({ ...stored, class: odd }, 'screening.json')).toThrow('a screening with class, found');
  }
});
