/**
 * ROC and precision-recall curves on a fixed grid, with pointwise bootstrap bands: rows, or whole groups of them, are drawn as in
 * {@link bootstrapIntervals}, so that a band rests on the same evidence as the interval of an AUC.
 */
import type { Stream } from '../core/random.ts';
import type { BootstrapOptions } from './bootstrap.ts';
import { type Ranking, rankByScore } from './ranking.ts';
import { checkResampling, drawUnits, percentileInterval, sampledUnits } from './resampling.ts';

/** False positive rates of the grid: dense where curves of good models turn. */
export const FALSE_POSITIVE_RATES = Array.from({ length: 51 }, (_, i) => (i / 50) ** 2);

/** Recalls of the grid. */
export const RECALLS = Array.from({ length: 50 }, (_, i) => (i + 1) / 50);

/** A curve at the points of its grid, with the ends of its band; null where no resample has a value. */
export interface CurveBand {
  readonly value: readonly (number | null)[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** Both curves of one score. */
export interface RankingCurves {
  /** True positive rate at {@link FALSE_POSITIVE_RATES}; ties are climbed in a straight line, as the AUC counts them. */
  readonly roc: CurveBand;
  /** Precision at {@link RECALLS}: of the fewest rows, ties together, that hold so many of the positives. */
  readonly precision: CurveBand;
}

/**
 * The curves of a score, and the percentile band of each point.
 * @param y label of each row, 0 or 1
 * @param score score of each row
 * @throws {UserError} for what {@link rankByScore} refuses, and for options out of range
 * @example rankingCurves(y, score, { resamples: 1000, level: 0.95, groups }, stream(0, 'curves')).roc.low;
 */
export function rankingCurves(
  y: ArrayLike<number>,
  score: ArrayLike<number>,
  { resamples, level, groups }: Omit<BootstrapOptions, 'threshold'>,
  random: Stream,
): RankingCurves {
  checkResampling(resamples, level);
  const ranking = rankByScore(y, score, 0);
  const { unitOf, units } = sampledUnits(ranking.order.length, groups);
  const drawn = new Int32Array(units).fill(1);
  const weights = () => ranking.order.map((row) => drawn[unitOf[row]!]!);
  const estimate = curvesOf(ranking, weights());
  const draws = Array.from({ length: resamples }, () => {
    drawUnits(drawn, random);
    return curvesOf(ranking, weights());
  });
  const band = (curve: 'roc' | 'precision'): CurveBand => {
    const intervals = Array.from(estimate[curve], (_, point) =>
      percentileInterval(
        Float64Array.from(draws, (one) => one[curve][point]!),
        level,
      ),
    );
    return {
      value: Array.from(estimate[curve], (value) => (Number.isNaN(value) ? null : value)),
      low: intervals.map(({ low }) => low),
      high: intervals.map(({ high }) => high),
    };
  };
  return { roc: band('roc'), precision: band('precision') };
}

/** Both curves of weighted positions; NaN throughout where a class is missing. */
function curvesOf({ label, tieEnd }: Ranking, weight: Int32Array): Record<'roc' | 'precision', Float64Array> {
  const roc = new Float64Array(FALSE_POSITIVE_RATES.length).fill(Number.NaN);
  const precision = new Float64Array(RECALLS.length).fill(Number.NaN);
  let [positives, negatives] = [0, 0];
  label.forEach((one, position) => {
    if (one === 1) positives += weight[position]!;
    else negatives += weight[position]!;
  });
  if (positives === 0 || negatives === 0) return { roc, precision };
  let [truePositives, falsePositives, tiedPositives, tiedNegatives] = [0, 0, 0, 0];
  let [atRate, atRecall] = [0, 0];
  for (let position = 0; position < label.length; position++) {
    if (label[position] === 1) tiedPositives += weight[position]!;
    else tiedNegatives += weight[position]!;
    if (tieEnd[position] === 0) continue;
    for (; atRate < roc.length; atRate++) {
      const beyond = FALSE_POSITIVE_RATES[atRate]! * negatives - falsePositives;
      if (beyond >= tiedNegatives) break;
      roc[atRate] = (truePositives + (beyond / tiedNegatives) * tiedPositives) / positives;
    }
    truePositives += tiedPositives;
    falsePositives += tiedNegatives;
    for (; atRecall < precision.length && truePositives >= RECALLS[atRecall]! * positives - ROUNDING; atRecall++) {
      precision[atRecall] = truePositives / (truePositives + falsePositives);
    }
    [tiedPositives, tiedNegatives] = [0, 0];
  }
  return { roc: roc.fill(1, atRate), precision };
}

/** Far less than a row. */
const ROUNDING = 1e-6;
