/** The outcome of a screening as a plain record, with formulas for the best compounds. */
import type { CandidateRow } from './candidate-files.ts';
import { type CandidateDescriber, createDescriber } from './describe-candidate.ts';
import { FILTERS } from './filters.ts';
import type { ScreeningJob } from './job.ts';
import { countArity, countSpace } from './space.ts';
import { type Counts, compoundsOf, type Tally } from './tally.ts';
import type { Candidate } from './top-candidates.ts';
import type { Unit } from './units.ts';

/** Compounds that contain an element, or have it as anion. */
export interface ElementCount {
  /** Atomic number. */
  readonly Z: number;
  readonly scored: number;
  readonly aboveThreshold: number;
}

/** Compounds of one arity. */
export interface ArityCount {
  readonly arity: number;
  readonly elementSets: number;
  readonly formulaStrings: number;
  readonly distinct: number;
  readonly scored: number;
  readonly aboveThreshold: number;
}

/** Compounds that reach one of the further scores. */
export interface RankCount {
  readonly score: number;
  /** Compounds with a score of at least this, by the most electronegative element; empty groups left out. */
  readonly byAnion: readonly { readonly Z: number; readonly atLeast: number }[];
  readonly atLeast: number;
}

/** Outcome of a screening. Every count is an exact integer; scores are in the student's unit. */
export interface ScreeningResult {
  /** Formulas as written, multiples of each other counted each; of a list those of its space. */
  readonly formulaStrings: number;
  /** Distinct reduced formulas: of a grid from the closed form. */
  readonly distinct: number;
  /** Compounds that each filter removed, by the names of FILTERS. */
  readonly removed: Readonly<Record<(typeof FILTERS)[number], number>>;
  /** Compounds that passed the filters, each with its score. */
  readonly scored: number;
  /** Compounds with a score of at least the threshold. */
  readonly aboveThreshold: number;
  /** Chemical systems with a compound that passed the filters. */
  readonly systems: number;
  /** Compounds whose side of the threshold a bound decided, without a visit; depends on how the work was done. */
  readonly decidedByBounds: number;
  /** Compounds written to files. */
  readonly written: number;
  /** Bin i holds the scores from lowerEdge + i width, included, to the next edge; one edge is the threshold. */
  readonly histogram: {
    readonly lowerEdge: number;
    readonly width: number;
    readonly counts: readonly number[];
  } | null;
  readonly perArity: readonly ArityCount[];
  /** One entry for each partner element, in canonical order. */
  readonly byElement: readonly ElementCount[];
  /** By the most electronegative element of the compound, in order of atomic number; empty groups left out. */
  readonly byAnion: readonly ElementCount[];
  readonly ranks: readonly RankCount[];
  /** The best compounds, best first; ties as in `compareCandidates`. */
  readonly top: readonly CandidateRow[];
}

/**
 * Writes a tally out as a result.
 * @param units the units that it is the tally of
 * @example summarise(job, planUnits(job.plan), tally).aboveThreshold;
 */
export function summarise(job: ScreeningJob, units: readonly Unit[], tally: Tally): ScreeningResult {
  const { plan, histogram, ranks } = job;
  const { space } = plan;
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const byZ = (counts: Counts, Z: number): ElementCount => ({
    Z,
    scored: counts.scored[Z]!,
    aboveThreshold: counts.above[Z]!,
  });
  const { scored } = compoundsOf(tally);
  const describe = createDescriber(plan, job.filters, null);
  const removed = Object.fromEntries(FILTERS.map((filter, i) => [filter, tally.removed[i]!]));
  return {
    formulaStrings: countSpace(space).formulaStrings,
    distinct: units.reduce((total, { compounds }) => total + compounds, 0),
    removed: removed as ScreeningResult['removed'],
    scored,
    aboveThreshold: sum(tally.arities.above),
    systems: tally.systems,
    decidedByBounds: scored - tally.undecided,
    written: tally.written,
    histogram:
      histogram === null ? null : { lowerEdge: histogram.lowerEdge, width: histogram.width, counts: [...tally.bins] },
    perArity: space.arities.map((arity) => ({
      arity,
      ...countArity(space, arity),
      scored: tally.arities.scored[arity]!,
      aboveThreshold: tally.arities.above[arity]!,
    })),
    byElement: space.partners.map((Z) => byZ(tally.elements, Z)),
    byAnion: [...tally.anions.scored.keys()].map((Z) => byZ(tally.anions, Z)).filter((row) => row.scored > 0),
    ranks: ranks.map((score, i) => ({
      score,
      atLeast: sum(tally.ranks[i]!),
      byAnion: [...tally.ranks[i]!.entries()].flatMap(([Z, atLeast]) => (atLeast > 0 ? [{ Z, atLeast }] : [])),
    })),
    top: describeAll(tally.top, describe),
  };
}

/** Set by set, which is what a describer is quick at; in the order of the candidates. */
function describeAll(candidates: readonly Candidate[], describe: CandidateDescriber): CandidateRow[] {
  const rows: CandidateRow[] = [];
  const places = [...candidates.keys()].sort((a, b) => candidates[a]!.set - candidates[b]!.set);
  for (const place of places) {
    const { set, index, score } = candidates[place]!;
    rows[place] = describe(set, index, score);
  }
  return rows;
}
