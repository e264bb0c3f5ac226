/** What stability says of the compounds of a list: competing phases, a window, states; and which of them are left out for it. */

import { SYMBOLS } from '../chemistry/elements.ts';
import type { Composition } from '../chemistry/formula.ts';
import { type LikelyStates, likelyStates } from '../chemistry/likely-states.ts';
import { UserError } from '../core/errors.ts';
import { type HullPoint, openHull } from './hull.ts';
import type { Phases } from './phases.ts';
import { stabilityOf } from './stability-of.ts';
import { type Metal, type Window, windowAgainst } from './window.ts';

/** What is asked of a list. Plain data. */
export interface StabilityRule {
  /** The metal of the window; null for none. */
  readonly against: Metal | null;
  /** Least width of the window, in V; null for any. */
  readonly minWindow: number | null;
  /**
   * Greatest energy above the hull, in eV an atom: that of a known phase, the predicted one of any other; null for any. Compounds without
   * either are left out.
   */
  readonly maxAboveHull: number | null;
  /** Leaves out compounds whose competing phases hold an element as such: their oxidation states are not those of the mixture. */
  readonly noElementalProducts: boolean;
}

/** A predicted energy in eV an atom, with its interval where there is one. */
export interface PredictedEnergy {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Predicts formation energies; null for a composition that it cannot tell. */
export type EnergyPredictor = (composition: Composition) => PredictedEnergy | null;

/** Of one compound. */
export interface JudgedStability {
  readonly hull: HullPoint;
  /** Of a known phase, above the hull; null of any other. */
  readonly aboveHull: number | null;
  /** Above the hull of all other phases; null without a prediction. */
  readonly predicted: PredictedEnergy | null;
  /** Symbols of the elements among the competing phases. */
  readonly elemental: readonly string[];
  /** Null without a metal, and of a compound that lacks it. */
  readonly window: Window | null;
  /** The most probable oxidation states, mixed valence among them; null where none are neutral. */
  readonly states: LikelyStates | null;
}

/**
 * Why a compound is left out of a list, in the order in which it is asked.
 * @example STABILITY_FILTERS[1]; // 'elemental_products'
 */
export const STABILITY_FILTERS = ['energies_unknown', 'elemental_products', 'far_above_hull', 'narrow_window'] as const;

/** All states that are ever reported, and two of one element. */
const ANY_STATES = { leastShare: 0, mixedValence: true } as const;

/**
 * Judges compounds one by one.
 * @param predictEnergy such as a model of formation energies; predicts nothing if not given
 * @returns a function that gives what is known of a compound (null where an element has no energy), and the first reason to leave it out
 * @example judgeStability(shippedPhases(), { against: null, minWindow: null, maxAboveHull: null, noElementalProducts: true })(parseFormula('Li9PS6')).leftOut; // 'elemental_products'
 */
export function judgeStability(
  phases: Phases,
  { against, minWindow, maxAboveHull, noElementalProducts }: StabilityRule,
  predictEnergy: EnergyPredictor = () => null,
) {
  const hull = openHull(phases);
  const stability = stabilityOf(phases, hull);
  return (composition: Composition): Verdict => {
    const found = orNull(() => stability(composition));
    const isAsked = minWindow !== null || maxAboveHull !== null || noElementalProducts;
    if (found === null) return { judged: null, leftOut: isAsked ? 'energies_unknown' : null };
    const { hull: point, aboveHull, others } = found;
    const isCompound = composition.atomicNumbers.length > 1;
    const elemental = isCompound
      ? point.phases.map(({ formula }) => formula).filter((each) => SYMBOLS.includes(each))
      : [];
    const holds = against !== null && isCompound && composition.atomicNumbers.includes(against.z);
    const window = holds ? windowAgainst(hull, composition, against) : null;
    const width = window === null ? 0 : window.oxidation.volts - window.reduction.volts;
    const predicted = isCompound ? above(others, predictEnergy(composition)) : null;
    const judged = {
      hull: point,
      aboveHull,
      predicted,
      elemental,
      window,
      states: likelyStates(composition, ANY_STATES),
    };
    if (noElementalProducts && elemental.length > 0) return { judged, leftOut: 'elemental_products' };
    const height = aboveHull ?? predicted?.value ?? Number.POSITIVE_INFINITY;
    if (maxAboveHull !== null && height > maxAboveHull) return { judged, leftOut: 'far_above_hull' };
    return { judged, leftOut: minWindow !== null && width < minWindow ? 'narrow_window' : null };
  };
}

/** What is said of one compound. */
export interface Verdict {
  readonly judged: JudgedStability | null;
  readonly leftOut: (typeof STABILITY_FILTERS)[number] | null;
}

function above(energy: number, predicted: PredictedEnergy | null): PredictedEnergy | null {
  if (predicted === null) return null;
  const less = (end: number | null) => (end === null ? null : end - energy);
  return { value: predicted.value - energy, low: less(predicted.low), high: less(predicted.high) };
}

function orNull<Result>(ask: () => Result): Result | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
