import type { Summary } from '../experiment/summary.ts';
import { alignedText, intervalText, numberText } from './text.ts';

/**
 * Every number of a summary as aligned text: key, value, 95 % interval, unit, n.
 * @example process.stdout.write(summaryTable(summary));
 */
export function summaryTable({ numbers }: Summary): string {
  const header = ['number', 'value', '95 % interval', 'unit', 'n'];
  const rows = Object.entries(numbers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, number]) => [key, numberText(number.value), intervalText(number), number.unit, numberText(number.n)]);
  return alignedText([header, ...rows]);
}
