import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../src/report/render.ts';
import { reportHtml } from '../../src/report/report-html.ts';

const spec = (title: string) => ({
  title,
  data: { values: [{ a: 1, b: 0.5 }] },
  mark: 'point' as const,
  encoding: {
    x: { field: 'a', type: 'quantitative' as const },
    color: { field: 'b', type: 'quantitative' as const },
  },
});
const figures = ['one', 'two'].map((name) => ({ file: `${name}.svg`, caption: `${name} < n`, spec: spec(name) }));
const svgs: Record<string, string> = {};
for (const { file, spec: each } of figures) svgs[file] = await renderSvg(each);
const sections = [
  '# A *paper*',
  'It is so.',
  '## Errors & more',
  '| a | b |\n| --- | --- |\n| 1 | 2 |',
  '### By n',
  '## Errors',
];
const html = (...more: string[]) => reportHtml({ sections: [...sections, ...more], figures }, svgs);

describe('reportHtml', () => {
  test('has language, title, headings in order, and a table of contents whose links lead somewhere', () => {
    const text = html('## Errors');
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(text).toContain('<title>A *paper*</title>');
    expect(text).toContain('>A <em>paper</em></h1>');
    const levels = [...text.matchAll(/<h(\d) id="([^"]+)">/g)];
    expect(levels.map(([, level]) => level).join('')).toBe('123222');
    const ids = levels.map(([, , id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...text.matchAll(/<li><a href="#([^"]+)">/g)].map(([, id]) => id);
    expect(links).toEqual(['errors-more', 'errors', 'errors-1', 'figures']);
    for (const link of links) expect(ids).toContain(link);
  });

  test('holds each figure once, with its caption, and keeps the gradients of figures apart', () => {
    const text = html();
    expect(text.match(/<svg /g)).toHaveLength(2);
    expect(text).toContain('<figcaption>two &lt; n</figcaption>');
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    const used = [...text.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id!);
    expect(used).toHaveLength(2);
    for (const id of used) expect(ids).toContain(id);
  });

  test('tables scroll in themselves and can be reached by keyboard', () => {
    expect(html()).toMatch(/<div class="scroll"[^>]* tabindex="0">\n<table>[\s\S]*<\/table>\n<\/div>/);
  });

  test.each([
    ['raw HTML', 'x <script>alert(1)</script> y'],
    ['raw HTML in a block', '<div onclick="alert(1)">x</div>'],
    ['an image of elsewhere', '![x](https://example.org/x.png)'],
    ['a link that is a script', '[x](javascript:alert(1))'],
    ['a link that breaks out', '[x](https://example.org/"onclick="alert(1))'],
    ['a table cell', '| a |\n| --- |\n| <img src=x onerror=alert(1)> |'],
    ['a heading', '## <img src=x onerror=alert(1)>'],
  ])('a text of the user stays a text: %s', (_, section) => {
    const text = html(section);
    const tags = text.replaceAll(/<style>[\s\S]*<\/style>/g, '').match(/<(?:"[^"]*"|[^">])*>/g)!;
    for (const tag of tags) expect(tag).not.toMatch(/^<(script|img|div on|iframe|object|link)| on\w+=|javascript:/);
  });

  test('lets nothing be loaded or run', () => {
    expect(html()).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
    expect(html()).not.toMatch(/<script|<link|@import|url\((?!#)/);
  });
});
