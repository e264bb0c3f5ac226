import { describe, expect, test } from 'vitest';
import { transferPage } from '../../../experiments/cubuk2019/page.ts';
import { wholeReport } from '../../../src/report/page.ts';
import { reportMarkdown } from '../../../src/report/report-markdown.ts';
import { smallSummary } from './small-summary.ts';

const { sections, figures } = transferPage(smallSummary);
const report = reportMarkdown({ sections: wholeReport(smallSummary, sections), figures });

describe('the report', () => {
  test('starts with title, doi and claim', () => {
    expect(report.split('\n')[0]).toBe('# A small paper');
    expect(report).toContain('doi [10.0000/small](https://doi.org/10.0000/small). Little can be claimed.');
    expect(report).toContain('Effort: quick. Seed: 0.');
    expect(report).toContain('Tensors on: cpu.');
  });

  test('names every misjudged material with its measured class, and only those', () => {
    expect(report).toContain('- linear-svm.leave_one_out: 1 of 4: Li3N (fast)\n');
    expect(report).toContain('- perfect.leave_one_out: 0 of 2\n');
    expect(report).not.toContain('LiNH2');
  });

  test('holds the paper beside ours, and says where it is not reproduced', () => {
    expect(report).toContain(
      '| teacher.linear-svm.leave_one_out.accuracy | 0.9000 | 0.7500 | share | 4 | no | Table 1 |',
    );
  });

  test('prints scores with n and interval, and what is not defined as such', () => {
    expect(report).toMatch(/\| linear-svm\.leave_one_out \| 4 \| 0\.7500 \(0\.2500 to 1\) \|.*not defined/);
    expect(report).toMatch(/\| logistic-mmmr \| 7,535 \|.* 0\.6178 \(0\.5636 to 0\.6677\)/);
    expect(report).toMatch(/\| logistic-mmmr \| 8,745 \| 0\.7700 \(0\.7600 to 0\.7800\)/);
  });

  test('counts the structures without a label by reason', () => {
    expect(report).toContain('62 no electronegativity: Eu, 15 sublattice_bond_ionicity not defined.');
  });

  test('lists candidates, also one that has no structure any more', () => {
    expect(report).toMatch(/\| mp-22905 \| LiCl \| 0\.8370 \| 0\.8365 \|/);
    expect(report).toMatch(/\| mp-0 \| LiF \| 0\.5000 \| not defined \|/);
  });

  test('counts the space, lists its best compounds and orders anions by share', () => {
    expect(report).toContain('| scored | 18,680,255,230 | compounds | 18,680,255,230 |');
    expect(report).toContain('The first 2 of 200 in top.csv:');
    expect(report).toContain('| 1 | Li3SO | 2.5000 | 0.9241 | 2.5000 |  | no | no | no |');
    expect(report.indexOf('| S | 50 | 40 | 0.8000 |')).toBeLessThan(report.indexOf('| O | 25 | 10 | 0.4000 |'));
    expect(report).toContain('| S | 50 | 40 | 0.8000 |');
  });

  test('lists candidates with their nearest known compound, what was left out for them, and what cannot be told', () => {
    expect(report).toContain('| Li6SO | 1.5000 | 0.8176 | 0.7500 | Li2S | 1.2500 | 0.6250 |');
    expect(report).toContain('without elements of the groups noble-gas, not among the labelled formulas');
    expect(report).toContain('| excluded element | 3 |\n| not charge neutral | 12 |');
    expect(report).toContain('at the edge of the domain, 0.7500 to 0.7500 for a limit of');
    expect(report).toContain('What this list cannot tell: whether a compound is stable');
  });

  test('shows every figure with its caption', () => {
    for (const { file, caption } of figures) expect(report).toContain(`![${caption}](${file})\n\n${caption}`);
  });

  test('has tables whose rows are as wide as their header', () => {
    const tables = report.split('\n\n').filter((block) => block.startsWith('| '));
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) {
      const widths = table.split('\n').map((line) => line.split(' | ').length);
      expect(new Set(widths).size, table).toBe(1);
    }
  });
});
