import { intervalText, markdownTable, numberText } from 'ionsieve/report';
import { COLUMNS } from './figures.ts';
import type { MeasuredSummary } from './found.ts';

/**
 * The few numbers of an experiment on measured conductivities that a reader wants first, as a Markdown table; the README shows it.
 * @example writeAtomic('headline.md', measuredHeadline(summary));
 */
export function measuredHeadline({ numbers, paper_student, shipped, screening_student }: MeasuredSummary): string {
  const subjects: [string, string][] = [
    ['floor: the anion alone', 'anion-rule'],
    ['floor: the nearest measured composition', 'nearest-neighbour'],
    ['floor: the forty measurements alone', 'the-forty-alone'],
    [`the paper's student (${paper_student})`, paper_student],
    ['students of measurements, chosen within each fold', 'chosen'],
    [`the one that predicts (${shipped})`, shipped],
    ...(screening_student === null
      ? []
      : [[`the one that screens (${screening_student})`, screening_student] as [string, string]]),
  ];
  const rows = subjects.flatMap(([text, student]) => {
    const cells = Object.keys(COLUMNS).map((column) => {
      const number = numbers[`${column}.${student}.auc`];
      return number ? `${numberText(number.value)} (${intervalText(number)}), n = ${number.n}` : '';
    });
    return cells.every((cell) => cell === '') ? [] : [[text, ...cells]];
  });
  return `${markdownTable(['AUC, 95 % interval, n', ...Object.values(COLUMNS)], rows)}\n`;
}
