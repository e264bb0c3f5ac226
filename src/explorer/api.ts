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
 *   GET  /api/stability?screening=NAME&formula=Li3PS4&against=Li               StabilityView
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
import type { ScreeningSummary } from '../experiment/screening-summary.ts';
import type { ScreenedValue } from '../screening/compile.ts';
import type { MeasuredFields } from '../transfer/measured-fields.ts';

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
  readonly reached: number;
  /** What its scores tell; null of log-odds. */
  readonly value: ScreenedValue | null;
  /** What log-odds are of, in words: 'band gap at least 1 eV'; null of fast conduction and of values. */
  readonly goal: string | null;
}

/** What a screening found: by probability or by value. */
export interface ScreeningCounts
  extends Pick<
    ScreeningSummary,
    'student' | 'space' | 'distinct_formulas' | 'filters' | 'removed' | 'scored' | 'chemical_systems'
  > {
  /** What scores tell, and which end was wanted; null of log-odds. */
  readonly value: ScreenedValue | null;
  /** What log-odds are of, in words: 'band gap at least 1 eV'; null of fast conduction and of values. */
  readonly goal: string | null;
  /** In log-odds, or in the scale of the value. */
  readonly threshold: number;
  /** Compounds that reach it: at least it, or at most it where small values are wanted. */
  readonly reached: number;
  readonly by_element: readonly { readonly symbol: string; readonly scored: number; readonly reached: number }[];
  /** Of log-odds or values; null where none was counted. */
  readonly histogram: ScoreHistogram | null;
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
  readonly summary: ScreeningCounts;
  /** `parquet`: all compounds above a probability, or as good as a value. `list`: the best ones of top.csv only. */
  readonly source: 'parquet' | 'list';
  readonly state: 'loading' | 'ready';
  /** Compounds that can be asked for; 0 while loading. */
  readonly candidates: number;
  /** Why there is none, in words, of a screening whose list is empty; null of others, and while loading. */
  readonly nothing: string | null;
  /** How many of them have an interval: those of top.csv. */
  readonly withInterval: number;
  /** How many have competing phases, and how many a predicted energy above the hull. */
  readonly withStability: number;
  readonly withAboveHull: number;
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
  'value',
  'domain_distance',
  'log10_conductivity_S_per_cm',
  'log10_low',
  'hull_energy_eV_atom',
  'window_V',
  'predicted_above_hull_eV_atom',
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
  /** In the scale of the value. */
  readonly value_min?: number;
  readonly value_max?: number;
  /** log10 S/cm: the interval's lower end is at least this; compounds without an interval are left out. */
  readonly log10_low_min?: number;
  /** Widest interval in decades. */
  readonly width_max?: number;
  readonly distance_max?: number;
  /** Least width of the window, in V; compounds without a window are left out. */
  readonly window_min?: number;
  /** Most predicted energy above the hull, in eV an atom; compounds without a prediction are left out. */
  readonly predicted_above_hull_max?: number;
  readonly neutral?: 'yes' | 'no';
  readonly pauling?: 'yes' | 'no';
  readonly known?: 'yes' | 'no';
  /** Compounds without an interval have neither. */
  readonly domain?: 'inside' | 'outside';
}

/** A compound of the list, with what was measured of it. */
export interface CandidateRow
  extends Pick<MeasuredFields, 'measured' | 'measured_source' | 'measured_against_predicted'>,
    ListedStability {
  /** 1 for the best score. */
  readonly rank: number;
  readonly formula: string;
  readonly chemical_system: string;
  readonly anion: string;
  /** Null, as its probability, of a screening by value. */
  readonly log_odds: number | null;
  readonly probability: number | null;
  /** Null of a screening by probability. */
  readonly value: number | null;
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

/** What stability says of a compound of the list; all of it null outside top.csv, and where its run did not ask for it. */
export interface ListedStability {
  readonly hull_energy_eV_atom: number | null;
  /** A mixture, such as `2.333 Li3PS4 + P2S5`. */
  readonly competing_phases: string | null;
  /** Symbols of the elements among them, apart by spaces; null where there is none. */
  readonly elemental_products: string | null;
  /** Against the metal of the run. */
  readonly reduction_V: number | null;
  readonly oxidation_V: number | null;
  /** Width of the window. */
  readonly window_V: number | null;
  readonly oxidation_states: string | null;
  readonly oxidation_states_probability: number | null;
  /** Of a student of formation energies, eV an atom. */
  readonly predicted_above_hull_eV_atom: number | null;
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

/** Log-odds, or values, of the compounds of a filter, in bins of equal width. */
export interface ScoreHistogram {
  readonly lower_edge: number;
  readonly width: number;
  readonly counts: readonly number[];
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
