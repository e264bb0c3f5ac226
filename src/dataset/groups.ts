/** Which compounds belong together. */
import { chemicalSystem } from '../chemistry/composition.ts';
import type { Dataset } from './dataset.ts';

/** Reduced formula, chemical system, or a column of the table; compounds with an empty cell are groups of their own. */
export type GroupBy = 'formula' | 'chemical system' | { readonly column: string };

/**
 * The group of each compound.
 * @example groupsOf({ group: 'chemical system' }, dataset)[0]; // 'Li-O'
 */
export function groupsOf({ group }: { readonly group: GroupBy }, dataset: Dataset): string[] {
  const { formulas, compositions, rows } = dataset;
  if (group === 'formula') return [...formulas];
  if (group === 'chemical system') return compositions.map(chemicalSystem);
  return rows.map((row, i) => row[group.column] || formulas[i]!);
}
