/** Holds what is said of methods against the numbers of a run. */
import { fail } from '../../core/errors.ts';
import { nearestWord } from '../../core/nearest-word.ts';
import { stream } from '../../core/random.ts';
import { bootstrapStatistic } from '../../evaluation/bootstrap-statistic.ts';
import { type Measured, type Numbers, roundOnce } from '../numbers.ts';
import type { Statement } from './define.ts';
import { type Judged, type Statistic, statisticOf } from './statistic.ts';

/** A statement and what the run says to it. */
export interface JudgedStatement extends Statement {
  readonly more_value: number | null;
  readonly than_value: number | null;
  /** 95 % interval of the difference over the same compounds, by bootstrap; null where both numbers are counts. */
  readonly difference: readonly [number | null, number | null] | null;
  /** 'yes' where all of the interval is on the right side, 'not surely' where the difference alone is. */
  readonly confirmed: 'yes' | 'not surely' | 'no';
}

/**
 * Judges each statement. Scores of two methods are compared on the same resamples of the compounds, since both were judged on the
 * same: a difference can be sure where the intervals of the two overlap.
 * @param judged every method in every validation
 * @throws {UserError} for a number that the run does not have, with the nearest that it has
 * @example judgeStatements([{ method: 'm', says: 'is right', more: 'a.m.auc', than: 0.5 }], numbers, judged, options)[0].confirmed;
 */
export function judgeStatements(
  statements: readonly Statement[],
  numbers: Numbers,
  judged: readonly Judged[],
  { resamples, seed }: { readonly resamples: number; readonly seed: number },
): JudgedStatement[] {
  return statements.map((statement) => {
    const { more, than, by = 0 } = statement;
    const [left, right] = [numberOf(more, numbers), typeof than === 'string' ? numberOf(than, numbers) : than];
    const rightValue = typeof right === 'number' ? right : right.value;
    const statistic = differenceOf(more, than, judged);
    const random = stream(seed, `statement ${more} ${than}`);
    const options = { resamples, level: 0.95, groups: statistic?.groups ?? [] };
    const interval = statistic && bootstrapStatistic(statistic.groups.length, statistic.of, options, random);
    return {
      ...statement,
      more_value: left.value,
      than_value: rightValue,
      difference: interval ? [roundOnce(interval.low), roundOnce(interval.high)] : null,
      confirmed: verdict(left.value, rightValue, by, interval ? interval.low : undefined),
    };
  });
}

/** @param low end of the interval of the difference; undefined where there is none */
function verdict(
  more: number | null,
  than: number | null,
  by: number,
  low: number | null | undefined,
): JudgedStatement['confirmed'] {
  if (more === null || than === null || !(more - than > by)) return 'no';
  return low === undefined || (low !== null && low > by) ? 'yes' : 'not surely';
}

/** The difference of two scores, or of a score and a plain number, on any rows; the groups of the first are drawn. */
function differenceOf(
  more: string,
  than: string | number,
  judged: readonly Judged[],
): { readonly of: Statistic; readonly groups: readonly string[] } | null {
  const left = scoreOf(more, judged);
  const right = typeof than === 'string' ? scoreOf(than, judged)?.statistic : () => than;
  if (!left || !right) return null;
  const of: Statistic = (rows) => {
    const [a, b] = [left.statistic(rows), right(rows)];
    return a === null || b === null ? null : a - b;
  };
  return { of, groups: left.groups };
}

function scoreOf(key: string, judged: readonly Judged[]) {
  const [validation, method, score] = key.split('.');
  const found = judged.find((each) => each.plan.validation.name === validation && each.method.name === method);
  const statistic = found && score !== undefined ? statisticOf(score, found) : undefined;
  return found && statistic ? { statistic, groups: found.plan.groups } : null;
}

function numberOf(key: string, numbers: Numbers): Measured {
  const nearest = nearestWord(key, Object.keys(numbers));
  const remedy = nearest ? `did you mean ${nearest}?` : 'take a key from summary.json';
  return numbers[key] ?? fail('statement', 'a number of the run', key, remedy);
}
