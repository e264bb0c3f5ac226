import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeReportFiles } from '../../src/report/write-report-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-report-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const page = {
  sections: ['# A paper', 'The error is 0.2500.'],
  figures: [
    {
      file: 'a.svg',
      caption: 'One point (n = 1).',
      spec: {
        title: 'A <point>',
        width: 100,
        height: 50,
        data: { values: [{ a: 1 }] },
        mark: 'point' as const,
        encoding: { x: { field: 'a', type: 'quantitative' as const, title: 'a (K)' } },
      },
    },
  ],
  files: { 'last.json': '{}\n' },
};

/** Width and height in the header chunk of a PNG. */
const sizeOf = (png: Buffer): number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('writeReportFiles', () => {
  test('writes Markdown, HTML, figures and further files, and nothing else', async () => {
    const files = await writeReportFiles(page, join(folder, 'plain'), { name: 'sweep' });
    expect(files).toEqual(['a.svg', 'last.json', 'sweep.html', 'sweep.md']);
    expect(readdirSync(join(folder, 'plain')).sort()).toEqual(files);
    const read = (file: string) => readFileSync(join(folder, 'plain', file), 'utf8');
    expect(read('sweep.md')).toBe(
      '# A paper\n\nThe error is 0.2500.\n\n## Figures\n\n![One point (n = 1).](a.svg)\n\nOne point (n = 1).\n',
    );
    expect(read('sweep.html')).toContain('<p>The error is 0.2500.</p>');
    expect(read('sweep.html')).toContain('role="img" aria-label="A &lt;point&gt;"');
    expect(read('a.svg')).toContain('role="img" aria-label="A &lt;point&gt;"');
    expect(read('a.svg').match(/role="|aria-/g)).toHaveLength(2);
  });

  test('on request each figure as PNG: twice the size, text and all, the same bytes twice', async () => {
    for (const run of ['one', 'two']) {
      const files = await writeReportFiles(page, join(folder, run), { png: true });
      expect(files).toEqual(['a.png', 'a.svg', 'last.json', 'report.html', 'report.md']);
    }
    const [one, two] = ['one', 'two'].map((run) => readFileSync(join(folder, run, 'a.png')));
    expect([...one!.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const svg = readFileSync(join(folder, 'one', 'a.svg'), 'utf8');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!;
    expect(sizeOf(one!)).toEqual([2 * Number(width), 2 * Number(height)]);
    expect(one!.equals(two!)).toBe(true);
    const titled = {
      ...page,
      figures: page.figures.map((each) => ({ ...each, spec: { ...each.spec, title: 'A <joint>' } })),
    };
    await writeReportFiles(titled, join(folder, 'titled'), { png: true });
    const other = readFileSync(join(folder, 'titled', 'a.png'));
    expect(sizeOf(other)).toEqual(sizeOf(one!));
    expect(other.equals(one!)).toBe(false);
  });
});
