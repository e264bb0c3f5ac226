/** What the engines of a screening have in common: one element set after another, compounds by index. */
import { BINS, type ScoreHistogram } from './histogram.ts';

/** What is asked of an element set. */
export interface Visit {
  /** How many compounds the mask lets in. */
  readonly live: number;
  /** Compounds with a score of at least this are counted. */
  readonly threshold: number;
  /** Compounds with a score of at least this are offered. */
  readonly floor: number;
  /** Takes a compound; the floor from now on. */
  offer(index: number, score: number): number;
  /** Counts every compound in its bin; nothing is left to bounds then. */
  readonly histogram?: { readonly layout: ScoreHistogram; readonly counts: Float64Array };
}

/** What came of a visit. */
export interface Visited {
  /** Compounds at or above the threshold. */
  readonly above: number;
  /** Compounds that were scored one by one: all but those that a bound decided. */
  readonly undecided: number;
}

/** Scores the compounds of element sets of one arity. */
export interface SetEngine {
  /** Which compounds of the set are in (src/screening/coefficients.ts); to be filled before a visit. */
  readonly mask: Uint32Array;
  /** Takes up an element set: atomic numbers in the order of `elementSet`. */
  load(elements: Uint8Array): void;
  /** Score of a compound of the set, float64. This is what a score is; whatever is faster agrees with it. */
  score(index: number): number;
  /** Visits the compounds that the mask lets in. */
  visit(visit: Visit): Visited;
}

/**
 * The bin of a score; the first and the last bin hold what lies beyond them.
 * @example binOf(0.1, layHistogram({ lower: -1, upper: 1 }, 0)); // 281
 */
export function binOf(score: number, { origin, scale, originBin }: ScoreHistogram): number {
  const bin = Math.floor((score - origin) * scale) + originBin;
  return Math.min(Math.max(bin, 0), BINS - 1);
}
