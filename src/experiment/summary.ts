/** What a run leaves behind for readers and programs: plain JSON without time, host or path. */
import type { CalibrationBin } from '../evaluation/calibration.ts';
import type { Expectation, Experiment } from './define.ts';
import type { CandidateCheck } from './label-stage.ts';
import type { Numbers } from './numbers.ts';
import type { ScreeningSummary } from './screen-stage.ts';
import type { Screenings } from './screenings.ts';
import type { Judgement } from './teacher-stage.ts';

/** A number of the paper beside ours. */
export interface ComparedNumber extends Expectation {
  readonly ours: number | null;
  readonly unit: string;
  readonly n: number;
  readonly reproduced: boolean;
}

/** The content of summary.json. */
export interface Summary {
  readonly name: string;
  readonly paper: Experiment['paper'];
  readonly effort: 'full' | 'quick';
  readonly seed: number;
  readonly screening_student: string;
  readonly tensor_backend: string;
  readonly numbers: Numbers;
  readonly compared: readonly ComparedNumber[];
  readonly judgements: Readonly<Record<string, readonly Judgement[]>>;
  /** Reliability of the screening student on unseen chemical systems, compounds with a real anion. */
  readonly calibration: readonly CalibrationBin[];
  readonly candidates: readonly CandidateCheck[];
  readonly not_labelled: Readonly<Record<string, number>>;
  /** All compounds of the space. */
  readonly screening: ScreeningSummary;
  /** The charge-neutral ones. */
  readonly screening_neutral: ScreeningSummary;
  /** The best that are neutral, in Pauling order, not known and inside the domain. */
  readonly shortlist: Screenings['shortlist'];
}

/**
 * Holds our numbers against the paper's.
 * @throws {Error} when an expectation names a number that the run does not have
 * @example compareNumbers([{ number: 'a', paper: 0.9, tolerance: 0.05, where: 'Table 1' }], numbers);
 */
export function compareNumbers(expected: readonly Expectation[], numbers: Numbers): ComparedNumber[] {
  return expected.map((expectation) => {
    const ours = numbers[expectation.number];
    if (!ours) throw new Error(`the run has no number ${expectation.number}`);
    const reproduced = ours.value !== null && Math.abs(ours.value - expectation.paper) <= expectation.tolerance;
    return { ...expectation, ours: ours.value, unit: ours.unit, n: ours.n, reproduced };
  });
}
