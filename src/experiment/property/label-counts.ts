import { measured, type Numbers } from '../numbers.ts';
import type { LabelTable } from './labels.ts';

/**
 * How many rows, or structures, were read to be labelled, what became of those that are not, and how many formulas have a label.
 * @example labelCounts(await openLabels(experiment, labels, 'experiments/mine.ts'))['labels.formulas'].value;
 */
export function labelCounts({ counts, formulas }: Pick<LabelTable, 'counts' | 'formulas'>): Numbers {
  const unitOf = (name: string) => (name.startsWith('structures') ? 'structures' : 'rows');
  const entries = Object.entries(counts).map(([name, count]) => {
    return [`labels.${name}`, measured(count, unitOf(name), counts.rows_read)] as const;
  });
  return {
    ...Object.fromEntries(entries),
    'labels.formulas': measured(formulas.length, 'formulas', counts.rows_read),
  };
}
