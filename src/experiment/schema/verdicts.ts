/** Run-time check of experiments on verdicts. */
import type { VerdictsEffort, VerdictsExperiment } from '../verdicts/define.ts';
import { claim, count, record } from './parts.ts';

/** See {@link VerdictsExperiment}. */
export const verdictsSchema = record<VerdictsExperiment>({
  ...claim('verdicts', record<VerdictsEffort>({ resamples: count })),
  controlsDrawn: count,
  controlsFast: count,
});
