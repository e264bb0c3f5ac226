import { stream } from '../core/random.ts';
import { bootstrapIntervals } from '../evaluation/bootstrap.ts';
import { brierScore } from '../evaluation/calibration.ts';
import type { MetricName } from '../evaluation/ranking.ts';
import { probabilityOf } from '../transfer/log-odds.ts';
import { measured, type Numbers } from './numbers.ts';

/** Every classification score of a summary, under the name that its key ends with. */
const METRICS = {
  accuracy: 'accuracy',
  balanced_accuracy: 'balancedAccuracy',
  mcc: 'mcc',
  f1: 'f1',
  auc: 'auc',
  average_precision: 'averagePrecision',
} as const satisfies Record<string, MetricName>;

const RANKING = ['auc', 'average_precision'];

/** What a score rests on. */
export interface ScoreOptions {
  /** False for a majority model, whose score differs between folds only by the positives that each leaves out. */
  readonly ranks: boolean;
  /** Bootstrap resamples. */
  readonly resamples: number;
  readonly seed: number;
  /** Draw whole groups instead of rows. */
  readonly groups?: readonly string[];
  /** Category of each row, of a rule that knows nothing else of it: rows of one category are ties. */
  readonly alike?: ArrayLike<number> | undefined;
}

/**
 * Accuracy, balanced accuracy, MCC, F1, AUC and average precision with 95 % bootstrap intervals; AUC and
 * average precision only of scores that rank.
 * @param key start of the numbers' keys
 * @param y labels, 0 or 1
 * @param score decision values, 0 and above means class 1
 * @example
 * const options = { ranks: true, resamples: 100, seed: 0 };
 * scoreNumbers('teacher.demo', [0, 1], Float64Array.of(-1, 1), options)['teacher.demo.auc']?.value; // 1
 */
export function scoreNumbers(key: string, y: readonly number[], score: Float64Array, options: ScoreOptions): Numbers {
  const { ranks, resamples, seed, groups, alike } = options;
  const names = Object.keys(METRICS).filter((name) => ranks || !RANKING.includes(name));
  const intervals = bootstrapIntervals(
    y,
    score,
    Object.values(METRICS),
    { resamples, level: 0.95, ...(groups && { groups }), ...(alike && { alike }) },
    stream(seed, `bootstrap ${key}`),
  );
  return Object.fromEntries(
    names.map((name) => {
      const { estimate, low, high } = intervals[METRICS[name as keyof typeof METRICS]];
      return [`${key}.${name}`, measured(estimate, unitOf(name), y.length, [low, high])];
    }),
  );
}

/**
 * How true the probabilities are: Brier score, and the share of positives beside the mean probability.
 * @param logOdds log-odds of class 1
 * @example probabilityNumbers('student.demo', [0, 1], Float64Array.of(-2, 2))['student.demo.brier']?.value; // 0.0142
 */
export function probabilityNumbers(key: string, y: readonly number[], logOdds: Float64Array): Numbers {
  const probability = probabilityOf(logOdds);
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
  return {
    [`${key}.brier`]: measured(brierScore(y, probability), 'squared probability', y.length),
    [`${key}.mean_probability`]: measured(mean(probability), 'probability', y.length),
    [`${key}.positive_share`]: measured(mean(y), 'share', y.length),
  };
}

function unitOf(name: string): string {
  return name === 'accuracy' || name === 'balanced_accuracy' ? 'share' : 'score';
}
