/**
 * Labels in the order of their scores, and every measure of a classifier from one pass over them. Rows carry
 * weights, so that a bootstrap resample is a set of counts and the sort is done once.
 *
 * Held-out rows are scored together, each by what was fitted without its fold. A rule that knows one category of a row and nothing else
 * (the majority, of which all rows are one category; the rate of an anion) says one thing of a category in each fold, less where more
 * positives were left out: of two rows of one category the positive one scores lower for no other reason than that it was left out, and
 * pooled AUC comes out below chance (Parker et al., BMC Bioinformatics 8, 326 (2007); Airola et al., Comput. Stat. Data Anal. 55, 1828
 * (2011)). Such a rule cannot tell alike rows apart, so that in its AUC and average precision two rows of one category are a tie, whatever
 * fold they were in.
 */
import { fail } from '../core/errors.ts';
import { checkFinite, checkLabels } from './check-labels.ts';

/** Rows from the highest score to the lowest. */
export interface Ranking {
  /** Row at each position. */
  readonly order: Int32Array;
  /** Label of the row at each position, 0 or 1. */
  readonly label: Uint8Array;
  /** 1 where a run of equal scores ends. */
  readonly tieEnd: Uint8Array;
  /** Category of the row at each position, of a rule that knows nothing else of it. */
  readonly alike?: Int32Array;
  /** Number of positions, from the front, whose score reaches the threshold. */
  readonly predictedPositive: number;
}

/** Measures of a classifier; null where one is not defined (see {@link classificationMetrics}). */
export interface ClassificationMetrics {
  /** Number of rows. */
  readonly n: number;
  /** Number of rows of class 1. */
  readonly positives: number;
  readonly accuracy: number | null;
  readonly balancedAccuracy: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly mcc: number | null;
  readonly f1: number | null;
  readonly auc: number | null;
  readonly averagePrecision: number | null;
}

/** The name of a measure; for each of them more is better. */
export type MetricName = Exclude<keyof ClassificationMetrics, 'n' | 'positives'>;

/**
 * Sorts rows by score, once.
 *
 * @param y label of each row, 0 or 1
 * @param score score of each row
 * @param threshold a score of at least this predicts class 1
 * @param alike category of each row, of a rule that knows nothing else of it: rows of one category are ties
 * @throws {UserError} when lengths differ, there are no rows, a label is not 0 or 1, or a score is not finite
 * @example rankByScore([0, 1], [0.1, 0.9], 0.5).order; // Int32Array [1, 0]
 */
export function rankByScore(
  y: ArrayLike<number>,
  score: ArrayLike<number>,
  threshold: number,
  alike?: ArrayLike<number | string>,
): Ranking {
  const n = y.length;
  if (score.length !== n) fail('scores', `${n}, one for each label`, `${score.length}`, 'give each row one score');
  checkLabels('metrics', y, n);
  checkFinite('scores', score);
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => score[b]! - score[a]! || a - b);
  const label = new Uint8Array(n);
  const tieEnd = new Uint8Array(n);
  let predictedPositive = 0;
  for (let position = 0; position < n; position++) {
    const row = order[position]!;
    label[position] = y[row]!;
    tieEnd[position] = position === n - 1 || score[order[position + 1]!] !== score[row] ? 1 : 0;
    if (score[row]! >= threshold) predictedPositive++;
  }
  const ranking = { order, label, tieEnd, predictedPositive };
  return alike === undefined ? ranking : { ...ranking, alike: numbered(alike, order) };
}

/** Categories by number from 0, in the order of the ranking. */
function numbered(alike: ArrayLike<number | string>, order: Int32Array): Int32Array {
  const numbers = new Map<number | string, number>();
  return order.map((row) => {
    const number = numbers.get(alike[row]!) ?? numbers.size;
    numbers.set(alike[row]!, number);
    return number;
  });
}

/**
 * Every measure, with a weight for each position of the ranking. Definitions: {@link classificationMetrics}.
 *
 * @param weight weight of each position (not row), at least 0
 * @example rankedMetrics(rankByScore([0, 1], [0.1, 0.9], 0.5), [1, 2]).positives; // 1: position 0 is row 1
 */
export function rankedMetrics(ranking: Ranking, weight: ArrayLike<number>): ClassificationMetrics {
  const { label, tieEnd, alike, predictedPositive } = ranking;
  let [truePositives, falsePositives] = [0, 0]; // among the predicted positives
  let [positives, negatives] = [0, 0]; // down to here
  let [tiedPositives, tiedNegatives] = [0, 0]; // among the scores equal to this one
  let [lostPairs, precisionSum] = [0, 0];
  for (let position = 0; position < label.length; position++) {
    if (label[position] === 1) tiedPositives += weight[position]!;
    else tiedNegatives += weight[position]!;
    if (tieEnd[position] === 0) continue;
    positives += tiedPositives;
    negatives += tiedNegatives;
    lostPairs += tiedPositives * (negatives - tiedNegatives / 2);
    if (tiedPositives > 0 && alike === undefined) {
      precisionSum += (tiedPositives * positives) / (positives + negatives);
    }
    if (position + 1 === predictedPositive) [truePositives, falsePositives] = [positives, negatives];
    [tiedPositives, tiedNegatives] = [0, 0];
  }
  return {
    ...thresholdMetrics(truePositives, falsePositives, positives, negatives),
    auc: ratio(positives * negatives - lostPairs + tiesGain(ranking, weight), positives * negatives),
    averagePrecision: ratio(alike ? alikePrecisions({ ...ranking, alike }, weight) : precisionSum, positives),
  };
}

/** By how much the lost pairs of alike rows exceed the half of them that ties lose; 0 where no rows are alike. */
function tiesGain({ label, tieEnd, alike }: Ranking, weight: ArrayLike<number>): number {
  if (alike === undefined) return 0;
  const categories = alike.reduce((most, one) => Math.max(most, one), -1) + 1;
  const [above, tied] = [classSums(categories), classSums(categories)];
  let gain = 0;
  let first = 0;
  for (let position = 0; position < label.length; position++) {
    tied[label[position]!]![alike[position]!]! += weight[position]!;
    if (tieEnd[position] === 0) continue;
    for (; first <= position; first++) {
      const one = alike[first]!;
      const [negatives, positives] = [tied[0]![one]!, tied[1]![one]!];
      gain += (positives * above[0]![one]! - negatives * above[1]![one]!) / 2;
      above[0]![one]! += negatives;
      above[1]![one]! += positives;
      tied[0]![one] = 0;
      tied[1]![one] = 0;
    }
  }
  return gain;
}

/** The sum over the positives of the precision at each, down to it and to all rows of its category, with which it is a tie. */
function alikePrecisions({ label, tieEnd, alike }: Required<Ranking>, weight: ArrayLike<number>): number {
  const categories = alike.reduce((most, one) => Math.max(most, one), -1) + 1;
  const [below, tied] = [classSums(categories), classSums(categories)];
  for (let at = 0; at < label.length; at++) below[label[at]!]![alike[at]!]! += weight[at]!;
  const above = [0, 0] as [number, number];
  let [sum, first] = [0, 0];
  for (let position = 0; position < label.length; position++) {
    const own = label[position]!;
    above[own as 0 | 1] += weight[position]!;
    below[own]![alike[position]!]! -= weight[position]!;
    tied[own]![alike[position]!]! += weight[position]!;
    if (tieEnd[position] === 0) continue;
    for (; first <= position; first++) {
      const one = alike[first]!;
      const positives = above[1] + below[1]![one]!;
      const count = tied[1]![one]!;
      if (count > 0) sum += (count * positives) / (positives + above[0] + below[0]![one]!);
      tied[1]![one] = 0;
    }
  }
  return sum;
}

/** Weights of the negatives, and of the positives, of each category. */
const classSums = (categories: number): readonly [Float64Array, Float64Array] => [
  new Float64Array(categories),
  new Float64Array(categories),
];

function thresholdMetrics(tp: number, fp: number, positives: number, negatives: number) {
  const n = positives + negatives;
  const fn = positives - tp;
  const tn = negatives - fp;
  const recall = ratio(tp, positives);
  const specificity = ratio(tn, negatives);
  const oneClassPredicted = tp + fp === 0 || tn + fn === 0;
  const spread = Math.sqrt((tp + fp) * (tn + fn)) * Math.sqrt(positives * negatives);
  return {
    n,
    positives,
    accuracy: ratio(tp + tn, n),
    balancedAccuracy: recall === null || specificity === null ? null : (recall + specificity) / 2,
    precision: ratio(tp, tp + fp),
    recall,
    mcc: positives > 0 && negatives > 0 && oneClassPredicted ? 0 : ratio(tp * tn - fp * fn, spread),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
