import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { stream } from '../../../src/core/random.ts';
import { groupsOf } from '../../../src/dataset/groups.ts';
import { answer, decisionScores, inputOf } from '../../../src/experiment/property/answer.ts';
import type { PropertyMethod } from '../../../src/experiment/property/define.ts';
import { floorMethods } from '../../../src/experiment/property/floors.ts';
import { foldsOf } from '../../../src/experiment/property/folds.ts';
import { heldOut, planFolds } from '../../../src/experiment/property/held-out.ts';
import { loadProperty, type PropertyData } from '../../../src/experiment/property/load-table.ts';
import { openSolvers } from '../../../src/models/solvers.ts';
import { small, smallRows, writeTable } from './small.ts';

const data = await loadProperty(small, writeTable(smallRows()));
const svm = { kind: 'kernel-svm', C: 1, gamma: 0.03 } as const;
const svr = { kind: 'support-vector-regression', C: 1, gamma: 0.03, epsilon: 0.1 } as const;
const mlp = { kind: 'mlp', hidden: [4], epochs: 3, batchSize: 16, learningRate: 0.01 } as const;
const standardised = { does: 'cluster', columns: 'standardised', input: { elemental: 'elemental-30' } } as const;
const METHODS: PropertyMethod[] = [
  ...small.methods,
  ...floorMethods(true),
  { name: 'svm', does: 'classify', input: { elemental: 'elemental-30' }, model: svm },
  { name: 'svr', does: 'regress', input: { elemental: 'elemental-30' }, model: svr },
  { name: 'mlp', does: 'classify', input: { elemental: 'elemental-30' }, model: mlp },
  { name: 'k-means', ...standardised, model: { kind: 'k-means', clusters: 4, restarts: 2 } },
  { name: 'spectral', ...standardised, model: { kind: 'spectral', clusters: 4, neighbours: 5, restarts: 2 } },
];
const named = METHODS.map((method) => [method.name, method] as const);
/** Every third row is asked about. */
const test_ = Array.from(data.y.keys()).filter((row) => row % 3 === 0);
const train = Array.from(data.y.keys()).filter((row) => row % 3 !== 0);
const ask = (method: PropertyMethod, from: PropertyData, seed = 0) =>
  answer(method, from, train, test_, stream(seed, 'answer'));

beforeAll(async () => {
  await openSolvers();
});

describe('the answer of a method', () => {
  test.each(named)('%s: the values of the rows asked about have no say', (_, method) => {
    const changed = { ...data, y: data.y.slice(), labels: [...data.labels!] };
    for (const row of test_) {
      changed.y[row] = 9e5;
      changed.labels[row] = 1 - changed.labels[row]!;
    }
    expect(ask(method, changed)).toEqual(ask(method, data));
    expect(ask(method, data)).toHaveLength(test_.length);
  });

  test.each(named)('%s: the same stream gives the same answer', (_, method) => {
    expect(ask(method, data, 5)).toEqual(ask(method, data, 5));
  });

  test('a grouping tells the share of positives among the known rows of a group', async () => {
    const ward = small.methods[3]!;
    // With as many groups as anions, Ward parts the fractions of binaries well enough to be told by hand below.
    const [a, b, c, d] = ['NaO2', 'KO2', 'NaF2', 'KF2'];
    const rows = [
      [a, '300', 'a', '1', '0'],
      [b, '100', 'a', '1', '0'],
      [c, '100', 'a', '1', '0'],
      [d, '100', 'a', '1', '0'],
    ];
    const four = await loadProperty(small, writeTable(rows as string[][]));
    expect(four.formulas).toEqual(['KF2', 'KO2', 'NaF2', 'NaO2']);
    const two = { ...ward, model: { kind: 'ward', clusters: 2 } } as PropertyMethod;
    // The two oxides are one group, the two fluorides the other.
    expect(Array.from(answer(two, four, [0, 1, 3], [2, 1], stream(0, 'x')))).toEqual([0, 0.5]);
    // No known row in the group of the fluorides: the share of all known rows.
    expect(Array.from(answer(two, four, [1, 3], [2], stream(0, 'x')))).toEqual([0.5]);
  });

  test('as a decision: a value less the threshold, a share less a half, a score as it is', () => {
    const [ridge, , logistic, ward] = small.methods;
    const answers = Float64Array.of(1, 0.25);
    expect(Array.from(decisionScores(ridge!, answers, { at: 0.5, better: 'larger' }))).toEqual([0.5, -0.25]);
    expect(Array.from(decisionScores(logistic!, answers, { at: 0.5, better: 'larger' }))).toEqual([1, 0.25]);
    expect(Array.from(decisionScores(ward!, answers, { at: 0.5, better: 'larger' }))).toEqual([0.5, -0.25]);
  });

  test('columns are made of the composition, of the anion or of the table', () => {
    const at = data.formulas.indexOf('KS2');
    expect(inputOf({ ...small.methods[1]!, input: 'anion' } as PropertyMethod, data).data[at]).toBe(16);
    expect(inputOf(small.methods[1]!, data).data[at]).toBe(Number(data.rows[at]!.density));
    expect(inputOf(small.methods[3]!, data)).toMatchObject({ rows: 50, cols: 96 });
  });

  test('without a threshold there are no classes', () => {
    const attempt = () => ask(small.methods[2]!, { ...data, labels: null });
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow('method logistic: expected a threshold to tell classes by, found none');
  });
});

describe('what is held out together', () => {
  test('groups are formulas, chemical systems or words of a column; an empty cell is a group of its own', () => {
    const gap = { ...data, rows: data.rows.map((row, i) => (i < 2 ? { ...row, family: '' } : row)) };
    expect(groupsOf({ group: 'formula' }, data)).toEqual(data.formulas);
    expect(groupsOf({ group: 'chemical system' }, data)[data.formulas.indexOf('MgO3')]).toBe('Mg-O');
    expect(new Set(groupsOf({ group: { column: 'family' } }, gap))).toEqual(
      new Set(['a', 'b', data.formulas[0], data.formulas[1]]),
    );
  });

  test('a group never stands on both sides, and every row is held out once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 2, max: 9 }), (seed, folds) => {
        const plan = planFolds({ name: 'v', group: 'chemical system', folds }, data, seed);
        expect(plan.folds.length).toBe(folds);
        expect(plan.folds.flatMap((fold) => [...fold.test]).sort((a, b) => a - b)).toEqual([...data.y.keys()]);
        for (const fold of plan.folds) {
          const known = new Set(Array.from(fold.train, (row) => plan.groups[row]));
          for (const row of fold.test) expect(known.has(plan.groups[row])).toBe(false);
          const mean = fold.train.reduce((sum, row) => sum + data.y[row]!, 0) / fold.train.length;
          for (const row of fold.test) expect(plan.trainingMean[row]).toBeCloseTo(mean, 9);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('fewer rows to learn from are drawn from the same folds', () => {
    const validation = { name: 'few', group: 'formula', folds: 5, trainingRows: 12 } as const;
    const few = planFolds(validation, data, 1);
    const { trainingRows: _, ...whole } = { ...validation, name: 'all' };
    const all = planFolds(whole, data, 1);
    few.folds.forEach(({ train: drawn, test: left }, fold) => {
      expect(left).toEqual(all.folds[fold]!.test);
      expect(drawn.length).toBe(12);
      for (const row of drawn) expect(all.folds[fold]!.train).toContain(row);
    });
    expect(foldsOf(validation, data, 1)).toEqual(foldsOf(whole, data, 1));
    expect(foldsOf(validation, data, 1)).not.toEqual(foldsOf(validation, data, 2));
  });

  test('each row is answered by what did not learn from its fold', () => {
    const plan = planFolds(small.validations[0]!, data, 0);
    const answers = heldOut(floorMethods(false)[0]!, data, plan, 0);
    plan.folds.forEach(({ train: known, test: left }) => {
      const sorted = Array.from(known, (row) => data.y[row]!).sort((a, b) => a - b);
      const median = (sorted[19]! + sorted[20]!) / 2;
      for (const row of left) expect(answers[row]).toBe(median);
    });
  });
});
