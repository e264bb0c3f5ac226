/**
 * Stage 4: the student over the whole composition space: once with every compound visited, once with bounds, which has to give
 * the same; then over the charge-neutral compounds; and a shortlist of those that the student can judge.
 */
import { parseFormula } from 'ionsieve/chemistry';
import { stableJson, startProgress } from 'ionsieve/core';
import {
  measured,
  type Numbers,
  type ScreeningSummary,
  screeningLearner,
  screeningSummary,
  type TopRow,
  topRows,
} from 'ionsieve/experiment';
import type { Learner } from 'ionsieve/learning';
import {
  type CompositionSpace,
  compileStudent,
  countSpace,
  createJob,
  createRanker,
  type ScreeningFilters,
  type ScreeningJob,
  type ScreeningResult,
  type ScreenOptions,
  type ScreenWork,
  sameCompounds,
  screen,
} from 'ionsieve/screening';
import { type LabelledFormula, loadMeasurements } from 'ionsieve/transfer';
import type { TransferStudy } from './define.ts';
import { neutralNumbers, rankNumbers, spaceNumbers, suggestedNumbers } from './screening-numbers.ts';
import { type Shortlist, shortlistFilters, shortlistRows } from './shortlist.ts';

/** What the stage hands on. */
export interface Screenings {
  readonly numbers: Numbers;
  readonly screening: ScreeningSummary;
  readonly top: readonly TopRow[];
  readonly neutral: ScreeningSummary;
  readonly shortlist: Shortlist;
}

/** What is screened, with what. */
export interface ScreeningInput {
  readonly learner: Learner;
  readonly formulas: readonly LabelledFormula[];
  readonly space: CompositionSpace;
  /** Length of top.csv. */
  readonly top: number;
}

/**
 * Runs all screenings of the study.
 * @throws {UserError} when the student lacks a property of an element of the space, or the space a compound of the paper
 * @throws {Error} when bounds and visits disagree
 * @example await runScreenings(study, input, { threads: 2 });
 */
export async function runScreenings(
  { suggested, shortlist: wanted }: Pick<TransferStudy, 'suggested' | 'shortlist'>,
  input: ScreeningInput,
  work: ScreenWork,
): Promise<Screenings> {
  const { learner, formulas, space } = input;
  const plan = compileStudent(screeningLearner(learner), space);
  const score = createRanker(plan);
  const ranks = suggested.map((formula) => score(parseFormula(formula)));
  const filters = filtersOf(input, wanted.states);
  const run = async (label: string, options: Partial<ScreenOptions>): Promise<[ScreeningJob, ScreeningResult]> => {
    const job = createJob(plan, { threshold: 0, top: input.top, filters, ...options });
    const bar = startProgress(label, countSpace(space).distinct, 'compounds');
    return [job, await screen(job, { ...work, onProgress: bar.update }).finally(() => bar.stop())];
  };

  const [allJob, all] = await run('screen, every compound', { histogram: true });
  const [, bounded] = await run('screen, with bounds', { ranks });
  refuseDifference(all, bounded);
  const neutral = screeningSummary(
    ...(await run('screen, charge-neutral', { ranks, filters: { ...filters, charges: 'neutral' } })),
  );
  const [shortJob, short] = await run('shortlist', {
    top: wanted.top,
    onePerSystem: true,
    filters: { ...filters, ...shortlistFilters(wanted) },
  });
  const screening = screeningSummary(allJob, { ...all, ranks: bounded.ranks });
  return {
    numbers: {
      ...spaceNumbers(screening),
      'screening.decided_by_bounds_share': measured(bounded.decidedByBounds / bounded.scored, 'share', bounded.scored),
      ...neutralNumbers(neutral, screening),
      ...rankNumbers(suggested, screening, neutral),
      ...suggestedNumbers(suggested, learner, formulas),
    },
    screening,
    top: topRows(all.top),
    neutral,
    shortlist: {
      exclude: wanted.exclude,
      screening: screeningSummary(shortJob, short),
      rows: shortlistRows(short, learner, formulas),
    },
  };
}

/** Every compound passes; what is labelled or measured is marked as known. */
function filtersOf({ learner, formulas, space }: ScreeningInput, states: ScreeningFilters['states']): ScreeningFilters {
  const { centre, axes } = learner.domain!;
  const labelled = formulas.map(({ formula }) => formula);
  const measurements = loadMeasurements().map(({ composition }) => composition);
  return {
    excluded: [],
    realAnion: false,
    states,
    charges: 'any',
    known: [...new Set([...labelled, ...sameCompounds(space, measurements)])],
    unknownOnly: false,
    domain: { centre, axes },
    domainLimit: null,
  };
}

/** Bounds may save visits, nothing else. */
function refuseDifference(visited: ScreeningResult, bounded: ScreeningResult): void {
  const facts = ({ scored, aboveThreshold, byElement, byAnion, top }: ScreeningResult): string =>
    stableJson({ scored, aboveThreshold, byElement, byAnion, top });
  if (facts(visited) !== facts(bounded)) throw new Error('the screening with bounds differs from the exhaustive one');
}
