/**
 * How much each parameter matters by itself: the share of the variance of the score, over the whole space, that the mean score at
 * each value of the parameter accounts for (the main effects of a functional analysis of variance: Hutter, Hoos and Leyton-Brown, ICML
 * 2014). Of a complete grid it is exact. Of other trials the score is first modelled by extremely randomised trees, and the
 * means are taken over random places of the space, where the paper sums up the trees in closed form. What is left to 1 is what
 * parameters do together.
 */
import { matrixFrom } from '../../core/matrix.ts';
import type { Stream } from '../../core/random.ts';
import { moments } from '../../models/moments.ts';
import { fitRegressor } from '../../models/regression.ts';
import { gridValues, type Parameter, unitOf, valueAt } from './parameter.ts';
import type { Trial } from './rank-trials.ts';

/** Fewer trials than this tell nothing of a surface. */
const LEAST_TRIALS = 20;
const TREES = { kind: 'extra-trees', trees: 64, columnShare: 1, leastLeaf: 2 } as const;
/** Random places of the space, and places along each parameter. */
const PLACES = 256;
const STEPS = 16;

/**
 * The share of each parameter, from 0 to 1.
 * @param trials those that could not be fitted, or did not learn from all training groups, are not looked at
 * @returns null where fewer than 20 trials are left, or all score the same
 * @example importanceOf(parameters, trials, stream(0, 'importance')); // [0.7, 0.1]
 */
export function importanceOf(
  parameters: readonly Parameter[],
  trials: readonly Trial[],
  random: Stream,
): number[] | null {
  const whole = trials.filter(({ share, merit }) => share === 1 && merit !== null);
  const merits = whole.map(({ merit }) => merit!);
  if (new Set(merits).size < 2) return null;
  if (isGrid(parameters, whole)) {
    return parameters.map((_, j) =>
      effect(
        whole.map(({ values }) => values[j]!),
        merits,
      ),
    );
  }
  return whole.length < LEAST_TRIALS ? null : modelledShares(parameters, whole, merits, random);
}

/** Whether every combination stands there once. */
function isGrid(parameters: readonly Parameter[], trials: readonly Trial[]): boolean {
  const combinations = parameters.reduce((product, parameter) => product * gridValues(parameter).length, 1);
  const onGrid = trials.filter(({ values }) => values.every((value, j) => gridValues(parameters[j]!).includes(value)));
  const distinct = new Set(onGrid.map(({ values }) => JSON.stringify(values)));
  return trials.length === combinations && distinct.size === combinations;
}

/** Variance of the means at each level, each counted as often as it was tried, over the variance of all. */
function effect(levels: readonly number[], merits: readonly number[]): number {
  const means = new Map<number, number>();
  for (const level of new Set(levels)) means.set(level, moments(merits.filter((_, i) => levels[i] === level)).mean);
  return variance(levels.map((level) => means.get(level)!)) / variance(merits);
}

function modelledShares(
  parameters: readonly Parameter[],
  trials: readonly Trial[],
  merits: readonly number[],
  random: Stream,
): number[] {
  const rows = (settings: readonly (readonly number[])[]) =>
    matrixFrom(settings.map((values) => parameters.flatMap((parameter, j) => columns(parameter, values[j]!))));
  const model = fitRegressor(TREES, rows(trials.map(({ values }) => values)), merits, random);
  const places = Array.from({ length: PLACES }, () => parameters.map((parameter) => valueAt(parameter, random())));
  return parameters.map((parameter, j) => {
    const along = levelsOf(parameter).map(
      (level) => model.predict(rows(places.map((values) => values.with(j, level)))).mean,
    );
    const all = variance(along.flatMap((scores) => Array.from(scores)));
    return all === 0 ? 0 : variance(along.map((scores) => moments(scores).mean)) / all;
  });
}

/** Values of equal room on the scale of the parameter. */
function levelsOf(parameter: Parameter): number[] {
  if (parameter.kind === 'choice') return gridValues(parameter);
  return Array.from({ length: STEPS }, (_, step) => valueAt(parameter, (step + 0.5) / STEPS));
}

/** A number on its scale; a choice as a column for each of its values. */
function columns(parameter: Parameter, value: number): number[] {
  if (parameter.kind === 'number') return [unitOf(parameter, value)];
  return parameter.oneOf.map((_, place) => (place === value ? 1 : 0));
}

const variance = (values: ArrayLike<number>): number => moments(values).sd ** 2;
