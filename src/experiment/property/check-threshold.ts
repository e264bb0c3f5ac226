import { fail } from '../../core/errors.ts';
import type { PropertyExperiment } from './define.ts';

/**
 * A threshold is on the scale on which values are learned.
 * @throws {UserError} for one without a logarithm where that is learned
 * @example checkThreshold(bandgap);
 */
export function checkThreshold({ table, threshold }: Pick<PropertyExperiment, 'table' | 'threshold'>): void {
  if (table.scale !== 'log10' || threshold === undefined || threshold > 0) return;
  fail('threshold', 'a number above 0, for the scale log10', `${threshold}`, 'give the number itself, as 1e-3');
}
