/**
 * What to look at first: compounds of measured elements that nobody knows, balanced in states that are reported often, ranked by the
 * distilled student and sifted as a chemist would, then re-read by the student that predicts.
 */
import { atomicNumber, type Composition, elementGroup, knownFormulas, parseFormula } from 'ionsieve/chemistry';
import { startProgress, stream } from 'ionsieve/core';
import { roundOnce, type ScreeningSummary, screeningLearner, screeningSummary } from 'ionsieve/experiment';
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
import { contactOf, type Hull, metalOf, mixtureText, openHull, shippedPhases } from 'ionsieve/stability';
import type { Measurement } from 'ionsieve/transfer';
import type { MeasuredShortlistSpec } from './define.ts';
import { drawCompounds } from './draw-compositions.ts';
import { type NearPhase, nearestPhase, stablePhases } from './nearest-phase.ts';
import { type Sifted, type SiftedList, sift } from './sift.ts';
import { type StateRule, stateRules } from './state-rules.ts';

/** The header of candidates.csv. */
export const CANDIDATES_HEADER = [
  'formula',
  'screening_probability',
  'probability',
  'log10_conductivity_S_per_cm',
  'log10_low',
  'log10_high',
  'domain',
  'oxidation_states',
  'oxidation_states_probability',
  'hull_energy_eV_atom',
  'competing_phases',
  'reduction_V',
  'oxidation_V',
  'reaction_with_lithium_eV_atom',
  'nearest_measured',
  'nearest_measured_log10_S_per_cm',
  'nearest_measured_difference',
  'nearest_stable_phase',
  'nearest_stable_phase_difference',
] as const satisfies readonly (keyof MeasuredShortlistRow)[];

/** A compound of the shortlist: the score that ranked it, what the student that predicts says of it, and what known phases say. */
export interface MeasuredShortlistRow {
  readonly formula: string;
  readonly screening_probability: number;
  readonly probability: number;
  readonly log10_conductivity_S_per_cm: number;
  readonly log10_low: number;
  readonly log10_high: number;
  readonly domain: 'inside' | 'outside';
  /** In which the competing phases are neutral too. */
  readonly oxidation_states: string;
  /** Product of the shares of the states among the reports of their elements. */
  readonly oxidation_states_probability: number;
  /** Of the most stable mixture of known phases, relative to the elements. */
  readonly hull_energy_eV_atom: number;
  /** That mixture; amounts for one formula unit. */
  readonly competing_phases: string;
  /** V against lithium, of that mixture. */
  readonly reduction_V: number;
  readonly oxidation_V: number;
  /** The most negative energy of that mixture in contact with lithium metal, in eV an atom of both; 0 where they do not react. */
  readonly reaction_with_lithium_eV_atom: number;
  readonly nearest_measured: string;
  readonly nearest_measured_log10_S_per_cm: number;
  /** Sum of the absolute differences of atomic fractions. */
  readonly nearest_measured_difference: number;
  /** The stable lithium phase nearest in composition. */
  readonly nearest_stable_phase: string;
  /** Sum of the absolute differences of atomic fractions. */
  readonly nearest_stable_phase_difference: number;
}

/** The list, and the screening behind it. */
export interface MeasuredShortlist {
  readonly exclude: readonly string[];
  readonly screening: ScreeningSummary;
  /** What rules of oxidation states are worth. */
  readonly state_rules: readonly StateRule[];
  /** How many of the best were sifted. */
  readonly considered: number;
  /** Least width of the window, V. */
  readonly min_window_V: number;
  /** Of those, how many went for which reason. */
  readonly sifted: SiftedList['removed'];
  readonly rows: readonly MeasuredShortlistRow[];
}

const LITHIUM = atomicNumber('Li');
const HEAVIEST = 93;
/** Random compositions on which rules of oxidation states are judged. */
const DRAWN = 10_000;

/** What the list is made from. */
export interface ShortlistInput {
  readonly spec: MeasuredShortlistSpec;
  readonly learner: Learner;
  /** Formulas that are no news beside the known compositions: labelled. */
  readonly labelled: readonly string[];
  /** No compound of these is listed, nor one within 1 % of them. */
  readonly measurements: readonly Measurement[];
  readonly predict: (compositions: readonly Composition[]) => readonly LearnerAnswer[];
  readonly seed: number;
}

/**
 * Screens every ternary and quaternary lithium compound of measured elements with coefficients up to 20, and sifts the best.
 * @example await measuredShortlist(input, { threads: 2 });
 */
export async function measuredShortlist(input: ShortlistInput, work: ScreenWork): Promise<MeasuredShortlist> {
  const { spec, learner, labelled, measurements, predict, seed } = input;
  const excluded = new Set(spec.exclude.flatMap((group) => elementGroup(group)));
  const partners = learner.elements
    .map((symbol) => atomicNumber(symbol))
    .filter((z) => z !== LITHIUM && z <= HEAVIEST && !excluded.has(z))
    .sort((a, b) => a - b);
  const space = createSpace({ anchor: LITHIUM, partners, arities: [3, 4], maxCoefficient: 20 });
  const { centre, axes } = learner.domain!;
  const known = [...labelled, ...knownFormulas()].map(parseFormula);
  const measured = measurements.map(({ composition }) => composition);
  const job = createJob(compileStudent(screeningLearner(learner), space), {
    threshold: 0,
    top: spec.considered,
    filters: {
      excluded: [],
      realAnion: true,
      states: spec.states,
      charges: 'ionic',
      known: sameCompounds(space, [...known, ...measured]),
      unknownOnly: true,
      domain: { centre, axes },
      domainLimit: spec.domainLimit,
    },
  });
  const bar = startProgress('shortlist', countSpace(space).distinct, 'compounds');
  const result = await screen(job, { ...work, onProgress: bar.update }).finally(() => bar.stop());
  const phases = shippedPhases();
  const hull = openHull(phases);
  const rule = { against: metalOf('Li'), minWindow: spec.minWindow, maxAboveHull: null, noElementalProducts: true };
  const { kept, removed } = sift(result.top, { phases, rule, states: spec.states, predict, top: spec.top });
  const stable = stablePhases(phases, hull, LITHIUM);
  const nearest = nearestPhase(stable);
  return {
    exclude: spec.exclude,
    screening: screeningSummary(job, result),
    state_rules: stateRules(
      stable,
      [LITHIUM, ...partners],
      drawCompounds(DRAWN, partners, stream(seed, 'random compositions')),
    ),
    considered: result.top.length,
    min_window_V: spec.minWindow,
    sifted: removed,
    rows: kept.map((one) => rowOf(one, hull, nearest(one.composition))),
  };
}

function rowOf(
  { formula, score, composition, judged, states, answer }: Sifted,
  hull: Hull,
  nearest: NearPhase,
): MeasuredShortlistRow {
  const window = judged.window!;
  return {
    formula,
    screening_probability: roundOnce(1 / (1 + Math.exp(-score)))!,
    probability: roundOnce(answer.probability)!,
    log10_conductivity_S_per_cm: roundOnce(answer.value)!,
    log10_low: roundOnce(answer.low)!,
    log10_high: roundOnce(answer.high)!,
    domain: answer.domain!,
    oxidation_states: states.text,
    oxidation_states_probability: roundOnce(states.probability)!,
    hull_energy_eV_atom: roundOnce(judged.hull.energy)!,
    competing_phases: mixtureText(judged.hull.phases),
    reduction_V: roundOnce(window.reduction.volts)!,
    oxidation_V: roundOnce(window.oxidation.volts)!,
    reaction_with_lithium_eV_atom: roundOnce(contactOf(hull, composition, parseFormula('Li')).energy)!,
    nearest_measured: answer.nearest!.formula,
    nearest_measured_log10_S_per_cm: roundOnce(answer.nearest!.value)!,
    nearest_measured_difference: roundOnce(answer.nearest!.difference)!,
    nearest_stable_phase: nearest.formula,
    nearest_stable_phase_difference: roundOnce(nearest.difference)!,
  };
}
