import { describe, expect, test } from 'vitest';
import { type BenchRecord, type BenchRow, benchFigure, METHODS } from '../../src/report/bench-figure.ts';
import { renderSvg } from '../../src/report/render.ts';

const row = (name: string, student: string, median: number, elements = 4): BenchRow => ({
  group: METHODS,
  name,
  student,
  elements: [elements],
  threads: 1,
  median,
  min: 0.9 * median,
  max: 1.1 * median,
  unit: 'million compounds/s/core',
  ratio: null,
  baseline: null,
});

const record: BenchRecord = {
  date: '2026-01-01',
  machine: {
    cpu: 'Abacus 3',
    cores: 2,
    memory_GB: 8,
    node: 'v20.19.0',
    tensor_backend: 'wasm',
    load_before: 0,
    core_share: 1,
  },
  rows: [
    row('one object a compound', 'means', 0.0612),
    row('kernel', 'means', 2166),
    row('one object a compound', 'deviations', 0.0869),
    row('kernel', 'deviations', 372.5),
    row('of three elements', 'means', 77, 3),
    { ...row('of another group', 'means', 99), group: 'threads' },
  ],
  marks: [],
};

const { spec, caption, file } = benchFigure(record);
const textsOf = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text!);

describe('the figure of a benchmark', () => {
  test('shows each method for both students, with its figure', async () => {
    const texts = textsOf(await renderSvg(spec));
    for (const text of ['one object a compound', 'kernel', '0.0612', '2,170', '0.0869', '373']) {
      expect(texts).toContain(text);
    }
    expect(texts.filter((text) => text.startsWith('ten properties')).length).toBe(1);
    expect(texts.filter((text) => text.startsWith('six properties')).length).toBe(1);
  });

  test('leaves other numbers of elements and other groups out', async () => {
    const texts = textsOf(await renderSvg(spec));
    expect(texts).not.toContain('of three elements');
    expect(texts).not.toContain('of another group');
  });

  test('has bars on a logarithmic axis: equal ratios are equal lengths', async () => {
    const svg = await renderSvg(spec);
    const widths = [...svg.matchAll(/<path d="M[\d.]+,[\d.]+h([\d.]+)v[^"]*" fill="#/g)].map(([, w]) => Number(w));
    expect(widths).toHaveLength(4);
    const [naive, kernel, , deviations] = widths as [number, number, number, number];
    const decades = (from: number, to: number): number => Math.log10(to / from);
    expect((kernel - naive) / (kernel - deviations)).toBeCloseTo(decades(0.0612, 2166) / decades(372.5, 2166), 2);
  });

  test('says what was measured, on what, and how often', () => {
    expect(file).toBe('bench.svg');
    expect(caption).toContain('(n = 4 measurements; Abacus 3, Node.js v20.19.0)');
  });

  test('gives equal bytes for equal records, with nothing undefined in them', async () => {
    const svg = await renderSvg(spec);
    expect((await renderSvg(benchFigure(structuredClone(record)).spec)) === svg).toBe(true);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});
