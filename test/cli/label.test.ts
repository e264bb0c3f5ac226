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
      out: [
        'what                                    value  unit        share (%)  of',
        'structures                                  5  structures      -      -',
        'labelled                                    3  structures     60.000  structures',
        'fast                                        0  structures      0.000  labelled',
        'not labelled: no lithium                    1  structures     20.000  structures',
        'not labelled: no electronegativity: Eu      1  structures     20.000  structures',
        '',
        `written to ${out}`,
        'the first without a label: b',
        '',
      ].join('\n'),
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
    expect(readdirSync(path('new'))).toEqual(['labels.csv', 'labels.csv.run.json']);
  });

  test('has a row with the reason for what cannot be read, a record, and ends with 1', async () => {
    writeFileSync(path('torn.jsonl'), `${rockSaltLine('a')}{"id":\n${rockSaltLine('c', 'Li', 'I')}`);
    const out = path('torn/labels.csv');
    const files = [path('none.cif'), path('torn.jsonl')];
    const told = await ionsieveHere(['label', ...files, '--out', out, '--json']);
    expect(told.code).toBe(1);
    expect(JSON.parse(told.out)).toContainEqual(
      expect.objectContaining({ what: 'not_read', value: 2, share: 0.5, of: 'structures' }),
    );
    const rows = parseCsv(readFileSync(out, 'utf8'), 'labels.csv', []);
    expect(rows.map(({ id, formula, reason }) => [id, formula, reason])).toEqual([
      [path('none.cif'), '', 'expected a file or folder, found none; check the path'],
      ['a', 'LiF', ''],
      [`${path('torn.jsonl')}, line 2`, '', expect.stringMatching(/^expected one JSON object a line, found/)],
      ['c', 'LiI', ''],
    ]);
    expect(readdirSync(path('torn'))).toEqual(['labels.csv', 'labels.csv.run.json']);
    expect(told.err).toContain(`ionsieve: ${path('none.cif')}: expected a file or folder, found none`);
    const strict = await ionsieveHere(['label', ...files, '--out', path('strict/labels.csv'), '--strict']);
    expect(strict).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^ionsieve: [^\n]*none\.cif: [^\n]+\n$/),
    });
    expect(readdirSync(folder)).not.toContain('strict');
  });

  test('counts what it calls fast', async () => {
    const sample = join(packageRoot(), 'data', 'sample', 'materials-project-sample.jsonl');
    const { out, err } = await ionsieveHere(['label', sample, '--out', path('sample.csv'), '--json']);
    expect(err).toContain(`ionsieve: note: written to ${path('sample.csv')}\n`);
    const counts = JSON.parse(out) as { what: string; value: number; share: number | null; of: string | null }[];
    const [all, labelled, fast] = counts.map(({ value }) => value) as [number, number, number];
    expect(counts[2]).toEqual({
      what: 'fast',
      value: fast,
      unit: 'structures',
      share: fast / labelled,
      of: 'labelled',
    });
    const rows = parseCsv(readFileSync(path('sample.csv'), 'utf8'), 'sample.csv', []);
    expect([rows.filter(({ reason }) => reason === '').length, rows.length]).toEqual([labelled, all]);
    expect(rows.filter((row) => row.fast === '1').length).toBe(fast);
    expect(fast).toBeGreaterThan(0);
  });
});
