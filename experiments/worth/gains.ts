/** What is gained: the error of the controls, or of no transfer, less the error with transfer, on the same rows. */
import { type Stream, stream } from 'ionsieve/core';
import {
  type BootstrapStatisticOptions,
  bootstrapStatistic,
  pairedDifference,
  type RowStatistic,
} from 'ionsieve/evaluation';
import { measured, type Numbers } from 'ionsieve/experiment';
import type { Task } from './tasks.ts';

/** Errors of all that learned a task from the same rows. */
export interface Errors {
  /** Without transfer. */
  readonly floor: RowStatistic;
  readonly real: RowStatistic;
  readonly controls: readonly RowStatistic[];
}

/** What an interval needs. */
export interface Drawing {
  readonly task: Pick<Task, 'unit' | 'groups' | 'judged'>;
  readonly resamples: number;
  readonly seed: number;
}

/**
 * The mean of several measures of the same rows; null where one is not defined.
 * @example meanOf([() => 1, () => 2])(Int32Array.of(0)); // 1.5
 */
export function meanOf(statistics: readonly RowStatistic[]): RowStatistic {
  return (rows) => {
    let sum = 0;
    for (const statistic of statistics) {
      const value = statistic(rows);
      if (value === null) return null;
      sum += value / statistics.length;
    }
    return sum;
  };
}

/**
 * `gain`: the mean error of the controls less the real one; `over_floor`: the error of the floor less the real one; both with an interval
 * from drawing what was held out together. `controls_ahead`: how many controls err less than the real one.
 * @param key first part of the names
 * @example gainNumbers('steels.energies.last.ridge.20', errors, { task, resamples: 500, seed: 0 })['steels.energies.last.ridge.20.gain'].value;
 */
export function gainNumbers(key: string, { floor, real, controls }: Errors, drawing: Drawing): Numbers {
  const { unit, judged } = drawing.task;
  const n = judged.length;
  const numbers: Numbers = {};
  for (const [name, other] of Object.entries({ gain: meanOf(controls), over_floor: floor })) {
    const { estimate, low, high } = pairedDifference(n, real, other, optionsOf(drawing), random(drawing, key));
    numbers[`${key}.${name}`] = measured(estimate, unit, n, [low, high]);
  }
  const all = Int32Array.from(judged.keys());
  const ahead = controls.filter((control) => control(all)! < real(all)!).length;
  numbers[`${key}.controls_ahead`] = measured(ahead, 'networks', controls.length);
  return numbers;
}

/**
 * An error as a score, with its interval: of values the mean absolute error, of classes the AUC.
 * @example scoreNumber('steels.floor.ridge.20', error, { task, resamples: 500, seed: 0 }).value;
 */
export function scoreNumber(key: string, error: RowStatistic, drawing: Drawing) {
  const { unit, judged } = drawing.task;
  const score = unit === 'AUC' ? (rows: Int32Array) => upturned(error(rows)) : error;
  const { estimate, low, high } = bootstrapStatistic(judged.length, score, optionsOf(drawing), random(drawing, key));
  return measured(estimate, unit, judged.length, [low, high]);
}

const upturned = (error: number | null) => (error === null ? null : 1 - error);

const random = ({ seed }: Drawing, key: string): Stream => stream(seed, `bootstrap ${key}`);

function optionsOf({ task: { groups, judged }, resamples }: Drawing): BootstrapStatisticOptions {
  return { resamples, level: 0.95, groups: judged.map((row) => groups[row]!) };
}
