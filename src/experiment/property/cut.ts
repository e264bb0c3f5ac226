/** Which values count as positive: those that reach a threshold, from above or, where small values are wanted, from below. */
import { type LearnerTarget, toAnswer } from '../../learning/learner.ts';
import type { PropertyExperiment } from './define.ts';

/** Where positives begin, in the units of what is learned. Plain data, for threads. */
export interface Cut {
  readonly at: number;
  readonly better: 'larger' | 'smaller';
}

/**
 * What an experiment learns, as its Learners say it.
 * @example targetOf(bandgap).unit; // 'eV'
 */
export function targetOf({ table, threshold }: Pick<PropertyExperiment, 'table' | 'threshold'>): LearnerTarget {
  const { property, unit, scale, better = 'larger' } = table;
  return { ...{ property, unit, scale, better }, threshold: threshold ?? null };
}

/**
 * Where positives begin; null without a threshold.
 * @example cutOf({ property: 'barrier', unit: 'eV', scale: 'as it stands', threshold: 0.4, better: 'smaller' })?.at; // 0.4
 */
export function cutOf(target: LearnerTarget): Cut | null {
  const { threshold, better } = target;
  return threshold === null ? null : { at: toAnswer(target, threshold), better };
}

/**
 * How far a value is on the positive side; 0 and above is positive.
 * @example margin({ at: 0.4, better: 'smaller' }, 0.3); // 0.1
 */
export function margin({ at, better }: Cut, value: number): number {
  return better === 'larger' ? value - at : at - value;
}

/**
 * The unit of what is learned.
 * @example learnedUnit({ scale: 'log10', unit: 'S/cm' }); // 'log10(S/cm)'
 */
export function learnedUnit({ scale, unit }: Pick<LearnerTarget, 'scale' | 'unit'>): string {
  return scale === 'log10' ? `log10(${unit})` : unit;
}
