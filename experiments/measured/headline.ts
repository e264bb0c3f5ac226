import { intervalText, markdownTable, numberText } from 'ionsieve/report';
import { COLUMNS } from './figures.ts';
import type { MeasuredSummary } from './found.ts';
import { shippedTable } from './shipped-section.ts';

/**
 * The few numbers of an experiment on measured conductivities that a reader wants first, as a Markdown table; the README shows it.
 * @example writeAtomic('headline.md', measuredHeadline(summary));
 */
export function measuredHeadline(summary: MeasuredSummary): string {
  const { numbers, paper_student } = summary;
  const subjects: [string, string][] = [
    ['floor: the anion alone', 'anion-rule'],
    ['floor: the nearest measured composition', 'nearest-neighbour'],
    ['floor: the forty measurements alone', 'the-forty-alone'],
    [`the paper's student (${paper_student})`, paper_student],
    ['students of measurements, chosen within each fold', 'chosen'],
  ];
  const rows = subjects.flatMap(([text, student]) => {
    const cells = Object.keys(COLUMNS).map((column) => {
      const number = numbers[`${column}.${student}.auc`];
      return number ? `${numberText(number.value)} (${intervalText(number)}), n = ${number.n}` : '';
    });
    return cells.every((cell) => cell === '') ? [] : [[text, ...cells]];
  });
  const recipes = markdownTable(['AUC, 95 % interval, n', ...Object.values(COLUMNS)], rows);
  return `${recipes}\n\nWhat ships has learned from every table:\n\n${shippedTable(summary)}\n`;
}
