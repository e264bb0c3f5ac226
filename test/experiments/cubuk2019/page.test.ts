import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { TransferSummary } from '../../../experiments/cubuk2019/found.ts';
import { transferPage } from '../../../experiments/cubuk2019/page.ts';
import { UserError } from '../../../src/core/errors.ts';
import { stableJson } from '../../../src/core/files.ts';
import type { FullResult } from '../../../src/experiment/full-result.ts';
import { writeResult } from '../../../src/report/write-result.ts';
import { smallSummary } from './small-summary.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const result: FullResult = {
  kind: 'own',
  summary: smallSummary,
  files: { 'top.csv': 'rank,formula\n1,Li3SO\n', 'student.json': '{}\n', 'student.other.json': '{ }\n' },
  page: (summary) => transferPage(summary as TransferSummary),
};

describe('the files of the study', () => {
  test('are those that are named, and of equal results equal bytes', async () => {
    const contents = [];
    for (const out of ['one', 'deep/two']) {
      const files = await writeResult(result, join(folder, out));
      expect(files).toEqual(readdirSync(join(folder, out)).sort());
      contents.push(files.map((file) => [file, readFileSync(join(folder, out, file), 'utf8')]));
    }
    expect(contents[1]).toEqual(contents[0]);
    const written = Object.fromEntries(contents[0]!) as Record<string, string>;
    expect(Object.keys(written)).toEqual(
      expect.arrayContaining(['summary.json', 'report.md', 'report.html', 'headline.md', 'students.svg']),
    );
    expect(written['summary.json']).toBe(stableJson(smallSummary));
    expect(written).toMatchObject(result.files);
    for (const [, content] of contents[0]!) expect(content).not.toContain(folder);
  });

  test('go into no folder that is a file, in one line', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const attempt = writeResult(result, file);
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(/^[^\n]*file\/report\.md: expected a path that can be written, found/);
  });
});

describe('the headline', () => {
  test('shows the first numbers with interval and n, and skips what the run does not have', () => {
    const text = String(transferPage(smallSummary).files!['headline.md']);
    expect(text).toContain('leave-one-out accuracy | 0.7500 | 0.2500 to 1 | 4 |');
    expect(text).toContain(
      '| student logistic-mmmr (it screens), MCC against the labels | 0.6178 | 0.5636 to 0.6677 | 7,535 |',
    );
    expect(text).toContain('| distinct compounds scored | 18,680,255,230 |  | 18,680,255,230 |');
    expect(text).not.toMatch(/undefined|NaN|control/);
  });
});
