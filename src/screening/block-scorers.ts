/** Scores of compounds, a block at a time: by a model on their descriptors, by a perceptron in loops of its own, or by a module. */
import { createComposition } from '../chemistry/composition.ts';
import type { Composition } from '../chemistry/formula.ts';
import { createMatrix } from '../core/matrix.ts';
import { isModule, type ModuleJson, moduleScorer } from '../learning/own-module.ts';
import { dot } from '../models/dot.ts';
import { scorerFromJson } from '../models/scorer.ts';
import { perceptronOf, type ScreeningStudent } from './compile.ts';
import { throughLayers } from './perceptron-rows.ts';
import { type Layer, layersOf } from './perceptron-terms.ts';

/** Compounds scored at once: their descriptors stay in the cache. */
export const BLOCK = 256;

/** Describes the compounds of one element set after another. */
export interface Describer {
  /** Descriptors of the compound at hand. */
  readonly row: Float64Array;
  /** The columns that are the same for all compounds of a set. */
  readonly fixed: readonly number[];
  load(elements: Uint8Array): void;
  /** @param amounts in the order of the element set */
  describe(amounts: Float64Array): void;
}

/** Scores compounds a block at a time. */
export interface BlockScorer {
  /** Takes up an element set. */
  load(elements: Uint8Array): void;
  /** Takes a compound of the set as a row of the block. */
  take(row: number, amounts: Float64Array): void;
  /** Scores of the first rows. */
  score(count: number, out: Float64Array): void;
}

/**
 * A scorer of a student's compounds.
 * @param describer of its descriptors; unused where it is a module
 * @example blockScorer(student, describer).load(elements);
 */
export function blockScorer(student: ScreeningStudent, describer: Describer): BlockScorer {
  const { model } = student;
  if (isModule(model)) return moduleScorerOf(student, model);
  return perceptronOf(student) === undefined ? modelScorer(student, describer) : perceptronScorer(student, describer);
}

/** A module of the user's, which sees compositions. */
function moduleScorerOf({ slope, offset }: ScreeningStudent, model: ModuleJson): BlockScorer {
  const ask = moduleScorer(model);
  const block: Composition[] = [];
  let elements: Uint8Array = new Uint8Array();
  return {
    load(next) {
      elements = next;
    },
    take(row, amounts) {
      block[row] = createComposition(elements, amounts);
    },
    score(count, out) {
      const numbers = ask(block.slice(0, count));
      for (let row = 0; row < count; row++) out[row] = slope * numbers[row]! + offset;
    },
  };
}

/** The model as it is. */
function modelScorer({ model, slope, offset }: ScreeningStudent, describer: Describer): BlockScorer {
  const scorer = scorerFromJson(model, 'student');
  const { data, cols } = createMatrix(BLOCK, describer.row.length);
  return {
    load: describer.load,
    take(row, amounts) {
      describer.describe(amounts);
      data.set(describer.row, row * cols);
    },
    score(count, out) {
      const scores = scorer.score({ data: data.subarray(0, count * cols), rows: count, cols });
      for (let row = 0; row < count; row++) out[row] = slope * scores[row]! + offset;
    },
  };
}

function perceptronScorer(student: ScreeningStudent, describer: Describer): BlockScorer {
  const { row: described, fixed } = describer;
  const { mean, scale } = perceptronOf(student)!.parameters as Record<'mean' | 'scale', number[]>;
  const [{ inputs, outputs, weights, biases }, ...layers] = layersOf(student) as [Layer, ...Layer[]];
  const standardised = (column: number): number => (described[column]! - mean[column]!) / scale[column]!;
  const changing = [...described.keys()].filter((column) => !fixed.includes(column));
  const ofChanging = Float64Array.from({ length: outputs * changing.length }, (_, at) => {
    const c = at % changing.length;
    return weights[((at - c) / changing.length) * inputs + changing[c]!]!;
  });
  const base = new Float64Array(outputs);
  const z = new Float64Array(changing.length);
  const first = new Float64Array(outputs);
  const values = [first, ...layers.map((layer) => new Float64Array(layer.outputs))];
  const scores = new Float64Array(BLOCK);
  return {
    load(elements) {
      describer.load(elements);
      base.set(biases);
      for (const column of fixed) {
        for (let h = 0; h < outputs; h++) base[h]! += weights[h * inputs + column]! * standardised(column);
      }
    },
    take(row, amounts) {
      describer.describe(amounts);
      for (let c = 0; c < z.length; c++) z[c] = standardised(changing[c]!);
      for (let h = 0; h < outputs; h++) first[h] = base[h]! + dot(ofChanging, h * z.length, z, 0, z.length);
      scores[row] = throughLayers(layers, values, 1);
    },
    score(count, out) {
      out.set(scores.subarray(0, count));
    },
  };
}
