import type { Numbers } from '../experiment/numbers.ts';
import { markdownTable, numberText } from './text.ts';

/**
 * What was read to be labelled, and what became of it, as a table.
 * @example labelCountTable(summary.numbers).split('\n')[0]; // '| number | value | unit |'
 */
export function labelCountTable(numbers: Numbers): string {
  const counts = Object.entries(numbers).filter(([key]) => key.startsWith('labels.'));
  return markdownTable(
    ['number', 'value', 'unit'],
    counts.map(([key, { value, unit }]) => [key.slice('labels.'.length).replaceAll('_', ' '), numberText(value), unit]),
  );
}
