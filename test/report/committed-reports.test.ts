import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/core/files.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import type { Figure } from '../../src/experiment/page.ts';
import { propertyPage } from '../../src/report/property/page.ts';
import { renderSvg } from '../../src/report/render.ts';
import { sweepFigures } from '../../src/report/sweep/figures.ts';
import { resultNames } from '../cli/result-names.ts';

const root = join(packageRoot(), 'results');
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
const names = readdirSync(root).filter((name) => existsSync(join(root, name, 'summary.json')) && name !== 'runs');

/** Figures of a folder's summary, and of its sweep. */
async function figuresOf(name: string): Promise<readonly Figure[]> {
  const summary = JSON.parse(read(name, 'summary.json'));
  const sweep = existsSync(join(root, name, 'sweep.json')) ? sweepFigures(JSON.parse(read(name, 'sweep.json'))) : [];
  const { experiment } = await loadExperiment(summary.name);
  const { figures } = experiment.kind === 'own' ? experiment.page(summary) : propertyPage(summary);
  return [...figures, ...sweep];
}

type Spec = Record<string, unknown>;

/** Views that are no layers; panels of a figure share their axes. */
function viewsOf(spec: Spec): Spec[] {
  const inner = (spec.layer ?? spec.concat) as Spec[] | undefined;
  return inner ? inner.flatMap(viewsOf) : [spec];
}

/** Titles of each quantitative axis of a specification, one list an axis: layers share their axes. */
function axisTitles(spec: Spec): string[][] {
  if (spec.spec) return axisTitles(spec.spec as Spec);
  const views = viewsOf(spec);
  return ['x', 'y'].flatMap((channel) => {
    const encodings = views.flatMap(({ encoding }): Spec[] => {
      const one = (encoding as Record<string, Spec> | undefined)?.[channel];
      return one ? [one] : [];
    });
    const drawn = encodings.filter(({ type, axis }) => type === 'quantitative' && axis !== null);
    return drawn.length === 0 ? [] : [drawn.map(({ title }) => title).filter((title) => typeof title === 'string')];
  });
}

/** A unit in brackets or behind a slash, or a quantity that has none. */
const TELLS_UNIT =
  /\((?!$)[^)]+\)$| \/ \S+|probability|share|AUC|log-odds|coefficient|decision value|number of|descriptors|materials|measurements|compounds|draws|intensity|decades|error|log10/;

const drawn = await Promise.all(names.map(async (name) => [name, await figuresOf(name)] as const));

describe.each(drawn)('the figures of %s', (name, figures) => {
  test('are those of the summary, the same bytes each time', async () => {
    expect(figures.length).toBeGreaterThan(0);
    for (const { file, spec } of figures) expect((await renderSvg(spec)) === read(name, file), file).toBe(true);
    const svgs = readdirSync(join(root, name)).filter((file) => file.endsWith('.svg'));
    expect(svgs.sort()).toEqual(figures.map(({ file }) => file).sort());
  });

  test('have n in the caption, and a unit or a quantity without one on each axis', () => {
    for (const { file, caption, spec } of figures) {
      expect(caption, file).toMatch(/n = \d|n in the titles/);
      expect((spec as { title?: unknown }).title, file).toBeTruthy();
      for (const titles of axisTitles(spec as unknown as Spec)) {
        expect(titles.length, file).toBeGreaterThan(0);
        for (const title of titles) expect(title, file).toMatch(TELLS_UNIT);
      }
    }
  });
});

/** Cells of the tables of a text, without marks. */
const cellsOf = (markdown: string): string[] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .flatMap((line) => line.slice(2, -2).split(' | '));

const reports = names.flatMap((name) =>
  ['report', 'sweep'].filter((report) => existsSync(join(root, name, `${report}.md`))).map((report) => [name, report]),
) as [string, string][];

describe.each(reports)('the page of %s, %s', (name, report) => {
  const html = read(name, `${report}.html`);
  const markdown = read(name, `${report}.md`);

  test('needs nothing beside it: no script, no network, every figure inside', () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)|\son\w+="|src="/);
    const links = [...html.matchAll(/href="([^"#][^"]*)"/g)].map(([, link]) => link!);
    for (const link of links) expect(link).toMatch(/^https:\/\/doi\.org\//);
    const figures = [...markdown.matchAll(/^!\[.*\]\((.*\.svg)\)$/gm)].map(([, file]) => file!);
    expect(html.match(/<svg /g)?.length).toBe(figures.length);
    const shared = html.replaceAll(/( id="|url\(#|xlink:href="#)f\d+-/g, '$1'); // ids as before they were told apart
    for (const file of figures) expect(shared.includes(read(name, file).trimEnd()), file).toBe(true);
  });

  test('has the numbers of the Markdown, cell by cell, and its headings in order', () => {
    const cells = [...html.matchAll(/<t[dh]>([\s\S]*?)<\/t[dh]>/g)].map(([, cell]) => plain(cell!));
    expect(cells).toEqual(cellsOf(markdown).map((cell) => cell.replaceAll(/`|\*\*/g, '').trim()));
    const levels = [...html.matchAll(/<h(\d) id=/g)].map(([, level]) => Number(level));
    levels.slice(1).forEach((level, i) => {
      expect(level - levels[i]!).toBeLessThanOrEqual(1);
    });
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
  });
});

function plain(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}

test('the results of the paper stay small', () => {
  const folder = join(root, 'cubuk2019');
  const size = resultNames(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  expect(size).toBeLessThan(1_000_000);
});
