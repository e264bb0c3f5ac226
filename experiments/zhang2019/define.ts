/** What can be chosen of a grouping of compounds by the powder patterns of their anions. */
import type { ClusterSpec } from 'ionsieve';
import type { PatternOptions } from 'ionsieve/crystal';

/** What can be made smaller for a quick run. */
export interface GroupingEffort {
  /** Every how many-th compound is taken; 1 for all. Measured materials are all taken. */
  readonly everyNth: number;
  /** Parts of the compounds that are grouped anew, to see whether the groups stay. */
  readonly parts: number;
  /** Shuffles of the measured conductivities behind each p-value. */
  readonly permutations: number;
  /** Bootstrap resamples behind each interval. */
  readonly resamples: number;
}

/** Ways to group compounds, and what is asked of the groups. */
export interface GroupingPlan {
  readonly seed: number;
  readonly pattern: PatternOptions;
  /** Structures whose patterns (of length one) differ by less are one in the grouping. */
  readonly sameWithin: number;
  /** The ways to group, one of each kind, each with the number of groups that is looked at closely; the first is drawn as a tree. */
  readonly methods: readonly ClusterSpec[];
  /** Numbers of groups that are compared, ascending. */
  readonly counts: readonly number[];
  /** Share of the compounds in each part that is grouped anew. */
  readonly partShare: number;
  /** log10 of S/cm from which a conductor counts as fast. */
  readonly fastFrom: number;
  /** Fewest measured materials of a group whose share of fast ones is spoken of. */
  readonly leastMeasured: number;
  /** Widths of a line (degrees of 2 theta) with which the first way to group is tried again. */
  readonly otherWidths: readonly number[];
  /** Formulas of the fast conductors that the paper found by calculation. */
  readonly finds: readonly string[];
  /** Most rows of candidates.csv. */
  readonly candidates: number;
  /** Largest distance of a candidate to a fast conductor. */
  readonly candidatesWithin: number;
}
