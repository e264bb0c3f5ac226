/** Compounds of elements that a student has not learned are marked in every list, and lie outside its domain however near they seem. */
import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { topHeader, topRows } from '../../src/experiment/top-rows.ts';
import { compileStudent, newTo } from '../../src/screening/compile.ts';
import { createJob } from '../../src/screening/create-job.ts';
import { NO_FILTERS } from '../../src/screening/filters.ts';
import { createSpace } from '../../src/screening/grid-space.ts';
import { createList } from '../../src/screening/list-space.ts';
import type { CompositionSpace } from '../../src/screening/space.ts';
import { descriptorSet, linearStudent, screenHere } from './students.ts';

/** Heavy elements lead: uranium, which was not learned, before all others. */
const student = {
  ...linearStudent(descriptorSet(['atomic_number'], ['mean']), { weights: Float64Array.of(1), intercept: -20 }),
  elements: ['Li', 'P', 'S'],
};
const grid = createSpace({ anchor: 3, partners: [15, 16, 92, 86], arities: [2, 3, 4], maxCoefficient: 2 });
const list = createList(['Li3PS4', 'LiUS2', 'Li2RnU', 'Li2S'].map(parseFormula));
const everywhere = { centre: [0], axes: [[0]] };

const screened = (space: CompositionSpace, limit: number | null) => {
  const filters = { ...NO_FILTERS, domain: everywhere, domainLimit: limit };
  return screenHere(createJob(compileStudent(student, space), { threshold: 0, top: 1000, filters }), true);
};
const isNew = (formula: string): boolean => /U|Rn/.test(formula);

describe.each([
  ['grid', grid],
  ['list', list],
])('in a %s', (_, space) => {
  test('each row names the elements that are new', () => {
    const { top } = screened(space, null);
    expect(isNew(top[0]!.formula)).toBe(true);
    for (const { formula, unlearnedElements } of top) {
      const expected = ['U', 'Rn'].filter((symbol) => formula.includes(symbol));
      expect(new Set(unlearnedElements.split(' ').filter(Boolean))).toEqual(new Set(expected));
    }
    const [line] = topRows(top);
    expect(line![topHeader().indexOf('unlearned_elements')]).toBe(top[0]!.unlearnedElements);
  });

  test('a limit of distance leaves them out, and counts them', () => {
    const [all, inside] = [screened(space, null), screened(space, 5)];
    const fresh = all.top.filter(({ formula }) => isNew(formula));
    expect(fresh.length).toBeGreaterThan(1);
    expect(inside.removed.outside_domain).toBe(fresh.length);
    expect(inside.top.map(({ formula }) => formula)).toEqual(
      all.top.flatMap(({ formula }) => (isNew(formula) ? [] : [formula])),
    );
  });
});

test('a student that does not say what it learned marks none', () => {
  expect(newTo({}, Uint8Array.of(3, 92))).toEqual([]);
});
