/** What every experiment has and every run leaves behind, whatever its kind: the claim, and its numbers beside the paper's. */
import { fail } from '../core/errors.ts';
import type { Numbers } from './numbers.ts';

/** How to run. */
export interface RunOptions {
  readonly effort: 'full' | 'quick';
  readonly threads: number;
  readonly signal?: AbortSignal;
}

/** A number of the paper, held against ours. */
export interface Expectation {
  /** Key of a number in summary.json. */
  readonly number: string;
  readonly paper: number;
  /** Largest absolute difference at which we say that the number is reproduced. */
  readonly tolerance: number;
  /** Where it stands in the paper, and anything that a reader must know of the comparison. */
  readonly where: string;
  /** Why ours differs, where it does and the reason is known; a miss without a reason fails `ionsieve verify`. */
  readonly explained?: string;
}

/** A number that the run should reach; a miss is reported, not hidden. */
export type Mark = {
  /** Key of a number in summary.json. */
  readonly number: string;
  /** What the mark asks, in words. */
  readonly what: string;
  /** Why it is missed, where it is and the reason is known; a miss without a reason fails `ionsieve verify`. */
  readonly explained?: string;
} & ({ readonly atLeast: number } | { readonly atMost: number });

/** A mark beside what was reached. */
export type MarkResult = Mark & {
  readonly ours: number | null;
  readonly reached: boolean;
};

/** Where a claim was published, and what it says in a sentence. */
export interface Paper {
  readonly title: string;
  readonly doi: string;
  readonly claim: string;
}

/** What every experiment has, whatever its kind. */
export interface Claim<Kind extends string, Effort> {
  readonly kind: Kind;
  /** Name of its file and of the constant that the file exports. */
  readonly name: string;
  readonly paper: Paper;
  readonly seed: number;
  readonly full: Effort;
  /** The same in seconds, for tests. */
  readonly quick: Effort;
  readonly expected: readonly Expectation[];
  /** Numbers that should be reached, whatever a paper says; none if not given. */
  readonly marks?: readonly Mark[];
  /** The parts of the paper that cannot be reproduced, and why: one sentence each. */
  readonly notReproduced: readonly string[];
}

/** The part of summary.json that every kind shares. */
export interface Findings {
  readonly kind: string;
  readonly name: string;
  readonly paper: Paper;
  readonly effort: 'full' | 'quick';
  readonly seed: number;
  readonly numbers: Numbers;
  readonly compared: readonly ComparedNumber[];
  /** Of an experiment with marks. */
  readonly marks?: readonly MarkResult[];
  readonly not_reproduced: readonly string[];
}

/** A number of the paper beside ours. */
export interface ComparedNumber extends Expectation {
  readonly ours: number | null;
  readonly unit: string;
  readonly n: number;
  readonly reproduced: boolean;
}

/**
 * Holds our numbers against the paper's.
 * @throws {UserError} when an expectation names a number that the run does not have
 * @example compareNumbers([{ number: 'a', paper: 0.9, tolerance: 0.05, where: 'Table 1' }], numbers);
 */
export function compareNumbers(expected: readonly Expectation[], numbers: Numbers): ComparedNumber[] {
  return expected.map((expectation) => {
    const ours = numbers[expectation.number];
    if (!ours) {
      const where = `expected, ${expectation.number}`;
      return fail(where, 'the name of a number of the run', 'another', 'see summary.json of a run without it');
    }
    const reproduced = ours.value !== null && Math.abs(ours.value - expectation.paper) <= expectation.tolerance;
    return { ...expectation, ours: ours.value, unit: ours.unit, n: ours.n, reproduced };
  });
}

/**
 * The part of a summary that every kind shares.
 * @param expected what the numbers are held against, where it is not all that the experiment expects
 * @throws {UserError} when an expectation names a number that the run does not have
 * @example findingsOf(fujimura2013, 'full', numbers).kind; // 'property'
 */
export function findingsOf<Kind extends string>(
  experiment: Claim<Kind, unknown>,
  effort: RunOptions['effort'],
  numbers: Numbers,
  expected: readonly Expectation[] = experiment.expected,
): Findings & { readonly kind: Kind } {
  const { kind, name, paper, seed, notReproduced, marks } = experiment;
  const compared = compareNumbers(expected, numbers);
  const known = { kind, name, paper, effort, seed, numbers, compared, not_reproduced: notReproduced };
  return marks === undefined ? known : { ...known, marks: marks.map((mark) => markResult(mark, numbers)) };
}

function markResult(mark: Mark, numbers: Numbers): MarkResult {
  const ours = numbers[mark.number]?.value ?? null;
  return { ...mark, ours, reached: ours !== null && reaches(mark, ours) };
}

/**
 * Whether a number reaches a mark.
 * @example reaches({ number: 'mae', what: 'error', atMost: 0.3 }, 0.29); // true
 */
export function reaches(mark: Mark, ours: number): boolean {
  return 'atLeast' in mark ? ours >= mark.atLeast : ours <= mark.atMost;
}

/**
 * The limit of a mark, in words.
 * @example limitText({ number: 'mae', what: 'error', atMost: 0.3 }); // 'at most 0.3'
 */
export function limitText(mark: Mark): string {
  return 'atLeast' in mark ? `at least ${mark.atLeast}` : `at most ${mark.atMost}`;
}
