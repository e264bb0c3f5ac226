/** What a source is worth to a task, by a rule that was fixed before the first full run. */
import type { Numbers } from 'ionsieve/experiment';
import type { SourceName, TaskName, Verdict } from './define.ts';

/** A smaller share of the floor's error is not worth a network. */
export const LEAST_GAIN = 0.02;

/** The layer that decides: what a network knows last is nearest to what it was taught. */
export const DECIDES = 'last';

/**
 * The verdict on few rows, mean over the sizes, under the head that errs less without transfer and with the last hidden layer carried over.
 * Not worth it: over the controls or over no transfer the upper end of the interval is below {@link LEAST_GAIN} of the error without
 * transfer. Worth it: both lower ends are above 0, and no control errs less. Else nobody can tell.
 * @param numbers of {@link runWorth}
 * @param heads names of the heads
 * @example verdictOf(numbers, 'energies', 'steels', ['ridge', 'trees']).worth;
 */
export function verdictOf(numbers: Numbers, source: SourceName, task: TaskName, heads: readonly string[]): Verdict {
  const errors = heads.map((head) => floorError(numbers, task, head, 'few'));
  const error = Math.min(...errors);
  const head = heads[errors.indexOf(error)]!;
  const key = `${task}.${source}.${DECIDES}.${head}.few`;
  const ends = ['gain', 'over_floor'].map((name) => numbers[`${key}.${name}`]!.interval!);
  const isNot = ends.some(([, high]) => high! < LEAST_GAIN * error);
  const is = numbers[`${key}.controls_ahead`]!.value === 0 && ends.every(([low]) => low! > 0);
  return { source, task, head, worth: isNot ? 'not worth it' : is ? 'worth it' : 'cannot tell' };
}

/**
 * The error of a head without transfer: mean absolute error, or 1 - AUC.
 * @example floorError(numbers, 'steels', 'ridge', '20');
 */
export function floorError(numbers: Numbers, task: TaskName, head: string, point: string): number {
  const { value, unit } = numbers[`${task}.floor.${head}.${point}`]!;
  return unit === 'AUC' ? 1 - value! : value!;
}
