/** The experiment on measured conductivities: which students are judged, which may be chosen, and what is asked of them. */

import type { ShortlistSpec } from '../cubuk2019/define.ts';
import type { DistilledRecipe, MeasuredStudentSpec } from './recipe.ts';
import type { ChoiceRule } from './validation.ts';

/** What can be made smaller for a quick run. */
export interface MeasuredEffort {
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
  /** Folds that judge, by composition and by doi. */
  readonly outerFolds: number;
  /** How a committee is chosen, inside each fold that judges, on folds by paper. */
  readonly choice: ChoiceRule;
  /** Students to judge, by name. */
  readonly students: readonly string[];
  /** Controls of each student that uses labels, which learn from shuffled labels. */
  readonly shuffles: number;
  /** Whether to distil: a fit takes seconds, and every fold needs one. */
  readonly distils: boolean;
  readonly curves: {
    readonly students: readonly string[];
    /** Numbers of measurements to learn from. */
    readonly sizes: readonly number[];
    /** Draws of that many measurements, for each fold. */
    readonly repeats: number;
  };
}

/** What is studied, whatever the effort. */
export interface MeasuredStudy {
  readonly students: readonly MeasuredStudentSpec[];
  /** Names of the students among which committees are chosen: they tell a conductivity and its standard deviation. */
  readonly candidates: readonly string[];
  /** Name of the student of the paper that ships, against which the measured one is held. */
  readonly paperStudent: string;
  /** How the committee that ships is distilled into a student that screens. */
  readonly distillation: Pick<DistilledRecipe, 'input' | 'logOddsPerDecade' | 'model'>;
  readonly shortlist: MeasuredShortlistSpec;
  /** Share of materials that intervals are to hold. */
  readonly coverage: number;
}

/** What the list for chemists needs. */
export interface MeasuredShortlistSpec extends ShortlistSpec {
  /** How many of the best of the screening, whatever their systems, are judged: most fall, and of a system the first that stands is listed. */
  readonly considered: number;
  /** Greatest predicted energy above the hull, eV an atom. */
  readonly maxAboveHull: number;
  /** Least width of the window against lithium, V. */
  readonly minWindow: number;
}
