import type { ScreenedValue } from '../../screening/compile.ts';
import { screenedValue } from '../../screening/compile.ts';
import type { ScreeningJob } from '../../screening/job.ts';
import type { ScreeningResult } from '../../screening/screening-result.ts';
import { roundOnce } from '../numbers.ts';
import { type ElementCount, type ScreeningSummary, screeningSummary } from '../screening-summary.ts';

/** Compounds with an element, or with an element as their anion. */
export interface ReachedCount {
  readonly symbol: string;
  readonly scored: number;
  readonly reached: number;
}

type OfLogOdds = 'fast' | 'threshold_log_odds' | 'by_element' | 'by_anion' | 'ranks' | 'histogram';

/** What a screening by value found, as plain JSON. All counts are exact. */
export interface ValueSummary extends Omit<ScreeningSummary, OfLogOdds> {
  /** What was predicted, its unit, and which end was wanted. */
  readonly value: ScreenedValue;
  /** In the scale of the value. */
  readonly threshold: number;
  /** Compounds that reach the threshold: at least it, or at most it where small values are wanted. */
  readonly reached: number;
  readonly by_element: readonly ReachedCount[];
  readonly by_anion: readonly ReachedCount[];
  /** Compounds at least as good as those that were asked for. */
  readonly ranks: readonly { readonly value: number; readonly at_least_as_good: number }[];
  /** Counts of values in bins of equal width; where small values are wanted, of values with their sign turned. */
  readonly histogram: ScreeningSummary['histogram'];
}

/**
 * What a screening by value found.
 * @example valueSummary(job, result, job.plan.student.value!).reached;
 */
export function valueSummary(job: ScreeningJob, result: ScreeningResult, value: ScreenedValue): ValueSummary {
  const { fast, threshold_log_odds: _, by_element, by_anion, ranks, ...rest } = screeningSummary(job, result);
  const told = (score: number) => roundOnce(screenedValue(value, score))!;
  const reached = (rows: readonly ElementCount[]): ReachedCount[] =>
    rows.map(({ symbol, scored, fast: count }) => ({ symbol, scored, reached: count }));
  return {
    ...rest,
    ...{ value, threshold: told(job.threshold), reached: fast },
    ...{ by_element: reached(by_element), by_anion: reached(by_anion) },
    ranks: ranks.map(({ log_odds: score, at_least }) => ({ value: told(score), at_least_as_good: at_least })),
  };
}
