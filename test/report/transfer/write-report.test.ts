import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { stableJson } from '../../../src/core/files.ts';
import { summaryTable } from '../../../src/report/summary-table.ts';
import { headline } from '../../../src/report/transfer/headline.ts';
import { writeReport } from '../../../src/report/transfer/write-report.ts';
import { smallResult } from './small-result.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('writeReport', () => {
  test('writes the files that it names, and equal results to equal bytes', async () => {
    const contents = [];
    for (const out of ['one', 'deep/two']) {
      const files = await writeReport(smallResult, join(folder, out));
      expect(files).toEqual(readdirSync(join(folder, out)).sort());
      contents.push(files.map((file) => [file, readFileSync(join(folder, out, file), 'utf8')]));
    }
    expect(contents[1]).toEqual(contents[0]);
    const written = Object.fromEntries(contents[0]!) as Record<string, string>;
    expect(Object.keys(written)).toEqual(
      expect.arrayContaining([
        'summary.json',
        'report.md',
        'report.html',
        'headline.md',
        'top.csv',
        'student.json',
        'students.svg',
      ]),
    );
    expect(written['summary.json']).toBe(stableJson(smallResult.summary));
    expect(written['top.csv']).toBe(
      'rank,formula,log_odds,probability,domain_distance,unlearned_elements,charge_neutral,pauling_order,known\n' +
        '1,Li3SO,2.5,0.924142,2.5,,no,no,no\n2,Li2SO,1,0.731059,1.5,,yes,yes,no\n',
    );
    expect(written).toMatchObject(smallResult.studentFiles);
    for (const [, content] of contents[0]!) expect(content).not.toContain(folder);
  });

  test("removes the figures of an earlier run's teachers, and its students, and nothing else of the folder", async () => {
    const out = join(folder, 'earlier');
    mkdirSync(out);
    for (const name of ['judgements.forest.leave_one_out.svg', 'student.old.json', 'my-figure.svg', 'notes.txt']) {
      writeFileSync(join(out, name), '');
    }
    await writeReport(smallResult, out);
    expect(existsSync(join(out, 'judgements.forest.leave_one_out.svg'))).toBe(false);
    expect(existsSync(join(out, 'student.old.json'))).toBe(false);
    expect(existsSync(join(out, 'student.other.json'))).toBe(true);
    expect(existsSync(join(out, 'my-figure.svg'))).toBe(true);
    expect(existsSync(join(out, 'notes.txt'))).toBe(true);
  });

  test('refuses a folder that is a file, in one line', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const attempt = writeReport(smallResult, file);
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(/^[^\n]*file\/report\.md: expected a path that can be written, found/);
  });
});

describe('headline', () => {
  test('shows the first numbers with interval and n, and skips what the run does not have', () => {
    const text = headline(smallResult.summary);
    expect(text).toContain('leave-one-out accuracy | 0.7500 | 0.2500 to 1 | 4 |');
    expect(text).toContain(
      '| student logistic-mmmr (it screens), MCC against the labels | 0.6178 | 0.5636 to 0.6677 | 7,535 |',
    );
    expect(text).toContain('| distinct compounds scored | 18,680,255,230 |  | 18,680,255,230 |');
    expect(text).not.toMatch(/undefined|NaN|control/);
  });
});

describe('summaryTable', () => {
  test('has a line a number: teachers, students on unseen systems, labels and screening', () => {
    const lines = summaryTable(smallResult.summary).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^number +value +95 % interval +unit +n$/);
    expect(lines.some((line) => /^teacher\.linear-svm\.leave_one_out\.mcc +not defined/.test(line))).toBe(true);
    expect(lines.some((line) => line.startsWith('student.logistic-mmmr.by_system.real_anion.mcc '))).toBe(true);
    expect(lines.some((line) => line.includes('by_formula.all'))).toBe(false);
    expect(lines.some((line) => /^screening\.scored +18,680,255,230 +compounds/.test(line))).toBe(true);
  });
});
