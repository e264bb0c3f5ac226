/**
 * What the explorer's server and its page say to each other, as plain JSON. Every answer is one of these types; an error
 * is an {@link ApiError} with status 4xx for a mistake in what was asked and 5xx for a bug.
 *
 *   GET  /api/overview                                   Overview
 *   GET  /api/screening?screening=NAME                   ScreeningView
 *   GET  /api/candidates?screening=NAME&...filters&sort=&order=&page=&size=   CandidatePage
 *   GET  /api/histogram?screening=NAME&...filters        ScoreHistogram
 *   GET  /api/export?screening=NAME&...filters&sort=&order=&format=csv|json   the rows as a file
 *   GET  /api/compound?screening=NAME&formula=Li3PS4     CompoundView
 *   GET  /api/structure?id=mp-985583                     StructureJson
 *   GET  /api/triangle?system=Li-P-S-Cl&fixed=Cl&parts=2&of=20                Triangle
 *   GET  /api/tie-line?from=Li2S&to=P2S5&steps=20        TieLine
 *   GET  /api/system?screening=NAME&system=Li-P-S        SystemView
 *   GET  /api/experiment?name=cubuk2019                  ExperimentView
 *   POST /api/predict?name=file.cif, the CIF as body     StructureView[]
 *   GET  /files/EXPERIMENT/FILE                          a figure or table of an experiment
 */
import type { ComparedNumber } from '../experiment/findings.ts';
import type { Numbers } from '../experiment/numbers.ts';
import type { ScreeningSummary } from '../experiment/transfer/screen-stage.ts';
import type { MeasuredFields } from '../transfer/measured-fields.ts';
import type { Prediction } from '../transfer/predict.ts';

type OfMeasurements = Extract<
  keyof Prediction,
  `log10_${string}` | `nearest_${string}` | 'probability' | 'domain' | 'unmeasured_elements'
>;

/** The answers of the page's models, which have learned lithium compounds and answer for no other: none lacks what rests on measurements. */
export type LithiumPrediction = Omit<Prediction, OfMeasurements> & {
  readonly [Key in OfMeasurements]: NonNullable<Prediction[Key]>;
};

/** What goes wrong, in one line. */
export interface ApiError {
  readonly error: string;
}

/** What the folder holds. */
export interface Overview {
  readonly version: string;
  /** Name of the folder, without the way to it. */
  readonly folder: string;
  readonly screenings: readonly ScreeningEntry[];
  readonly experiments: readonly ExperimentEntry[];
  /** Compounds screened per second, where the folder has a bench.json. */
  readonly speeds: readonly Speed[];
  /** What the models cannot tell, a sentence each, with measured numbers. */
  readonly limits: readonly string[];
}

/** One screening of the folder. */
export interface ScreeningEntry {
  /** What `screening=` takes: the name of its folder. */
  readonly name: string;
  readonly student: string;
  readonly scored: number;
  readonly fast: number;
}

/** One experiment of the folder. */
export interface ExperimentEntry {
  readonly name: string;
  readonly title: string;
  readonly reproduced: number;
  readonly compared: number;
}

/** A speed that `npm run bench` measured. */
export interface Speed {
  readonly what: string;
  readonly compoundsPerSecond: number;
}

/** A screening, and how far its list is ready to be asked. */
export interface ScreeningView {
  readonly name: string;
  readonly summary: ScreeningSummary;
  /** `parquet`: all compounds above a probability. `list`: the best ones of top.csv only. */
  readonly source: 'parquet' | 'list';
  readonly state: 'loading' | 'ready';
  /** Compounds that can be asked for; 0 while loading. */
  readonly candidates: number;
  /** How many of them have an interval: those of top.csv. */
  readonly withInterval: number;
  /** Their most electronegative elements, commonest first. */
  readonly anions: readonly string[];
}

/** Columns that can be sorted by. */
export const SORT_COLUMNS = [
  'rank',
  'formula',
  'chemical_system',
  'log_odds',
  'probability',
  'domain_distance',
  'log10_conductivity_S_per_cm',
  'log10_low',
] as const;

/** A column that can be sorted by. */
export type SortColumn = (typeof SORT_COLUMNS)[number];

/** What is asked of candidates; names are those of the URL, of the page as well as of the server. */
export interface CandidateFilters {
  /** As people type it: Li3PS4, Li-P-S (these elements and no other), Li-P-* (one more), Li,P,S (these and any other). */
  readonly q?: string;
  /** Symbols with commas: has all of them. */
  readonly elements?: string;
  /** Symbols with commas: has none of them. */
  readonly without?: string;
  /** Symbols with commas: the anion is one of them. */
  readonly anion?: string;
  readonly probability_min?: number;
  readonly probability_max?: number;
  readonly log_odds_min?: number;
  readonly log_odds_max?: number;
  /** log10 S/cm: the interval's lower end is at least this; compounds without an interval are left out. */
  readonly log10_low_min?: number;
  /** Widest interval in decades. */
  readonly width_max?: number;
  readonly distance_max?: number;
  readonly neutral?: 'yes' | 'no';
  readonly pauling?: 'yes' | 'no';
  readonly known?: 'yes' | 'no';
  /** Compounds without an interval have neither. */
  readonly domain?: 'inside' | 'outside';
}

/** A compound of the list, with what was measured of it. */
export interface CandidateRow
  extends Pick<MeasuredFields, 'measured' | 'measured_source' | 'measured_against_predicted'> {
  /** 1 for the highest score. */
  readonly rank: number;
  readonly formula: string;
  readonly chemical_system: string;
  readonly anion: string;
  readonly log_odds: number;
  readonly probability: number;
  readonly domain_distance: number | null;
  readonly charge_neutral: boolean;
  readonly pauling_order: boolean;
  readonly known: boolean;
  /** The student of measurements; null for compounds outside top.csv. */
  readonly log10_conductivity_S_per_cm: number | null;
  readonly log10_low: number | null;
  readonly log10_high: number | null;
  readonly domain: 'inside' | 'outside' | null;
}

/** A page of the list. */
export interface CandidatePage {
  readonly total: number;
  /** From 1; the last one where one beyond it was asked for, 1 where there is no row. */
  readonly page: number;
  /** Most rows of a page. */
  readonly size: number;
  readonly rows: readonly CandidateRow[];
  /** How the search text was read, in words; empty without one. */
  readonly understood: string;
  readonly milliseconds: number;
}

/** Log-odds of the compounds of a filter, in bins of equal width. */
export interface ScoreHistogram {
  readonly lower_edge: number;
  readonly width: number;
  readonly counts: readonly number[];
}

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

/** Everything known of a composition. */
export interface CompoundView {
  readonly formula: string;
  readonly chemical_system: string;
  readonly prediction: LithiumPrediction;
  /** Why the student of measurements says what it says, element by element. */
  readonly measured: Explanation;
  /** Its line of the screening; null where it has none. */
  readonly listed: CandidateRow | null;
  readonly student: Explanation;
  /** Of the first of its known structures; null without one. */
  readonly teacher: Explanation | null;
  /** Nearest first. */
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
}

/** Compositions between two end members. */
export interface TieLine {
  readonly from: string;
  readonly to: string;
  /** `share`: formula units of `to` among those of both. */
  readonly points: readonly (ScoredComposition & { readonly share: number })[];
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

/** An experiment with what can be shown of it. */
export interface ExperimentView {
  readonly name: string;
  readonly title: string;
  /** Of the paper; null for a question of our own. */
  readonly doi: string | null;
  /** What the paper claims, or what we ask. */
  readonly claim: string;
  readonly effort: string;
  readonly seed: number;
  readonly compared: readonly ComparedNumber[];
  readonly numbers: Numbers;
  readonly not_reproduced: readonly string[];
  /** Figures with their captions; the file is at /files/NAME/FILE. */
  readonly figures: readonly { readonly file: string; readonly caption: string }[];
  /** Other files that can be fetched: report.html, tables, JSON. */
  readonly files: readonly string[];
}
