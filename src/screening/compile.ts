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
 * Any other student is `general`: its descriptors and its model are computed compound by compound.
 */
import { fail } from '../core/errors.ts';
import { type DescriptorSet, elementalDescriptorNames } from '../descriptors/elemental.ts';
import { descriptorFactors, type Factor, missingValue } from '../descriptors/factors.ts';
import { layerSizes } from '../models/mlp.ts';
import { type PredictorJson, predictorFromJson } from '../models/model.ts';
import type { MlpSpec } from '../models/model-spec.ts';
import type { CompositionSpace } from './space.ts';

/** A student as plain data: score = slope * model score + offset. */
export interface ScreeningStudent {
  readonly name: string;
  readonly descriptors: DescriptorSet;
  readonly model: PredictorJson;
  readonly slope: number;
  readonly offset: number;
}

/** A student compiled for a space. Plain data: it can be sent to a thread as it is. */
export interface ScreeningPlan {
  /** How scores come about, see the head of this file. */
  readonly kind: 'factorised' | 'perceptron' | 'general';
  readonly space: CompositionSpace;
  readonly student: ScreeningStudent;
}

/** Most standard deviations, and hidden layers, that a sieve has room for. */
const MOST_ROOTS = 64;
const MOST_LAYERS = 64;

/**
 * Compiles a student for a space.
 * @throws {UserError} when the model and the descriptor set disagree in their number of columns, or a property has no value
 * for an element of the space
 * @example compileStudent({ name: 'mine', descriptors: ELEMENTAL_SETS['elemental-30'], model, slope: 1, offset: 0 }, space).kind;
 */
export function compileStudent(student: ScreeningStudent, space: CompositionSpace): ScreeningPlan {
  const { descriptors, model } = student;
  const columns = elementalDescriptorNames(descriptors).length;
  if (model.columns !== columns) {
    const remedy = 'use the descriptor set that the student was trained on';
    fail(`descriptor set ${descriptors.name}`, `${model.columns} columns`, `${columns}`, remedy);
  }
  const missing = missingValue(descriptors, [space.anchor, ...space.partners]);
  if (missing !== undefined) {
    const found = `none for ${missing.symbol}`;
    fail(`property ${missing.property}`, 'a value for every element', found, 'exclude that element');
  }
  return { kind: kindOf(student), space, student };
}

function kindOf(student: ScreeningStudent): ScreeningPlan['kind'] {
  const terms = weightedFactors(student)?.map(({ factor }) => factor);
  if (terms !== undefined) return canSieve(terms) ? 'factorised' : 'general';
  const { spec } = student.model;
  const isPerceptron = spec.kind === 'mlp' && spec.hidden.length <= MOST_LAYERS;
  return isPerceptron && canSieve(descriptorFactors(student.descriptors)) ? 'perceptron' : 'general';
}

function canSieve(factors: readonly Factor[]): boolean {
  const roots = factors.filter(({ form }) => form === 'deviation').length;
  return roots <= MOST_ROOTS && factors.every(({ form }) => form !== 'none');
}

/** The columns of a linear student that weigh anything; none for another model. */
function weightedFactors({ descriptors, model, slope }: ScreeningStudent): Weighted<Factor>[] | undefined {
  const { linear } = predictorFromJson(model, 'student');
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
  if (kind !== 'factorised' || weighted === undefined) throw new Error(`a ${kind} plan has no set terms`);
  const { linear } = predictorFromJson(student.model, 'student');
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

/** A layer of a perceptron after the first. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Output by output. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** A perceptron and the numbers of one element set. */
export interface PerceptronTerms {
  /** s: unit by unit of the first layer, one an element. Biases and constant columns are in it: coefficients add up to N. */
  readonly scalars: Float64Array;
  /** w: unit by unit, root by root; the same for every element set. */
  readonly rootWeights: Float64Array;
  /** D: pair by pair, and within a pair root by root. */
  readonly pairs: Float64Array;
  /** The layers after the first; slope and offset of the student are in the last. */
  readonly layers: readonly Layer[];
}

/** Reads the numbers of one element set after another into the same place. */
export interface PerceptronReader {
  readonly terms: PerceptronTerms;
  /** @param elements atomic numbers in the order of `elementSet` */
  read(elements: Uint8Array): void;
}

/**
 * A reader of the numbers of a perceptron plan's element sets of one arity.
 * @throws {Error} for a plan that is not a perceptron
 * @example perceptronReader(plan, 3).read(Uint8Array.of(3, 16, 8));
 */
export function perceptronReader({ kind, student }: ScreeningPlan, arity: number): PerceptronReader {
  if (kind !== 'perceptron') throw new Error(`a ${kind} plan is no perceptron`);
  const { mean, scale } = student.model.parameters as Record<'mean' | 'scale', number[]>;
  const [first, ...layers] = layersOf(student);
  const { inputs, outputs: units, weights, biases } = first!;
  const columns = descriptorFactors(student.descriptors);
  const standardised = columns.map((factor, column) => ({ factor, column, weight: 1 / scale[column]! }));
  const { means, constants, deviations } = sortFactors(standardised);
  const rootWeights = Array.from({ length: units }, (_, h) =>
    deviations.map(({ column }) => weights[h * inputs + column]!),
  );
  const pairs = new Float64Array(((arity * (arity - 1)) / 2) * deviations.length);
  const scalars = new Float64Array(units * arity);
  const constant = new Float64Array(units);
  const addTo = (sums: Float64Array, from: number, step: number, column: number, value: number): void => {
    for (let h = 0, at = from; h < units; h++, at += step) sums[at]! += weights[h * inputs + column]! * value;
  };
  return {
    terms: { scalars, rootWeights: Float64Array.from(rootWeights.flat()), pairs, layers },
    read(elements) {
      constant.set(biases);
      for (const { column, weight } of deviations) addTo(constant, 0, 1, column, -weight * mean[column]!);
      for (const { column, weight, factor } of constants) {
        addTo(constant, 0, 1, column, weight * (factor.value(elements) - mean[column]!));
      }
      for (let at = 0; at < scalars.length; at++) scalars[at] = constant[Math.floor(at / arity)]!;
      for (const { column, weight, factor } of means) {
        for (let i = 0; i < arity; i++) {
          addTo(scalars, i, arity, column, weight * (factor.scalar(elements, i) - mean[column]!));
        }
      }
      readPairs(deviations, elements, pairs);
    },
  };
}

/**
 * All layers of a perceptron, for standardised columns; the last gives the student's score.
 * @example layersOf(student).at(-1).outputs; // 1
 */
export function layersOf({ descriptors, model, slope, offset }: ScreeningStudent): Layer[] {
  const sizes = layerSizes(model.spec as MlpSpec, elementalDescriptorNames(descriptors).length);
  return sizes.slice(1).map((outputs, k) => {
    const inputs = sizes[k]!;
    const weights = model.parameters[`weights_${k}`]!;
    const [factor, shift] = k === sizes.length - 2 ? [slope, offset] : [1, 0];
    return {
      inputs,
      outputs,
      weights: Float64Array.from(
        weights,
        (_, at) => factor * weights[(at % inputs) * outputs + Math.floor(at / inputs)]!,
      ),
      biases: Float64Array.from(model.parameters[`biases_${k}`]!, (bias) => factor * bias + shift),
    };
  });
}

/** A column of a descriptor set and what to multiply it with. */
interface Weighted<F> {
  readonly column: number;
  readonly weight: number;
  readonly factor: F;
}

type OfForm<Form> = Weighted<Extract<Factor, { form: Form }>>;

/** Deviations with a positive weight come first, else everything in the order of its columns. */
function sortFactors(weighted: readonly Weighted<Factor>[]) {
  const ofForm = <Form extends Factor['form']>(form: Form): OfForm<Form>[] =>
    weighted.filter((term): term is OfForm<Form> => term.factor.form === form);
  const deviations = ofForm('deviation').sort((a, b) => Math.sign(b.weight) - Math.sign(a.weight));
  return { means: ofForm('mean'), constants: ofForm('constant'), deviations };
}

/** (w (v_i - v_j))^2: pair by pair, and within a pair deviation by deviation. */
function readPairs(deviations: readonly OfForm<'deviation'>[], elements: Uint8Array, pairs: Float64Array): void {
  let at = 0;
  for (let i = 0; i < elements.length; i++) {
    for (let j = i + 1; j < elements.length; j++) {
      for (const { weight, factor } of deviations) {
        const difference = weight * (factor.values[elements[i]!]! - factor.values[elements[j]!]!);
        pairs[at++] = difference * difference;
      }
    }
  }
}
