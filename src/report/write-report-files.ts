import { join } from 'node:path';
import { writeAtomic } from '../core/files.ts';
import type { ReportPage } from '../experiment/page.ts';
import { renderSvg } from './render.ts';
import { renderPng } from './render-png.ts';
import { reportHtml } from './report-html.ts';
import { reportMarkdown } from './report-markdown.ts';

/** How to write. */
export interface WriteOptions {
  /** Name of the report's files without their ends. */
  readonly name?: string;
  /** Whether each figure is written as PNG too. */
  readonly png?: boolean;
}

/**
 * Writes a report as Markdown and HTML, its figures, and then the further files in their order.
 * @returns the names of the files
 * @throws {UserError} when the folder cannot be written
 * @example await writeReportFiles({ sections, figures, files: { 'summary.json': json } }, 'results/zhang2019');
 */
export async function writeReportFiles(
  page: ReportPage,
  folder: string,
  { name = 'report', png = false }: WriteOptions = {},
): Promise<string[]> {
  const svgs: Record<string, string> = {};
  for (const { file, spec } of page.figures) svgs[file] = await renderSvg(spec);
  const files: Record<string, string | Uint8Array> = {
    [`${name}.md`]: reportMarkdown(page),
    [`${name}.html`]: reportHtml(page, svgs),
    ...svgs,
  };
  if (png) for (const [file, svg] of Object.entries(svgs)) files[file.replace(/\.svg$/, '.png')] = renderPng(svg);
  Object.assign(files, page.files);
  for (const [file, content] of Object.entries(files)) writeAtomic(join(folder, file), content);
  return Object.keys(files).sort();
}
