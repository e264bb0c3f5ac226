/** What a model has learned is known wherever it screens: a list marks it, and --unknown leaves it out. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ELEMENTAL_SETS } from '../../src/descriptors/elemental-sets.ts';
import type { Learner } from '../../src/learning/learner.ts';
import { learnerText } from '../../src/learning/learner-file.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const set = { ...ELEMENTAL_SETS['element-fractions'], fractionsOf: ['Na', 'P', 'S'] };
const learner: Learner = {
  ...{ name: 'barriers', anchor: 'Na', elements: ['Na', 'P', 'S'], answers: 'value', descriptors: set },
  target: { property: 'barrier', unit: 'eV', scale: 'as it stands', threshold: 0.4, better: 'smaller' },
  model: {
    ...{ format: 'ionsieve-external-model', version: 1 },
    model: { kind: 'linear', weights: [0.5, 0.25, 0.1], intercept: 0 },
  } as unknown as Learner['model'],
  ...{ calibration: null, intervals: null, domain: null, scores: [] },
  training: { tables: ['mine.csv'], sha256: '0'.repeat(64), compounds: [['Na7PS6', 0.2]] },
};

test('a sodium compound that was learned is known, and not listed with --unknown', async () => {
  const [model, list] = ['model.json', 'list.txt'].map((name) => join(folder, name)) as [string, string];
  writeFileSync(model, learnerText(learner));
  writeFileSync(list, 'Na7PS6\nNa9PS7\n');
  const listed = async (out: string, ...more: string[]) => {
    const outcome = await ionsieveHere([
      'screen',
      '--model',
      model,
      '--space',
      list,
      ...more,
      '--out',
      join(folder, out),
    ]);
    expect(outcome).toMatchObject({ code: 0 });
    const [header, ...rows] = readFileSync(join(folder, out, 'top.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    const at = (name: string) => header!.split(',').indexOf(name);
    return rows.map((row) => [row.split(',')[at('formula')], row.split(',')[at('known')]]);
  };
  expect(new Map((await listed('all')) as [string, string][])).toEqual(
    new Map([
      ['Na9PS7', 'no'],
      ['Na7PS6', 'yes'],
    ]),
  );
  expect(await listed('unknown', '--unknown')).toEqual([['Na9PS7', 'no']]);
});
