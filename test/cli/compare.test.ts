import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const at = (name: string) => join(folder, name);
const HEADER = 'formula,group,category,subject,on,fold,truth,predicted';

function result(name: string, lines: readonly string[], header = HEADER): void {
  mkdirSync(at(name));
  writeFileSync(join(at(name), 'held-out.csv'), [header, ...lines, ''].join('\n'));
}

beforeAll(() => {
  result('a', [
    'Li2O,Li2O,,ridge,by_formula,0,1,2',
    'Na2O,Na2O,,ridge,by_formula,1,3,4',
    'Li2O,Li2O,0,median,by_formula,0,1,2',
  ]);
  result('b', ['Li2O,Li2O,,ridge,by_formula,0,1,1', 'Na2O,Na2O,,ridge,by_formula,0,3,3.5']);
  result('other-truth', ['Li2O,Li2O,,ridge,by_formula,0,1.5,1', 'Na2O,Na2O,,ridge,by_formula,0,3,3.5']);
  result('other-rows', ['K2O,K2O,,ridge,by_formula,0,1,1']);
  result('other-subject', ['Li2O,Li2O,,forest,by_formula,0,1,1']);
  result('twice', ['Li2O,Li2O,,ridge,by_formula,0,1,1', 'Li2O,Li2O,,ridge,by_formula,0,1,1']);
  result('no-number', ['Li2O,Li2O,,ridge,by_formula,0,1,none']);
  result('no-id', ['Li2O,,ridge,by_formula,0,1,1'], 'group,category,subject,on,fold,truth,predicted');
  result('old', ['Li2O,ridge,by_formula,0,1,1'], 'formula,subject,on,fold,truth,predicted');
  result('other-groups', ['Li2O,Li-O,,ridge,by_formula,0,1,1', 'Na2O,Na-O,,ridge,by_formula,0,3,3.5']);
  mkdirSync(at('empty'));
  mkdirSync(at('large'));
  writeFileSync(join(at('large'), 'held-out.csv.gz'), gzipSync(readFileSync(join(at('b'), 'held-out.csv'))));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('ionsieve compare', () => {
  test('shows both scores, their difference and the interval, for subjects that both have', async () => {
    const { code, out, err } = await ionsieveHere(['compare', at('a'), at('b')]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^subject +on +metric +A +B +B - A +low +high +better +rows +rows of one only$/m);
    expect(out).toMatch(/^ridge +by_formula +mae +1 +0\.2500 +-0\.7500 +-1 +-0\.5000 +B +2 +0$/m);
    expect(out).not.toContain('median');
  });

  test('refuses results in two units, where their summaries say these', async () => {
    result('in-eV', ['Li2O,Li2O,,ridge,by_formula,0,1,2']);
    result('in-meV', ['Li2O,Li2O,,ridge,by_formula,0,1,2']);
    for (const unit of ['eV', 'meV']) writeFileSync(join(at(`in-${unit}`), 'summary.json'), JSON.stringify({ unit }));
    const { code, err } = await ionsieveHere(['compare', at('in-eV'), at('in-meV')]);
    expect({ code, err }).toEqual({
      code: 2,
      err: `ionsieve: ${at('in-meV')}: expected results in eV, as ${at('in-eV')}, found meV; compare results in one unit\n`,
    });
    expect((await ionsieveHere(['compare', at('in-eV'), at('a')])).code).toBe(0);
    writeFileSync(join(at('in-meV'), 'summary.json'), '{');
    const damaged = await ionsieveHere(['compare', at('in-eV'), at('in-meV')]);
    expect({ code: damaged.code, err: damaged.err }).toEqual({
      code: 2,
      err: `ionsieve: ${join(at('in-meV'), 'summary.json')}: expected the summary of an experiment, found a damaged file; run the experiment again\n`,
    });
  });

  test('is JSON and CSV of the same values', async () => {
    const csv = await ionsieveHere(['compare', at('a'), at('b'), '--csv', '--resamples', '10']);
    const json = await ionsieveHere(['compare', at('a'), at('b'), '--json', '--resamples', '10']);
    const rows = JSON.parse(json.out) as Record<string, unknown>[];
    expect(rows.map(({ metric }) => metric)).toEqual(['mae', 'rmse', 'spearman']);
    expect(csv.out.split('\n')[0]).toBe(Object.keys(rows[0]!).join(','));
    expect(csv.out.split('\n')[1]).toBe(
      Object.values(rows[0]!)
        .map((value) => value ?? '')
        .join(','),
    );
  });

  test.each([
    ['no such folder', ['a', 'nosuch'], /nosuch: expected a folder of results, found none; check the path/],
    ['no held-out rows', ['a', 'empty'], /empty: expected held-out\.csv, found none; run its experiment again/],
    [
      'no subject in common',
      ['a', 'other-subject'],
      /expected a subject and a validation that both results have, found none of .*\(subjects ridge, median; validations by_formula\)/,
    ],
    [
      'no row in common',
      ['a', 'other-rows'],
      /other-rows, ridge on by_formula: expected rows that .*a has too, found none/,
    ],
    [
      'other truths',
      ['a', 'other-truth'],
      /ridge on by_formula, Li2O: expected the truth 1 of .*a, found 1\.5; compare results on the same table/,
    ],
    ['a row twice', ['a', 'twice'], /twice, ridge on by_formula: expected each row once, found Li2O twice/],
    ['no number', ['a', 'no-number'], /held-out\.csv, row 1: expected a number in predicted, found "none"/],
    [
      'a file without groups',
      ['a', 'old'],
      /old\/held-out\.csv: expected a column group, found none; run its experiment again, with this version of ionsieve$/m,
    ],
    [
      'other groups',
      ['a', 'other-groups'],
      /by_formula, Li2O: expected the group Li2O of .*a, found Li-O; compare results whose validations hold out alike/,
    ],
    ['no id', ['a', 'no-id'], /held-out\.csv, row 1: expected a column id or formula, found neither/],
  ])('refuses %s in one line', async (_title, names, line) => {
    const { code, out, err } = await ionsieveHere(['compare', ...names.map(at)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^ionsieve: [^\n]+\n$/);
    expect(err).toMatch(line);
  });

  test('reads a compressed file as it reads a plain one', async () => {
    const compare = async (other: string) => (await ionsieveHere(['compare', at('a'), at(other), '--csv'])).out;
    expect(await compare('large')).toBe(await compare('b'));
  });

  test('takes only the subject and validation that it is given', async () => {
    const none = await ionsieveHere(['compare', at('a'), at('b'), '--subject', 'median']);
    expect(none.code).toBe(2);
    const one = await ionsieveHere(['compare', at('a'), at('a'), '--subject', 'median', '--on', 'by_formula', '--csv']);
    expect(
      one.out
        .split('\n')
        .slice(1, -1)
        .every((line) => line.startsWith('median,')),
    ).toBe(true);
  });
});
