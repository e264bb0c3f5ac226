/** Curves of students as summary.json stores them. */
import { stream } from '../core/random.ts';
import {
  type CurveBand,
  FALSE_POSITIVE_RATES,
  type RankingCurves,
  RECALLS,
  rankingCurves,
} from '../evaluation/ranking-curves.ts';
import { roundOnce } from './numbers.ts';
import type { ScoreOptions } from './score.ts';

/** ROC and precision-recall curves of one answer. */
export interface StoredCurves extends RankingCurves {
  /** Whose answer, and on what. */
  readonly student: string;
  readonly set: string;
  readonly n: number;
  readonly positives: number;
}

/** Grids of the curves. */
export interface CurveGrids {
  readonly false_positive_rate: readonly number[];
  readonly recall: readonly number[];
}

/**
 * The grids, rounded once.
 * @example curveGrids().recall[0]; // 0.02
 */
export function curveGrids(): CurveGrids {
  return { false_positive_rate: rounded(FALSE_POSITIVE_RATES) as number[], recall: rounded(RECALLS) as number[] };
}

/**
 * Curves with 95 % bootstrap bands, rounded once.
 * @param y labels, 0 or 1
 * @param score decision values
 * @example storedCurves('logistic-30', 'real anion', [0, 1], Float64Array.of(-1, 1), { resamples: 100, seed: 0 }).roc.value;
 */
export function storedCurves(
  student: string,
  set: string,
  y: readonly number[],
  score: ArrayLike<number>,
  { resamples, seed, groups }: Omit<ScoreOptions, 'ranks'>,
): StoredCurves {
  const random = stream(seed, `curves ${student} ${set}`);
  const { roc, precision } = rankingCurves(y, score, { resamples, level: 0.95, ...(groups && { groups }) }, random);
  const positives = y.filter((label) => label === 1).length;
  return { student, set, n: y.length, positives, roc: roundBand(roc), precision: roundBand(precision) };
}

function roundBand({ value, low, high }: CurveBand): CurveBand {
  return { value: rounded(value), low: rounded(low), high: rounded(high) };
}

const rounded = (values: readonly (number | null)[]): (number | null)[] => values.map(roundOnce);
