/** What a reader is given of a run: a report with figures, and tables as files. */

import { join } from 'node:path';
import { stableJson, writeAtomic } from '../core/files.ts';
import type { ComparedNumber, Findings } from '../experiment/findings.ts';

import type { Figure } from './figure.ts';
import { renderSvg } from './render.ts';
import { intervalText, markdownTable, numberText } from './text.ts';

/** A written report. */
export interface Page {
  /** Paragraphs, headings and tables of Markdown, which stand between the paper's numbers and the figures. */
  readonly sections: readonly string[];
  readonly figures: readonly Figure[];
  /** Further files by name, such as CSV tables. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Writes summary.json, report.md, figures and further files; the report is made of what summary.json stores.
 * @param page makes the page of a summary
 * @returns the names of the files
 * @throws {UserError} when the folder cannot be written
 * @example await writePage(summary, clusteringPage, 'results/zhang2019');
 */
export async function writePage<Summary extends Findings>(
  summary: Summary,
  page: (summary: Summary) => Page,
  folder: string,
): Promise<string[]> {
  const json = stableJson(summary);
  const stored = JSON.parse(json) as Summary;
  const { sections, figures, files = {} } = page(stored);
  const all: Record<string, string> = {
    'summary.json': json,
    'report.md': reportText(stored, sections, figures),
    ...files,
  };
  for (const { file, spec } of figures) all[file] = await renderSvg(spec);
  for (const [name, content] of Object.entries(all)) writeAtomic(join(folder, name), content);
  return Object.keys(all).sort();
}

/**
 * The whole report: the claim, the paper beside ours, what is not reproduced, the sections of its kind, the figures.
 * @example reportText(summary, ['## Clusters', table], figures).split('\n')[0]; // '# ' and the title of the paper
 */
export function reportText(summary: Findings, sections: readonly string[], figures: readonly Figure[]): string {
  const { paper, not_reproduced: missing } = summary;
  const text = [
    `# ${paper.title}`,
    `doi ${paper.doi}. ${paper.claim}`,
    `Effort: ${summary.effort}. Seed: ${summary.seed}. Every number of this report stands in summary.json with its unit ` +
      'and n; intervals are 95 % bootstrap intervals.',
    ...comparedSection(summary.compared),
    ...(missing.length > 0 ? ['## What is not reproduced', missing.map((line) => `- ${line}`).join('\n')] : []),
    ...sections,
    ...(figures.length > 0 ? ['## Figures'] : []),
    ...figures.map(({ file, caption }) => `![${caption}](${file})\n\n${caption}`),
  ];
  return `${text.join('\n\n')}\n`;
}

/**
 * The paper's numbers beside ours, and why ours differ where they do.
 * @example comparedSection(summary.compared)[0]; // '## The paper beside ours'
 */
export function comparedSection(compared: readonly ComparedNumber[]): string[] {
  if (compared.length === 0) return [];
  const table = markdownTable(
    ['number', 'paper', 'ours', 'unit', 'n', 'reproduced', 'where'],
    compared.map((row) => [
      row.number,
      numberText(row.paper),
      numberText(row.ours),
      row.unit,
      numberText(row.n),
      row.reproduced ? 'yes' : 'no',
      row.where,
    ]),
  );
  const misses = compared.filter(({ reproduced, explained }) => !reproduced && explained);
  const reasons = misses.map(({ number, explained }) => `- ${number}: ${explained}`).join('\n');
  return ['## The paper beside ours', table, ...(misses.length > 0 ? ['Why ours differ:', reasons] : [])];
}

/**
 * A table of numbers by key: one line each, with interval, unit and n.
 * @param prefix the keys that begin with it; it is left out of the lines
 * @example numberTable(summary, 'funnel.');
 */
export function numberTable({ numbers }: Pick<Findings, 'numbers'>, prefix: string): string {
  const rows = Object.entries(numbers)
    .filter(([key]) => key.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, number]) => [
      key.slice(prefix.length),
      numberText(number.value),
      intervalText(number),
      number.unit,
      numberText(number.n),
    ]);
  return markdownTable(['number', 'value', '95 % interval', 'unit', 'n'], rows);
}
