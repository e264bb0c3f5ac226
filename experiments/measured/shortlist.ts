/**
 * What to look at first: compounds of measured elements that nobody knows, balanced in states that are reported often, ranked by the
 * distilled student and sifted as a chemist would, then re-read by the student that predicts.
 */
import { atomicNumber, type Composition, elementGroup, knownFormulas, parseFormula } from 'ionsieve/chemistry';
import { startProgress, stream } from 'ionsieve/core';
import { type ScreeningSummary, screeningLearner, screeningSummary } from 'ionsieve/experiment';
import { type Learner, type LearnerAnswer, predictFormationEnergy } from 'ionsieve/learning';
import {
  compileStudent,
  countSpace,
  createJob,
  createSpace,
  type ScreenWork,
  sameCompounds,
  screen,
} from 'ionsieve/screening';
import { compoundsWith, isStablePhase, metalOf, openHull, shippedPhases } from 'ionsieve/stability';
import type { Measurement } from 'ionsieve/transfer';
import type { MeasuredShortlistSpec } from './define.ts';
import { drawCompounds } from './draw-compositions.ts';
import { nearestPhase } from './nearest-phase.ts';
import { type MeasuredShortlistRow, shortlistRow } from './shortlist-row.ts';
import { type SiftedList, sift } from './sift.ts';
import { type StateRule, stateRules } from './state-rules.ts';

/** The list, and the screening behind it. */
export interface MeasuredShortlist {
  readonly exclude: readonly string[];
  readonly screening: ScreeningSummary;
  /** What rules of oxidation states are worth. */
  readonly state_rules: readonly StateRule[];
  /** How many of the best were sifted. */
  readonly considered: number;
  /** Greatest predicted energy above the hull, eV an atom. */
  readonly max_above_hull_eV_atom: number;
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
  const { minWindow, maxAboveHull, states, top } = spec;
  const rule = { against: metalOf('Li'), minWindow, maxAboveHull, noElementalProducts: true };
  const { kept, removed } = sift(result.top, {
    phases,
    rule,
    predictEnergy: predictFormationEnergy(),
    states,
    predict,
    top,
  });
  const stable = compoundsWith(phases, LITHIUM).filter((compound) => isStablePhase(hull(compound), compound));
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
    max_above_hull_eV_atom: spec.maxAboveHull,
    min_window_V: spec.minWindow,
    sifted: removed,
    rows: kept.map((one) => shortlistRow(one, hull, nearest(one.composition))),
  };
}
