/**
 * Turns a linear student on elemental descriptors into what the screening loop needs. For the statistics mean, min, max
 * and range a compound with the coefficients c_i, N in all, scores
 *
 *   score = (sum_i c_i s_i) / N + K(element set),
 *
 * with a scalar s for each element (its values weighed by the weights of the means) and a constant for each element set
 * (the intercept and the weighed extremes). The statistics sd and mad depend on the coefficients in a way that does not
 * split by element; with them the plan is `general` and keeps the property values.
 */
import { elementProperty, SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import type { DescriptorSet, Statistic } from '../descriptors/elemental.ts';
import type { CompositionSpace } from './space.ts';

/** Weights of one property's extremes over the elements of a set. */
export interface ExtremeTerm {
  readonly property: string;
  /** Property value by atomic number. */
  readonly values: Float64Array;
  readonly min: number;
  readonly max: number;
  readonly range: number;
}

/** Weights of one property's spread over the atoms of a compound. */
export interface SpreadTerm {
  readonly property: string;
  /** Property value less the anchor's, by atomic number: spreads keep their digits, and equal elements give zero. */
  readonly centred: Float64Array;
  readonly sd: number;
  readonly mad: number;
}

/** What both kinds of plan have. A plan is plain data: it can be sent to a thread as it is. */
interface PlanBase {
  readonly space: CompositionSpace;
  readonly intercept: number;
  /** s by atomic number, 0 to 118; zero outside the space. */
  readonly scalars: Float64Array;
  readonly extremes: readonly ExtremeTerm[];
}

/** The score splits into a weighted mean of element scalars and a constant of the element set. */
export interface FactorisedPlan extends PlanBase {
  readonly kind: 'factorised';
}

/** The score has spreads besides: computed column by column for blocks of coefficient vectors. */
export interface GeneralPlan extends PlanBase {
  readonly kind: 'general';
  readonly spreads: readonly SpreadTerm[];
}

/** A student compiled for a space. */
export type ScreeningPlan = FactorisedPlan | GeneralPlan;

/** A linear student: weights in the units of the raw descriptor columns. */
export interface LinearStudent {
  readonly weights: Float64Array;
  readonly intercept: number;
}

/**
 * Compiles a linear student for a space.
 * @param descriptors the student's columns, property by property and statistic by statistic
 * @param linear one finite weight a column; score = weights . descriptors + intercept
 * @throws {UserError} when the set has stoichiometry, weights and columns disagree, a weight is not finite, or a
 * property has no value for an element of the space
 * @example compileStudent(ELEMENTAL_SETS['elemental-30'], predictor.linear, space).kind; // 'factorised'
 */
export function compileStudent(
  descriptors: DescriptorSet,
  linear: LinearStudent,
  space: CompositionSpace,
): ScreeningPlan {
  checkStudent(descriptors, linear);
  const scalars = new Float64Array(SYMBOLS.length);
  const extremes: ExtremeTerm[] = [];
  const spreads: SpreadTerm[] = [];
  descriptors.properties.forEach((property, p) => {
    const values = completeValues(property, space);
    const weight = (statistic: Statistic): number => {
      const s = descriptors.statistics.indexOf(statistic);
      return s < 0 ? 0 : linear.weights[p * descriptors.statistics.length + s]!;
    };
    for (let z = 0; z < scalars.length; z++) scalars[z]! += weight('mean') * values[z]!;
    const extreme = { property, values, min: weight('min'), max: weight('max'), range: weight('range') };
    if (extreme.min !== 0 || extreme.max !== 0 || extreme.range !== 0) extremes.push(extreme);
    const spread = { property, centred: centred(values, space), sd: weight('sd'), mad: weight('mad') };
    if (spread.sd !== 0 || spread.mad !== 0) spreads.push(spread);
  });
  const base = { space, intercept: linear.intercept, scalars, extremes };
  return spreads.length === 0 ? { kind: 'factorised', ...base } : { kind: 'general', ...base, spreads };
}

function checkStudent(descriptors: DescriptorSet, { weights, intercept }: LinearStudent): void {
  const { stoichiometry = [] } = descriptors;
  if (stoichiometry.length > 0) {
    const remedy = 'screen with a student on a set without stoichiometry, such as elemental-30';
    fail(`descriptor set ${descriptors.name}`, 'statistics of properties only', stoichiometry.join(', '), remedy);
  }
  const columns = descriptors.properties.length * descriptors.statistics.length;
  if (weights.length !== columns) {
    const remedy = 'use the descriptor set that the student was trained on';
    fail(`descriptor set ${descriptors.name}`, `${weights.length} columns, one for each weight`, `${columns}`, remedy);
  }
  if (![...weights, intercept].every(Number.isFinite)) {
    fail('student', 'finite weights', 'one that is not', 'train the student again');
  }
}

/** A property's values by atomic number, zero outside the space. */
function completeValues(property: string, space: CompositionSpace): Float64Array {
  const table = elementProperty(property).values;
  const values = new Float64Array(SYMBOLS.length);
  for (const z of [space.anchor, ...space.partners]) {
    if (Number.isNaN(table[z])) {
      fail(`property ${property}`, 'a value for every element', `none for ${SYMBOLS[z]}`, 'exclude that element');
    }
    values[z] = table[z]!;
  }
  return values;
}

function centred(values: Float64Array, space: CompositionSpace): Float64Array {
  const result = new Float64Array(values.length);
  for (const z of [space.anchor, ...space.partners]) result[z] = values[z]! - values[space.anchor]!;
  return result;
}
