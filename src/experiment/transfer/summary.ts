/** What a run leaves behind for readers and programs: plain JSON without time, host or path. */

import type { ComparedNumber } from '../findings.ts';
import type { Numbers } from '../numbers.ts';
import type { ReliabilityBin } from '../reliability.ts';
import type { CurveGrids, StoredCurves } from '../stored-curves.ts';
import type { Agreement } from './agreement.ts';
import type { AnionByCation } from './anion-by-cation.ts';
import type { Experiment } from './define.ts';
import type { CandidateCheck } from './label-stage.ts';
import type { ScreeningSummary } from './screen-stage.ts';
import type { Screenings } from './screenings.ts';
import type { Judgement } from './teacher-stage.ts';

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
  readonly calibration: readonly ReliabilityBin[];
  /** Students on unseen chemical systems, compounds with a real anion. */
  readonly curves: { readonly grids: CurveGrids; readonly students: readonly StoredCurves[] };
  readonly agreement: Agreement | null;
  readonly anion_by_cation: AnionByCation;
  readonly candidates: readonly CandidateCheck[];
  readonly not_labelled: Readonly<Record<string, number>>;
  /** All compounds of the space. */
  readonly screening: ScreeningSummary;
  /** The charge-neutral ones. */
  readonly screening_neutral: ScreeningSummary;
  /** The best that are neutral, in Pauling order, not known and inside the domain. */
  readonly shortlist: Screenings['shortlist'];
}
