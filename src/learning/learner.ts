/** A Learner: what was fitted to compounds, with all that a reader needs to ask it rightly, or to leave it alone. */
import type { Target } from '../dataset/target.ts';
import type { StructuralColumns, TableColumns } from '../descriptors/descriptors.ts';
import type { DescriptorSet } from '../descriptors/elemental.ts';
import type { Calibration } from '../evaluation/calibration.ts';
import type { DomainJson } from '../evaluation/domain.ts';
import type { ScorerJson } from '../models/scorer.ts';
import type { ModuleJson } from './own-module.ts';
import type { Scope } from './scope.ts';

/** A number that a Learner was judged by, on rows that it had not seen. */
export interface ScoreRow {
  /** Name of the Learner, or of a floor. */
  readonly subject: string;
  /** What was held out together, and which rows are counted. */
  readonly on: string;
  readonly metric: string;
  readonly value: number | null;
  /** 95 % bootstrap interval over groups held out together. */
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly unit: string;
}

/** Half widths of the intervals. */
export interface LearnerIntervals {
  /** What they are counted in: the unit of the values, or the standard deviation that the model states for each compound. */
  readonly in: 'unit' | 'standard deviation';
  /** Share of compounds whose value the intervals are to hold, such as 0.9. */
  readonly coverage: number;
  /** Distance to the nearest compound learned from, up to which a composition counts as covered. */
  readonly nearLimit: number;
  readonly near: number;
  readonly far: number;
}

/** Figures of compounds that a Learner learned from. */
export interface TrainingTable {
  /** Name of the file, and of the shipped tables beside it. */
  readonly tables: readonly string[];
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** Reduced formulas with the values learned. */
  readonly compounds: readonly (readonly [formula: string, value: number])[];
}

/** Labels that a Learner learned from: another model gave them, and the compounds are not in the file. */
export interface TrainingLabels {
  /** Where they came from, in words. */
  readonly labels: string;
}

/** A part of what a Learner sees that sees more than compositions. */
export type SeenPart = StructuralColumns | TableColumns | { readonly elemental: DescriptorSet };

/** A fitted Learner. */
export interface Learner extends Scope {
  readonly name: string;
  readonly target: Target;
  /** What its number is: the value, log-odds of reaching the threshold, or the probability of that. */
  readonly answers: 'value' | 'log-odds' | 'probability';
  /**
   * What it sees of a composition; of one that sees structures or columns of a table the list of all that it sees, side by side. Null of a
   * module, which sees compositions.
   */
  readonly descriptors: DescriptorSet | readonly SeenPart[] | null;
  readonly model: ScorerJson | ModuleJson;
  /**
   * Log-odds of reaching the threshold, slope x + offset: of a Learner of log-odds, x is what the model says; of one of values, how far the
   * value lies beyond the threshold. Null: log-odds as the model says them, and of values no probability.
   */
  readonly calibration: Calibration | null;
  /** Null where it was not judged here. */
  readonly intervals: LearnerIntervals | null;
  /** Distances in the descriptors; null where they were not set. */
  readonly domain: DomainJson | null;
  /** Null where it is not known. */
  readonly training: TrainingTable | TrainingLabels | null;
  readonly scores: readonly ScoreRow[];
}

/**
 * The figures that a Learner learned from; null where it learned from labels, or where that is not known.
 * @example figuresOf(learner)?.compounds[0]; // ['Na3PS4', -3.5]
 */
export function figuresOf({ training }: Learner): TrainingTable | null {
  return training !== null && 'compounds' in training ? training : null;
}
