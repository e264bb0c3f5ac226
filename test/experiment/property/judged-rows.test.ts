import { describe, expect, test } from 'vitest';
import type { PropertyExperiment, Validation } from '../../../src/experiment/property/define.ts';
import { planFolds } from '../../../src/experiment/property/held-out.ts';
import { loadProperty } from '../../../src/experiment/property/load-table.ts';
import { runProperty } from '../../../src/experiment/property/run.ts';
import { small, smallRows, writeTable } from './small.ts';

const onB: Validation = {
  name: 'on_b',
  group: { column: 'family' },
  folds: 'leave one group out',
  judged: { column: 'family', oneOf: ['b'] },
};
const { threshold: _, predict: __, statements: ___, ...plain } = small;
const given: PropertyExperiment = {
  ...plain,
  methods: plain.methods.filter(({ does }) => does === 'regress'),
  validations: [onB],
  expected: [],
  full: { resamples: 20, refits: 0, methods: ['ridge'] },
};

describe('a validation that judges some rows', () => {
  const file = writeTable(smallRows());

  test('learns from all others once, and scores those rows alone', async () => {
    const data = await loadProperty(given, file);
    const inB = data.rows.filter(({ family }) => family === 'b').length;
    const { folds } = planFolds(onB, data, 0);
    expect(folds.map(({ train, test }) => [train.length, test.length])).toEqual([[data.y.length - inB, inB]]);
    const { summary, files } = await runProperty(given, { effort: 'full' }, file);
    expect(summary.numbers['on_b.ridge.mae']!.n).toBe(inB);
    expect(summary.validations[0]!.folds).toBe(1);
    const heldOut = String(files['held-out.csv']).trimEnd().split('\n').slice(1);
    const ridge = heldOut.filter((line) => line.includes(',ridge,'));
    expect(ridge.length).toBe(inB);
    // The mean absolute error again, from the rows as written.
    const errors = ridge.map((line) => line.split(',').slice(-2).map(Number)).map(([y, said]) => Math.abs(y! - said!));
    const mae = errors.reduce((sum, error) => sum + error, 0) / inB;
    expect(mae / summary.numbers['on_b.ridge.mae']!.value!).toBeCloseTo(1, 3);
  });

  test('its answers are those that the same split gives without it', async () => {
    const { judged: _rows, ...all } = onB;
    const whole = await runProperty({ ...given, validations: [all] }, { effort: 'full' }, file);
    const some = await runProperty(given, { effort: 'full' }, file);
    const lines = (of: typeof whole) =>
      String(of.files['held-out.csv'])
        .split('\n')
        .filter((line) => line.includes(',ridge,'))
        .map((line) => line.split(',').toSpliced(1, 1).join(','));
    expect(lines(whole)).toEqual(expect.arrayContaining(lines(some)));
    // One group is no basis of an interval: here formulas are drawn.
    const [low, high] = some.summary.numbers['on_b.ridge.mae']!.interval!;
    expect(high!).toBeGreaterThan(low!);
  });

  test('refuses words that no row has, and a column that is none', async () => {
    const none = { ...onB, judged: { column: 'family', oneOf: ['c'] } };
    await expect(runProperty({ ...given, validations: [none] }, { effort: 'full' }, file)).rejects.toThrow(
      'validation on_b: expected rows to judge, found none; see `judged`',
    );
    const misspelt = { ...onB, judged: { column: 'famly', oneOf: ['b'] } };
    await expect(runProperty({ ...given, validations: [misspelt] }, { effort: 'full' }, file)).rejects.toThrow(
      /expected a column famly, .*did you mean family\?/,
    );
  });
});
