/** What to look at first: unknown compounds of measured elements that the distilled student ranks highest, re-read by its teacher. */
import { atomicNumber, elementGroup } from 'ionsieve/chemistry';

import { startProgress } from 'ionsieve/core';
import {
  roundOnce,
  type ScreeningSummary,
  type ShortlistSpec,
  screeningLearner,
  screeningSummary,
} from 'ionsieve/experiment';
import type { Learner, LearnerAnswer } from 'ionsieve/learning';
import {
  compileStudent,
  countSpace,
  createJob,
  createSpace,
  type ScreenWork,
  sameCompounds,
  screen,
} from 'ionsieve/screening';
import type { Measurement } from 'ionsieve/transfer';

/** The header of candidates.csv. */
export const CANDIDATES_HEADER = [
  'formula',
  'screening_probability',
  'probability',
  'log10_conductivity_S_per_cm',
  'log10_low',
  'log10_high',
  'domain',
  'nearest_measured',
  'nearest_measured_log10_S_per_cm',
  'nearest_measured_difference',
] as const satisfies readonly (keyof MeasuredShortlistRow)[];

/** A compound of the shortlist: the score that ranked it, and what the student that predicts says of it. */
export interface MeasuredShortlistRow {
  readonly formula: string;
  readonly screening_probability: number;
  readonly probability: number;
  readonly log10_conductivity_S_per_cm: number;
  readonly log10_low: number;
  readonly log10_high: number;
  readonly domain: 'inside' | 'outside';
  readonly nearest_measured: string;
  readonly nearest_measured_log10_S_per_cm: number;
  /** Sum of the absolute differences of atomic fractions. */
  readonly nearest_measured_difference: number;
}

/** The list, and the screening behind it. */
export interface MeasuredShortlist {
  readonly exclude: readonly string[];
  readonly screening: ScreeningSummary;
  readonly rows: readonly MeasuredShortlistRow[];
}

const LITHIUM = atomicNumber('Li');
const HEAVIEST = 93;

/** What the list is made from. */
export interface ShortlistInput {
  readonly spec: ShortlistSpec;
  readonly learner: Learner;
  /** Formulas that are no news: labelled. */
  readonly known: readonly string[];
  /** No compound of these is listed, nor one within 1 % of them. */
  readonly measurements: readonly Measurement[];
  readonly predict: (formulas: readonly string[]) => readonly LearnerAnswer[];
}

/**
 * Screens every ternary and quaternary lithium compound of measured elements with coefficients up to 20.
 * @example await measuredShortlist(input, { threads: 2 });
 */
export async function measuredShortlist(input: ShortlistInput, work: ScreenWork): Promise<MeasuredShortlist> {
  const { spec, learner, known, measurements, predict } = input;
  const excluded = new Set(spec.exclude.flatMap((group) => elementGroup(group)));
  const partners = learner.elements
    .map((symbol) => atomicNumber(symbol))
    .filter((z) => z !== LITHIUM && z <= HEAVIEST && !excluded.has(z))
    .sort((a, b) => a - b);
  const space = createSpace({ anchor: LITHIUM, partners, arities: [3, 4], maxCoefficient: 20 });
  const { centre, axes } = learner.domain!;
  const knownMeasured = sameCompounds(
    space,
    measurements.map(({ composition }) => composition),
  );
  const job = createJob(compileStudent(screeningLearner(learner), space), {
    threshold: 0,
    top: spec.top,
    onePerSystem: true,
    filters: {
      excluded: [],
      realAnion: true,
      states: spec.states,
      charges: 'ionic',
      known: [...new Set([...known, ...knownMeasured])],
      unknownOnly: true,
      domain: { centre, axes },
      domainLimit: spec.domainLimit,
    },
  });
  const bar = startProgress('shortlist', countSpace(space).distinct, 'compounds');
  const result = await screen(job, { ...work, onProgress: bar.update }).finally(() => bar.stop());
  const predictions = predict(result.top.map(({ formula }) => formula));
  return {
    exclude: spec.exclude,
    screening: screeningSummary(job, result),
    rows: result.top.map(({ formula, score }, i) => rowOf(formula, 1 / (1 + Math.exp(-score)), predictions[i]!)),
  };
}

function rowOf(formula: string, screeningProbability: number, answer: LearnerAnswer): MeasuredShortlistRow {
  return {
    formula,
    screening_probability: roundOnce(screeningProbability)!,
    probability: roundOnce(answer.probability)!,
    log10_conductivity_S_per_cm: roundOnce(answer.value)!,
    log10_low: roundOnce(answer.low)!,
    log10_high: roundOnce(answer.high)!,
    domain: answer.domain!,
    nearest_measured: answer.nearest!.formula,
    nearest_measured_log10_S_per_cm: roundOnce(answer.nearest!.value)!,
    nearest_measured_difference: roundOnce(answer.nearest!.difference)!,
  };
}
