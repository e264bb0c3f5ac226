/**
 * Turns a student on elemental descriptors into what the screening loop needs. Where every column of a linear student
 * factors (src/descriptors/factors.ts), the plan is `factorised`: a compound with the coefficients c_i, N in all, scores
 *
 *   score = (sum_i c_i s_i + sum_p sign_p sqrt(q_p)) / N + K,   q_p = sum_{i<j} c_i c_j D_p,ij,
 *
 * with numbers s, D and K of its element set: the means, weighed, collapse to a scalar an element; minima, maxima, ranges and
 * the intercept to a constant; and a standard deviation with the weight w is the root of a quadratic form,
 * w sd = sign(w) sqrt(w^2 sum_{i<j} c_i c_j (v_i - v_j)^2) / N, in which nothing is subtracted. A perceptron whose columns
 * all factor is a `perceptron` plan: what goes into a unit of its first layer is such a score (src/screening/perceptron.ts).
 * Any other student is `general`, and so is any on a list: its descriptors and its model, or a module of the user's, are computed compound
 * by compound.
 */
import { SYMBOLS } from '../chemistry/elements.ts';
import { fail } from '../core/errors.ts';
import { type DescriptorSet, elementalDescriptorNames } from '../descriptors/elemental.ts';
import { descriptorFactors, type Factor, missingValue } from '../descriptors/factors.ts';
import { isModule, type ModuleJson } from '../learning/own-module.ts';
import { unlearned } from '../learning/scope.ts';
import type { PredictorJson } from '../models/model.ts';
import type { MlpSpec } from '../models/model-spec.ts';
import { type ScorerJson, scorerFromJson } from '../models/scorer.ts';
import type { GridSpace } from './grid-space.ts';
import { type CompositionSpace, elementsOf } from './space.ts';
import { readPairs, sortFactors, type Weighted } from './weighted-factors.ts';

/** A student as plain data: score = slope * what the model says + offset. High scores are wanted. */
export interface ScreeningStudent {
  readonly name: string;
  /** Unit of the property that it has learned, whatever its score tells: 'S/cm' of a probability of fast conduction too. */
  readonly unit: string;
  /** What the model sees; {@link NO_DESCRIPTORS} of a module, which sees compositions. */
  readonly descriptors: DescriptorSet;
  readonly model: ScorerJson | ModuleJson;
  /** Symbols of the elements that it has learned; where they are not given, no element counts as new. */
  readonly elements?: readonly string[];
  readonly slope: number;
  readonly offset: number;
  /** What a score tells; log-odds if not given. */
  readonly value?: ScreenedValue;
  /** What log-odds are of, where that is known. */
  readonly class?: ScreenedClass;
  /** Scores that a histogram covers of what no bounds are known; log-odds from -30 to 30 if not given. */
  readonly reach?: { readonly lower: number; readonly upper: number };
}

/** A class of compounds: those whose property reaches a threshold. */
export interface ScreenedClass {
  readonly property: string;
  /** Of the property and the threshold; '1' for none. */
  readonly unit: string;
  /** Null where the model does not say it. */
  readonly threshold: number | null;
  readonly better: 'larger' | 'smaller';
}

/** A value that a score tells. */
export interface ScreenedValue {
  /** What it is called in tables, with its unit. */
  readonly column: string;
  /** Its own, or of the property whose logarithm it is; '1' of a probability. */
  readonly unit: string;
  /** Scores are the values, or, where small ones are wanted, the values with their sign turned. */
  readonly better: 'larger' | 'smaller';
}

/** Of a student that sees compositions. */
export const NO_DESCRIPTORS: DescriptorSet = { name: 'compositions', date: '', properties: [], statistics: [] };

/**
 * The value that a score tells, and the score of a value.
 * @example screenedValue({ column: 'barrier_eV', unit: 'eV', better: 'smaller' }, -0.3); // 0.3
 */
export function screenedValue({ better }: Pick<ScreenedValue, 'better'>, score: number): number {
  return better === 'larger' ? score : 0 - score;
}

/**
 * Symbols of the elements that a student has not learned; none where it does not say what it has.
 * @example newTo(student, Uint8Array.of(3, 92)); // ['U']
 */
export function newTo({ elements = SYMBOLS }: Pick<ScreeningStudent, 'elements'>, atomicNumbers: Uint8Array): string[] {
  return unlearned({ elements }, { atomicNumbers });
}

/** A student compiled for a space. Plain data: it can be sent to a thread as it is. */
export interface ScreeningPlan<Space extends CompositionSpace = CompositionSpace> {
  /** How scores come about, see the head of this file. */
  readonly kind: 'factorised' | 'perceptron' | 'general';
  readonly space: Space;
  readonly student: ScreeningStudent;
}

/** Most standard deviations, and hidden layers, that a sieve has room for. */
const MOST_ROOTS = 64;
const MOST_LAYERS = 64;

/**
 * Compiles a student for a space.
 * @throws {UserError} when the model and the descriptor set disagree in their number of columns, or a property has no value
 * for an element of the space
 * @example compileStudent({ name: 'mine', unit: 'eV', descriptors: ELEMENTAL_SETS['elemental-30'], model, slope: 1, offset: 0 }, space).kind;
 */
export function compileStudent<Space extends CompositionSpace>(
  student: ScreeningStudent,
  space: Space,
): ScreeningPlan<Space> {
  const { descriptors, model } = student;
  const columns = elementalDescriptorNames(descriptors).length;
  const wanted = isModule(model) ? 0 : scorerFromJson(model, 'student').columns;
  if (wanted !== columns) {
    const remedy = 'use the descriptor set that the student was trained on';
    fail(`descriptor set ${descriptors.name}`, `${wanted} columns`, `${columns}`, remedy);
  }
  const missing = missingValue(descriptors, elementsOf(space));
  if (missing !== undefined) {
    const found = `none for ${missing.symbol}`;
    fail(`property ${missing.property}`, 'a value for every element', found, 'exclude that element');
  }
  return { kind: space.kind === 'list' ? 'general' : kindOf(student), space, student };
}

/**
 * Whether the space of a plan is a grid, which is what the fast engines screen.
 * @example if (isOnGrid(plan)) plan.space.maxCoefficient;
 */
export function isOnGrid(plan: ScreeningPlan): plan is ScreeningPlan<GridSpace> {
  return plan.space.kind === 'grid';
}

function kindOf(student: ScreeningStudent): ScreeningPlan['kind'] {
  const terms = weightedFactors(student)?.map(({ factor }) => factor);
  if (terms !== undefined) return canSieve(terms) ? 'factorised' : 'general';
  const perceptron = perceptronOf(student);
  const isPerceptron = perceptron !== undefined && perceptron.spec.hidden.length <= MOST_LAYERS;
  return isPerceptron && canSieve(descriptorFactors(student.descriptors)) ? 'perceptron' : 'general';
}

/**
 * The stored perceptron of a student; undefined where its model is another.
 * @example perceptronOf(student)?.spec.hidden; // [32]
 */
export function perceptronOf({ model }: ScreeningStudent): (PredictorJson & { readonly spec: MlpSpec }) | undefined {
  if (model.format !== 'ionsieve-model' || model.spec.kind !== 'mlp') return undefined;
  return model as PredictorJson & { readonly spec: MlpSpec };
}

function canSieve(factors: readonly Factor[]): boolean {
  const roots = factors.filter(({ form }) => form === 'deviation').length;
  return roots <= MOST_ROOTS && factors.every(({ form }) => form !== 'none');
}

/** The columns of a linear student that weigh anything; none for another model. */
function weightedFactors({ descriptors, model, slope }: ScreeningStudent): Weighted<Factor>[] | undefined {
  const { linear } = isModule(model) ? {} : scorerFromJson(model, 'student');
  if (linear === undefined) return undefined;
  return descriptorFactors(descriptors)
    .map((factor, column) => ({ factor, column, weight: slope * linear.weights[column]! }))
    .filter(({ weight }) => weight !== 0);
}

/** The numbers of one element set, for k elements in the order of `elementSet`. */
export interface SetTerms {
  /** s, one an element. */
  readonly scalars: Float64Array;
  /** K. */
  constant: number;
  /** Sign of each root's weight; those with + come first. */
  readonly signs: Float64Array;
  /** D: pair by pair, (0,1), (0,2) .. (k-2,k-1), and within a pair root by root. */
  readonly pairs: Float64Array;
}

/** Reads the numbers of one element set after another into the same place. */
export interface SetReader {
  readonly terms: SetTerms;
  /** @param elements atomic numbers in the order of `elementSet` */
  read(elements: Uint8Array): void;
}

/**
 * A reader of the numbers of a factorised plan's element sets of one arity.
 * @throws {Error} for a plan that is not factorised
 * @example setReader(plan, 3).read(Uint8Array.of(3, 16, 8));
 */
export function setReader({ kind, student }: ScreeningPlan, arity: number): SetReader {
  const weighted = weightedFactors(student);
  if (kind !== 'factorised' || weighted === undefined || isModule(student.model))
    throw new Error(`a ${kind} plan has no set terms`);
  const { linear } = scorerFromJson(student.model, 'student');
  const intercept = student.slope * linear!.intercept + student.offset;
  const { means, constants, deviations } = sortFactors(weighted);
  const terms: SetTerms = {
    scalars: new Float64Array(arity),
    constant: 0,
    signs: Float64Array.from(deviations, ({ weight }) => Math.sign(weight)),
    pairs: new Float64Array(((arity * (arity - 1)) / 2) * deviations.length),
  };
  return {
    terms,
    read(elements) {
      terms.scalars.fill(0);
      for (const { weight, factor } of means) {
        for (let i = 0; i < arity; i++) terms.scalars[i]! += weight * factor.scalar(elements, i);
      }
      terms.constant = intercept;
      for (const { weight, factor } of constants) terms.constant += weight * factor.value(elements);
      readPairs(deviations, elements, terms.pairs);
    },
  };
}
