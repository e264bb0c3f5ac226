import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { selectRows } from '../../../src/core/matrix.ts';
import { stream } from '../../../src/core/random.ts';
import type { TableFile } from '../../../src/dataset/spec.ts';
import { checkExperiment } from '../../../src/experiment/check-experiment.ts';
import { answer, fitted, inputOf } from '../../../src/experiment/property/answer.ts';
import type { PropertyExperiment, PropertyMethod } from '../../../src/experiment/property/define.ts';
import { loadProperty } from '../../../src/experiment/property/load-table.ts';
import { runProperty } from '../../../src/experiment/property/run.ts';
import { lessonOf } from '../../../src/experiment/property/teach.ts';
import { small, smallRows, writeTable } from './small.ts';

const file = writeTable(smallRows().slice(0, 30));
const more = smallRows().slice(30, 50);
const header = ['formula', 'melting_K', 'family', 'density', 'row'];
writeFileSync(
  join(dirname(file), 'more.jsonl'),
  more.map((row) => JSON.stringify(Object.fromEntries(row.map((cell, i) => [header[i], cell])))).join('\n'),
);
const { statements: _, expected: __, predict: ___, ...plain } = small;
const on = (weight: number, change: Partial<PropertyExperiment> = {}): PropertyExperiment => ({
  ...plain,
  table: { ...small.table, file: ['table.csv', { file: 'more.jsonl', weight }] },
  expected: [],
  quick: { resamples: 20, refits: 2, methods: ['ridge', 'logistic'] },
  ...change,
});
const [ridge, density, logistic, ward] = small.methods as [
  PropertyMethod,
  PropertyMethod,
  PropertyMethod,
  PropertyMethod,
];

describe('tables that weigh', () => {
  test('a row of weight 3 is learned as three rows alike', async () => {
    const data = await loadProperty(on(3), file);
    expect(data.weights!.filter((weight) => weight === 3).length).toBe(20);
    const train = Array.from(data.y.keys()).slice(5);
    const rows = train.flatMap((row) => Array<number>(data.weights![row]!).fill(row));
    for (const method of [ridge, density]) {
      const X = inputOf(method, data);
      const y = rows.map((row) => data.y[row]!);
      const wanted = fitted(method as never, selectRows(X, rows), y, stream(0, 'x')).answer(selectRows(X, [0, 1]));
      expect(answer(method, data, train, [0, 1], stream(0, 'x'))).toEqual(wanted);
      const unweighed = answer(method, { ...data, weights: null }, train, [0, 1], stream(0, 'x'));
      expect(unweighed).not.toEqual(wanted);
    }
  });

  test('and so it is by students, beside what `learns` says', async () => {
    const data = await loadProperty(on(3), file);
    const student = { ...ridge, input: { elemental: 'elemental-30' }, learns: { measurements: 2 } } as const;
    const { X, y, compounds } = lessonOf(student as never, null, [], data, [0, 1, 2]);
    const times = [0, 1, 2].reduce((sum, row) => sum + 2 * data.weights![row]!, 0);
    expect([X.rows, y.length, compounds.length]).toEqual([times, times, 3]);
  });

  test('of one weight change no number', async () => {
    const methods = [ridge, logistic];
    const one = await runProperty(on(1, { methods }), { effort: 'quick' }, file);
    const both = { ...small.table, file: ['table.csv', 'more.jsonl'] };
    expect(one).toEqual(await runProperty(on(1, { methods, table: both }), { effort: 'quick' }, file));
    const three = await runProperty(on(3, { methods }), { effort: 'quick' }, file);
    const mae = 'by_formula.ridge.mae';
    expect(three.summary.numbers[mae]!.value).not.toBe(one.summary.numbers[mae]!.value);
    expect(three.summary.numbers['data.compounds']).toEqual(one.summary.numbers['data.compounds']);
  });

  const neighbours = { ...ridge, name: 'three', model: { kind: 'nearest', neighbours: 3 } } as PropertyMethod;
  test.each<[string, PropertyMethod, string]>([
    ['a method that groups', ward, 'method ward: expected a model that rows can be weighed for, found ward; leave it'],
    ['several neighbours', neighbours, 'method three: expected a model that rows can be weighed for, found nearest;'],
    [
      'a blend with such',
      { ...neighbours, name: 'both', model: { kind: 'blend', members: [neighbours.model] } } as PropertyMethod,
      'method both: expected a model that rows can be weighed for, found blend; leave it or the weights of the tables out',
    ],
  ])('%s has no weights, and is refused in one line', async (_title, method, message) => {
    const quick = { resamples: 20, refits: 0, methods: [method.name] };
    const named = () => runProperty(on(3, { methods: [method], quick }), { effort: 'quick' }, file);
    await expect(named()).rejects.toThrow(UserError);
    await expect(named()).rejects.toThrow(message);
  });

  test('are checked where an experiment is read', () => {
    expect(() => checkExperiment(on(2), 'mine.ts')).not.toThrow();
    const misspelt = { file: 'more.jsonl', wieght: 2 } as unknown as TableFile;
    const table = { ...small.table, file: ['table.csv', misspelt] };
    expect(() => checkExperiment({ ...on(2), table }, 'mine.ts')).toThrow(/mine\.ts.*wieght.*did you mean weight\?/);
  });
});
