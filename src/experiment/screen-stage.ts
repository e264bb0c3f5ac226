/** Stage 4: a linear student over a whole composition space. */
import { SYMBOLS } from '../chemistry/elements.ts';
import type { Progress } from '../core/progress.ts';
import { compileStudent } from '../screening/compile.ts';
import { screen } from '../screening/screen.ts';
import type { CompositionSpace } from '../screening/space.ts';
import { probabilityOf } from '../transfer/log-odds.ts';
import { linearForm, type Student } from '../transfer/student.ts';
import { roundOnce } from './numbers.ts';

/** Compounds with an element, or with an element as their anion. */
export interface ElementCount {
  readonly symbol: string;
  readonly scored: number;
  readonly fast: number;
}

/** What screening found, as plain JSON. All counts are exact. */
export interface ScreeningSummary {
  readonly student: string;
  readonly partners: readonly string[];
  readonly arities: readonly number[];
  readonly max_coefficient: number;
  /** Formulas as written, multiples of one another counted each. */
  readonly formula_strings: number;
  /** Distinct reduced formulas, in closed form. */
  readonly distinct_formulas: number;
  /** Compounds scored: equal to distinct_formulas. */
  readonly scored: number;
  /** Compounds with log-odds of 0 or more. */
  readonly fast: number;
  /** Counts of log-odds in bins of equal width; a bin edge lies at 0. */
  readonly histogram: { readonly lower_edge: number; readonly width: number; readonly counts: readonly number[] };
  readonly by_element: readonly ElementCount[];
  /** By the most electronegative element. */
  readonly by_anion: readonly ElementCount[];
}

/** A line of top.csv. */
export type TopRow = readonly [rank: number, formula: string, logOdds: number, probability: number];

/** The header of top.csv. */
export const TOP_HEADER = ['rank', 'formula', 'log_odds', 'probability'];

/** How to screen. */
export interface ScreenOptions {
  /** Length of the ranked list. */
  readonly top: number;
  readonly threads: number;
  readonly signal?: AbortSignal;
}

/** Summary and ranked list. */
export interface ScreenStage {
  readonly summary: ScreeningSummary;
  readonly top: readonly TopRow[];
}

/**
 * Scores every distinct reduced formula of a space.
 * @throws {UserError} when the student lacks a property of an element of the space
 * @throws {Error} when the student is not linear
 * @example await runScreenStage(student, space, { top: 100, threads: 2 }, progress);
 */
export async function runScreenStage(
  student: Student,
  space: CompositionSpace,
  options: ScreenOptions,
  progress: Progress,
): Promise<ScreenStage> {
  const { input } = student.spec;
  if (input === 'anion') throw new Error('the screening student sees a set of elemental descriptors');
  const plan = compileStudent(input, linearForm(student), space);
  const result = await screen(plan, { ...options, threshold: 0, onProgress: (done) => progress.update(done) });
  const withSymbols = (rows: typeof result.byElement): ElementCount[] =>
    rows.map(({ Z, scored, aboveThreshold }) => ({
      symbol: SYMBOLS[Z]!,
      scored,
      fast: aboveThreshold,
    }));
  const { lowerEdge, width, counts } = result.histogram;
  return {
    summary: {
      student: student.spec.name,
      partners: space.partners.map((z) => SYMBOLS[z]!),
      arities: space.arities,
      max_coefficient: space.maxCoefficient,
      formula_strings: result.formulaStrings,
      distinct_formulas: result.distinct,
      scored: result.scored,
      fast: result.aboveThreshold,
      histogram: { lower_edge: roundOnce(lowerEdge)!, width: roundOnce(width)!, counts },
      by_element: withSymbols(result.byElement),
      by_anion: withSymbols(result.byAnion),
    },
    top: result.top.map(({ formula, score }, i) => {
      const [probability] = probabilityOf(Float64Array.of(score));
      return [i + 1, formula, roundOnce(score)!, roundOnce(probability!)!];
    }),
  };
}
