/**
 * How high and how low the compounds of one element set can score. A mean of element scalars weighted by coefficients
 * from 1 to max is largest where the largest scalars have the coefficient max and the others 1; such a vector has a 1,
 * so it has no common factor and is in the space: for a factorised plan the bounds are attained.
 */
import type { ExtremeTerm, ScreeningPlan } from './compile.ts';
import { countSpace, elementSet } from './space.ts';

/** An interval of scores, both ends included. */
export interface ScoreBounds {
  readonly lower: number;
  readonly upper: number;
}

/** Room for the rounding of the scores, relative to the largest term: hundreds of times what can occur. */
const ROUNDING = 1e-13;

/**
 * The constant that every compound of an element set has in its score: the intercept and the weighed extremes.
 * @param elements atomic numbers, in the order of `elementSet`
 * @example setConstant(plan, Uint8Array.of(3, 15, 8));
 */
export function setConstant(plan: ScreeningPlan, elements: Uint8Array): number {
  let constant = plan.intercept;
  for (const term of plan.extremes) {
    const [min, max] = extremesOf(term.values, elements);
    constant += term.min * min + term.max * max + term.range * (max - min);
  }
  return constant;
}

/**
 * Bounds on the scores of one element set; attained, but for rounding, by a factorised plan. A standard deviation or
 * a mean absolute deviation lies between zero and half the range of the values.
 * @param elements atomic numbers, in the order of `elementSet`
 * @example setBounds(plan, Uint8Array.of(3, 15, 8)).upper;
 */
export function setBounds(plan: ScreeningPlan, elements: Uint8Array): ScoreBounds {
  const constant = setConstant(plan, elements);
  const scalars = Float64Array.from(elements, (z) => plan.scalars[z]!).sort();
  let lower =
    constant -
    largestMean(
      scalars.map((s) => -s),
      plan.space.maxCoefficient,
    );
  let upper = constant + largestMean(scalars.slice().reverse(), plan.space.maxCoefficient);
  let largest = largestTerm(plan.extremes, elements) + Math.abs(plan.intercept);
  for (const s of scalars) largest = Math.max(largest, Math.abs(s));
  for (const term of plan.kind === 'general' ? plan.spreads : []) {
    const [min, max] = extremesOf(term.centred, elements);
    for (const weight of [term.sd, term.mad]) {
      const most = (weight * (max - min)) / 2;
      largest += Math.abs(most);
      if (most < 0) lower += most;
      else upper += most;
    }
  }
  return { lower: lower - ROUNDING * largest, upper: upper + ROUNDING * largest };
}

/**
 * Bounds on all scores of a plan's space.
 * @example spaceBounds(plan).lower;
 */
export function spaceBounds(plan: ScreeningPlan): ScoreBounds {
  let lower = Number.POSITIVE_INFINITY;
  let upper = Number.NEGATIVE_INFINITY;
  const { elementSets } = countSpace(plan.space);
  for (let rank = 0; rank < elementSets; rank++) {
    const bounds = setBounds(plan, elementSet(plan.space, rank));
    lower = Math.min(lower, bounds.lower);
    upper = Math.max(upper, bounds.upper);
  }
  return { lower, upper };
}

/** Largest mean of values, descending, weighted by coefficients from 1 to max. */
function largestMean(values: Float64Array, max: number): number {
  let total = 0;
  for (const value of values) total += value;
  let weights = values.length;
  let best = total / weights;
  for (const value of values) {
    total += (max - 1) * value;
    weights += max - 1;
    best = Math.max(best, total / weights);
  }
  return best;
}

function extremesOf(values: Float64Array, elements: Uint8Array): [min: number, max: number] {
  let min = values[elements[0]!]!;
  let max = min;
  for (let i = 1; i < elements.length; i++) {
    const value = values[elements[i]!]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

function largestTerm(extremes: readonly ExtremeTerm[], elements: Uint8Array): number {
  let sum = 0;
  for (const term of extremes) {
    const [min, max] = extremesOf(term.values, elements);
    sum += Math.abs(term.min * min) + Math.abs(term.max * max) + Math.abs(term.range * (max - min));
  }
  return sum;
}
