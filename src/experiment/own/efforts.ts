/** What an experiment with its own code may have beyond a full run. */
import type { Expectation } from '../findings.ts';
import type { AnyExperiment } from '../kinds.ts';
import type { OwnExperiment, OwnRunOptions } from './define.ts';

/**
 * Whether an experiment has a run beyond the full one.
 * @example isExhaustive(cubuk2019); // false
 */
export function isExhaustive(experiment: AnyExperiment): experiment is OwnExperiment {
  return experiment.kind === 'own' && experiment.exhaustive !== undefined;
}

/**
 * What is expected of a run: of an exhaustive one more than of a full one.
 * @example expectedOf(sendek2019, 'full').length; // 7
 */
export function expectedOf(
  { expected, exhaustive }: OwnExperiment,
  effort: OwnRunOptions['effort'],
): readonly Expectation[] {
  return effort === 'exhaustive' && exhaustive ? [...expected, ...exhaustive.expected] : expected;
}
