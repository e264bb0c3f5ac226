import { describe, expect, test } from 'vitest';
import { transferFigures } from '../../../experiments/cubuk2019/figures.ts';
import { renderSvg } from '../../../src/report/render.ts';
import { smallSummary as summary } from './small-summary.ts';

const figures = transferFigures(summary);
const textsOf = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text!);
const figure = (name: string) => figures.find(({ file }) => file === name)!;

describe('the figures', () => {
  test('go from the space to students, their teacher and its materials', () => {
    expect(figures.map(({ file }) => file)).toEqual([
      'periodic-table.svg',
      'students.svg',
      'roc.svg',
      'precision-recall.svg',
      'calibration.svg',
      'teacher-student.svg',
      'anion-by-cation.svg',
      'score-histogram.svg',
      'funnel.svg',
      'judgements.svg',
    ]);
  });

  test('have a caption that says what n is', () => {
    const n = Object.fromEntries(
      figures.map(({ file, caption }) => [file, /n = ([\d,]+(?: or [\d,]+)?(?: \w+)?)/.exec(caption)?.[1]]),
    );
    expect(n).toEqual({
      'periodic-table.svg': '25 compounds',
      'students.svg': '7,535 formulas',
      'roc.svg': '7,535 formulas',
      'precision-recall.svg': '7,535 formulas',
      'calibration.svg': '7,000',
      'teacher-student.svg': '7,535 formulas',
      'anion-by-cation.svg': '62 pairs',
      'score-histogram.svg': '25 compounds',
      'funnel.svg': '40 compounds',
      'judgements.svg': '2 or 4 materials',
    });
  });

  test('show every judged material, with axis titles', async () => {
    const svg = await renderSvg(figure('judgements.svg').spec);
    for (const { formula } of Object.values(summary.judgements).flat()) expect(svg).toContain(formula);
    expect(svg).toContain('decision value');
  });

  test('name students and floors, and the axis that they stand on', async () => {
    const svg = await renderSvg(figure('students.svg').spec);
    for (const text of ['logistic-mmmr', 'always-slow', 'Matthews correlation coefficient'])
      expect(svg).toContain(text);
  });

  test('count down what the filters leave, in the order in which they were asked', async () => {
    const texts = textsOf(await renderSvg(figure('funnel.svg').spec));
    const steps = ['all compounds', 'without excluded elements', 'charge-neutral', 'called fast'];
    expect(texts.filter((text) => steps.includes(text))).toEqual(steps);
    expect(texts.filter((text) => ['40', '37', '25', '10'].includes(text)).slice(-4)).toEqual(['40', '37', '25', '10']);
  });

  test('leave out elements of few formulas, and tell of their share where a pair has enough', async () => {
    const { data } = figure('anion-by-cation.svg').spec as unknown as { data: { values: unknown[] } };
    expect(data.values).toEqual([
      { anion: 'O', cation: 'P', share: 0.1 },
      { anion: 'O', cation: 'Ge', share: null },
      { anion: 'S', cation: 'P', share: 0.9 },
      { anion: 'S', cation: 'Ge', share: 0.25 },
    ]);
  });

  test('draw all 93 elements', async () => {
    const svg = await renderSvg(figure('periodic-table.svg').spec);
    const texts = new Set(textsOf(svg));
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
