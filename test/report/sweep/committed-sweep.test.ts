import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { algorithms } from '../../../experiments/algorithms.ts';
import { packageRoot } from '../../../src/core/files.ts';
import type { SweepSummary } from '../../../src/experiment/sweep/summary.ts';
import { renderSvg } from '../../../src/report/render.ts';
import { reportHtml } from '../../../src/report/report-html.ts';
import { reportMarkdown } from '../../../src/report/report-markdown.ts';
import { sweepFigures } from '../../../src/report/sweep/figures.ts';
import { sweepSections } from '../../../src/report/sweep/sections.ts';

const folder = join(packageRoot(), 'results', 'algorithms');
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
const summary = JSON.parse(text('sweep.json')) as SweepSummary;

test('the sweep of algorithms is that of its experiment file', () => {
  const { space, untuned, objective, outer, innerFolds, full } = algorithms.sweep!;
  expect(summary).toMatchObject({ space, untuned, objective, outer, inner_folds: innerFolds, seeds: full.seeds });
  expect(summary.searches.map(({ search }) => search)).toEqual(full.searches);
});

test('its report and figures are those of its sweep.json, which is small', async () => {
  const figures = sweepFigures(summary);
  const page = { sections: sweepSections(summary), figures };
  const svgs: Record<string, string> = {};
  for (const { file, spec } of figures) svgs[file] = await renderSvg(spec);
  for (const { file } of figures) expect(text(file)).toBe(svgs[file]);
  expect(text('sweep.md')).toBe(reportMarkdown(page));
  expect(text('sweep.html')).toBe(reportHtml(page, svgs));
  const files = readdirSync(folder).filter((file) => file.startsWith('sweep.'));
  expect(files.sort()).toEqual([...figures.map(({ file }) => file), 'sweep.html', 'sweep.json', 'sweep.md'].sort());
  expect(statSync(join(folder, 'sweep.json')).size).toBeLessThan(300_000);
});
