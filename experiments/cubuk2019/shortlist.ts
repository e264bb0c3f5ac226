/** The best compounds that the student can judge, beside the labelled formula that each is nearest to. */
import { elementGroup, parseFormula } from 'ionsieve/chemistry';
import { elementalDescriptors } from 'ionsieve/descriptors';
import { openNearest } from 'ionsieve/evaluation';
import { roundOnce, type ScreeningSummary } from 'ionsieve/experiment';
import { type Learner, seenSet } from 'ionsieve/learning';
import type { ScreeningFilters, ScreeningResult } from 'ionsieve/screening';
import type { LabelledFormula } from 'ionsieve/transfer';
import type { ShortlistSpec } from './define.ts';

/** A compound of the shortlist. */
export interface ShortlistRow {
  readonly formula: string;
  readonly log_odds: number;
  readonly probability: number;
  /** In units of the mean distance of the compositions that the student learned from. */
  readonly domain_distance: number;
  /** The labelled formula nearest in the student's descriptors, and what the teacher says of it. */
  readonly nearest_known: string;
  readonly nearest_distance: number;
  readonly nearest_teacher_probability: number;
}

/** The content of the list, and what each filter removed for it. */
export interface Shortlist {
  /** Groups of elements left out. */
  readonly exclude: readonly string[];
  readonly screening: ScreeningSummary;
  readonly rows: readonly ShortlistRow[];
}

/**
 * What the list asks of a compound, in place of the filters of the other screenings.
 * @example shortlistFilters(study.shortlist).charges; // 'ionic'
 */
export function shortlistFilters({ exclude, domainLimit }: ShortlistSpec) {
  return {
    excluded: [...new Set(exclude.flatMap((group) => elementGroup(group)))].sort((a, b) => a - b),
    realAnion: true,
    charges: 'ionic',
    unknownOnly: true,
    domainLimit,
  } satisfies Partial<ScreeningFilters>;
}

/**
 * The rows of the list.
 * @param formulas what the student learned from
 * @example shortlistRows(result, learner, formulas)[0].nearest_known;
 */
export function shortlistRows(
  { top }: Pick<ScreeningResult, 'top'>,
  learner: Learner,
  formulas: readonly LabelledFormula[],
): ShortlistRow[] {
  const input = seenSet(learner)!;
  const nearest = openNearest(
    elementalDescriptors(
      formulas.map(({ composition }) => composition),
      input,
    ),
  );
  return top.map(({ formula, score, domainDistance }) => {
    const { index, distance } = nearest(elementalDescriptors([parseFormula(formula)], input).data);
    return {
      formula,
      log_odds: roundOnce(score)!,
      probability: roundOnce(1 / (1 + Math.exp(-score)))!,
      domain_distance: roundOnce(domainDistance)!,
      nearest_known: formulas[index]!.formula,
      nearest_distance: roundOnce(distance)!,
      nearest_teacher_probability: roundOnce(formulas[index]!.probability)!,
    };
  });
}
