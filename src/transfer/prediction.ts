/** What is said of one compound, under the names of a row. */
import type { MeasuredFields } from './measured-fields.ts';

/**
 * One compound's verdicts; null where there is none. What was measured comes before what is predicted. Of the predictions the first,
 * from `probability` to `nearest_measured_difference`, come from the student of measured conductivities, those of `student_` from a
 * student of labels, those of `teacher_` from the paper's teacher.
 */
export interface Prediction extends MeasuredFields {
  /** As given. */
  readonly input: string;
  /** Reduced. */
  readonly formula: string;
  /** Of 1e-4 S/cm or more at room temperature. */
  readonly probability: number | null;
  readonly log10_conductivity_S_per_cm: number | null;
  /**
   * Ends of the interval that is to hold a measurement in 90 of 100 materials. Conformal: as wide as the errors on held-out materials
   * ask for, those near to a measured material and those far from all apart; see LearnerIntervals.
   */
  readonly log10_low: number | null;
  readonly log10_high: number | null;
  /** `inside`: near to a measured material and of measured elements only. `outside`: nothing like it was measured; trust it less. */
  readonly domain: 'inside' | 'outside' | null;
  /** Symbols of its elements that no measured material has, with spaces between; empty without one. */
  readonly unmeasured_elements: string | null;
  /** The measured material of the nearest composition, and what was measured. */
  readonly nearest_measured: string | null;
  /** Its structural family: errors family by family stand in results/measured/report.md. */
  readonly nearest_measured_family: string | null;
  /**
   * The family and its AUC where the student does not rank the family's materials from unseen papers better than chance (the interval of the
   * AUC reaches 0.5): between two compounds of that family its numbers decide nothing. Null where it does, or where that is not known.
   */
  readonly unranked_family: string | null;
  readonly nearest_measured_log10_S_per_cm: number | null;
  /** Sum of the absolute differences of the atomic fractions: 0 for the same composition, 2 without a common element. */
  readonly nearest_measured_difference: number | null;
  /** Name of the student of labels, the paper's or one's own, whose answers follow. */
  readonly student: string;
  readonly student_probability: number;
  /** Distance to the centre of the labelled compositions; beyond 2 is extrapolation. Null of a student without a domain. */
  readonly student_domain_distance: number | null;
  /** Symbols of its elements that the student has not learned, with spaces between; empty without one. */
  readonly student_unlearned_elements: string;
  /** Of the structure given, or the mean over the known structures of the formula. */
  readonly teacher_probability: number | null;
  readonly teacher_domain_distance: number | null;
  /** The structures behind the teacher's answer. */
  readonly teacher_structure: string | null;
  /** Of the forty materials of the paper the one that is nearest in its student's descriptors, and its conductivity. */
  readonly nearest_of_the_forty: string | null;
  readonly nearest_of_the_forty_S_per_cm: number | null;
}
