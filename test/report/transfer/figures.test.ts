import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../../src/report/render.ts';
import { experimentFigures } from '../../../src/report/transfer/figures.ts';
import { smallResult } from './small-result.ts';

const { summary } = smallResult;
const figures = experimentFigures(summary);
const figure = (name: string) => figures.find(({ file }) => file === name)!;

describe('the figures', () => {
  test('are the periodic table, the students, the histogram, and one a teacher', () => {
    expect(figures.map(({ file }) => file)).toEqual([
      'periodic-table.svg',
      'students.svg',
      'score-histogram.svg',
      'judgements.linear-svm.leave_one_out.svg',
      'judgements.perfect.leave_one_out.svg',
    ]);
  });

  test('have a caption that says what n is', () => {
    const n = Object.fromEntries(figures.map(({ file, caption }) => [file, /\(n = ([\d,]+ \w+)/.exec(caption)?.[1]]));
    expect(n).toEqual({
      'periodic-table.svg': '25 compounds',
      'students.svg': '7,535 formulas',
      'score-histogram.svg': '25 compounds',
      'judgements.linear-svm.leave_one_out.svg': '4 materials',
      'judgements.perfect.leave_one_out.svg': '2 materials',
    });
  });

  test('show every judged material, with axis titles', async () => {
    const svg = await renderSvg(figure('judgements.linear-svm.leave_one_out.svg').spec);
    for (const { formula } of summary.judgements['linear-svm.leave_one_out']!) expect(svg).toContain(formula);
    expect(svg).toContain('decision value');
  });

  test('name students and floors, and the axis that they stand on', async () => {
    const svg = await renderSvg(figure('students.svg').spec);
    for (const text of ['logistic-mmmr', 'always-slow', 'Matthews correlation coefficient'])
      expect(svg).toContain(text);
  });

  test('draw all 93 elements', async () => {
    const svg = await renderSvg(figure('periodic-table.svg').spec);
    const texts = new Set([...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text));
    for (const symbol of ['H', 'He', 'Li', 'La', 'Np']) expect(texts).toContain(symbol);
    expect([...texts].filter((text) => /^[A-Z][a-z]?$/.test(text!)).length).toBe(93);
  });
});

describe('renderSvg', () => {
  test('gives equal bytes for equal figures, however many were drawn before', async () => {
    for (const { spec, file } of figures) {
      const first = await renderSvg(spec);
      for (const other of figures.slice(0, 2)) await renderSvg(other.spec);
      expect((await renderSvg(spec)) === first, file).toBe(true);
    }
  });

  test('draws well-formed SVG with nothing undefined in it', async () => {
    for (const { spec, file } of figures) {
      const svg = await renderSvg(spec);
      expect(svg, file).toMatch(/^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"[\s\S]*<\/svg>\n$/);
      expect(svg, file).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});
