/** What the experiment on formation energies takes, and what it finds. */
import type { OwnFindings } from 'ionsieve/experiment';
import type { RegressionSpec } from 'ionsieve/models';

/** What can be made smaller for a quick run. */
export interface EnergyEffort {
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
  /** Folds of chemical systems. */
  readonly folds: number;
  /** One compound of so many is used; 1 for all. */
  readonly every: number;
  readonly model: RegressionSpec;
}

/** Precision and recall of what a subject calls stable, from one limit on. */
export interface DecisionPoint {
  /** Predicted energy above the hull, up to which compounds are called stable, in eV an atom. */
  readonly limit: number;
  /** Null where none is called stable. */
  readonly precision: number | null;
  readonly recall: number;
}

/** What the run finds. */
export interface EnergyFound extends OwnFindings {
  /** Share of compounds that the interval of the student holds. */
  readonly coverage: number;
  /** Of compounds within 0.05 eV an atom of the hull of all others, by subject. */
  readonly decisions: Readonly<Record<string, readonly DecisionPoint[]>>;
}
