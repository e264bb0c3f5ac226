/** Whether results are what they should be: each number that an experiment expects, and each number against the committed ones. */
import { limitText, reaches } from './findings.ts';
import type { AnyExperiment } from './kinds.ts';
import type { Measured, Numbers } from './numbers.ts';

/** What became of one number. */
export interface CheckedNumber {
  readonly number: string;
  /** Of the paper, or the mark that it should reach. */
  readonly expected: string;
  readonly ours: number | null;
  readonly unit: string;
  /**
   * `reproduced`; `explained`: differs from the paper, for a reason that the experiment states; `missed`: differs without one;
   * `missing`: the run has no such number; `changed`: not the committed number.
   */
  readonly verdict: 'reproduced' | 'explained' | 'missed' | 'missing' | 'changed';
}

/**
 * Holds the numbers of a summary against what the experiment expects.
 * @example checkExpected(sendek2019, now.numbers).filter(({ verdict }) => verdict === 'missed');
 */
export function checkExpected(experiment: AnyExperiment, numbers: Numbers): CheckedNumber[] {
  const marks = (('marks' in experiment && experiment.marks) || []).map((mark) =>
    judge(
      mark.number,
      limitText(mark),
      numbers[mark.number],
      (ours) => reaches(mark, ours),
      mark.explained !== undefined,
    ),
  );
  const expected = experiment.expected.map(({ number, paper, tolerance, explained }) =>
    judge(
      number,
      `${paper} ± ${tolerance}`,
      numbers[number],
      (ours) => Math.abs(ours - paper) <= tolerance,
      explained !== undefined,
    ),
  );
  return [...marks, ...expected];
}

function judge(
  number: string,
  expected: string,
  ours: Measured | undefined,
  holds: (value: number) => boolean,
  explained: boolean,
): CheckedNumber {
  if (!ours) return { number, expected, ours: null, unit: '', verdict: 'missing' };
  const { value, unit } = ours;
  const reproduced = value !== null && holds(value);
  return {
    number,
    expected,
    ours: value,
    unit,
    verdict: reproduced ? 'reproduced' : explained ? 'explained' : 'missed',
  };
}

/**
 * The numbers that are not the committed ones, those included that only one side has.
 * @example checkCommitted(now.numbers, committed.numbers).length; // 0
 */
export function checkCommitted(numbers: Numbers, committed: Numbers): CheckedNumber[] {
  const names = [...new Set([...Object.keys(numbers), ...Object.keys(committed)])].sort();
  return names.flatMap((number) => {
    const [now, before] = [numbers[number], committed[number]];
    if (JSON.stringify(sorted(now)) === JSON.stringify(sorted(before))) return [];
    const expected = before ? `${before.value}` : 'none';
    return [{ number, expected, ours: now?.value ?? null, unit: (now ?? before)!.unit, verdict: 'changed' as const }];
  });
}

const sorted = (number: Measured | undefined) => number && [number.value, number.unit, number.n, number.interval];
