/**
 * Stage 4: the student over the whole composition space: once with every compound visited, once with bounds, which has to give
 * the same; then over the charge-neutral compounds; and a shortlist of those that the student can judge.
 */
import { isRealAnion, reducedFormula } from '../../chemistry/composition.ts';
import { elementGroup } from '../../chemistry/element-groups.ts';
import { atomicNumber } from '../../chemistry/elements.ts';
import { parseFormula } from '../../chemistry/formula.ts';
import { stableJson } from '../../core/files.ts';
import { startProgress } from '../../core/progress.ts';
import { elementalDescriptors } from '../../descriptors/elemental.ts';
import { domainFromJson } from '../../evaluation/domain.ts';
import { openNearest } from '../../evaluation/nearest.ts';
import type { Learner } from '../../learning/learner.ts';
import { seenSet } from '../../learning/sees.ts';
import { compileStudent } from '../../screening/compile.ts';
import { createJob, type ScreenOptions } from '../../screening/create-job.ts';
import type { ScreeningFilters } from '../../screening/filters.ts';
import type { ScreeningJob } from '../../screening/job.ts';
import { createRanker } from '../../screening/rank.ts';
import { sameCompounds } from '../../screening/same-compounds.ts';
import { type ScreenWork, screen } from '../../screening/screen.ts';
import type { ScreeningResult } from '../../screening/screening-result.ts';
import { type CompositionSpace, countSpace } from '../../screening/space.ts';
import { loadMeasurements } from '../../transfer/measurements.ts';
import type { LabelledFormula } from '../../transfer/polymorphs.ts';
import { measured, type Numbers, roundOnce } from '../numbers.ts';
import { screeningLearner } from '../property/screen-learner.ts';
import type { Experiment } from './define.ts';
import { type ElementCount, type ScreeningSummary, screeningSummary, type TopRow, topRows } from './screen-stage.ts';

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

/** What the stage hands on. */
export interface Screenings {
  readonly numbers: Numbers;
  readonly screening: ScreeningSummary;
  readonly top: readonly TopRow[];
  readonly neutral: ScreeningSummary;
  readonly shortlist: {
    /** Groups of elements left out. */
    readonly exclude: readonly string[];
    readonly screening: ScreeningSummary;
    readonly rows: readonly ShortlistRow[];
  };
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
 * Runs all screenings of an experiment.
 * @throws {UserError} when the student lacks a property of an element of the space, or the space a compound of the paper
 * @throws {Error} when bounds and visits disagree
 * @example await runScreenings(cubuk2019, input, { threads: 2 });
 */
export async function runScreenings(
  experiment: Experiment,
  input: ScreeningInput,
  work: ScreenWork,
): Promise<Screenings> {
  const { suggested, shortlist: wanted } = experiment;
  const plan = compileStudent(screeningLearner(input.learner), input.space);
  const score = createRanker(plan);
  const ranks = suggested.map((formula) => score(parseFormula(formula)));
  const { centre, axes } = input.learner.domain!;
  const labelled = input.formulas.map(({ formula }) => formula);
  const measurements = loadMeasurements().map(({ composition }) => composition);
  const known = [...new Set([...labelled, ...sameCompounds(input.space, measurements)])];
  const filters: ScreeningFilters = {
    excluded: [],
    realAnion: false,
    states: wanted.states,
    charges: 'any',
    known,
    unknownOnly: false,
    domain: { centre, axes },
    domainLimit: null,
  };
  const run = async (label: string, options: Partial<ScreenOptions>): Promise<[ScreeningJob, ScreeningResult]> => {
    const job = createJob(plan, { threshold: 0, top: input.top, filters, ...options });
    const bar = startProgress(label, countSpace(input.space).distinct, 'compounds');
    return [job, await screen(job, { ...work, onProgress: bar.update }).finally(() => bar.stop())];
  };

  const [allJob, all] = await run('screen, every compound', { histogram: true });
  const [, bounded] = await run('screen, with bounds', { ranks });
  refuseDifference(all, bounded);
  const ranked = { ...all, ranks: bounded.ranks };
  const [neutralJob, neutral] = await run('screen, charge-neutral', {
    ranks,
    filters: { ...filters, charges: 'neutral' },
  });
  const [shortJob, short] = await run('shortlist', {
    top: wanted.top,
    onePerSystem: true,
    filters: {
      ...filters,
      excluded: [...new Set(wanted.exclude.flatMap((group) => elementGroup(group)))].sort((a, b) => a - b),
      realAnion: true,
      charges: 'ionic',
      unknownOnly: true,
      domainLimit: wanted.domainLimit,
    },
  });
  const screening = screeningSummary(allJob, ranked);
  const neutralSummary = screeningSummary(neutralJob, neutral);
  return {
    numbers: {
      ...spaceNumbers(screening),
      'screening.decided_by_bounds_share': measured(bounded.decidedByBounds / bounded.scored, 'share', bounded.scored),
      ...neutralNumbers(neutralSummary, screening),
      ...rankNumbers(suggested, screening, neutralSummary),
      ...suggestedNumbers(suggested, input),
    },
    screening,
    top: topRows(all.top),
    neutral: neutralSummary,
    shortlist: {
      exclude: wanted.exclude,
      screening: screeningSummary(shortJob, short),
      rows: shortlistRows(short, input),
    },
  };
}

/** Bounds may save visits, nothing else. */
function refuseDifference(visited: ScreeningResult, bounded: ScreeningResult): void {
  const facts = ({ scored, aboveThreshold, byElement, byAnion, top }: ScreeningResult): string =>
    stableJson({ scored, aboveThreshold, byElement, byAnion, top });
  if (facts(visited) !== facts(bounded)) throw new Error('the screening with bounds differs from the exhaustive one');
}

function spaceNumbers(screening: ScreeningSummary): Numbers {
  const { formula_strings, distinct_formulas, scored, fast } = screening;
  const real = ofRealAnions(screening.by_anion);
  return {
    'screening.formula_strings': measured(formula_strings, 'formulas', formula_strings),
    'screening.distinct_formulas': measured(distinct_formulas, 'compounds', formula_strings),
    'screening.scored': measured(scored, 'compounds', distinct_formulas),
    'screening.fast': measured(fast, 'compounds', scored),
    'screening.fast_share': measured(fast / scored, 'share', scored),
    'screening.real_anion_scored': measured(real.scored, 'compounds', scored),
    'screening.real_anion_fast_share': measured(real.fast / real.scored, 'share', real.scored),
  };
}

function neutralNumbers(neutral: ScreeningSummary, all: ScreeningSummary): Numbers {
  const oxides = neutral.by_anion.find(({ symbol }) => symbol === 'O') ?? { scored: 0, fast: 0 };
  return {
    'screening.neutral_scored': measured(neutral.scored, 'compounds', all.scored),
    'screening.neutral_fast_share': measured(neutral.fast / neutral.scored, 'share', neutral.scored),
    'screening.neutral_oxides_scored': measured(oxides.scored, 'compounds', neutral.scored),
    'screening.neutral_oxides_fast_share': measured(oxides.fast / oxides.scored, 'share', oxides.scored),
  };
}

/** Ranks count the compounds with at least a score, its own included; percentiles are the share that scores less. */
function rankNumbers(suggested: readonly string[], all: ScreeningSummary, neutral: ScreeningSummary): Numbers {
  const numbers: Numbers = {};
  suggested.forEach((formula, i) => {
    const key = `screening.suggested.${formula}`;
    const rank = (name: string, atLeast: number, of: number): void => {
      numbers[`${key}.rank_${name}`] = measured(atLeast, 'compounds', of);
      numbers[`${key}.percentile_${name}`] = measured(100 * (1 - atLeast / of), 'percent', of);
    };
    const oxides = (rows: readonly { symbol: string }[]) => rows.find(({ symbol }) => symbol === 'O');
    numbers[`${key}.log_odds`] = measured(all.ranks[i]!.log_odds, 'log-odds', 1);
    rank('all', all.ranks[i]!.at_least, all.scored);
    rank('neutral', neutral.ranks[i]!.at_least, neutral.scored);
    const among = oxides(neutral.by_anion) as ElementCount | undefined;
    const better = oxides(neutral.ranks[i]!.by_anion) as { at_least: number } | undefined;
    rank('neutral_oxides', better?.at_least ?? 0, among?.scored ?? 0);
  });
  return numbers;
}

/** How far the suggested compounds lie from what the student learned from, and what the teacher says of them. */
function suggestedNumbers(suggested: readonly string[], { learner, formulas }: ScreeningInput): Numbers {
  const numbers: Numbers = {};
  const domain = domainFromJson(learner.domain);
  for (const formula of suggested) {
    const composition = parseFormula(formula);
    const [distance] = domain.distance(elementalDescriptors([composition], seenSet(learner)!));
    const key = `screening.suggested.${formula}`;
    numbers[`${key}.domain_distance`] = measured(distance!, 'mean training distances', 1);
    const labelled = formulas.find((other) => other.formula === reducedFormula(composition));
    if (!labelled) continue;
    numbers[`${key}.teacher_probability`] = measured(labelled.probability, 'probability', labelled.ids.length);
  }
  return numbers;
}

function ofRealAnions(rows: readonly ElementCount[]): { scored: number; fast: number } {
  const real = rows.filter(({ symbol }) => isRealAnion(atomicNumber(symbol)));
  return {
    scored: real.reduce((sum, row) => sum + row.scored, 0),
    fast: real.reduce((sum, row) => sum + row.fast, 0),
  };
}

function shortlistRows({ top }: ScreeningResult, { learner, formulas }: ScreeningInput): ShortlistRow[] {
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
