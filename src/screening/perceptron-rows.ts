/** The plain scorer of a perceptron plan, in float64: the judge of src/screening/perceptron.ts. */
import { dot } from '../models/dot.ts';
import { readCoefficients } from './coefficients.ts';
import type { ScreeningPlan } from './compile.ts';
import type { GridSpace } from './grid-space.ts';
import { type Layer, type PerceptronTerms, perceptronReader } from './perceptron-terms.ts';
import type { RowScorer } from './twin.ts';

/**
 * Scores of a perceptron plan, row by row in float64. They define what a score of such a plan is, to the last bit.
 * @example perceptronRows(plan, 4).load(Uint8Array.of(3, 15, 16, 8));
 */
export function perceptronRows(
  plan: ScreeningPlan<GridSpace>,
  arity: number,
): RowScorer & { readonly terms: PerceptronTerms } {
  const max = plan.space.maxCoefficient;
  const { terms, read } = perceptronReader(plan, arity);
  const { scalars, rootWeights, pairs, layers } = terms;
  const units = scalars.length / arity;
  const rootCount = rootWeights.length / units;
  const inverses = Float64Array.from({ length: arity * max + 1 }, (_, N) => 1 / N);
  const coefficients = new Uint8Array(arity);
  const heads = new Float64Array(units);
  const alpha = new Float64Array(rootCount);
  const beta = new Float64Array(rootCount);
  const roots = new Float64Array(rootCount);
  const first = new Float64Array(units);
  const values = [first, ...layers.map(({ outputs }) => new Float64Array(outputs))];
  let total = 0;

  /** Takes up a row: along it F = head + n s_last + sum_p w_p sqrt(alpha_p + n beta_p). */
  const takeRow = (): void => {
    total = 0;
    heads.fill(0);
    alpha.fill(0);
    beta.fill(0);
    for (let i = 0, at = 0; i < arity - 1; i++) {
      const c = coefficients[i]!;
      total += c;
      for (let h = 0; h < units; h++) heads[h]! += c * scalars[h * arity + i]!;
      for (let j = i + 1; j < arity - 1; j++) {
        for (let p = 0; p < rootCount; p++, at++) alpha[p]! += c * coefficients[j]! * pairs[at]!;
      }
      for (let p = 0; p < rootCount; p++, at++) beta[p]! += c * pairs[at]!;
    }
  };
  const scoreOf = (n: number): number => {
    for (let p = 0; p < rootCount; p++) roots[p] = Math.sqrt(alpha[p]! + n * beta[p]!);
    for (let h = 0; h < units; h++) {
      first[h] = heads[h]! + n * scalars[h * arity + arity - 1]! + dot(rootWeights, h * rootCount, roots, 0, rootCount);
    }
    return throughLayers(layers, values, total + n) * inverses[total + n]!;
  };
  return {
    terms,
    load: read,
    scoreRow(row, out) {
      readCoefficients(row * max, max, coefficients);
      takeRow();
      for (let n = 1; n <= max; n++) out[n - 1] = scoreOf(n);
    },
    score(index) {
      const n = readCoefficients(index, max, coefficients)[arity - 1]!;
      takeRow();
      return scoreOf(n);
    },
  };
}

/**
 * Takes the sums of the first layer through the layers after it; all times a positive number N.
 * @param values the sums in the first, room for those of each further layer; overwritten
 * @returns the output, times N
 * @example throughLayers([], [Float64Array.of(2)], 1); // 2
 */
export function throughLayers(layers: readonly Layer[], values: readonly Float64Array[], N: number): number {
  for (let k = 0; k < layers.length; k++) {
    const { weights, biases } = layers[k]!;
    const input = values[k]!;
    const output = values[k + 1]!;
    for (let i = 0; i < input.length; i++) if (input[i]! < 0) input[i] = 0;
    for (let j = 0; j < output.length; j++) {
      output[j] = N * biases[j]! + dot(weights, j * input.length, input, 0, input.length);
    }
  }
  return values[layers.length]![0]!;
}
