/**
 * What a screening needs of a perceptron whose columns all factor: its first layer as forms of the coefficients of an element
 * set, see src/screening/perceptron.ts, and the layers after it.
 */
import { elementalDescriptorNames } from '../descriptors/elemental.ts';
import { descriptorFactors } from '../descriptors/factors.ts';
import { layerSizes } from '../models/mlp.ts';
import type { MlpSpec } from '../models/model-spec.ts';
import type { ScreeningPlan, ScreeningStudent } from './compile.ts';
import { readPairs, sortFactors } from './weighted-factors.ts';

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
 * @example layersOf(student).at(-1)?.outputs; // 1
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
