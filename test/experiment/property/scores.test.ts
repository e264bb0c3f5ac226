import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { classificationMetrics } from '../../../src/evaluation/metrics.ts';
import { measured } from '../../../src/experiment/numbers.ts';
import { checkProperty } from '../../../src/experiment/property/check-property.ts';
import { costNumbers } from '../../../src/experiment/property/cost.ts';
import type { PropertyExperiment, PropertyMethod } from '../../../src/experiment/property/define.ts';
import { floorMethods } from '../../../src/experiment/property/floors.ts';
import { heldOut, planFolds } from '../../../src/experiment/property/held-out.ts';
import { judgeStatements } from '../../../src/experiment/property/judge-statements.ts';
import { loadProperty } from '../../../src/experiment/property/load-table.ts';
import { parityOf } from '../../../src/experiment/property/parity.ts';
import { propertyScores } from '../../../src/experiment/property/scores.ts';
import { type Judged, statisticOf } from '../../../src/experiment/property/statistic.ts';
import { openSolvers } from '../../../src/models/solvers.ts';
import { small, smallRows, writeTable } from './small.ts';

const data = await loadProperty(small, writeTable(smallRows()));
const plan = planFolds(small.validations[0]!, data, small.seed);
const options = { unit: 'K', resamples: 40, seed: 2 };
const judge = (method: PropertyMethod, threshold = small.threshold): Judged => ({
  ...{ method, data, plan, threshold },
  answers: heldOut(method, data, plan, 0),
});
const [ridge, density, logistic, ward] = small.methods as [
  PropertyMethod,
  PropertyMethod,
  PropertyMethod,
  PropertyMethod,
];

beforeAll(async () => {
  await openSolvers();
});

describe('scores of held-out compounds', () => {
  test('of a regression, with values and classes, each with an interval around it', () => {
    const judged = judge(ridge);
    const numbers = propertyScores(judged, options);
    const names = ['accuracy', 'auc', 'average_precision', 'balanced_accuracy', 'f1', 'mae', 'mcc', 'q2', 'r2', 'rmse'];
    expect(Object.keys(numbers).sort()).toEqual([...names, 'spearman'].map((name) => `by_formula.ridge.${name}`));
    const errors = judged.answers.map((value, i) => value - data.y[i]!);
    expect(numbers['by_formula.ridge.mae']!.value).toBeCloseTo(errors.reduce((s, e) => s + Math.abs(e), 0) / 50, 3);
    expect(numbers['by_formula.ridge.rmse']!.value).toBeCloseTo(
      Math.sqrt(errors.reduce((s, e) => s + e * e, 0) / 50),
      3,
    );
    const { auc } = classificationMetrics(data.labels!, judged.answers);
    expect(numbers['by_formula.ridge.auc']!.value).toBeCloseTo(auc!, 5);
    for (const { value, interval, n } of Object.values(numbers)) {
      expect(n).toBe(50);
      expect(interval![0]!).toBeLessThanOrEqual(value!);
      expect(interval![1]!).toBeGreaterThanOrEqual(value!);
    }
  });

  test('of a classifier and of a grouping, with classes alone; of a floor that tells nothing apart, without an order', () => {
    const names = (method: PropertyMethod) =>
      Object.keys(propertyScores(judge(method), options)).map((key) => key.split('.')[2]);
    expect(names(logistic)).not.toContain('mae');
    expect(names(ward)).toContain('auc');
    const [median, , majority] = floorMethods(true);
    for (const floor of [median!, majority!]) expect(names(floor)).not.toContain('auc');
    expect(names(median!)).not.toContain('spearman');
    expect(names(median!)).toContain('q2');
  });

  test('of a rule of categories with one category: neither better nor worse than chance, however rows are held out', async () => {
    const fluorides = smallRows().filter(([formula]) => /F\d$/.test(formula!));
    const one = await loadProperty(small, writeTable(fluorides));
    const alone = planFolds({ ...small.validations[0]!, folds: 'leave one group out' }, one, small.seed);
    const rule = floorMethods(true).find(({ name }) => name === 'anion-rule')!;
    const judged = { method: rule, data: one, plan: alone, answers: heldOut(rule, one, alone, 0) };
    const labels = one.labels!;
    expect(new Set(labels).size).toBe(2);
    expect(classificationMetrics(labels, judged.answers).auc).toBe(0);
    const { value, interval } = propertyScores(judged, options)['by_formula.anion-rule.auc']!;
    expect([value, interval]).toEqual([0.5, [0.5, 0.5]]);
    expect(statisticOf('auc', judged)!(Int32Array.from(labels.keys()))).toBe(0.5);
  });

  test('without a threshold, no classes', () => {
    const numbers = propertyScores({ ...judge(ridge), data: { ...data, labels: null, cut: null } }, options);
    expect(Object.keys(numbers).map((key) => key.split('.')[2])).toEqual(['mae', 'rmse', 'r2', 'q2', 'spearman']);
  });
});

describe('what a method costs', () => {
  test('numbers kept, support vectors, and distances taken', () => {
    const svr = { kind: 'support-vector-regression', C: 1, gamma: 1, epsilon: 0 } as const;
    const vectors = costNumbers({ name: 's', does: 'regress', input: { columns: ['density'] }, model: svr }, data, 0);
    const kept = vectors['cost.s.support_vectors']!.value!;
    expect(vectors['cost.s.stored_numbers']!.value).toBe(2 + 2 * kept + 2);
    // mean, scale and weight a column, intercept, components, variance
    expect(costNumbers(density, data, 0)['cost.density.stored_numbers']).toEqual(measured(6, 'numbers', 50));
    expect(costNumbers(logistic, data, 0)['cost.logistic.stored_numbers']!.value).toBe(31);
    const blend = { kind: 'blend', members: [{ kind: 'median' }, { kind: 'pls', components: 1 }] } as const;
    const both = costNumbers({ name: 'b', does: 'regress', input: { columns: ['density'] }, model: blend }, data, 0);
    expect(both['cost.b.stored_numbers']!.value).toBe(2 + 6);
    expect(costNumbers(ward, data, 0)).toEqual({ 'cost.ward.distances': measured(1225, 'distances', 50) });
    const means = { kind: 'k-means', clusters: 3, restarts: 9 } as const;
    expect(costNumbers({ ...ward, model: means } as PropertyMethod, data, 0)['cost.ward.distances']!.value).toBe(150);
  });
});

describe('statements', () => {
  const judged = [judge(ridge), judge(floorMethods(true)[0]!)];
  const numbers = Object.assign(
    { 'cost.a.distances': measured(3, 'distances', 50) },
    ...judged.map((each) => propertyScores(each, options)),
  );
  const verdict = (more: string, than: string | number, by?: number) =>
    judgeStatements([{ method: 'm', says: 's', more, than, ...(by === undefined ? {} : { by }) }], numbers, judged, {
      resamples: 40,
      seed: 0,
    })[0]!;
  const [ours, floor] = ['by_formula.ridge.mae', 'by_formula.median.mae'];

  test('are confirmed where the difference over the same compounds is sure', () => {
    const { confirmed, difference, more_value: more, than_value: than } = verdict(floor, ours);
    expect(confirmed).toBe('yes');
    expect(difference![0]!).toBeGreaterThan(0);
    expect(difference![0]!).toBeLessThan(more! - than!);
    expect(difference![1]!).toBeGreaterThan(more! - than!);
  });

  test('not where it is the other way, or too small, or not sure', () => {
    expect(verdict(ours, floor).confirmed).toBe('no');
    const gap = numbers[floor].value - numbers[ours].value;
    expect(verdict(floor, ours, gap + 0.01).confirmed).toBe('no');
    expect(verdict(floor, ours, gap - 0.01).confirmed).toBe('not surely');
    expect(verdict(ours, ours).confirmed).toBe('no');
  });

  test('hold scores against plain numbers, and counts against counts', () => {
    expect(verdict('by_formula.ridge.q2', 0).confirmed).toBe('yes');
    expect(verdict('by_formula.ridge.q2', 1).confirmed).toBe('no');
    expect(verdict('cost.a.distances', 2)).toMatchObject({ confirmed: 'yes', difference: null });
    expect(verdict('cost.a.distances', 3).confirmed).toBe('no');
  });

  test('of a number that there is not are refused, with the nearest', () => {
    expect(() => verdict('by_formula.rigde.mae', 0)).toThrow(UserError);
    expect(() => verdict(ours, 'by_formula.rigde.mae')).toThrow(
      'statement: expected a number of the run, found by_formula.rigde.mae; did you mean by_formula.ridge.mae?',
    );
  });
});

test('the figure counts every compound once, and the largest errors come first', () => {
  const judged = [judge(density), judge(ridge), judge(logistic)];
  const numbers = Object.assign({}, ...judged.map((each) => propertyScores(each, options)));
  const parity = parityOf(judged, numbers)!;
  expect([parity.method, parity.validation]).toEqual(['ridge', 'by_formula']);
  expect(parity.cells.reduce((sum, { compounds }) => sum + compounds, 0)).toBe(50);
  const errors = parity.misses.map(({ known, predicted }) => Math.abs(known! - predicted!));
  expect(errors).toHaveLength(10);
  expect(errors).toEqual([...errors].sort((a, b) => b - a));
  expect(parityOf([judge(logistic)], numbers)).toBeNull();
});

describe('an experiment is refused', () => {
  const check = (changes: Partial<PropertyExperiment>) => () =>
    checkProperty({ ...small, ...changes }, { ...small, ...changes }.full);
  test.each<[string, Partial<PropertyExperiment>, string]>([
    ['with a name of capitals', { methods: [{ ...ridge, name: 'Ridge' }] }, 'method Ridge: expected a name of small'],
    ['with a name twice', { methods: [ridge, ridge] }, 'method ridge: expected each name once, found it twice'],
    [
      'with a dot in a validation',
      { validations: [{ ...small.validations[0]!, name: 'a.b' }] },
      'validation a.b: expect',
    ],
    ['without a validation', { validations: [] }, 'validations: expected at least one, found none'],
    [
      'with a method misspelt',
      { full: { ...small.full, methods: ['rigde'] } },
      'effort, methods: expected names of methods (ridge, density, logistic, ward), found rigde; did you mean ridge?',
    ],
  ])('%s', (_, changes, message) => {
    expect(check(changes)).toThrow(UserError);
    expect(check(changes)).toThrow(message);
  });

  test('with classes but no threshold', () => {
    const { threshold: _, ...without } = small;
    expect(() => checkProperty(without, without.full)).toThrow(
      'method logistic: expected a threshold to tell classes by, found none; give the experiment a threshold',
    );
  });
});
