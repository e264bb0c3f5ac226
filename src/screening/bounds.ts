/**
 * How high and how low the compounds of one element set can score. A mean of element scalars weighted by coefficients
 * from 1 to max is largest where the largest scalars have the coefficient max and the others 1; such a vector has a 1,
 * so it has no common factor and is in the space: without standard deviations the bounds are attained. A standard deviation
 * lies between zero and half the range of its values.
 */
import { isOnGrid, type ScreeningPlan, type SetTerms, setReader } from './compile.ts';
import { type GridSpace, gridSet } from './grid-space.ts';
import { countSpace } from './space.ts';

/** An interval of scores, both ends included. */
export interface ScoreBounds {
  readonly lower: number;
  readonly upper: number;
}

/** Room for the rounding of the scores, relative to the largest term: hundreds of times what can occur. */
const ROUNDING = 1e-13;

/** Log-odds that a histogram covers of a plan without bounds; its first and last bin hold what lies beyond. */
const LOG_ODDS: ScoreBounds = { lower: -30, upper: 30 };

/**
 * Bounds on the scores of one element set.
 * @param max largest coefficient
 * @example setBounds(setReader(plan, 3).terms, 20).upper;
 */
export function setBounds({ scalars, constant, signs, pairs }: SetTerms, max: number): ScoreBounds {
  const roots = signs.length;
  let lower = constant - largestMean(scalars, -1, max);
  let upper = constant + largestMean(scalars, 1, max);
  let largest = Math.abs(constant);
  for (const s of scalars) largest = Math.max(largest, Math.abs(s));
  for (let p = 0; p < roots; p++) {
    let widest = 0;
    for (let at = p; at < pairs.length; at += roots) widest = Math.max(widest, pairs[at]!);
    const most = (signs[p]! * Math.sqrt(widest)) / 2;
    largest += Math.abs(most);
    if (most < 0) lower += most;
    else upper += most;
  }
  return { lower: lower - ROUNDING * largest, upper: upper + ROUNDING * largest };
}

/**
 * Bounds on the scores of each element set of a factorised plan, by rank.
 * @example everySetBounds(plan).upper[0];
 */
export function everySetBounds(plan: ScreeningPlan<GridSpace>): {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
} {
  const { space } = plan;
  const { elementSets } = countSpace(space);
  const readers = new Map(space.arities.map((arity) => [arity, setReader(plan, arity)]));
  const lower = new Float64Array(elementSets);
  const upper = new Float64Array(elementSets);
  for (let rank = 0; rank < elementSets; rank++) {
    const elements = gridSet(space, rank);
    const { terms, read } = readers.get(elements.length)!;
    read(elements);
    const bounds = setBounds(terms, space.maxCoefficient);
    lower[rank] = bounds.lower;
    upper[rank] = bounds.upper;
  }
  return { lower, upper };
}

/**
 * Bounds on all scores of a factorised plan's space; of another one what its student says that a histogram covers.
 * @example spaceBounds(plan).lower;
 */
export function spaceBounds(plan: ScreeningPlan): ScoreBounds {
  if (!isOnGrid(plan) || plan.kind !== 'factorised') return plan.student.reach ?? LOG_ODDS;
  const { lower, upper } = everySetBounds(plan);
  return {
    lower: lower.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    upper: upper.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  };
}

const descending = new Float64Array(6);

/**
 * Largest mean of `sign` times the values, of at most six elements, weighted by coefficients from 1 to max.
 * @example largestMean(Float64Array.of(1, 2), 1, 3); // 1.75
 */
export function largestMean(values: Float64Array, sign: 1 | -1, max: number): number {
  const k = values.length;
  let total = 0;
  for (let i = 0; i < k; i++) {
    const value = sign * values[i]!;
    total += value;
    let place = i;
    for (; place > 0 && descending[place - 1]! < value; place--) descending[place] = descending[place - 1]!;
    descending[place] = value;
  }
  let weights = k;
  let best = total / weights;
  for (let i = 0; i < k; i++) {
    total += (max - 1) * descending[i]!;
    weights += max - 1;
    best = Math.max(best, total / weights);
  }
  return best;
}
