/** What a run of the study leaves behind. */
import type { CurveGrids, OwnFindings, OwnSummary, ReliabilityBin, StoredCurves } from 'ionsieve/experiment';
import type { ChoiceRow } from './choice.ts';
import type { MeasuredStudentSpec } from './recipe.ts';
import type { MeasuredShortlist } from './shortlist.ts';

/** What a run finds. */
export interface MeasuredFound extends OwnFindings {
  readonly tensor_backend: string;
  /** Share of materials that intervals are to hold. */
  readonly coverage: number;
  readonly students: readonly { readonly name: string; readonly family: MeasuredStudentSpec['family'] }[];
  readonly paper_student: string;
  /** The committee that ships, and its members, chosen on all tables, best first. */
  readonly shipped: string;
  readonly members: readonly string[];
  /** The distilled student that screens; none in a quick run. */
  readonly screening_student: string | null;
  /** Whether committees chosen in nested folds rank unseen papers better than the paper's student: the default of `screen`. */
  readonly measured_wins: boolean;
  readonly choices: readonly ChoiceRow[];
  /** Reliability of the chosen committees on unseen papers. */
  readonly calibration: readonly ReliabilityBin[];
  /** Of a floor, the paper's student, nested choice, and the committee, all of OBELiX: on unseen papers and on Liverpool. */
  readonly curves: { readonly grids: CurveGrids; readonly students: readonly StoredCurves[] };
  /** What to look at first; none in a quick run. */
  readonly shortlist: MeasuredShortlist | null;
}

/** The content of results/measured/summary.json. */
export type MeasuredSummary = OwnSummary<MeasuredFound>;
