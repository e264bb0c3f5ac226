/** What a run of the study leaves behind. */
import type {
  CurveGrids,
  OwnFindings,
  OwnSummary,
  ReliabilityBin,
  ScreeningSummary,
  StoredCurves,
  TopRow,
} from 'ionsieve/experiment';
import type { Agreement } from './agreement.ts';
import type { AnionByCation } from './anion-by-cation.ts';
import type { CandidateCheck } from './labels.ts';
import type { Shortlist } from './shortlist.ts';
import type { Judgement } from './teachers.ts';

/** What a run finds. */
export interface TransferFound extends OwnFindings {
  readonly screening_student: string;
  readonly tensor_backend: string;
  /** In the order of the study, a teacher with how it was judged. */
  readonly teachers: readonly string[];
  /** Those that were judged, floors first. */
  readonly students: readonly string[];
  /** Compounds that the paper suggests. */
  readonly suggested: readonly string[];
  /** By the names of the teachers, fastest material first. */
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
  /** How many of them top.csv lists, and its first lines. */
  readonly top: { readonly listed: number; readonly first: readonly TopRow[] };
  /** The charge-neutral ones. */
  readonly screening_neutral: ScreeningSummary;
  /** The best that are neutral, in Pauling order, not known and inside the domain. */
  readonly shortlist: Shortlist;
}

/** The content of results/cubuk2019/summary.json. */
export type TransferSummary = OwnSummary<TransferFound>;
