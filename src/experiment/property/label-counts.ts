import { measured, type Numbers } from '../numbers.ts';
import type { LabelTable } from './labels.ts';

/**
 * How many rows, or structures, were read to be labelled, what became of those that are not, how many are labelled, and how many
 * formulas these are.
 * @example labelCounts(await openLabels(experiment, labels, 'experiments/mine.ts'))['labels.formulas'].value;
 */
export function labelCounts({
  counts,
  formulas,
  members,
}: Pick<LabelTable, 'counts' | 'formulas' | 'members'>): Numbers {
  const unitOf = (name: string) => (name.startsWith('structures') ? 'structures' : 'rows');
  const entries = Object.entries(counts).map(([name, count]) => {
    return [`labels.${name}`, measured(count, unitOf(name), counts.rows_read)] as const;
  });
  return {
    ...Object.fromEntries(entries),
    'labels.rows_labelled': measured(
      members.reduce((sum, rows) => sum + rows.length, 0),
      'rows',
      counts.rows_read,
    ),
    'labels.formulas': measured(formulas.length, 'formulas', counts.rows_read),
  };
}
