import type { Target } from '../../dataset/target.ts';
import type { PropertyExperiment } from './define.ts';

/**
 * What an experiment learns, as its Learners say it.
 * @example targetOf(bandgap).unit; // 'eV'
 */
export function targetOf({ table, threshold }: Pick<PropertyExperiment, 'table' | 'threshold'>): Target {
  const { property, unit, scale, better = 'larger' } = table;
  return { ...{ property, unit, scale, better }, threshold: threshold ?? null };
}
