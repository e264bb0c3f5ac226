/** The whole way of a user's own figures, by the built command: learn, predict, screen; and what the documents show. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { packageRoot } from '../../src/core/files.ts';
import { shuffled, stream } from '../../src/core/random.ts';
import { parseCsv } from '../../src/core/table.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import type { CandidatePage, ScreeningView } from '../../src/explorer/api.ts';
import { figuresOf } from '../../src/learning/learner.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { loadMeasured } from '../../src/transfer/measured-data.ts';
import { startExplorer, untilReady } from '../browser/start-explorer.ts';
import { ensureBuilt, ionsieve, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const run = (...words: string[]) => ionsieve(words, folder);

/** Sixty materials of Liverpool Ionics, as if the user had measured them anew, each with ten times the conductivity. */
const own = (() => {
  const materials = loadMeasured('liverpool').filter(({ belowDetection }) => !belowDetection);
  const drawn = shuffled(materials.length, stream(0, 'own rows')).subarray(0, 60);
  return Array.from(drawn, (i) => ({ formula: materials[i]!.formula, value: materials[i]!.log10Conductivity + 1 }));
})();

beforeAll(async () => {
  await ensureBuilt();
  const rows = own.map(({ formula, value }) => `${formula};${10 ** value}`);
  writeFileSync(path('own.csv'), `Composition;Conductivity\n${rows.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('60 own rows with the shipped ones become a Learner that predicts and screens', async () => {
  const figures = ['--target', 'Conductivity', '--unit', 'S/cm', '--scale', 'log10', '--threshold', '1e-3'];
  const learned = await run('learn', 'own.csv', ...figures, '--with', 'measured', '--out', 'mine.json');
  expect(learned.code).toBe(0);
  const learner = readLearner(path('mine.json'));
  const { scores, target, intervals } = learner;
  expect(target).toMatchObject({ unit: 'S/cm', scale: 'log10', threshold: 1e-3 });
  const known = new Map(figuresOf(learner)!.compounds.map(([formula, value]) => [formula, value]));
  for (const { formula, value } of own) expect(known.get(formula)).toBeCloseTo(value, 9);
  const mae = (subject: string) =>
    scores.find((row) => row.on === 'unseen chemical systems' && row.subject === subject && row.metric === 'mae')!;
  for (const floor of ['median', 'nearest-neighbour']) expect(mae('mine').value!).toBeLessThan(mae(floor).value!);
  expect(intervals!.near).toBeLessThan(intervals!.far);

  const asked = ['predict', '--input', 'own.csv', '--model', 'mine.json', '--csv'];
  const predicted = parseCsv((await run(...asked)).out, 'out', ['Composition', 'log10_Conductivity_S_per_cm']);
  expect(predicted.length).toBe(60);
  const inside = predicted.filter((row, i) => {
    const [low, high] = [row.log10_Conductivity_S_per_cm_low, row.log10_Conductivity_S_per_cm_high].map(Number);
    expect(row.domain).toBe('inside');
    return low! <= own[i]!.value && own[i]!.value <= high!;
  });
  // Seen compounds are missed less than held-out ones.
  expect(inside.length).toBeGreaterThanOrEqual(54);

  const space = ['--elements', 'P,S,Cl,O,Si', '--arity', '3,4', '--max-coefficient', '6', '--ionic', '--top', '50'];
  const screened = await run('screen', '--model', 'mine.json', ...space, '--out', 'screened');
  expect(screened.code).toBe(0);
  const top = parseCsv(readFileSync(path('screened/top.csv'), 'utf8'), 'top.csv', ['formula', 'measured']);
  const values = top.map((row) => Number(row.log10_Conductivity_S_per_cm));
  expect(values).toEqual([...values].sort((a, b) => b - a));
  const summary = JSON.parse(readFileSync(path('screened/screening.json'), 'utf8'));
  expect(values.filter((value) => value >= -3).length).toBe(Math.min(summary.reached, 50));
  const again = await run('predict', '--input', 'screened/top.csv', '--model', 'mine.json', '--csv');
  parseCsv(again.out, 'out', ['formula']).forEach((row, i) => {
    expect(Number(row.ionsieve_log10_Conductivity_S_per_cm)).toBeCloseTo(values[i]!, 4);
  });
  const one = await run('screen', '--model', 'mine.json', ...space, '--threads', '1', '--out', 'one');
  expect(one.code).toBe(0);
  for (const name of ['top.csv', 'screening.json']) {
    expect(readFileSync(path(`one/${name}`), 'utf8')).toBe(readFileSync(path(`screened/${name}`), 'utf8'));
  }
});

test('the explorer shows what was screened with them, by value and beside what was measured', async () => {
  const explorer = await startExplorer(path('screened'));
  try {
    await untilReady(explorer.url);
    const ask = async (query: string) => (await (await fetch(`${explorer.url}api/${query}`)).json()) as unknown;
    const { summary } = (await ask('screening')) as ScreeningView;
    expect(summary.value).toEqual({ column: 'log10_Conductivity_S_per_cm', unit: 'S/cm', better: 'larger' });
    expect(summary.threshold).toBe(-3);
    const top = parseCsv(readFileSync(path('screened/top.csv'), 'utf8'), 'top.csv', ['formula', 'measured']);
    const { rows } = (await ask('candidates?size=50')) as CandidatePage;
    expect(rows.map(({ value }) => value)).toEqual(top.map((row) => Number(row.log10_Conductivity_S_per_cm)));
    const measured = new Map(top.map(({ formula, measured }) => [formula, measured || null]));
    for (const row of rows) expect(row.measured).toBe(measured.get(row.formula));
  } finally {
    expect(await explorer.close()).toBe(0);
  }
});

test('a model of scikit-learn and a module of the documents are screened by the built command', async () => {
  const golden = join(packageRoot(), 'test', 'golden', 'models', 'scikit-learn.json');
  const { cases } = JSON.parse(readFileSync(golden, 'utf8'));
  writeFileSync(path('forest.json'), JSON.stringify(cases.forest.file));
  const docs = readFileSync(join(packageRoot(), 'docs', 'models.md'), 'utf8');
  writeFileSync(path('mine.ts'), /```ts\n([\s\S]*?)```/.exec(docs)![1]!);
  const space = ['--elements', 'P,S,Cl,O', '--max-coefficient', '4', '--top', '5'];
  for (const [model, column] of [
    ['forest.json', 'log10_ionic_conductivity_S_per_cm'],
    ['./mine.ts', 'share_of_lithium'],
  ] as const) {
    expect(await run('screen', '--model', model, ...space, '--out', model.replace(/\W/g, ''))).toMatchObject({
      code: 0,
    });
    const top = parseCsv(readFileSync(path(`${model.replace(/\W/g, '')}/top.csv`), 'utf8'), 'top.csv', [column]);
    const said = await run('predict', top[0]!.formula!, '--model', model, '--csv');
    expect(Number(parseCsv(said.out, 'out', [column])[0]![column])).toBeCloseTo(Number(top[0]![column]), 4);
  }
});

test('the documents write the descriptors that a model of another program is fitted to', () => {
  const docs = readFileSync(join(packageRoot(), 'docs', 'models.md'), 'utf8');
  writeFileSync(path('descriptors.mjs'), /```js\n([\s\S]*?)```/.exec(docs)![1]!);
  symlinkSync(join(packageRoot(), 'node_modules'), path('node_modules'));
  const script = readFileSync(path('descriptors.mjs'), 'utf8');
  // The package by its path: it is not installed here.
  const index = JSON.stringify(join(packageRoot(), 'dist', 'src', 'index.js'));
  writeFileSync(path('descriptors.mjs'), script.replace("'ionsieve'", index));
  execFileSync(process.execPath, ['descriptors.mjs'], { cwd: folder });
  const rows = parseCsv(readFileSync(path('descriptors.csv'), 'utf8'), 'descriptors.csv', ['formula']);
  expect(rows.map(({ formula }) => formula)).toEqual(['Li3PS4', 'Li2O', 'Li7P3S11']);
  const { data } = elementalDescriptors([parseFormula('Li3PS4')], ELEMENTAL_SETS['elemental-30']);
  expect(Object.values(rows[0]!).slice(1).map(Number)).toEqual([...data]);
});
