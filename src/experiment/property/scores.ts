/** The numbers by which a method's answers about held-out compounds are judged. */
import { stream } from '../../core/random.ts';
import { bootstrapStatistic } from '../../evaluation/bootstrap-statistic.ts';
import { measured, type Numbers } from '../numbers.ts';
import { scoreNumbers } from '../score.ts';
import { decisionScores } from './answer.ts';
import { ranks } from './floors.ts';
import { alikeRows, type Judged, statisticOf, VALUE_SCORES } from './statistic.ts';

/** What the numbers rest on. */
export interface ScoringOptions {
  /** Unit of what is learned. */
  readonly unit: string;
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Of a method that regresses: mean absolute error, root mean squared error, R2, Q2 and Spearman's rank correlation. Of every method,
 * where there is a threshold: accuracy, balanced accuracy, MCC, F1, AUC and average precision. Each with a 95 % bootstrap interval
 * over the groups that were held out together.
 * @returns keys begin with the names of validation and method
 * @example propertyScores(judged, { unit: 'eV', resamples: 1000, seed: 0 })['by_system.ridge.mae'].value;
 */
export function propertyScores(judged: Judged, { unit, resamples, seed }: ScoringOptions): Numbers {
  const { method, data, plan, answers } = judged;
  const key = `${plan.validation.name}.${method.name}`;
  const order = ranks(method);
  const options = { resamples, level: 0.95, groups: plan.groups };
  const numbers: Numbers = {};
  for (const name of Object.keys(VALUE_SCORES)) {
    const statistic = statisticOf(name, judged);
    if (!statistic || (name === 'spearman' && !order)) continue;
    const random = stream(seed, `bootstrap ${key}.${name}`);
    const { estimate, low, high } = bootstrapStatistic(data.y.length, statistic, options, random);
    numbers[`${key}.${name}`] = measured(estimate, unitOf(name, unit), data.y.length, [low, high]);
  }
  const { labels, cut } = data;
  if (labels === null || cut === null) return numbers;
  const score = decisionScores(method, answers, cut);
  return {
    ...numbers,
    ...scoreNumbers(key, labels, score, {
      ranks: order,
      resamples,
      seed,
      groups: plan.groups,
      alike: alikeRows(judged),
    }),
  };
}

function unitOf(name: string, unit: string): string {
  if (name === 'spearman') return 'correlation';
  return name === 'mae' || name === 'rmse' ? unit : 'share';
}
