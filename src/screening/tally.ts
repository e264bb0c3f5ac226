/**
 * What a screening counts while it runs: a histogram of scores, compounds above the threshold by arity, element and
 * anion, the lowest and highest score and the best candidates. Tallies of disjoint ranges of element sets add up to
 * the tally of all of them, in whatever order.
 */
import { createComposition, mostElectronegative } from '../chemistry/composition.ts';
import { SYMBOLS } from '../chemistry/elements.ts';
import { setBounds } from './bounds.ts';
import type { ScreeningPlan } from './compile.ts';
import { generalScorer } from './general-kernel.ts';
import { BINS, type ScoreHistogram } from './histogram.ts';
import { countRow, factorisedScorer, type RowScorer } from './kernel.ts';
import { type PrimitiveVectors, primitiveVectors } from './primitive-vectors.ts';
import { elementSet } from './space.ts';
import { type Candidate, createTopCandidates, type TopCandidates } from './top-candidates.ts';

/** Compounds scored and compounds above the threshold, by some small integer. Float64: exact to 2^53. */
export interface Counts {
  readonly scored: Float64Array;
  readonly above: Float64Array;
}

/** Counts of a part of a screening. Plain data. */
export interface Tally {
  /** Compounds by bin of the histogram. */
  readonly bins: Float64Array;
  /** By number of elements. */
  readonly arities: Counts;
  /** By atomic number of each partner in the compound. */
  readonly partners: Counts;
  /** By atomic number of the most electronegative element. */
  readonly anions: Counts;
  lowest: number;
  highest: number;
  /** The best candidates, best first. */
  top: Candidate[];
}

/** Screens element sets one range after another into one tally. */
export interface Tallier {
  /** Screens the sets with ranks from `start` to `end - 1`; the number of compounds scored. */
  add(start: number, end: number): number;
  /** The tally of all ranges so far. */
  tally(): Tally;
}

/**
 * A tally of nothing.
 * @example emptyTally().bins.length; // 512
 */
export function emptyTally(): Tally {
  const counts = (length: number): Counts => ({ scored: new Float64Array(length), above: new Float64Array(length) });
  return {
    bins: new Float64Array(BINS),
    arities: counts(6),
    partners: counts(SYMBOLS.length),
    anions: counts(SYMBOLS.length),
    lowest: Number.POSITIVE_INFINITY,
    highest: Number.NEGATIVE_INFINITY,
    top: [],
  };
}

/**
 * Adds the tally of other element sets to a tally.
 * @param capacity candidates to keep
 * @example mergeTally(total, part, 10_000);
 */
export function mergeTally(total: Tally, part: Tally, capacity: number): void {
  addTo(total.bins, part.bins);
  for (const group of ['arities', 'partners', 'anions'] as const) {
    addTo(total[group].scored, part[group].scored);
    addTo(total[group].above, part[group].above);
  }
  total.lowest = Math.min(total.lowest, part.lowest);
  total.highest = Math.max(total.highest, part.highest);
  const top = createTopCandidates(capacity);
  for (const { score, set, vector } of [...total.top, ...part.top]) top.offer(score, set, vector);
  total.top = top.sorted();
}

function addTo(sums: Float64Array, values: Float64Array): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += values[i]!;
}

/**
 * A tallier for a plan.
 * @param capacity candidates to keep
 * @example
 * const tallier = createTallier(plan, layHistogram(spaceBounds(plan), 0), 100);
 * tallier.add(0, 4186);
 * tallier.tally().top[0];
 */
export function createTallier(plan: ScreeningPlan, histogram: ScoreHistogram, capacity: number): Tallier {
  const tally = emptyTally();
  const top = createTopCandidates(capacity);
  const screeners = new Map(
    plan.space.arities.map((arity) => {
      const vectors = primitiveVectors(arity, plan.space.maxCoefficient);
      return [arity, createSetScreener(plan, histogram, vectors, tally, top)];
    }),
  );
  return {
    add(start, end) {
      let scored = 0;
      for (let rank = start; rank < end; rank++) {
        const elements = elementSet(plan.space, rank);
        scored += screeners.get(elements.length)!(rank, elements);
      }
      return scored;
    },
    tally: () => ({ ...tally, top: top.sorted() }),
  };
}

type SetScreener = (rank: number, elements: Uint8Array) => number;

function createSetScreener(
  plan: ScreeningPlan,
  histogram: ScoreHistogram,
  vectors: PrimitiveVectors,
  tally: Tally,
  top: TopCandidates,
): SetScreener {
  const scorer: RowScorer = plan.kind === 'general' ? generalScorer(plan, vectors) : factorisedScorer(plan, vectors);
  const scores = new Float64Array(vectors.longestRow);
  const counts = new Uint32Array(2 * BINS);
  const { rowStart } = vectors;
  return (rank, elements) => {
    counts.fill(0);
    scorer.load(elements);
    const bounds = setBounds(plan, elements);
    const widens = bounds.upper > tally.highest || bounds.lower < tally.lowest;
    for (let row = 0; row < vectors.rows; row++) {
      const start = rowStart[row]!;
      const length = rowStart[row + 1]! - start;
      scorer.scoreRow(row, scores);
      countRow(scores, length, histogram, counts);
      if (bounds.upper >= top.floor) offerRow(scores, length, rank, start, top);
      if (widens) widen(tally, scores, length);
    }
    return addCounts(tally, elements, histogram.thresholdBin, counts);
  };
}

function offerRow(scores: Float64Array, length: number, rank: number, start: number, top: TopCandidates): void {
  let { floor } = top;
  for (let t = 0; t < length; t++) {
    if (scores[t]! < floor) continue;
    top.offer(scores[t]!, rank, start + t);
    floor = top.floor;
  }
}

function widen(tally: Tally, scores: Float64Array, length: number): void {
  for (let t = 0; t < length; t++) {
    if (scores[t]! < tally.lowest) tally.lowest = scores[t]!;
    if (scores[t]! > tally.highest) tally.highest = scores[t]!;
  }
}

/** Adds one element set's bins to all counts; the number of compounds in them. */
function addCounts(tally: Tally, elements: Uint8Array, thresholdBin: number, bins: Uint32Array): number {
  let scored = 0;
  let above = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const count = bins[bin]! + bins[bin + BINS]!;
    tally.bins[bin]! += count;
    scored += count;
    if (bin >= thresholdBin) above += count;
  }
  const record = (counts: Counts, key: number): void => {
    counts.scored[key]! += scored;
    counts.above[key]! += above;
  };
  record(tally.arities, elements.length);
  for (let i = 1; i < elements.length; i++) record(tally.partners, elements[i]!);
  record(tally.anions, mostElectronegative(createComposition(elements, new Uint8Array(elements.length).fill(1))));
  return scored;
}
