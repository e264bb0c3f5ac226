import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stableJson, writeAtomic } from '../../core/files.ts';
import { formatCsv } from '../../core/table.ts';
import type { RunResult } from '../../experiment/transfer/run.ts';
import { TOP_HEADER } from '../../experiment/transfer/screen-stage.ts';
import { renderSvg } from '../render.ts';
import { experimentFigures } from './figures.ts';
import { headline } from './headline.ts';
import { reportMarkdown } from './report-markdown.ts';

/**
 * Writes what an experiment leaves behind into a folder: summary.json, report.md, headline.md, figures, top.csv, students.
 * Figures of an earlier run's teachers, and its students, are removed, no other file. Equal results give equal bytes.
 * @returns the names of the files
 * @throws {UserError} when the folder cannot be written
 * @example await writeReport(await runExperiment(cubuk2019, options), 'results/cubuk2019');
 */
export async function writeReport(result: RunResult, folder: string): Promise<string[]> {
  const figures = experimentFigures(result.summary);
  const files: [string, string][] = [
    ['summary.json', stableJson(result.summary)],
    ['report.md', reportMarkdown(result, figures)],
    ['headline.md', headline(result.summary)],
    ['top.csv', formatCsv(TOP_HEADER, result.top)],
    ...Object.entries(result.studentFiles),
  ];
  for (const { file, spec } of figures) files.push([file, await renderSvg(spec)]);
  const kept = new Set(files.map(([name]) => name));
  for (const [name, content] of files) writeAtomic(join(folder, name), content);
  for (const name of readdirSync(folder)) {
    if (/^(judgements\..*\.svg|student\..*\.json)$/.test(name) && !kept.has(name)) rmSync(join(folder, name));
  }
  return [...kept].sort();
}
