/** Spaces of `ionsieve screen`: the options, what they refuse, and what is written. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/files.ts';
import { formatCsv, parseCsv } from '../../src/core/table.ts';
import { openCandidateTable } from '../../src/explorer/candidate-table.ts';
import { loadCandidates } from '../../src/explorer/load-candidates.ts';
import { spaceText } from '../../src/explorer/page/lib/space.ts';
import { openRunFolder } from '../../src/explorer/run-folder.ts';
import { checkScreening } from '../../src/explorer/run-summaries.ts';
import { loadMeasurements } from '../../src/transfer/measurements.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const ANIONS = { S: 0.8, Se: 0.9, Cl: 0.3, Br: 0.6, O: 0.2, F: 0.1 };
const CATIONS = ['Na', 'K', 'Ti', 'Zr', 'Hf', 'Ni', 'Co', 'Mg', 'Sn', 'Sb'];

/** Made-up labels of compounds without a common element. */
const labels = CATIONS.flatMap((cation) =>
  Object.entries(ANIONS).map(([anion, p], i) => [`${cation}${anion}`, `${cation}${(i % 3) + 1}${anion}2`, p, '']),
);
const ofSodium = ['P', 'Si', 'Ge', 'Al', 'Sb'].flatMap((cation) =>
  Object.entries(ANIONS).map(([anion, p]) => [`${cation}${anion}`, `Na3${cation}${anion}4`, p, '']),
);

const run = (...words: string[]) => ionsieveHere(words);
const student = async (name: string, rows: (string | number)[][]) => {
  writeFileSync(path('labels.csv'), formatCsv(['id', 'formula', 'probability', 'reason'], rows));
  const { code } = await run('student', path('labels.csv'), '--out', path(name));
  expect(code).toBe(0);
};
beforeAll(async () => {
  await student('any.json', labels);
  await student('na.json', ofSodium);
});
afterAll(() => rmSync(folder, { recursive: true }));

const screen = (model: string, out: string, ...words: string[]) =>
  run('screen', '--model', path(model), '--out', path(out), ...words);
const listed = (out: string): string[] =>
  parseCsv(readFileSync(path(`${out}/top.csv`), 'utf8'), 'top.csv', ['formula']).map(({ formula }) => formula!);
const summary = (out: string) =>
  checkScreening(JSON.parse(readFileSync(path(`${out}/screening.json`), 'utf8')), 'screening.json').counts;
const both = (out: string) => ['top.csv', 'screening.json'].map((name) => readFileSync(path(`${out}/${name}`), 'utf8'));
const GARNET = ['--series', 'Li7-3xAlxLa3Zr2O12', '--x', '0:0.5:0.05'];

describe('ionsieve screen', () => {
  test('screens half-Heuslers without an anchor by a student without a common ion', async () => {
    const sites = ['--site', 'A=Ti,Zr,Hf', '--site', 'B=Ni,Co', '--site', 'X=Sn,Sb'];
    expect((await screen('any.json', 'heusler', '--template', 'ABX', ...sites)).code).toBe(0);
    expect(listed('heusler')).toHaveLength(12);
    expect(listed('heusler')).toContain('TiCoSb');
    expect(summary('heusler')).toMatchObject({
      scored: 12,
      space: {
        kind: 'list',
        anchor: null,
        list: { from: 'template', template: 'ABX', sites: { A: ['Ti', 'Zr', 'Hf'], B: ['Ni', 'Co'], X: ['Sn', 'Sb'] } },
      },
    });
  });

  test('screens every set of some elements once, without an anchor, the same in shards', async () => {
    const words = ['--elements', 'Na,K,Mg,S,Se,Cl,Br', '--arity', '1,2,3', '--max-coefficient', '6', '--top', '500'];
    expect((await screen('any.json', 'sets', ...words)).code).toBe(0);
    const { space, distinct_formulas, chemical_systems } = summary('sets');
    // 7 elements, 21 pairs with 23 ratios each, 35 triples with 6^3 - 3^3 - 2^3 - 1 + ... = 181 each
    expect({ distinct_formulas, chemical_systems }).toEqual({
      distinct_formulas: 7 + 21 * 23 + 35 * 181,
      chemical_systems: 63,
    });
    expect(space).toMatchObject({ kind: 'grid', anchor: null, arities: [1, 2, 3] });
    const shards = [1, 2].map((i) => path(`sets-${i}`));
    for (const [i, out] of shards.entries()) {
      const { code } = await run(
        'screen',
        '--model',
        path('any.json'),
        ...words,
        '--shard',
        `${i + 1}/2`,
        '--out',
        out,
      );
      expect(code).toBe(0);
    }
    expect((await run('merge', ...shards, '--out', path('sets-merged'))).code).toBe(0);
    expect(both('sets-merged')).toEqual(both('sets'));
  });

  test('screens around any element that such a student has learned', async () => {
    const words = ['--anchor', 'Mg', '--elements', 'S,Cl,Br', '--arity', '2', '--max-coefficient', '3'];
    expect((await screen('any.json', 'magnesium', ...words)).code).toBe(0);
    expect(listed('magnesium')).toHaveLength(21);
    for (const formula of listed('magnesium')) expect(formula).toMatch(/Mg/);
    expect(summary('magnesium').space).toMatchObject({ anchor: 'Mg', partners: ['S', 'Br', 'Cl'] });
  });

  test('screens a doping series by the shipped student', async () => {
    expect((await run('screen', ...GARNET, '--out', path('garnet'))).code).toBe(0);
    expect(listed('garnet')).toHaveLength(11);
    expect(listed('garnet')).toContain('Li6.85La3Zr2Al0.05O12');
    expect(summary('garnet').space).toMatchObject({
      list: { from: 'series', series: 'Li7-3xAlxLa3Zr2O12' },
      formulas: 11,
    });
    const { screenings, notes } = openRunFolder(path('garnet'));
    expect(notes).toEqual([]);
    const [{ folder: found, source, summary: stated }] = screenings as [(typeof screenings)[0]];
    expect(spaceText(stated.space)).toBe('the series Li7-3xAlxLa3Zr2O12, x from 0 to 0.5');
    const table = await openCandidateTable(await loadCandidates(found, source, null), loadMeasurements());
    const { rows } = await table.page(
      { q: 'Al-La-Li-O-Zr' },
      { column: 'rank', descending: false },
      { skip: 0, size: 50 },
    );
    expect(rows.map(({ formula }) => formula)).toEqual(listed('garnet').filter((formula) => formula.includes('Al')));
    table.close();
  });

  test('screens a file, in shards too, and counts what is no compound of the ion', async () => {
    const text = ['Na3PS4', 'Na6P2S8', 'NaCl', 'LiCl', 'Na3SbS4', 'Na2.9Sb0.9W0.1S4'].join('\n');
    writeFileSync(path('list.txt'), text);
    const { code, err } = await screen('na.json', 'file', '--space', path('list.txt'));
    expect(code).toBe(0);
    expect(err).toContain('1 of 6 formulas are no sodium compounds, and left out');
    expect(listed('file').sort()).toEqual(['Na2.9Sb0.9W0.1S4', 'Na3PS4', 'Na3SbS4', 'NaCl'].sort());
    expect(summary('file').space).toEqual({
      kind: 'list',
      anchor: 'Na',
      partners: ['Sb', 'P', 'W', 'S', 'Cl'],
      arities: [2, 3, 4],
      list: { from: 'file', file: 'list.txt', sha256: sha256(text) },
      formulas: 6,
      without_anchor: 1,
      repeated: 1,
    });
    writeFileSync(
      path('table.csv'),
      `name,formula\n${text
        .split('\n')
        .map((formula, i) => `${i},${formula}`)
        .join('\n')}\n`,
    );
    expect((await screen('na.json', 'table', '--space', path('table.csv'))).code).toBe(0);
    expect(both('table')[0]).toBe(both('file')[0]);
    const shards = [1, 2, 3].map((i) => path(`file-${i}`));
    for (const [i, out] of shards.entries()) {
      const words = ['--space', path('list.txt'), '--shard', `${i + 1}/3`, '--out', out];
      expect((await run('screen', '--model', path('na.json'), ...words)).code).toBe(0);
    }
    expect((await run('merge', ...shards, '--out', path('file-merged'))).code).toBe(0);
    expect(both('file-merged')).toEqual(both('file'));
  });

  test('screens quinaries and compounds of six elements', async () => {
    const words = ['--elements', 'P,S,Cl,O,Si', '--arity', '5,6', '--max-coefficient', '3', '--neutral', '--top', '20'];
    expect((await run('screen', '--student', 'paper', ...words, '--out', path('quinaries'))).code).toBe(0);
    // Of 3^5 and 3^6 vectors all but those of a common factor 2 or 3.
    expect(summary('quinaries').distinct_formulas).toBe(5 * (3 ** 5 - 2) + (3 ** 6 - 2));
    expect(listed('quinaries').some((formula) => formula.match(/[A-Z]/g)!.length >= 5)).toBe(true);
  });

  const na = 'na has learned sodium compounds only, of the elements';
  test.each<[string, string, string[], string]>([
    ['another ion', 'na.json', ['--anchor', 'Li', '--elements', 'P,S'], `--anchor: expected Na, found Li; ${na}`],
    ['a list without its ion', 'na.json', GARNET, 'list: expected compounds of Na, found 11 formulas without it'],
    [
      'an element that it has not learned',
      'any.json',
      ['--elements', 'Na,S,Au,Pb'],
      'space: expected elements that the student has learned, found Pb, Au; any has learned compounds without a common ion',
    ],
    [
      'such an anchor',
      'any.json',
      ['--anchor', 'Au', '--elements', 'S,Cl,Br'],
      'space: expected elements that the student has learned, found Au',
    ],
    [
      'two spaces',
      'any.json',
      [...GARNET, '--elements', 'Na,S'],
      '--series: expected no --elements beside it, found both',
    ],
    ['a site without a template', 'any.json', ['--site', 'A=Na'], '--site: expected --template beside it, found none'],
    ['a series without x', 'any.json', ['--series', 'NaxS'], '--series: expected --x beside it, found none'],
    [
      'a range in hexadecimal',
      'any.json',
      ['--series', 'NaxS', '--x', '0:0x10:1'],
      '--x: expected from:to:step, such as 0:0.5:0.05, found "0:0x10:1"',
    ],
    ...['0,8', '80%', '0x0.8', ''].map((text): [string, string, string[], string] => [
      `a probability as ${text || 'nothing'}`,
      'any.json',
      ['--elements', 'Na,K,S,Cl', '--write-above', text],
      `--write-above: expected a probability above 0 and below 1, found "${text}"`,
    ]),
    [
      'a range of two numbers',
      'any.json',
      ['--series', 'NaxS', '--x', '0:1'],
      '--x: expected from:to:step, such as 0:0.5:0.05',
    ],
    [
      'a site twice',
      'any.json',
      ['--template', 'AX', '--site', 'A=Na', '--site', 'A=K'],
      '--site: expected each site once',
    ],
    ['a site of nothing', 'any.json', ['--template', 'AX', '--site', 'A'], '--site: expected a site and its elements'],
    [
      'a negative amount',
      'na.json',
      ['--series', 'Na1-xKxCl', '--x', '0:2:1'],
      'series Na1-xKxCl at x = 2: expected amounts of 0 or more, found 1-x = -1',
    ],
    [
      'a seventh element',
      'na.json',
      ['--elements', 'P,S', '--arity', '7'],
      '--arity: expected a whole number from 1 to 6, found "7"',
    ],
    [
      'more vectors than a table holds',
      'na.json',
      ['--elements', 'P,S,O,Cl,Se', '--arity', '6'],
      '--max-coefficient: expected an integer from 1 to 14 for compounds of 6 elements, at most 10,000,000 formulas a set',
    ],
  ])('refuses %s in one line', async (_, model, words, message) => {
    const { code, out, err } = await screen(model, 'none', ...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n').at(-1)).toContain(message);
    expect(existsSync(path('none'))).toBe(false);
  });

  test('names the line of a file that is no formula, and an empty file', async () => {
    writeFileSync(path('bad.txt'), 'Na3PS4\nNaQq\n');
    expect((await screen('na.json', 'none', '--space', path('bad.txt'))).err).toContain(
      'bad.txt, line 2: NaQq, position 3',
    );
    writeFileSync(path('empty.txt'), '\n');
    expect((await screen('na.json', 'none', '--space', path('empty.txt'))).err).toContain(
      'expected at least one formula',
    );
  });
});
