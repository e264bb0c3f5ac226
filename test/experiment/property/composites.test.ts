/** Methods made of others, students that are tuned, and learning curves. */
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { matrixFrom } from '../../../src/core/matrix.ts';
import { stream } from '../../../src/core/random.ts';
import { formatCsv, parseCsv } from '../../../src/core/table.ts';
import { fullResult } from '../../../src/experiment/full-result.ts';
import type { PropertyComposite } from '../../../src/experiment/property/composite.ts';
import type { PropertyExperiment, PropertyMethod } from '../../../src/experiment/property/define.ts';
import { fitHurdle } from '../../../src/experiment/property/hurdle.ts';
import type { PropertyResult } from '../../../src/experiment/property/run.ts';
import { propertyPage } from '../../../src/report/property/page.ts';
import { smallRows, small as start, writeTable } from './small.ts';

/** A key that has nothing to do with the value, and is of one compound alone. */
const key: PropertyMethod = {
  ...{ name: 'key', does: 'regress', input: { columns: ['row'] } },
  model: { kind: 'nearest', neighbours: 1 },
};
const trees: PropertyMethod = {
  ...{ name: 'trees', does: 'regress', input: { elemental: 'elemental-30' } },
  model: { kind: 'extra-trees', trees: 20, columnShare: 0.5, leastLeaf: 2 },
};
const ridge = start.methods[0]!;
const rows = smallRows().map((row, i) => [...row.slice(0, 4), String((i * 37) % 60)]);
const file = writeTable(rows);

const both: PropertyComposite = { name: 'both', does: 'regress', model: { kind: 'committee', of: ['ridge', 'trees'] } };
const best: PropertyComposite = {
  ...{ name: 'best', does: 'regress' },
  model: { kind: 'chosen', among: ['key', 'ridge'], best: 1, by: 'mae', folds: 3 },
};
const stack: PropertyComposite = {
  ...{ name: 'stack', does: 'regress' },
  model: { kind: 'stacked', among: ['key', 'ridge', 'trees'], by: 'mae', folds: 3 },
};
const told: PropertyComposite = {
  ...{ name: 'told', does: 'regress', informedBy: 'key', input: { elemental: 'elemental-30' } },
  model: { kind: 'ridge', l2: 1 },
};
const small: PropertyExperiment = {
  ...start,
  methods: [ridge, key, trees],
  validations: [{ name: 'by_formula', group: 'formula', folds: 5 }],
  composites: [both, best, stack, told],
  predict: { compounds: [] },
  full: { resamples: 20, refits: 0, methods: ['ridge', 'key', 'trees', 'both', 'best', 'stack', 'told'] },
};

async function run(experiment: PropertyExperiment, at = file): Promise<PropertyResult> {
  const { predict: _, statements: __, ...plain } = experiment;
  const result = await fullResult({ ...plain, expected: [] }, { threads: 1, file: at });
  if (result.kind !== 'property') throw new Error('another kind');
  return result;
}

describe('methods made of others', () => {
  const running = run(small);
  const said = async (subject: string): Promise<number[]> => {
    const { files } = await running;
    const held = parseCsv(String(files['held-out.csv']), 'held-out.csv', ['subject', 'predicted']);
    return held.filter((row) => row.subject === subject).map(({ predicted }) => Number(predicted));
  };

  test('a committee says the mean of its members', async () => {
    const [ofBoth, ofRidge, ofTrees] = [await said('both'), await said('ridge'), await said('trees')];
    expect(ofBoth.length).toBe(50);
    ofBoth.forEach((value, i) => {
      expect(value).toBeCloseTo((ofRidge[i]! + ofTrees[i]!) / 2, 1);
    });
  });

  test('the better is chosen in every fold, and answers as itself', async () => {
    const { numbers } = (await running).summary;
    const choice = (name: string) => numbers[`chosen.by_formula.best.${name}`];
    expect([choice('ridge')!.value, choice('key')!.value, choice('key')!.n]).toEqual([5, 0, 5]);
    expect(await said('best')).toEqual(await said('ridge'));
  });

  test('a stack weighs its members, and hardly errs more than the best of them', async () => {
    const { numbers } = (await running).summary;
    const weights = ['key', 'ridge', 'trees'].map((name) => numbers[`stacked.by_formula.stack.${name}`]!);
    expect(weights.reduce((sum, { value }) => sum + value!, 0)).toBeCloseTo(1, 5);
    expect(weights[0]!.value).toBeLessThan(0.2);
    expect(weights[0]).toMatchObject({ unit: 'share', n: 5 });
    const mae = (name: string) => numbers[`by_formula.${name}.mae`]!.value!;
    expect(mae('stack')).toBeLessThan(1.15 * Math.min(mae('ridge'), mae('trees')));
  });

  test('what another says of the rows to learn from, it says while they are held out', async () => {
    const { numbers } = (await running).summary;
    const mae = (name: string) => numbers[`by_formula.${name}.mae`]!.value!;
    // One that had learned these rows would repeat their values, be believed in everything, and be as wrong as the key on others.
    expect(mae('key')).toBeGreaterThan(3 * mae('ridge'));
    expect(mae('told')).toBeLessThan(1.3 * mae('ridge'));
  });

  test('the report names them, and what was chosen', async () => {
    const { summary } = await running;
    const { methods } = summary;
    const of = (name: string) => methods.find((method) => method.name === name);
    expect([of('both')!.input, of('best')!.input]).toEqual(['ridge, trees', '1 of key, ridge']);
    expect(of('stack')!.input).toBe('weighted key, ridge, trees');
    expect(of('told')).toEqual({
      name: 'told',
      does: 'regress',
      floor: false,
      model: 'ridge',
      input: 'elemental-30 and key',
    });
    expect(propertyPage(summary).sections.join('\n')).toContain('| best | ridge | 5 of 5 |');
  });
});

describe('a hurdle', () => {
  const model = {
    kind: 'hurdle',
    at: 0,
    classifier: { kind: 'logistic', l2: 1e-3 },
    regressor: { kind: 'ridge', l2: 1e-6 },
  } as const;

  test('says the bound where that is likelier than not, else a quantile of the rest', () => {
    const x = Array.from({ length: 60 }, (_, i) => i - 30);
    const hurdle = fitHurdle(
      model,
      matrixFrom(x.map((value) => [value])),
      x.map((value) => Math.max(0, value)),
      stream(0, 'x'),
    );
    const [below, above] = hurdle(matrixFrom([[-20], [25]]));
    expect([below, above]).toEqual([0, expect.closeTo(25, 3)]);
  });

  test('the median of a mixture: a third at the bound, the rest normal about 10', () => {
    // Of 1200 rows without a column that tells anything, 400 are at 0, and 800 at 10 + 2 z; half of all lie below the quantile 1/4 of these.
    const z = (i: number) => ((i * 7919) % 800) / 800 - 0.5;
    const y = Array.from({ length: 1200 }, (_, i) => (i % 3 === 0 ? 0 : 10 + 4 * z(i)));
    const sd = 4 / Math.sqrt(12);
    const said = fitHurdle(model, matrixFrom(y.map((_, i) => [i % 2])), y, stream(0, 'x'))(matrixFrom([[0], [1]]));
    for (const value of said) expect(value).toBeCloseTo(10 - 0.6745 * sd, 0);
  });

  test('of one side only is the bound, or the regression alone', () => {
    const X = matrixFrom([[0], [1], [2]]);
    expect(Array.from(fitHurdle(model, X, [0, 0, -1], stream(0, 'x'))(X))).toEqual([0, 0, 0]);
    expect(Array.from(fitHurdle(model, X, [1, 2, 3], stream(0, 'x'))(X))).toEqual(
      [1, 2, 3].map((y) => expect.closeTo(y, 3)),
    );
  });

  test('as a method of an experiment errs less than the regression alone where many values are zero', async () => {
    const zeros = rows.map(([formula, value, ...rest]) => [
      formula!,
      String(Math.max(0, Number(value) - 250)),
      ...rest,
    ]);
    const linear = { kind: 'ridge', l2: 1 } as const;
    const input = { elemental: 'elemental-30' } as const;
    const { summary } = await run(
      {
        ...small,
        threshold: 20,
        methods: [{ name: 'ridge', does: 'regress', input, model: linear }],
        composites: [
          {
            ...{ name: 'over', does: 'regress', input },
            model: { kind: 'hurdle', at: 0, classifier: { kind: 'logistic', l2: 0.1 }, regressor: linear },
          },
        ],
        full: { ...small.full, methods: ['ridge', 'over'] },
      },
      writeTable(zeros),
    );
    const mae = (name: string) => summary.numbers[`by_formula.${name}.mae`]!.value!;
    expect(mae('over')).toBeLessThan(0.8 * mae('ridge'));
  });
});

test('a perceptron trained on labels is tuned on measurements, stands beside its twin on shuffled labels, and informs others', async () => {
  const at = writeTable(rows);
  const labels = rows.map((_, i) => [`${rows[i]![0]}0.5Li`, Number(rows[i]![1]) - 2]);
  writeFileSync(at.replace('mine.ts', 'given.csv'), formatCsv(['formula', 'melting_K'], labels));
  const layers = { kind: 'mlp', hidden: [8], epochs: 40, batchSize: 64, learningRate: 0.05 } as const;
  const { summary, files } = await run(
    {
      ...small,
      validations: [{ name: 'by_formula', group: 'formula', folds: 3 }],
      labels: { table: { file: 'given.csv', formula: 'formula', value: 'melting_K' } },
      students: [
        {
          ...{ name: 'tuned', does: 'classify', input: { elemental: 'elemental-30' } },
          model: { kind: 'fine-tuned', pretraining: layers, tuning: { ...layers, epochs: 5, learningRate: 1e-3 } },
          learns: { labels: 1, measurements: 1 },
        },
      ],
      composites: [{ ...told, name: 'pupil', informedBy: 'tuned' }],
      full: { ...small.full, methods: ['ridge', 'tuned', 'pupil'] },
    },
    at,
  );
  const { numbers } = summary;
  expect(numbers['by_formula.tuned.auc']!.value).toBeGreaterThan(0.9);
  expect(numbers['by_formula.tuned.gain_from_labels']!.value).toBeGreaterThan(0.05);
  expect(numbers['by_formula.pupil.mae']!.value).toBeLessThan(numbers['by_formula.median.mae']!.value!);
  expect(files['learner.tuned.json']).toContain('"mlp"');
});

test('learning curves fall with the rows learned from, of every kind of member, and the same run gives the same numbers', async () => {
  const curves = { validation: 'by_formula', methods: ['ridge', 'both'], rows: [8, 16, 32], repeats: 2 };
  const curved = { ...small, composites: [both], curves, full: { ...small.full, methods: ['ridge', 'both'] } };
  const { summary } = await run(curved);
  const { numbers } = summary;
  const point = (name: string, size: number) => numbers[`curve.by_formula.${name}.${size}.mae`]!;
  for (const name of curves.methods) {
    expect(point(name, 32).value).toBeLessThan(point(name, 8).value!);
    expect(point(name, 32).n).toBe(10);
    expect(numbers[`curve.by_formula.${name}.8.auc`]!.interval).toHaveLength(2);
  }
  const page = propertyPage(summary);
  expect(page.sections.join('\n')).toContain('## Learning curves');
  expect(page.figures.map(({ file: figure }) => figure)).toContain('learning-curves.mae.svg');
  expect((await run(curved)).summary.numbers).toEqual(numbers);
});

test.each<[string, Partial<PropertyExperiment>, string]>([
  [
    'a member that there is not',
    { composites: [{ ...both, model: { kind: 'committee', of: ['rigde'] } }] },
    'composite both: expected names of methods, students and composites before it (ridge, key, trees), found rigde; did you mean ridge?',
  ],
  [
    'a composite before what it is made of',
    { composites: [{ ...both, model: { kind: 'committee', of: ['told'] } }, told] },
    'composite both: expected names of methods, students and composites before it (ridge, key, trees), found told; add it',
  ],
  [
    'a committee of classes',
    { methods: [ridge, start.methods[2]!], composites: [{ ...both, model: { kind: 'committee', of: ['logistic'] } }] },
    'composite both: expected regressions, found logistic, which tells classes; name others',
  ],
  [
    'a hurdle without probabilities',
    {
      composites: [
        {
          ...{ name: 'over', does: 'regress', input: { elemental: 'elemental-30' } },
          model: { kind: 'hurdle', at: 0, classifier: { kind: 'linear-svm', C: 1 }, regressor: { kind: 'median' } },
        },
      ],
    },
    'composite over, classifier: expected logistic, mlp, boosted-trees or extra-trees, found linear-svm; a hurdle needs probabilities',
  ],
  [
    'a misspelt key of a choice',
    { composites: [{ ...best, model: { ...best.model, bets: 1 } as never }] },
    'expected the keys kind, among, best, by, folds, found "bets"; did you mean best?',
  ],
  [
    'curves of another validation',
    { curves: { validation: 'by_system', methods: ['ridge'], rows: [8], repeats: 1 } },
    'curves, validation: expected names of validations (by_formula), found by_system; add it',
  ],
  [
    'curves of more rows than there are',
    { curves: { validation: 'by_formula', methods: ['ridge'], rows: [41], repeats: 1 } },
    'curves, rows: expected at most 40, the rows to learn from in a fold, found 41; ask for fewer',
  ],
])('%s is refused in one line', async (_, change, message) => {
  const methods = change.methods?.map(({ name }) => name) ?? ['ridge'];
  const running = run({ ...small, ...change, full: { ...small.full, methods }, quick: { ...small.full, methods } });
  await expect(running).rejects.toThrow(message);
});
