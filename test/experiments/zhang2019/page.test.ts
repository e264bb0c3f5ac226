import { describe, expect, test } from 'vitest';
import { zhang2019 } from '../../../experiments/zhang2019.ts';
import { findingsOf } from '../../../src/experiment/findings.ts';
import { wholeReport } from '../../../src/report/page.ts';
import { renderSvg } from '../../../src/report/render.ts';
import { found } from './small-run.ts';

describe('the report of groups', () => {
  const summary = { ...found, ...findingsOf(zhang2019, 'quick', found.numbers) };
  const { sections, figures, files } = zhang2019.page(summary);
  const text = wholeReport(summary, sections).join('\n');

  test('says for each way whether the claim holds, beside chance, and holds no gap', () => {
    for (const method of summary.methods) expect(text).toMatch(new RegExp(`- ${method}: \\d+ % of the 58 fast`));
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  test('says from which conductivity a material counts as fast', () => {
    expect(text).toContain('share of all measured fast conductors (1e-4 S/cm and more)');
    const other = zhang2019.page({ ...summary, fast_S_per_cm: 3.16e-4 });
    expect(other.sections.join('\n')).toContain('(3.16e-4 S/cm and more)');
    expect(other.figures[0]!.caption).toContain('of them fast: 3.16e-4 S/cm and more');
  });

  test('places the finds of the paper, those included that the set lacks', () => {
    for (const { formula, id } of summary.finds)
      expect(text).toContain(`- ${formula}: ${id ?? 'no structure in this set'}`);
  });

  test('candidates.csv has a row for each candidate', () => {
    expect(String(files!['candidates.csv']).trimEnd().split('\n').length).toBe(1 + summary.candidates.length);
  });

  test('figures can be drawn, each with n in its caption', async () => {
    expect(figures.map(({ file }) => file)).toEqual(['placing.svg', 'dendrogram.svg', 'patterns.svg', 'choice.svg']);
    for (const { caption, spec } of figures) {
      expect(caption).toMatch(/n = \d|n in the titles/);
      expect(await renderSvg(spec)).toContain('<svg');
    }
  });
});
