/** The numbers by which an answer is held against measured conductivities. */
import { stream } from '../core/random.ts';
import { bootstrapIntervals } from '../evaluation/bootstrap.ts';
import { bootstrapStatistic } from '../evaluation/bootstrap-statistic.ts';
import { brierScore } from '../evaluation/calibration.ts';
import { enrichment } from '../evaluation/enrichment.ts';
import { meanAbsoluteError } from '../evaluation/regression-metrics.ts';
import { spearman } from '../evaluation/spearman.ts';
import { isFast, type MeasuredMaterial } from '../transfer/measured-data.ts';
import { measured, type Numbers } from './numbers.ts';

/**
 * log10 of the conductivities, in S/cm, that stand for what lies below detection.
 * @example FLOORS['1e-10']; // -10
 */
export const FLOORS = { '1e-10': -10, '1e-15': -15 } as const;

/** What a student says of some compositions; one value each. */
export interface MeasuredAnswer {
  /** At least 0 means fast. */
  readonly score: Float64Array;
  /** log10 of the conductivity in S/cm, and its standard deviation; null of a student that tells classes only. */
  readonly log10Conductivity: Float64Array | null;
  readonly sd: Float64Array | null;
}

/** What the numbers rest on. */
export interface CellOptions {
  readonly resamples: number;
  readonly seed: number;
  /** Whole groups are drawn. */
  readonly groups: readonly string[];
  /** Probabilities of the rows, where the answer has any. */
  readonly probability: Float64Array | null;
  /** False for an answer that is the same for every row of a fold. */
  readonly ranks: boolean;
  /** Category of each row, of a rule that knows nothing else of it: in AUC rows of one category are ties. */
  readonly alike?: ArrayLike<number> | undefined;
}

/**
 * AUC, MCC at 1e-4 S/cm, Spearman's rank correlation, enrichment in the best 1 % and 10 %, mean absolute error of log10 of the
 * conductivity with both floors, and Brier score, with 95 % bootstrap intervals.
 * @param key start of the numbers' keys
 * @example
 * const answer = { score: Float64Array.of(1, -1), log10Conductivity: null, sd: null };
 * const options = { resamples: 100, seed: 0, groups: ['a', 'b'], probability: null, ranks: true };
 * measuredScores('demo', loadMeasured('obelix').slice(0, 2), answer, options)['demo.auc']?.value;
 */
export function measuredScores(
  key: string,
  materials: readonly MeasuredMaterial[],
  { score, log10Conductivity }: MeasuredAnswer,
  { resamples, seed, groups, probability, ranks, alike }: CellOptions,
): Numbers {
  const n = materials.length;
  const truth = materials.map((material) => material.log10Conductivity);
  const fast = truth.map(isFast);
  const random = (name: string) => stream(seed, `bootstrap ${key} ${name}`);
  const options = { resamples, level: 0.95, groups };
  const both = bootstrapIntervals(
    fast,
    score,
    ['auc', 'mcc'],
    { ...options, ...(alike && { alike }) },
    random('classes'),
  );
  const numbers: Numbers = {};
  const put = (name: string, unit: string, of: (rows: Int32Array) => number | null): void => {
    const { estimate, low, high } = bootstrapStatistic(n, of, options, random(name));
    numbers[`${key}.${name}`] = measured(estimate, unit, n, [low, high]);
  };
  const { auc, mcc } = both;
  numbers[`${key}.mcc`] = measured(mcc.estimate, 'score', n, [mcc.low, mcc.high]);
  if (ranks) {
    numbers[`${key}.auc`] = measured(auc.estimate, 'score', n, [auc.low, auc.high]);
    put('spearman', 'correlation', (rows) => spearman(pick(truth, rows), pick(score, rows)));
    for (const share of [0.01, 0.1]) {
      put(`enrichment_${100 * share}_percent`, 'times', (rows) =>
        enrichment(pick(fast, rows), pick(score, rows), share),
      );
    }
  }
  if (log10Conductivity !== null) {
    for (const [name, floor] of Object.entries(FLOORS)) {
      const floored = materials.map((material) => (material.belowDetection ? floor : material.log10Conductivity));
      put(`mae_floor_${name}`, 'decades', (rows) =>
        meanAbsoluteError(pick(floored, rows), pick(log10Conductivity, rows), floor),
      );
    }
  }
  if (probability !== null) {
    put('brier', 'squared probability', (rows) => brierScore(pick(fast, rows), pick(probability, rows)));
  }
  return numbers;
}

function pick(values: ArrayLike<number>, rows: Int32Array): number[] {
  return Array.from(rows, (row) => values[row]!);
}
