/** What a screening found, as every result stores it. */
import { SYMBOLS } from '../chemistry/elements.ts';
import { oxidationRuleText } from '../chemistry/oxidation-states.ts';
import { FILTERS } from '../screening/filters.ts';
import type { ScreeningJob } from '../screening/job.ts';
import type { ScreeningResult } from '../screening/screening-result.ts';
import { type SpaceStatement, stateSpace } from '../screening/state-space.ts';
import { roundOnce } from './numbers.ts';

/** Names of the filters, in the order in which they remove compounds. */
export { FILTERS };

/** Compounds with an element, or with an element as their anion. */
export interface ElementCount {
  readonly symbol: string;
  readonly scored: number;
  readonly fast: number;
}

/** Compounds with at least the score of one that was asked for. */
export interface RankSummary {
  readonly log_odds: number;
  readonly at_least: number;
  readonly by_anion: readonly { readonly symbol: string; readonly at_least: number }[];
}

/** What screening found, as plain JSON. All counts are exact. */
export interface ScreeningSummary {
  readonly student: string;
  readonly space: SpaceStatement;
  /** Formulas as written, multiples of one another counted each. */
  readonly formula_strings: number;
  /** Distinct reduced formulas, in closed form. */
  readonly distinct_formulas: number;
  /** What the filters asked for. */
  readonly filters: {
    readonly excluded_elements: readonly string[];
    readonly real_anion: boolean;
    readonly charges: string;
    readonly oxidation_states: string;
    readonly unknown_only: boolean;
    readonly domain_limit: number | null;
    readonly one_per_system: boolean;
  };
  /** Compounds that each filter removed, in this order: a compound is counted once. */
  readonly removed: Readonly<Record<string, number>>;
  /** Compounds that passed the filters, all of them scored. */
  readonly scored: number;
  /** Compounds with log-odds of at least the threshold. */
  readonly fast: number;
  readonly threshold_log_odds: number;
  /** Element sets with a compound that passed. */
  readonly chemical_systems: number;
  /** Counts of log-odds in bins of equal width; a bin edge lies at the threshold. */
  readonly histogram: {
    readonly lower_edge: number;
    readonly width: number;
    readonly counts: readonly number[];
  } | null;
  readonly by_element: readonly ElementCount[];
  /** By the most electronegative element. */
  readonly by_anion: readonly ElementCount[];
  readonly ranks: readonly RankSummary[];
}

/**
 * What a screening found, as plain JSON.
 * @example screeningSummary(job, await screen(job, { threads: 2 })).scored;
 */
export function screeningSummary(job: ScreeningJob, result: ScreeningResult): ScreeningSummary {
  const { plan, filters } = job;
  const withSymbols = (rows: typeof result.byElement): ElementCount[] =>
    rows.map(({ Z, scored, aboveThreshold }) => ({ symbol: SYMBOLS[Z]!, scored, fast: aboveThreshold }));
  const { histogram } = result;
  return {
    student: plan.student.name,
    space: stateSpace(plan.space),
    formula_strings: result.formulaStrings,
    distinct_formulas: result.distinct,
    filters: {
      excluded_elements: filters.excluded.map((z) => SYMBOLS[z]!),
      real_anion: filters.realAnion,
      charges: filters.charges,
      oxidation_states: oxidationRuleText(filters.states),
      unknown_only: filters.unknownOnly,
      domain_limit: filters.domainLimit,
      one_per_system: job.onePerSystem,
    },
    removed: result.removed,
    scored: result.scored,
    fast: result.aboveThreshold,
    threshold_log_odds: roundOnce(job.threshold)!,
    chemical_systems: result.systems,
    histogram:
      histogram === null
        ? null
        : {
            lower_edge: roundOnce(histogram.lowerEdge)!,
            width: roundOnce(histogram.width)!,
            counts: histogram.counts,
          },
    by_element: withSymbols(result.byElement),
    by_anion: withSymbols(result.byAnion),
    ranks: result.ranks.map(({ score, atLeast, byAnion }) => ({
      log_odds: roundOnce(score)!,
      at_least: atLeast,
      by_anion: byAnion.map(({ Z, atLeast: count }) => ({ symbol: SYMBOLS[Z]!, at_least: count })),
    })),
  };
}
