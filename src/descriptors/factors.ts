/**
 * How each elemental descriptor depends on the coefficients once the elements of a compound are fixed. What screens
 * billions of compounds of the same few elements needs no more than this: a new descriptor says here how it factors, and
 * everything that screens can use it.
 */
import { createComposition, mostElectronegative } from '../chemistry/composition.ts';
import { atomicNumber, elementProperty, SYMBOLS } from '../chemistry/elements.ts';
import { anchorOf, type DescriptorSet, type Statistic, type Stoichiometry } from './elemental-sets.ts';

/** Atomic numbers of the elements of a compound, in any order. */
type Elements = ArrayLike<number>;

/** How one column of a descriptor set depends on coefficients c_i, N in all. */
export type Factor =
  /** (sum_i c_i s_i) / N with a scalar for each element. */
  | { readonly form: 'mean'; scalar(elements: Elements, i: number): number }
  /** The same whatever the coefficients are. */
  | { readonly form: 'constant'; value(elements: Elements): number }
  /** The standard deviation over the atoms of a value of their element, by atomic number. */
  | { readonly form: 'deviation'; readonly values: Float64Array }
  /** None of these: the descriptor has to be computed compound by compound. */
  | { readonly form: 'none' };

const NONE: Factor = { form: 'none' };

const STATISTICS: Readonly<Record<Statistic, (values: Float64Array) => Factor>> = {
  mean: (values) => ({ form: 'mean', scalar: (elements, i) => values[elements[i]!]! }),
  mad: () => NONE,
  sd: (values) => ({ form: 'deviation', values }),
  min: (values) => ({ form: 'constant', value: (elements) => smallest(values, elements) }),
  max: (values) => ({ form: 'constant', value: (elements) => largest(values, elements) }),
  range: (values) => ({
    form: 'constant',
    value: (elements) => largest(values, elements) - smallest(values, elements),
  }),
  mode: () => NONE,
};

const STOICHIOMETRY: Readonly<Record<Stoichiometry, (anchor: number) => Factor>> = {
  anchor_fraction: fractionOf,
  anion_fraction: () => ({ form: 'mean', scalar: (elements, i) => (elements[i] === anionOf(elements) ? 1 : 0) }),
  anchor_per_anion: () => NONE,
  element_count: () => ({ form: 'constant', value: (elements) => elements.length }),
};

/**
 * How the columns of a descriptor set factor, in the order of the columns. A property's gaps stay NaN.
 * @throws {UserError} for a property that is not in the element table, and a set without the anchor that it counts
 * @example descriptorFactors(ELEMENTAL_SETS['elemental-30'])[1].form; // 'deviation': the standard deviation of the period
 */
export function descriptorFactors(set: DescriptorSet): Factor[] {
  const statistics = set.properties.flatMap((property) => {
    const values = elementProperty(property).values;
    return set.statistics.map((statistic) => STATISTICS[statistic](values));
  });
  const anchor = anchorOf(set);
  const stoichiometry = (set.stoichiometry ?? []).map((number) => STOICHIOMETRY[number](anchor));
  const fractions = (set.fractionsOf ?? []).map((symbol) => fractionOf(atomicNumber(symbol)));
  return [...statistics, ...stoichiometry, ...fractions];
}

function fractionOf(element: number): Factor {
  return { form: 'mean', scalar: (elements, i) => (elements[i] === element ? 1 : 0) };
}

function smallest(values: Float64Array, elements: Elements): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < elements.length; i++) {
    const value = values[elements[i]!]!;
    if (value < least) least = value;
  }
  return least;
}

function largest(values: Float64Array, elements: Elements): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < elements.length; i++) {
    const value = values[elements[i]!]!;
    if (value > most) most = value;
  }
  return most;
}

function anionOf(elements: Elements): number {
  return mostElectronegative(createComposition(elements, new Float64Array(elements.length).fill(1)));
}

/**
 * The first element of a list for which a descriptor set has no value, with the property.
 * @example missingValue(ELEMENTAL_SETS['elemental-30'], [3, 8]); // undefined
 */
export function missingValue(
  set: DescriptorSet,
  elements: Elements,
): { readonly property: string; readonly symbol: string } | undefined {
  for (const property of set.properties) {
    const { values } = elementProperty(property);
    for (let i = 0; i < elements.length; i++) {
      if (Number.isNaN(values[elements[i]!])) return { property, symbol: SYMBOLS[elements[i]!]! };
    }
  }
  return undefined;
}
