/** What the server and its page say to each other of single compounds, structures and chemical systems; see api.ts for the questions. */
import type { LearnerAnswer } from '../learning/ask-learner.ts';
import type { Prediction } from '../transfer/prediction.ts';
import type { CandidateRow } from './api.ts';
import type { SectionPhases } from './api-stability.ts';

type OfMeasurements = Extract<
  keyof Prediction,
  `log10_${string}` | `nearest_${string}` | 'probability' | 'domain' | 'unmeasured_elements'
>;

/** The answers of the page's models, which have learned lithium compounds and answer for no other: none lacks what rests on measurements. */
export type LithiumPrediction = Omit<Prediction, OfMeasurements> & {
  readonly [Key in OfMeasurements]: NonNullable<Prediction[Key]>;
};

/** What one descriptor adds to a model's log-odds. */
export interface Contribution {
  readonly descriptor: string;
  readonly value: number;
  /** In log-odds, against `reference`. */
  readonly contribution: number;
}

/** Why a model says what it says: log-odds = base + the sum of the contributions. */
export interface Explanation {
  readonly model: string;
  readonly base: number;
  /** What contributions are counted against, in words. */
  readonly reference: string;
  readonly log_odds: number;
  /** Largest in absolute value first. */
  readonly contributions: readonly Contribution[];
}

/** A measured material near to a compound. */
export interface NearMaterial {
  readonly formula: string;
  readonly log10_conductivity_S_per_cm: number;
  readonly family: string;
  /** Sum of the absolute differences of atomic fractions, 0 to 2. */
  readonly difference: number;
}

/** A structure that can be fetched by its id. */
export interface StructureEntry {
  readonly id: string;
  readonly formula: string;
}

/** What the Learner that made a screening says of a composition. */
export interface ScreenerView {
  /** Its name. */
  readonly name: string;
  /** Null where it cannot be asked, for the reason that is given. */
  readonly answer: ScreenerAnswer | null;
  readonly reason: string | null;
}

/** Its answer, with what is needed to read it. */
export interface ScreenerAnswer extends LearnerAnswer {
  /** What values of its property are called in tables, and their unit: those of compounds that it learned from too. */
  readonly column: string;
  readonly unit: string;
  /** Share of figures that its intervals are to hold; null without intervals. */
  readonly coverage: number | null;
}

/** Everything known of a composition. */
export interface CompoundView {
  readonly formula: string;
  readonly chemical_system: string;
  /** The Learner that made the screening; null without a screening. The answers that follow are of the shipped models, whichever screened. */
  readonly screener: ScreenerView | null;
  /** Null, as the reasons, of a compound without lithium: the shipped models know nothing of it. */
  readonly prediction: LithiumPrediction | null;
  /** Why the student of measurements says what it says, element by element. */
  readonly measured: Explanation | null;
  /** Its line of the screening; null where it has none. */
  readonly listed: CandidateRow | null;
  readonly student: Explanation | null;
  /** Of the first of its known structures; null without one. */
  readonly teacher: Explanation | null;
  /** Nearest first; none of a compound without lithium. */
  readonly nearest: readonly NearMaterial[];
  /** Other compounds of its chemical system in the screening, best first. */
  readonly neighbours: readonly CandidateRow[];
  readonly structures: readonly StructureEntry[];
  /** Ids of structures that the teacher labelled, whether or not they can be shown. */
  readonly known_ids: readonly string[];
}

/** A crystal structure in the form of pymatgen's as_dict, which MatterViz reads. */
export interface StructureJson {
  readonly id: string;
  readonly lattice: { readonly matrix: readonly (readonly number[])[] };
  readonly sites: readonly {
    readonly species: readonly { readonly element: string; readonly occu: number }[];
    readonly abc: readonly number[];
    readonly xyz: readonly number[];
    readonly label: string;
  }[];
}

/** What was made of a structure that was given. */
export interface StructureView {
  readonly prediction: LithiumPrediction;
  readonly chemical_system: string;
  readonly measured: Explanation;
  readonly student: Explanation;
  readonly teacher: Explanation;
  readonly nearest: readonly NearMaterial[];
  readonly structure: StructureJson;
  readonly notes: readonly string[];
}

/** A composition with its scores; null where it has no lithium. */
export interface ScoredComposition {
  readonly formula: string;
  /** Atomic fractions, in the order of the elements asked for. */
  readonly fractions: readonly number[];
  readonly probability: number | null;
  readonly log10_conductivity_S_per_cm: number | null;
  readonly log10_low: number | null;
  readonly log10_high: number | null;
  readonly domain: 'inside' | 'outside' | null;
  readonly student_probability: number | null;
  /** Is a structure of this formula in the table of known structures? */
  readonly known: boolean;
}

/** A ternary section of a chemical system. */
export interface Triangle {
  /** The three corners. */
  readonly corners: readonly [string, string, string];
  /** What is held at a constant fraction; null in a ternary system. */
  readonly fixed: { readonly element: string; readonly parts: number; readonly of: number } | null;
  /** `fractions` are those of the corners, which add up to 1 in a ternary system. */
  readonly points: readonly ScoredComposition[];
  readonly known: SectionPhases;
}

/** Compositions between two end members. */
export interface TieLine {
  readonly from: string;
  readonly to: string;
  /** `share`: formula units of `to` among those of both. */
  readonly points: readonly (ScoredComposition & { readonly share: number })[];
  readonly known: SectionPhases;
}

/** A chemical system of a screening. */
export interface SystemView {
  readonly system: string;
  readonly elements: readonly string[];
  readonly candidates: number;
  /** Its best compounds. */
  readonly best: readonly (CandidateRow & { readonly fractions: readonly number[] })[];
  /** Known formulas of the system. */
  readonly known: readonly string[];
}
