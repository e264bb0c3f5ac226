import { expect, test } from 'vitest';
import { runProperty } from '../../../src/experiment/property/run.ts';
import { propertyPage } from '../../../src/report/property/page.ts';
import { renderSvg } from '../../../src/report/render.ts';
import { small, smallRows, writeTable } from '../../experiment/property/small.ts';

const rows = [...smallRows(), ['Xx2O', '3', 'a', '1', '60']];
const { summary } = await runProperty(small, { effort: 'full' }, writeTable(rows));
const page = propertyPage(summary);
const text = page.sections.join('\n');

test('a page tells of the data, the scores, the refits, the predictions, the statements and the cost', () => {
  expect(page.sections.filter((section) => section.startsWith('## '))).toEqual([
    ...['## The data', '## Held out: by formula', '## Held out: by family', '## Bootstrap error'],
    ...['## Predicted compounds', '## What is said of the methods', '## Cost', '## The largest errors'],
  ]);
  expect(text).toContain('| table.csv | 62 | Xx2O, position 1');
  expect(text).toContain('melting point');
  expect(text).not.toMatch(/lithium|conduct|undefined|NaN|\[object/i);
});

test('floors come first, and the best is held against the best of them', () => {
  const lines = text.split('\n').filter((line) => line.startsWith('| '));
  const floors = lines.filter((line) => line.includes('(floor)'));
  expect(floors).toHaveLength(2 * (2 + 4));
  expect(lines.indexOf(floors[0]!)).toBeLessThan(lines.findIndex((line) => line.startsWith('| ridge |')));
  const { value } = summary.numbers['by_formula.ridge.mae']!;
  expect(text).toMatch(
    new RegExp(`By MAE the best is ridge, ${value!.toFixed(4)} .* K; the best floor is .* K\\. By AUC`),
  );
  const worse = { ...summary.numbers['by_formula.median.mae']!, value: 0 };
  const beaten = propertyPage({ ...summary, numbers: { ...summary.numbers, 'by_formula.median.mae': worse } });
  expect(beaten.sections.join()).toMatch(/the best floor is median, 0 \(.*\) K, and no method beats it\./);
});

test('statements show both numbers and the verdict', () => {
  const [first, second] = summary.statements;
  expect(text).toContain(`by_formula.ridge.q2: ${first!.more_value!.toFixed(4)} | 0 | 0 |`);
  expect(text).toContain(`by_formula.median.mae: ${second!.than_value!.toFixed(4)}`);
  expect(text).toContain('| cost.ward.distances: 1,225 | 1,224 | 0 |  | yes |');
});

test('figures have n in their captions and units on their axes', async () => {
  expect(page.figures.map(({ file }) => file)).toEqual(['mae.svg', 'auc.svg', 'parity.svg']);
  for (const { caption, spec } of page.figures) {
    expect(caption).toContain('n = 50');
    const svg = await renderSvg(spec);
    expect(svg).toContain('</svg>');
    expect(await renderSvg(spec)).toBe(svg);
  }
  expect(await renderSvg(page.figures[0]!.spec)).toContain('mean absolute error / K');
  expect(await renderSvg(page.figures[2]!.spec)).toContain('predicted / K');
});

test('a value far beyond the floors is off the axis, and said to be', () => {
  const far = { ...summary.numbers['by_formula.ridge.mae']!, value: 1e6, interval: [1e5, 1e7] as const };
  const [mae] = propertyPage({ ...summary, numbers: { ...summary.numbers, 'by_formula.ridge.mae': far } }).figures;
  expect(mae!.caption).toContain('1 off the axis, see the tables');
  expect(page.figures[0]!.caption).not.toContain('off the axis');
});

test('without classes, predictions, refits or statements the page has none of them', async () => {
  const { threshold: _, predict: __, statements: ___, ...plain } = small;
  const own = { ...plain, methods: [small.methods[0]!], quick: { ...small.quick, methods: ['ridge'] } };
  const bare = propertyPage((await runProperty(own, { effort: 'quick' }, writeTable(smallRows()))).summary);
  expect(bare.figures.map(({ file }) => file)).toEqual(['mae.svg', 'parity.svg']);
  const headings = bare.sections.filter((section) => section.startsWith('## '));
  for (const absent of ['## Bootstrap error', '## Predicted compounds', '## What is said of the methods']) {
    expect(headings).not.toContain(absent);
  }
  expect(bare.sections.join('\n')).not.toContain('AUC');
});
