/**
 * What a screening counts while it runs. Tallies of disjoint ranges of element sets add up to the tally of all of them, in
 * whatever order.
 */
import { SYMBOLS } from '../chemistry/elements.ts';
import { FILTERS } from './filters.ts';
import { BINS } from './histogram.ts';
import type { WrittenFile } from './parquet-file.ts';
import type { Candidate, TopCandidates } from './top-candidates.ts';

/** Compounds scored and compounds above the threshold, by some small integer. Float64: exact to 2^53. */
export interface Counts {
  readonly scored: Float64Array;
  readonly above: Float64Array;
}

/** Counts of a part of a screening. Plain data. */
export interface Tally {
  /** Compounds that passed all filters and have a score; those at or above the threshold. By number of elements. */
  readonly arities: Counts;
  /** The same by atomic number of each element in the compound. */
  readonly elements: Counts;
  /** The same by atomic number of the most electronegative element. */
  readonly anions: Counts;
  /** Compounds that each filter removed. */
  readonly removed: Float64Array;
  /** Compounds by bin of the histogram; zeros where none was asked for. */
  readonly bins: Float64Array;
  /** For each further score asked for: compounds with at least it, by atomic number of the most electronegative element. */
  readonly ranks: readonly Float64Array[];
  /** Element sets with a compound that passed all filters. */
  systems: number;
  /** Compounds that no bound decided. */
  undecided: number;
  /** Compounds written to files. */
  written: number;
  /** The files that hold them, in no order. */
  files: WrittenFile[];
  /** The best compounds, best first. */
  top: Candidate[];
}

/** Numbers of elements that a compound may have, and one more. */
const ARITIES = 9;

/**
 * A tally of nothing.
 * @param ranks number of further scores
 * @example emptyTally(0).bins.length; // 512
 */
export function emptyTally(ranks: number): Tally {
  const counts = (length: number): Counts => ({ scored: new Float64Array(length), above: new Float64Array(length) });
  return {
    arities: counts(ARITIES),
    elements: counts(SYMBOLS.length),
    anions: counts(SYMBOLS.length),
    removed: new Float64Array(FILTERS.length),
    bins: new Float64Array(BINS),
    ranks: Array.from({ length: ranks }, () => new Float64Array(SYMBOLS.length)),
    systems: 0,
    undecided: 0,
    written: 0,
    files: [],
    top: [],
  };
}

/** The groups of counts. */
export const COUNT_GROUPS = ['arities', 'elements', 'anions'] as const;

/**
 * Adds the tally of other element sets to a tally, and its best compounds to the best of all.
 * @param top the best so far; they are not yet in `total.top`
 * @example mergeTally(total, part, top); total.top = top.sorted();
 */
export function mergeTally(total: Tally, part: Tally, top: TopCandidates): void {
  for (const group of COUNT_GROUPS) {
    addTo(total[group].scored, part[group].scored);
    addTo(total[group].above, part[group].above);
  }
  addTo(total.removed, part.removed);
  addTo(total.bins, part.bins);
  total.ranks.forEach((rank, i) => {
    addTo(rank, part.ranks[i]!);
  });
  total.systems += part.systems;
  total.undecided += part.undecided;
  total.written += part.written;
  for (const file of part.files) total.files.push(file);
  for (const { score, set, index } of part.top) top.offer(score, set, index);
}

function addTo(sums: Float64Array, values: Float64Array): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += values[i]!;
}

/**
 * Compounds of a tally: scored, and removed by filters.
 * @example compoundsOf(emptyTally(0)); // { scored: 0, removed: 0 }
 */
export function compoundsOf({ arities, removed }: Tally): { readonly scored: number; readonly removed: number } {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  return { scored: sum(arities.scored), removed: sum(removed) };
}
