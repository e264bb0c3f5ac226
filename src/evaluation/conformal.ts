/**
 * Split conformal prediction (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005; Lei et al.,
 * J. Am. Stat. Assoc. 113, 1094 (2018)): from the errors on rows that the model was not fitted to, an interval that
 * holds the truth of a new row with at least the chance asked for, whatever the model, as long as the new row is
 * exchangeable with those rows. For rows of a new kind (another chemistry, say) nothing is promised.
 *
 * The score of a row is |truth - mean| / sd (normalised residual: Papadopoulos, Vovk and Gammerman, J. Artif. Intell.
 * Res. 40, 815 (2011)), so that intervals are wide where the model says it is unsure; with sd = 1 all are equally wide.
 */
import { fail } from '../core/errors.ts';
import { checkFinite, checkPairs } from './check-labels.ts';
import { shareCount } from './share-count.ts';

/** Predictions with their spread. */
export interface SpreadPrediction {
  /** Predicted value of each row. */
  readonly mean: ArrayLike<number>;
  /** Spread of each row, at least 0, in the unit of the mean; need not be calibrated. */
  readonly sd: ArrayLike<number>;
}

/** Ends of the interval of each row. */
export interface ConformalInterval {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * The score that a new row stays within with at least the chance asked for: the ceil((n + 1) x coverage)-th smallest
 * of n. The n + 1 counts the new row among the rest; where no two scores are equal the chance is below
 * coverage + 1 / (n + 1).
 *
 * @param scores nonconformity of each calibration row; none of them may have been used to fit the model
 * @param coverage between 0 and 1, such as 0.9
 * @throws {UserError} when a score is not finite, coverage is out of range, or n is too small: no finite interval
 * has the coverage then
 * @example conformalQuantile([3, 1, 2, 4], 0.8); // 4
 */
export function conformalQuantile(scores: ArrayLike<number>, coverage: number): number {
  if (!(coverage > 0 && coverage < 1)) fail('conformal coverage', 'between 0 and 1', `${coverage}`, 'use 0.9, say');
  checkFinite('conformal scores', scores);
  const rank = shareCount(coverage, scores.length + 1);
  if (rank > scores.length) {
    const least = leastScores(coverage);
    const remedy = 'give more calibration rows or ask for less coverage';
    fail('conformal scores', `at least ${least} for a coverage of ${coverage}`, `${scores.length}`, remedy);
  }
  return Float64Array.from(scores).sort()[rank - 1]!;
}

/**
 * mean - quantile x sd to mean + quantile x sd, a row.
 *
 * @param quantile from {@link conformalQuantile} over normalised residuals, at least 0
 * @throws {UserError} when lengths differ, there are no rows, a value is not finite, or sd or quantile is negative
 * @example conformalInterval({ mean: [5], sd: [2] }, 1.5); // { low: Float64Array [2], high: Float64Array [8] }
 */
export function conformalInterval({ mean, sd }: SpreadPrediction, quantile: number): ConformalInterval {
  checkPairs('conformal interval', mean, sd);
  checkNotNegative('conformal quantile', quantile);
  const end = (side: number) =>
    Float64Array.from(mean, (centre, i) => {
      checkNotNegative(`conformal interval, sd ${i}`, sd[i]!);
      return centre + side * quantile * sd[i]!;
    });
  return { low: end(-1), high: end(1) };
}

/**
 * Share of rows whose truth lies in their interval, ends included.
 *
 * @throws {UserError} when lengths differ, there are no rows, or a value is not finite
 * @example coverageOf([1, 5], [0, 0], [2, 2]); // 0.5
 */
export function coverageOf(truth: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>): number {
  checkPairs('coverage', truth, low);
  checkPairs('coverage', truth, high);
  let inside = 0;
  for (let i = 0; i < truth.length; i++) if (low[i]! <= truth[i]! && truth[i]! <= high[i]!) inside++;
  return inside / truth.length;
}

/**
 * The fewest calibration rows from which an interval can have a coverage: the least n with ceil((n + 1) x coverage) <= n, in spite of
 * rounding in the division.
 * @example leastScores(0.9); // 9
 */
export function leastScores(coverage: number): number {
  const least = Math.floor(coverage / (1 - coverage));
  return shareCount(coverage, least + 1) > least ? least + 1 : least;
}

function checkNotNegative(where: string, value: number): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
    fail(where, 'a finite number of at least 0', `${value}`, 'a spread has no sign');
  }
}
