/** What a reader is given of a run: a report with figures, and tables as files. */

import { constantFitLines } from '../experiment/constant-fits.ts';
import type { ComparedNumber, Findings, MarkResult } from '../experiment/findings.ts';
import type { Numbers } from '../experiment/numbers.ts';
import { doiText, intervalText, markdownTable, numberText } from './text.ts';

/**
 * The sections of a whole report: the claim, the paper beside ours, what is not reproduced, the sections of its kind.
 * @example wholeReport(summary, ['## Clusters', table])[0]; // '# ' and the title of the paper
 */
export function wholeReport(summary: Findings, sections: readonly string[]): string[] {
  const { paper, not_reproduced: missing } = summary;
  return [
    `# ${paper.title}`,
    `${doiText(paper.doi)}. ${paper.claim}`,
    `Effort: ${summary.effort}. Seed: ${summary.seed}. Every number of this report stands in summary.json with its unit ` +
      'and n; intervals are 95 % bootstrap intervals.',
    ...constantFitSection(summary.numbers),
    ...comparedSection(summary.compared),
    ...markSection(summary.marks ?? []),
    ...(missing.length > 0 ? ['## What is not reproduced', missing.map((line) => `- ${line}`).join('\n')] : []),
    ...sections,
  ];
}

function constantFitSection(numbers: Numbers): string[] {
  const lines = constantFitLines(numbers);
  return lines.length === 0 ? [] : ['## Models that learned nothing', lines.map((line) => `- ${line}`).join('\n')];
}

/** The paper's numbers beside ours, and why ours differ where they do. */
function comparedSection(compared: readonly ComparedNumber[]): string[] {
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

function markSection(marks: readonly MarkResult[]): string[] {
  if (marks.length === 0) return [];
  const reached = (mark: MarkResult) => (mark.reached ? 'yes' : 'no');
  const least = marks.flatMap((mark) =>
    'atLeast' in mark ? [[mark.what, numberText(mark.atLeast), numberText(mark.ours), reached(mark)]] : [],
  );
  const most = marks.flatMap((mark) =>
    'atMost' in mark ? [[mark.what, numberText(mark.atMost), numberText(mark.ours), reached(mark)]] : [],
  );
  const table = (limit: string, rows: string[][]) =>
    rows.length === 0 ? [] : [markdownTable(['what', limit, 'ours', 'reached'], rows)];
  const reasons = marks.flatMap(({ what, reached, explained }) =>
    !reached && explained !== undefined ? [`- ${what}: ${explained}`] : [],
  );
  const why = reasons.length === 0 ? [] : ['Why some are missed:', reasons.join('\n')];
  return ['## Marks', ...table('at least', least), ...table('at most', most), ...why];
}

/**
 * A table of numbers by key: one line each, with interval, unit and n.
 * @param prefix the keys that begin with it; it is left out of the lines
 * @example numberTable(now, 'funnel.');
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
