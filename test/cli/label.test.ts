import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';
import { lifCif, rockSaltLine } from './samples.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);

afterAll(() => rmSync(folder, { recursive: true }));

describe('label', () => {
  test('writes one line a structure, in order, with a label or the reason why there is none', async () => {
    const lines = [
      rockSaltLine('a'),
      rockSaltLine('b', 'Na'),
      rockSaltLine('c', 'Li', 'Eu'),
      rockSaltLine('d', 'Li', 'I'),
    ];
    writeFileSync(path('mixed.jsonl'), lines.join(''));
    writeFileSync(path('dummies.cif'), lifCif({ rows: 'Q1 F 0.25 0.25 0.25 1 dum\n' }));
    const out = path('new/labels.csv');
    const told = await ionsieveHere(['label', path('mixed.jsonl'), path('dummies.cif'), '--out', out]);
    expect(told).toEqual({
      code: 0,
      out: `labelled 3 of 5 structures, 0 fast: ${out}\nnot labelled: 2 structures (1 no lithium, 1 no electronegativity: Eu), the first b\n`,
      err: `ionsieve: note: ${path('dummies.cif')}: 1 dummy sites left out\n`,
    });
    const text = readFileSync(out, 'utf8');
    expect(text.split('\n')[0]).toBe('id,formula,probability,fast,domain_distance,reason');
    const rows = parseCsv(text, 'labels.csv', []);
    expect(rows.map(({ id, formula, reason }) => [id, formula, reason])).toEqual([
      ['a', 'LiF', ''],
      ['b', 'NaF', 'no lithium'],
      ['c', 'LiEu', 'no electronegativity: Eu'],
      ['d', 'LiI', ''],
      ['dummies', 'LiF', ''],
    ]);
    for (const { probability, fast, domain_distance, reason } of rows) {
      if (reason !== '') expect([probability, fast, domain_distance]).toEqual(['', '', '']);
      else expect(fast).toBe(Number(probability) >= 0.5 ? '1' : '0');
    }
    expect(Number(rows[0]!.probability)).toBeCloseTo(Number(rows[4]!.probability), 6);
    expect(readdirSync(path('new'))).toEqual(['labels.csv']);
  });

  test('counts what it calls fast', async () => {
    const sample = join(packageRoot(), 'data', 'sample', 'materials-project-sample.jsonl');
    const { out } = await ionsieveHere(['label', sample, '--out', path('sample.csv')]);
    const [, labelled, all, fast] = /^labelled (\d+) of (\d+) structures, (\d+) fast: /.exec(out)!.map(Number);
    const rows = parseCsv(readFileSync(path('sample.csv'), 'utf8'), 'sample.csv', []);
    expect([rows.filter(({ reason }) => reason === '').length, rows.length]).toEqual([labelled, all]);
    expect(rows.filter((row) => row.fast === '1').length).toBe(fast);
    expect(fast).toBeGreaterThan(0);
  });
});
