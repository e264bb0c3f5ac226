/** What predicted energies are worth for telling which compounds are stable. */
import { stream } from 'ionsieve/core';
import { bootstrapStatistic } from 'ionsieve/evaluation';
import { measured, type Numbers, roundOnce } from 'ionsieve/experiment';
import type { EnergyCompounds } from './compounds.ts';
import type { DecisionPoint, EnergyEffort } from './define.ts';

/** A compound this near to the hull of all others, in eV an atom, counts as stable enough: on it, and two allowances for what can be made. */
export const LIMITS = [0, 0.05, 0.1] as const;

/** The subject that calls nothing stable, and predicts no energy. */
export const UNSTABLE = 'always-unstable';

/** Limits of a curve. */
const CURVE = Array.from({ length: 41 }, (_, i) => (i - 20) / 50);

/**
 * Error of the energies, and precision, recall, accuracy, F1 and false positive rate of the compounds called stable, with intervals from
 * drawing chemical systems.
 * @param subject who predicted
 * @param predicted formation energy of each compound, eV an atom
 * @example decisionNumbers('network', predicted, compounds, effort, 0)['by_system.network.mae'].value;
 */
export function decisionNumbers(
  subject: string,
  predicted: Float64Array,
  { energies, others, systems }: EnergyCompounds,
  { resamples }: EnergyEffort,
  seed: number,
): Numbers {
  const numbers: Numbers = {};
  const add = (name: string, unit: string, statistic: (rows: Int32Array) => number | null) => {
    const key = `by_system.${subject}.${name}`;
    const options = { resamples, level: 0.95, groups: systems };
    const { estimate, low, high } = bootstrapStatistic(systems.length, statistic, options, stream(seed, key));
    numbers[key] = measured(estimate, unit, systems.length, [low, high]);
  };
  if (subject !== UNSTABLE) {
    const mean = (rows: Int32Array, value: (row: number) => number) =>
      rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
    add('mae', 'eV/atom', (rows) => mean(rows, (row) => Math.abs(predicted[row]! - energies[row]!)));
    add('rmse', 'eV/atom', (rows) => Math.sqrt(mean(rows, (row) => (predicted[row]! - energies[row]!) ** 2)));
  }
  for (const limit of LIMITS) {
    const counted = (rows: Int32Array) => countCalls(rows, predicted, energies, others, limit, limit);
    const name = (metric: string) => `within_${limit}.${metric}`;
    add(name('precision'), 'share', (rows) => precisionOf(counted(rows)));
    add(name('recall'), 'share', (rows) => recallOf(counted(rows)));
    add(name('accuracy'), 'share', (rows) => accuracyOf(counted(rows)));
    add(name('f1'), 'score', (rows) => f1Of(counted(rows)));
    add(name('false_positive_rate'), 'share', (rows) => falsePositiveRateOf(counted(rows)));
  }
  return numbers;
}

/**
 * Precision and recall of compounds within `limit` of the hull, as the limit on what was predicted moves.
 * @example decisionCurve(predicted, compounds, 0.05).length; // 41
 */
export function decisionCurve(
  predicted: Float64Array,
  { energies, others }: EnergyCompounds,
  limit: number,
): DecisionPoint[] {
  const all = Int32Array.from(energies.keys());
  return CURVE.map((called) => {
    const counts = countCalls(all, predicted, energies, others, limit, called);
    return { limit: called, precision: roundOnce(precisionOf(counts)), recall: roundOnce(recallOf(counts))! };
  });
}

interface Calls {
  /** Called stable, and it is. */
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly refused: number;
}

function countCalls(
  rows: Int32Array,
  predicted: Float64Array,
  energies: Float64Array,
  others: Float64Array,
  limit: number,
  called: number,
): Calls {
  let [right, wrong, missed, refused] = [0, 0, 0, 0];
  for (const row of rows) {
    const isStable = energies[row]! - others[row]! <= limit;
    const isCalled = predicted[row]! - others[row]! <= called;
    if (isCalled) isStable ? right++ : wrong++;
    else isStable ? missed++ : refused++;
  }
  return { right, wrong, missed, refused };
}

const precisionOf = ({ right, wrong }: Calls): number | null => (right + wrong === 0 ? null : right / (right + wrong));

const recallOf = ({ right, missed }: Calls): number | null => (right + missed === 0 ? null : right / (right + missed));

const accuracyOf = ({ right, wrong, missed, refused }: Calls): number =>
  (right + refused) / (right + wrong + missed + refused);

const f1Of = ({ right, wrong, missed }: Calls): number => (2 * right) / (2 * right + wrong + missed);

const falsePositiveRateOf = ({ wrong, refused }: Calls): number => wrong / (wrong + refused);
