import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stableJson } from '../../src/core/files.ts';
import { compareNumbers, type Findings } from '../../src/experiment/findings.ts';

import { measured } from '../../src/experiment/numbers.ts';

import { numberTable } from '../../src/report/page.ts';
import { writePage } from '../../src/report/write-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-page-'));
afterAll(() => rmSync(folder, { recursive: true }));

const numbers = { 'error.n1': measured(0.25, 'share', 33, [0.1, 0.4]), 'error.n2': measured(0.5, 'share', 33) };
const expected = [
  { number: 'error.n1', paper: 0.2, tolerance: 0.1, where: 'figure 3' },
  { number: 'error.n2', paper: 0.1, tolerance: 0.1, where: 'figure 3', explained: 'seven rows are not public' },
];
const summary: Findings = {
  kind: 'demo',
  name: 'demo',
  paper: { title: 'A paper', doi: '10.1/x', claim: 'It is so.' },
  effort: 'quick',
  seed: 0,
  numbers,
  compared: compareNumbers(expected, numbers),
  not_reproduced: ['The table of candidates is not public.'],
};
const page = () => ({
  sections: ['## Errors', numberTable(summary, 'error.')],
  figures: [{ file: 'a.svg', caption: 'One point.', spec: { data: { values: [{ a: 1 }] }, mark: 'point' as const } }],
  files: { 'rows.csv': 'a,b\n' },
});

describe('writePage', () => {
  test('writes what it names: the summary, the report, figures and tables', async () => {
    const files = await writePage(summary, page, folder);
    expect(files).toEqual(['a.svg', 'report.html', 'report.md', 'rows.csv', 'summary.json']);
    expect(readdirSync(folder).sort()).toEqual(files);
    expect(readFileSync(join(folder, 'summary.json'), 'utf8')).toBe(stableJson(summary));
    expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toBe('a,b\n');
  });

  test('reports the paper beside ours, why ours differ, what is not reproduced, and each number with its unit', () => {
    const text = readFileSync(join(folder, 'report.md'), 'utf8');
    expect(text).toContain('# A paper\n\ndoi [10.1/x](https://doi.org/10.1/x). It is so.');
    expect(text).toContain('| error.n1 | 0.2000 | 0.2500 | share | 33 | yes | figure 3 |');
    expect(text).toContain('Why ours differ:\n\n- error.n2: seven rows are not public');
    expect(text).toContain('- The table of candidates is not public.');
    expect(text).toContain('| n1 | 0.2500 | 0.1000 to 0.4000 | share | 33 |');
    expect(text).toContain('![One point.](a.svg)');
  });
});
