/**
 * Descriptors of a composition: statistics of elemental properties over its atoms, the atomic fractions being the
 * weights. Ward et al., npj Comput. Mater. 2, 16028 (2016), 10.1038/npjcompumats.2016.28, and before them Meredig et
 * al. 2014, made this the field's common input; `mad` is matminer's avg_dev.
 */
import { fractions, mostElectronegative } from '../chemistry/composition.ts';
import { atomicNumber, type ElementProperty, elementProperty, SYMBOLS } from '../chemistry/elements.ts';
import { type Composition, formatFormula } from '../chemistry/formula.ts';
import { fail } from '../core/errors.ts';
import { createMatrix, type Matrix } from '../core/matrix.ts';
import { anchorOf, type DescriptorSet, SAME_WEIGHT, type Statistic, type Stoichiometry } from './elemental-sets.ts';

export { type DescriptorSet, ELEMENTAL_SETS, type Statistic, type Stoichiometry } from './elemental-sets.ts';

/**
 * Elemental descriptors of some compositions: one row each, columns as {@link elementalDescriptorNames} has them.
 * With weights w and values v over the elements of a composition: mean = sum w v; mad = sum w |v - mean|;
 * sd = sqrt(sum w (v - mean)^2); min, max and range = max - min pay no heed to the amounts; mode is the least v of largest w,
 * weights within a part in a million of each other being equal.
 * @throws {UserError} when an element has no value for a property of the set; names formula, element and property; and for a set
 * without the anchor that it counts
 * @example elementalDescriptors([parseFormula('Li2O')], ELEMENTAL_SETS['elemental-30']).cols; // 30
 */
export function elementalDescriptors(compositions: readonly Composition[], set: DescriptorSet): Matrix {
  const properties = set.properties.map(elementProperty);
  const anchor = anchorOf(set);
  const elements = (set.fractionsOf ?? []).map((symbol) => atomicNumber(symbol));
  const X = createMatrix(compositions.length, columnsOf(set));
  let column = 0;
  for (const composition of compositions) {
    const weights = fractions(composition);
    const values = new Float64Array(weights.length);
    for (const property of properties) {
      takeValues(composition, property, values);
      const mean = weightedMean(weights, values);
      for (const statistic of set.statistics) X.data[column++] = STATISTICS[statistic](weights, values, mean);
    }
    for (const number of set.stoichiometry ?? [])
      X.data[column++] = STOICHIOMETRY[number](composition, weights, anchor);
    for (const element of elements) X.data[column++] = fractionOf(composition, weights, element);
  }
  return X;
}

/**
 * Names of the columns: property by property, and within a property statistic by statistic; then stoichiometry; then fractions.
 * @example elementalDescriptorNames(ELEMENTAL_SETS['elemental-30'])[0]; // 'mean_period'
 */
export function elementalDescriptorNames(set: DescriptorSet): string[] {
  const names = set.properties.flatMap((property) => set.statistics.map((statistic) => `${statistic}_${property}`));
  return [...names, ...(set.stoichiometry ?? []), ...(set.fractionsOf ?? []).map((symbol) => `fraction_${symbol}`)];
}

const columnsOf = ({ properties, statistics, stoichiometry = [], fractionsOf = [] }: DescriptorSet): number =>
  properties.length * statistics.length + stoichiometry.length + fractionsOf.length;

const fractionOf = ({ atomicNumbers }: Composition, weights: Float64Array, atomicNumber: number): number =>
  weights[atomicNumbers.indexOf(atomicNumber)] ?? 0;

/** A number that the amounts give; the anchor by its atomic number. */
type Amounts = (composition: Composition, weights: Float64Array, anchor: number) => number;

const STOICHIOMETRY: Readonly<Record<Stoichiometry, Amounts>> = {
  anchor_fraction: fractionOf,
  anion_fraction: (composition, weights) => fractionOf(composition, weights, mostElectronegative(composition)),
  anchor_per_anion: (composition, weights, anchor) =>
    fractionOf(composition, weights, anchor) / fractionOf(composition, weights, mostElectronegative(composition)),
  element_count: ({ atomicNumbers }) => atomicNumbers.length,
};

/** A statistic of values with weights that add up to 1; the mean is given. */
type WeightedStatistic = (weights: Float64Array, values: Float64Array, mean: number) => number;

const STATISTICS: Readonly<Record<Statistic, WeightedStatistic>> = {
  mean: (_weights, _values, mean) => mean,
  mad: (weights, values, mean) => weights.reduce((sum, weight, i) => sum + weight * Math.abs(values[i]! - mean), 0),
  sd: (weights, values, mean) =>
    Math.sqrt(weights.reduce((sum, weight, i) => sum + weight * (values[i]! - mean) ** 2, 0)),
  min: (_weights, values) => smallest(values),
  max: (_weights, values) => largest(values),
  range: (_weights, values) => largest(values) - smallest(values),
  mode: (weights, values) => {
    const most = largest(weights) * (1 - SAME_WEIGHT);
    return smallest(values.filter((_, i) => weights[i]! >= most));
  },
};

function smallest(values: Float64Array): number {
  let least = Infinity;
  for (const value of values) if (value < least) least = value;
  return least;
}

function largest(values: Float64Array): number {
  let most = -Infinity;
  for (const value of values) if (value > most) most = value;
  return most;
}

function weightedMean(weights: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += weights[i]! * values[i]!;
  return sum;
}

function takeValues(composition: Composition, property: ElementProperty, values: Float64Array): void {
  const { atomicNumbers } = composition;
  for (let i = 0; i < values.length; i++) {
    values[i] = property.values[atomicNumbers[i]!]!;
    if (Number.isNaN(values[i])) {
      const missing = `none for ${SYMBOLS[atomicNumbers[i]!]}`;
      fail(formatFormula(composition), `a value of ${property.name}`, missing, 'leave the formula out');
    }
  }
}
