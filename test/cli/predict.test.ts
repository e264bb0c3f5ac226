import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/core/table.ts';
import type { Prediction } from '../../src/transfer/predict.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';
import { lifCif, rockSaltLine } from './samples.ts';

const folder = scratchFolder();
const home = process.cwd();

beforeAll(() => {
  process.chdir(folder);
  writeFileSync('LiF.cif', lifCif());
  writeFileSync('mixed.jsonl', rockSaltLine('a') + rockSaltLine('b', 'Na') + rockSaltLine('c', 'Li', 'Br'));
  mkdirSync('LiCl');
  mkdirSync('structures');
  writeFileSync(join('structures', 'LiF.cif'), lifCif());
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

async function predict(...args: string[]): Promise<Prediction[]> {
  const { code, out } = await ionsieveHere(['predict', '--format', 'json', ...args]);
  expect(code).toBe(0);
  return JSON.parse(out) as Prediction[];
}

describe('predict', () => {
  test('answers for a formula with student, teacher and the nearest measured material', async () => {
    const [known, unknown] = await predict('Li3PS4', 'Li3.4Sn0.41P1.7Se3');
    expect(known).toMatchObject({ input: 'Li3PS4', formula: 'Li3PS4', nearest_measured: 'Li3PS4' });
    expect(known!.teacher_structure).toMatch(/^mp-\d+/);
    for (const probability of [known!.student_probability!, known!.teacher_probability!]) {
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThan(1);
    }
    expect(unknown).toMatchObject({ teacher_probability: null, teacher_structure: null });
  });

  test("answers for a structure with the teacher's word on that structure and the same student", async () => {
    const [structure, formula] = await predict('LiF.cif', 'LiF');
    expect(structure).toMatchObject({ input: 'LiF.cif', formula: 'LiF', teacher_structure: 'LiF' });
    expect(structure!.student_probability).toBe(formula!.student_probability);
  });

  test('takes a name that could be either for a formula; with a slash it is a folder', async () => {
    const [formula, file] = await predict('LiCl', 'structures');
    expect(formula).toMatchObject({ input: 'LiCl', formula: 'LiCl', teacher_structure: expect.stringMatching(/^mp-/) });
    expect(file).toMatchObject({ input: 'structures', formula: 'LiF' });
    const { code, err } = await ionsieveHere(['predict', 'LiCl/']);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('found none among 0 files') });
  });

  test('prints the same values as CSV and rounded in a table', async () => {
    const [json] = await predict('Li3PS4');
    const { out: csv } = await ionsieveHere(['predict', 'Li3PS4', '--format', 'csv']);
    const [row] = parseCsv(csv, 'csv', Object.keys(json!));
    expect(row).toEqual(Object.fromEntries(Object.entries(json!).map(([name, value]) => [name, String(value)])));
    const { out: table } = await ionsieveHere(['predict', 'Li3PS4', 'LiF.cif']);
    const lines = table.trimEnd().split('\n');
    expect(lines.length).toBe(3);
    expect(lines[1]).toMatch(new RegExp(`^Li3PS4 +${json!.student_probability!.toFixed(3)} `));
  });

  test('counts the structures of a file that it cannot answer for', async () => {
    const { code, out, err } = await ionsieveHere(['predict', 'mixed.jsonl', '--format', 'csv']);
    expect(code).toBe(0);
    expect(out.split('\n').length).toBe(4);
    expect(err).toBe('ionsieve: note: mixed.jsonl: not predicted: 1 structure (1 no lithium), the first b\n');
  });
});
