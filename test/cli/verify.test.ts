import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot, stableJson } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const file = join(folder, 'sendek2019', 'summary.json');

beforeAll(() => {
  mkdirSync(join(folder, 'sendek2019'));
  cpSync(join(packageRoot(), 'results', 'sendek2019', 'summary.json'), file);
});
afterAll(() => rmSync(folder, { recursive: true }));

const verify = (...names: string[]) => ionsieveHere(['verify', ...names, '--results', folder]);

describe('ionsieve verify', () => {
  test('finds every committed result as it should be, one line for each number that is expected', async () => {
    const { code, out, err } = await ionsieveHere(['verify']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const name of ['cubuk2019', 'measured', 'sendek2017', 'sendek2019', 'zhang2019'])
      expect(out).toMatch(new RegExp(`^${name} `, 'm'));
    expect(out).toMatch(/\n\n\d+ numbers of \d+ runs: \d+ reproduced, \d+ differ/);
    expect(out).toContain(' 0 missed, 0 not the committed ones\n');
  });

  test('fails, and says which, where a number is not the paper’s any more and not the committed one', async () => {
    const summary = JSON.parse(readFileSync(file, 'utf8'));
    summary.numbers['all_drawn.f1'].value = 0.6;
    writeFileSync(file, stableJson(summary));
    const { code, out, err } = await verify('sendek2019');
    expect(code).toBe(2);
    expect(out).toMatch(/^sendek2019 +all_drawn\.f1 +0\.5 ± 0\.02 +0\.6000 +0\.5000 +score +missed$/m);
    expect(out).toMatch(/^sendek2019 +all_drawn\.f1 +- +0\.6000 +0\.5000 +score +changed$/m);
    expect(err).toBe(
      'ionsieve: verify: expected every number reproduced, explained and as committed, found 2 that are not; see the numbers above\n',
    );
  });

  test('is CSV and JSON of the same values, in full precision', async () => {
    const [csv, json] = [await ionsieveHere(['verify', '--csv']), await ionsieveHere(['verify', '--json'])];
    expect(csv.err).toMatch(/^ionsieve: note: \d+ numbers of \d+ runs: /);
    const rows = JSON.parse(json.out) as Record<string, string | number | null>[];
    expect(
      parseCsv(csv.out, 'csv', ['experiment', 'number', 'expected', 'ours', 'committed', 'unit', 'verdict']),
    ).toEqual(
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, `${value ?? ''}`]))),
    );
    const { numbers } = JSON.parse(readFileSync(join(packageRoot(), 'results', 'sendek2017', 'summary.json'), 'utf8'));
    const of2017 = rows.filter(({ experiment }) => experiment === 'sendek2017');
    expect(of2017.length).toBeGreaterThan(3);
    for (const { number, ours } of of2017) expect(ours).toBe(numbers[number!].value);
  });

  test('says what to run where there is no summary', async () => {
    const { code, err } = await verify('cubuk2019');
    expect(code).toBe(2);
    expect(err).toContain('expected the summary of a run, found no such file; run ionsieve reproduce cubuk2019');
  });
});
