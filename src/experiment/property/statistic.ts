/** A score of what a method said of held-out compounds, on any of them: what a bootstrap measures again and again. */
import type { Composition } from '../../chemistry/formula.ts';
import { meanByCategory } from '../../evaluation/mean-by-category.ts';
import { classificationMetrics } from '../../evaluation/metrics.ts';
import type { MetricName } from '../../evaluation/ranking.ts';
import {
  coefficientOfDetermination,
  meanAbsoluteError,
  predictiveQ2,
  rootMeanSquaredError,
} from '../../evaluation/regression-metrics.ts';
import { spearman } from '../../evaluation/spearman.ts';
import { rowCategories } from '../../models/row-categories.ts';
import { decisionScores, inputOf } from './answer.ts';
import type { Plan } from './held-out.ts';
import type { PropertyData } from './load-table.ts';
import type { Subject } from './method.ts';

/** What a method said of every compound while it was held out. */
export interface Judged {
  readonly method: Subject;
  readonly data: PropertyData;
  readonly plan: Plan;
  readonly answers: Float64Array;
  /** Of a student, what it was taught in each fold; else these are the rows to learn from. */
  readonly taught?: readonly (readonly Composition[])[];
}

/** Its value on the rows listed; null where it is not defined. */
export type Statistic = (rows: Int32Array) => number | null;

type ValueScore = (y: Float64Array, predicted: Float64Array, trainingMean: Float64Array) => number | null;

/** Scores of a method that tells a value, under the name that their key ends with. */
export const VALUE_SCORES = {
  mae: (y, predicted) => meanAbsoluteError(y, predicted),
  rmse: rootMeanSquaredError,
  r2: coefficientOfDetermination,
  q2: predictiveQ2,
  spearman,
} as const satisfies Record<string, ValueScore>;

const CLASS_SCORES: Readonly<Record<string, MetricName>> = {
  accuracy: 'accuracy',
  balanced_accuracy: 'balancedAccuracy',
  mcc: 'mcc',
  f1: 'f1',
  auc: 'auc',
  average_precision: 'averagePrecision',
};

/**
 * The score as a function of the rows; undefined for a name that is no score, or where the method or the experiment has no such.
 * @param name as keys of numbers end
 * @example statisticOf('mae', judged)?.(Int32Array.of(0, 1)); // mean absolute error of two compounds
 */
export function statisticOf(name: string, judged: Judged): Statistic | undefined {
  const { method, data, plan, answers } = judged;
  const { y, labels, cut } = data;
  const alike = alikeRows(judged);
  if (method.does === 'regress' && Object.hasOwn(VALUE_SCORES, name)) {
    if (name === 'spearman' && alike) {
      return (rows) => spearman(pick(y, rows), meanByCategory(pick(answers, rows), pick(alike, rows)));
    }
    const score: ValueScore = VALUE_SCORES[name as keyof typeof VALUE_SCORES];
    return (rows) => score(pick(y, rows), pick(answers, rows), pick(plan.trainingMean, rows));
  }
  const metric = Object.hasOwn(CLASS_SCORES, name) ? CLASS_SCORES[name] : undefined;
  if (metric === undefined || labels === null || cut === null) return undefined;
  const scores = decisionScores(method, answers, cut);
  return (rows) => {
    const ties = alike && pick(alike, rows);
    return classificationMetrics(pick(labels, rows), pick(scores, rows), 0, ties)[metric];
  };
}

/**
 * The category of each compound, where the method knows nothing else of it; see {@link rowCategories}.
 * @example alikeRows(judged); // of the anion rule the atomic numbers of the anions; undefined of a method that knows more
 */
export function alikeRows({ method, data }: Pick<Judged, 'method' | 'data'>): Float64Array | undefined {
  const { model, input } = method;
  return input === undefined ? undefined : rowCategories(model, () => inputOf({ input }, data));
}

function pick(values: ArrayLike<number>, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
  return picked;
}
