import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScreeningModel } from '../../src/cli/screening-model.ts';
import { parseCsv } from '../../src/core/table.ts';
import { figuresOf } from '../../src/learning/learner.ts';
import { readLearner } from '../../src/learning/learner-file.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const run = (...words: string[]) => ionsieveHere(words);
const write = (name: string, text: string) => {
  writeFileSync(path(name), text);
  return path(name);
};

const QUICK = ['--resamples', '20'];

/** A made-up conductivity of sodium compounds over decades: anion and amount of sodium decide. */
function sodium(): string {
  const anions = { O: -7, S: -4, Se: -3.5, Cl: -6, Br: -5 };
  const rows = ['P', 'Si', 'Ge', 'Al', 'Sb', 'Sn'].flatMap((cation) =>
    Object.entries(anions).flatMap(([anion, decade]) =>
      [1, 2, 3].map((n) => `Na${n}${cation}${anion}4,${10 ** (decade + 0.5 * n)}`),
    ),
  );
  return `Formula,sigma\n${rows.join('\n')}\n`;
}

const LOG = ['--target', 'sigma', '--unit', 'S/cm', '--scale', 'log10', '--threshold', '1e-3'];

beforeAll(async () => {
  const { code } = await run(
    'learn',
    write('na.csv', sodium()),
    ...LOG,
    ...QUICK,
    '--model',
    'ridge',
    '--out',
    path('na.json'),
  );
  expect(code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('learn', () => {
  test('leaves a file that says what it holds', () => {
    const learner = readLearner(path('na.json'));
    expect(learner).toMatchObject({
      name: 'na',
      target: { property: 'sigma', unit: 'S/cm', scale: 'log10', threshold: 1e-3, better: 'larger' },
      anchor: 'Na',
      elements: ['O', 'Na', 'Al', 'Si', 'P', 'S', 'Cl', 'Ge', 'Se', 'Br', 'Sn', 'Sb'],
      answers: 'value',
      descriptors: { name: 'elemental-30' },
      intervals: { coverage: 0.9 },
      training: { tables: ['na.csv'], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(figuresOf(learner)!.compounds.length).toBe(90);
    // Na1PO4 and Na2PO4 lie 0.24 apart: held-out compounds have neighbours, and are none themselves.
    expect(learner.intervals!.nearLimit).toBeGreaterThan(0.1);
    const of = (subject: string, metric: string) =>
      learner.scores.find(
        (row) => row.on === 'unseen chemical systems' && row.subject === subject && row.metric === metric,
      )!;
    expect(of('na', 'mae')).toMatchObject({ n: 90, unit: 'log10(S/cm)' });
    expect(of('na', 'mae').high!).toBeLessThan(of('median', 'mae').low!);
    expect(of('na', 'auc').value!).toBeGreaterThan(0.9);
    expect(of('majority', 'mcc').value).toBe(0);
  });

  test('is the same file for the same seed, and keeps its run on record', async () => {
    const again = ['--out', path('again.json')];
    expect((await run('learn', path('na.csv'), ...LOG, ...QUICK, '--model', 'ridge', ...again)).code).toBe(0);
    const content = (name: string) => readFileSync(path(name), 'utf8').replaceAll('"again"', '"na"');
    const withoutHash = (text: string) => text.replace(/"sha256": "[0-9a-f]{64}",\s*"version"/, '');
    expect(withoutHash(content('again.json'))).toBe(withoutHash(content('na.json')));
    expect(existsSync(path('na.json.run.json'))).toBe(true);
  });

  test('names rows that cannot be read, and learns from the others', async () => {
    const table = write('bad.csv', `${sodium()}Xx2O,1\nNa2O,<1e-9\nNa2S,\nNa3PS4,1e-3\nNa2Se,high\n`);
    const { code, out, err } = await run(
      'learn',
      table,
      ...LOG,
      ...QUICK,
      '--model',
      'ridge',
      '--out',
      path('bad.json'),
    );
    expect(code).toBe(1);
    expect(err).toContain('line 92: Xx2O, position 1: expected an element symbol');
    expect(err).toContain('line 96: expected a number in column sigma, found "high"');
    expect(out).toContain(
      '95 rows, 91 compounds, 1 of them upper bounds; left out: 1 merged with another of their formula, 2 without a figure, 1 with a formula that cannot be read',
    );
    const strict = await run('learn', table, ...LOG, ...QUICK, '--strict', '--out', path('strict.json'));
    expect(strict.code).toBe(2);
    expect(existsSync(path('strict.json'))).toBe(false);
  });

  test('leaves out rows of another temperature beside the shipped ones, and says so', async () => {
    const rows = 'Li3PS4,1e-2,25\nLi7P3S11,1e-1,300\nLi2WS4,<1e-6,\nLi2S,1e-9,warm\n';
    const table = write('hot.csv', `composition,sigma,temperature_C\n${rows}`);
    const more = ['--with', 'measured', '--model', 'ridge', '--contains', 'S'];
    const { code, out, err } = await run('learn', table, ...LOG, ...QUICK, ...more, '--out', path('hot.json'));
    expect(code).toBe(1);
    expect(err).toContain('hot.csv, line 5: temperature: expected degrees Celsius, found "warm"');
    expect(out).toContain(
      '4 rows, 2 compounds, 1 of them upper bounds; left out: 1 not at room temperature, 1 with a temperature that cannot be read',
    );
    expect(out).toMatch(/shipped measurements.* left out: .*\d+ without the element asked for/);
    const known = new Map(
      figuresOf(readLearner(path('hot.json')))!.compounds.map(([formula, value]) => [formula, value]),
    );
    expect(known.get('Li3PS4')).toBe(-2);
    expect(known.get('Li2WS4')).toBe(-6);
    expect(known.get('Li7P3S11')).not.toBe(-1);
  });

  test('joins the shipped measurements, of which own rows stand in the place', async () => {
    const table = write('li.csv', 'composition,sigma\nLi3PS4,1e-2\nLi7P3S11,1e-9\nLi2WS4,1e-6\n');
    const more = ['--with', 'measured', '--model', 'gaussian-process'];
    const { code, out } = await run('learn', table, ...LOG, ...QUICK, ...more, '--out', path('li.json'));
    expect(code).toBe(0);
    const learner = readLearner(path('li.json'));
    const { anchor, scores } = learner;
    const figures = figuresOf(learner)!;
    expect(anchor).toBe('Li');
    expect(figures.tables).toEqual(['li.csv', 'shipped measurements']);
    const known = new Map(figures.compounds.map(([formula, value]) => [formula, value]));
    expect(known.get('Li7P3S11')).toBe(-9);
    expect(known.get('Li3PS4')).toBe(-2);
    expect(known.size).toBeGreaterThan(600);
    const shipped = Number(
      /with (\d+) shipped measurements, \d+ of them upper bounds; left out: \d+ of compounds that are yours/.exec(
        out,
      )![1],
    );
    expect(shipped).toBe(known.size - 3);
    expect(scores.some(({ on, n }) => on === 'unseen formulas, own rows' && n === 3)).toBe(true);
  });

  test('learns from compounds of one element where that is asked', async () => {
    const table = write('mixed.csv', `${sodium()}K2S,1e-5\nKPS4,1e-6\n`);
    const options = ['--contains', 'Na', '--model', 'pls', '--out', path('mixed.json')];
    const { out } = await run('learn', table, ...LOG, ...QUICK, ...options);
    expect(out).toContain('92 rows, 90 compounds; left out: 2 without the element asked for');
    const { anchor, intervals } = readLearner(path('mixed.json'));
    expect(anchor).toBe('Na');
    expect(intervals!.far).toBeGreaterThanOrEqual(intervals!.near);
  });

  test('tells classes where that is asked', async () => {
    const { code } = await run(
      'learn',
      path('na.csv'),
      ...LOG,
      ...QUICK,
      '--model',
      'logistic',
      '--out',
      path('class.json'),
    );
    expect(code).toBe(0);
    expect(readLearner(path('class.json'))).toMatchObject({ answers: 'log-odds', intervals: null });
    const { out } = await run('predict', 'Na3PSe4', 'Na3PO4', '--model', path('class.json'), '--csv');
    const [selenide, oxide] = parseCsv(out, 'out', ['probability']);
    expect(Number(selenide!.probability)).toBeGreaterThan(Number(oxide!.probability));
  });

  test.each<[string, string[], string]>([
    ['an unknown column', ['--target', 'sigm'], 'expected a column sigm, found Formula, sigma; did you mean sigma?'],
    [
      'a class without a threshold',
      ['--target', 'sigma', '--model', 'logistic'],
      'model logistic: expected a threshold to tell classes by, found none; give one, or choose a model of values',
    ],
    [
      'shipped measurements of another unit',
      ['--target', 'sigma', '--unit', 'mS/cm', '--with', 'measured'],
      'shipped measurements: expected figures in S/cm of the scale log10 beside them, found mS/cm, as it stands',
    ],
    [
      'a threshold without a logarithm',
      ['--target', 'sigma', '--scale', 'log10', '--threshold', '-3'],
      'threshold: expected a figure above 0, for the scale log10, found -3; give the figure itself, as 1e-3',
    ],
  ])('refuses %s in one line', async (_, options, message) => {
    const { code, out, err } = await run('learn', path('na.csv'), ...options, '--out', path('none.json'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.trim().split('\n').length).toBe(1);
    expect(existsSync(path('none.json'))).toBe(false);
  });

  test('refuses to write over other work', async () => {
    const other = await run('learn', path('bad.csv'), ...LOG, '--out', path('na.json'));
    expect(other.code).toBe(2);
    expect(readLearner(path('na.json')).name).toBe('na');
  });
});

describe('predict --model of a Learner', () => {
  test('gives value, interval and domain under the names of what they are', async () => {
    const { code, out, err } = await run('predict', 'Na3PS4', 'Na3UO4', '--model', path('na.json'), '--csv');
    expect(code).toBe(0);
    expect(err).toContain('na: sigma, log10 of S/cm; it learned sodium compounds only, of the elements O, Na');
    const [known, fresh] = parseCsv(out, 'out', ['log10_sigma_S_per_cm']);
    const [value, low, high] = ['', '_low', '_high'].map((end) => Number(known![`log10_sigma_S_per_cm${end}`]));
    expect(Math.abs(value! - -2.5)).toBeLessThan(1);
    expect(low! < value! && value! < high!).toBe(true);
    expect(known).toMatchObject({ domain: 'inside', nearest_learned: 'Na3PS4', nearest_learned_difference: '0' });
    expect(Number(known!.nearest_learned_log10_sigma_S_per_cm)).toBeCloseTo(-2.5, 9);
    expect(fresh).toMatchObject({ domain: 'outside', unlearned_elements: 'U' });
  });

  test('takes structures and tables, and names what it refuses', async () => {
    const table = write('asked.csv', 'id,composition\na,Na2S\nb,LiCl\nc,?\n');
    const { code, out, err } = await run('predict', '--input', table, '--model', path('na.json'), '--csv');
    expect(code).toBe(1);
    const rows = parseCsv(out, 'out', ['id']);
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(rows[0]!.reason).toBe('');
    expect(rows[1]!.reason).toContain('expected a sodium compound, found none; na has learned sodium compounds only');
    expect(err).toContain('2 of 3 not predicted');
    const lithium = await run(
      'predict',
      'data/sample/training-structures/Li3N.cif',
      '--model',
      path('li.json'),
      '--csv',
    );
    expect(parseCsv(lithium.out, 'out', [])[0]).toMatchObject({ formula: 'Li3N', domain: 'inside' });
  });

  test('refuses measurements beside it, and a file that was changed, in one line', async () => {
    const own = await run('predict', 'Na2S', '--model', path('na.json'), '--measured', path('li.csv'));
    expect(own).toMatchObject({ code: 2, out: '' });
    expect(own.err).toContain('--measured: expected none beside');
    const changed = readFileSync(path('na.json'), 'utf8').replace('"threshold": 0.001', '"threshold": 0.002');
    const { code, err } = await run('predict', 'Na2S', '--model', write('changed.json', changed));
    expect(code).toBe(2);
    expect(err).toMatch(
      /changed\.json: expected content with SHA-256 [0-9a-f]{64}, found [0-9a-f]{64}; restore or refit/,
    );
  });
});

describe('screen --model of a Learner', () => {
  const SPACE = ['--elements', 'P,S,Se,O', '--arity', '3', '--max-coefficient', '5', '--top', '20'];
  const screened = (name: string) => ({
    rows: parseCsv(readFileSync(path(`${name}/top.csv`), 'utf8'), 'top.csv', ['formula']),
    summary: JSON.parse(readFileSync(path(`${name}/screening.json`), 'utf8')),
  });

  test('lists the best value first, and counts what reaches a threshold in the unit of the target', async () => {
    const { code, out } = await run(
      'screen',
      '--model',
      path('na.json'),
      ...SPACE,
      '--rank',
      'Na3PS4',
      '--out',
      path('s1'),
    );
    expect(code).toBe(0);
    expect(out).toContain('reached: log10_sigma_S_per_cm >= -3');
    const { rows, summary } = screened('s1');
    const values = rows.map((row) => Number(row.log10_sigma_S_per_cm));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(summary).toMatchObject({
      space: { anchor: 'Na' },
      threshold: -3,
      value: { unit: 'S/cm', better: 'larger' },
    });
    expect(summary.fast).toBeUndefined();
    const other = await run('screen', '--model', path('na.json'), ...SPACE, '--threshold', '1e-5', '--out', path('s2'));
    expect(other.out).toContain('reached: log10_sigma_S_per_cm >= -5');
    expect(screened('s2').summary.reached).toBeGreaterThan(summary.reached);
    const asked = await run('predict', '--input', path('s1/top.csv'), '--model', path('na.json'), '--csv');
    parseCsv(asked.out, 'out', ['formula']).forEach((row, i) => {
      expect(Number(row.ionsieve_log10_sigma_S_per_cm)).toBeCloseTo(values[i]!, 4);
    });
  });

  test('in shards gives the same files', async () => {
    const options = ['--model', path('na.json'), '--elements', 'P,S,Cl', '--max-coefficient', '4'];
    for (const i of [1, 2]) await run('screen', ...options, '--shard', `${i}/2`, '--out', path(`part-${i}`));
    await run('screen', ...options, '--out', path('whole'));
    expect((await run('merge', path('part-1'), path('part-2'), '--out', path('merged'))).code).toBe(0);
    for (const name of ['top.csv', 'screening.json']) {
      expect(readFileSync(path(`merged/${name}`), 'utf8')).toBe(readFileSync(path(`whole/${name}`), 'utf8'));
    }
  });

  test('lists small values first where they are wanted', async () => {
    const learn = ['learn', path('na.csv'), '--target', 'sigma', '--scale', 'log10', '--smallest-first', ...QUICK];
    expect((await run(...learn, '--model', 'pls', '--out', path('slow.json'))).code).toBe(0);
    const none = await run('screen', '--model', path('slow.json'), ...SPACE, '--out', path('s3'));
    expect(none.code).toBe(2);
    expect(none.err).toContain(
      '--threshold: expected a figure above 0 in 1, found none, and slow has none; say from which',
    );
    const { out } = await run(
      'screen',
      '--model',
      path('slow.json'),
      ...SPACE,
      '--threshold',
      '1e-6',
      '--out',
      path('s3'),
    );
    expect(out).toContain('reached: log10_sigma <= -6');
    const values = screened('s3').rows.map((row) => Number(row.log10_sigma));
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  test('ranks the compounds of small values first where classes are told by them', async () => {
    const learn = ['learn', path('na.csv'), ...LOG, '--smallest-first', ...QUICK, '--model', 'logistic'];
    expect((await run(...learn, '--out', path('small.json'))).code).toBe(0);
    const { out, err } = await run('predict', 'Na3PSe4', 'NaPO4', '--model', path('small.json'), '--csv');
    expect(err).toContain('small: probability of sigma, 0.001 S/cm or less; it learned');
    const [selenide, oxide] = parseCsv(out, 'out', ['probability']);
    expect(Number(selenide!.probability)).toBeLessThan(Number(oxide!.probability));
  });

  test.each<[string, string[], string]>([
    [
      'a threshold without a logarithm',
      ['--threshold', '-3'],
      '--threshold: expected a figure above 0 in S/cm, found -3',
    ],
    ['a threshold that is no number', ['--threshold', 'high'], '--threshold: expected a number, found "high"'],
    ['a compound without its ion', ['--rank', 'Li3PS4'], '--rank, Li3PS4: expected a sodium compound, found none'],
  ])('refuses %s in one line', async (_, options, message) => {
    const { code, out, err } = await run(
      'screen',
      '--model',
      path('na.json'),
      ...SPACE,
      ...options,
      '--out',
      path('s4'),
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(existsSync(path('s4/top.csv'))).toBe(false);
  });

  test('takes a module, and refuses a distance of what nobody knows', async () => {
    const module = write(
      'own.mjs',
      `export const learner = { name: 'own', anchor: 'Na', elements: ['Na', 'P', 'S', 'Se', 'O'], answers: 'probability',
        target: { property: 'a guess', unit: 'S/cm', scale: 'as it stands', threshold: null, better: 'larger' } };
      export const score = (all) => all.map(({ amounts }) => 1 / amounts.reduce((a, b) => a + b, 0));`,
    );
    const { code, out } = await run('screen', '--model', module, ...SPACE, '--threshold', '0.3', '--out', path('s5'));
    expect(code).toBe(0);
    expect(out).toContain('reached: probability >= 0.3');
    // Through log-odds and back it would be 0.30000000000000004.
    expect((await openScreeningModel(module)).score('--threshold', '0.3')).toBe(0.3);
    expect(screened('s5').summary).toMatchObject({ threshold: 0.3, value: { unit: '1', better: 'larger' } });
    expect(Number(screened('s5').rows[0]!.probability)).toBeCloseTo(1 / 3, 5);
    const far = await run('screen', '--model', module, ...SPACE, '--max-distance', '1', '--out', path('s6'));
    expect(far.code).toBe(2);
    expect(far.err).toContain(
      '--max-distance: expected a model that says what it learned from, found none; leave it out',
    );
  });
});
