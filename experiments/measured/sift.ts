/**
 * What a chemist leaves of a ranked list. A compound goes where its competing phases hold an element, or its elements in other oxidation
 * states: the states in which its formula balances are not those of the stable mixture. It goes where one of these phases is a hydride such
 * as H2S, a gas that leaves; without a window against the metal; far from everything measured; and where the student that predicts calls it
 * slow. Of a chemical system the best is left.
 */
import { type Composition, chemicalSystem, isRealAnion, type OxidationRule, parseFormula } from 'ionsieve/chemistry';
import type { LearnerAnswer } from 'ionsieve/learning';
import {
  type JudgedStability,
  judgeStability,
  type Phases,
  STABILITY_FILTERS,
  type StabilityRule,
} from 'ionsieve/stability';
import { type States, sharedStates } from './ionic-states.ts';

/**
 * Why a compound of the ranked list is left out, in the order in which it is asked.
 * @example SIFTS.map((reason) => removed[reason]);
 */
export const SIFTS = [
  ...STABILITY_FILTERS,
  'other_states_in_the_mixture',
  'volatile_hydride',
  'far_from_measured',
  'predicted_slow',
  'not_the_best_of_its_system',
  'beyond_the_list',
] as const;

type Reason = (typeof SIFTS)[number];

/** A compound of a ranking. */
export interface Ranked {
  readonly formula: string;
  readonly score: number;
}

/** One that is left, and what is known of it. */
export interface Sifted extends Ranked {
  readonly composition: Composition;
  readonly judged: JudgedStability;
  /** Shared with the competing phases. */
  readonly states: States;
  readonly answer: LearnerAnswer;
}

/** Those that are left, in their order, and how many went for which reason. */
export interface SiftedList {
  readonly kept: readonly Sifted[];
  readonly removed: Readonly<Record<Reason, number>>;
}

/** What a list is sifted with. */
export interface Sieve {
  readonly phases: Phases;
  readonly rule: StabilityRule;
  /** States that compounds may have. */
  readonly states: OxidationRule;
  /** Asked only about what stability leaves. */
  readonly predict: (compositions: readonly Composition[]) => readonly LearnerAnswer[];
  /** Longest list. */
  readonly top: number;
}

/** From which probability a compound counts as fast. */
const EVEN = 0.5;

/**
 * Sifts a ranking.
 * @param ranking best first
 * @example sift(result.top, sieve).removed.elemental_products;
 */
export function sift(ranking: readonly Ranked[], { phases, rule, states: allowed, predict, top }: Sieve): SiftedList {
  const removed = Object.fromEntries(SIFTS.map((reason) => [reason, 0])) as Record<Reason, number>;
  const judge = judgeStability(phases, rule);
  const stable = ranking.flatMap((ranked) => {
    const composition = parseFormula(ranked.formula);
    const { judged, leftOut } = judge(composition);
    const competing = (judged?.hull.phases ?? []).map(({ formula }) => parseFormula(formula));
    const states = leftOut === null ? sharedStates(composition, competing, allowed) : null;
    const isVolatile = competing.some(isVolatileHydride);
    if (judged !== null && states !== null && !isVolatile) return [{ ...ranked, composition, judged, states }];
    removed[leftOut ?? (states === null ? 'other_states_in_the_mixture' : 'volatile_hydride')]++;
    return [];
  });
  const answers = predict(stable.map(({ composition }) => composition));
  const systems = new Set<string>();
  const whyNot = ({ domain, probability }: LearnerAnswer, system: string): Reason | null => {
    if (domain !== 'inside') return 'far_from_measured';
    if (probability! < EVEN) return 'predicted_slow';
    if (systems.has(system)) return 'not_the_best_of_its_system';
    return systems.size === top ? 'beyond_the_list' : null;
  };
  const kept = stable.flatMap((compound, i): Sifted[] => {
    const system = chemicalSystem(compound.composition);
    const reason = whyNot(answers[i]!, system);
    if (reason === null) {
      systems.add(system);
      return [{ ...compound, answer: answers[i]! }];
    }
    removed[reason]++;
    return [];
  });
  return { kept, removed };
}

const HYDROGEN = 1;

/** Of hydrogen and an anion alone: H2S, HCl, NH3 and their like. */
function isVolatileHydride({ atomicNumbers }: Composition): boolean {
  return (
    atomicNumbers.length === 2 &&
    atomicNumbers.includes(HYDROGEN) &&
    atomicNumbers.every((z) => z === HYDROGEN || isRealAnion(z))
  );
}
