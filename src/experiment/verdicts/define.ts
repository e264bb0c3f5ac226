/** An experiment on verdicts that came after a prediction: compounds that a model chose, and controls drawn at random. */
import type { Claim } from '../findings.ts';

/** What can be made smaller for a quick run. */
export interface VerdictsEffort {
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
}

/** Chosen compounds and random controls, each with a verdict, ready to be held against each other. */
export interface VerdictsExperiment extends Claim<'verdicts', VerdictsEffort> {
  /** Controls that were drawn, whatever is known of them. */
  readonly controlsDrawn: number;
  /** Fast ones among them by the paper's count, those included whose verdict is not public one by one. */
  readonly controlsFast: number;
}
