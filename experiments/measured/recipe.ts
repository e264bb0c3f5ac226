/**
 * Students that know measured conductivities, each with what else it may learn from. All answer with a score of which 0 is the
 * threshold of fast conduction; those that regress also with log10 of the conductivity in S/cm and its standard deviation.
 */

import { type Composition, hasRealAnion } from 'ionsieve/chemistry';
import { beside, createMatrix, type Matrix, type Stream, stream } from 'ionsieve/core';
import type { DescriptorSet } from 'ionsieve/descriptors';
import type { MeasuredAnswer } from 'ionsieve/experiment';
import {
  type BoostedTreesSpec,
  fineTune,
  fitModel,
  fitRegressor,
  type LogisticSpec,
  type MlpSpec,
  type ModelSpec,
  type Predictor,
  type RegressionSpec,
  type Regressor,
} from 'ionsieve/models';
import {
  isFast,
  LOG10_FAST,
  type StudentInput,
  type StudentSpec,
  studentInput,
  studentLogOdds,
} from 'ionsieve/transfer';
import { drawRelatives } from './draw-compositions.ts';
import type { Knowledge } from './knowledge.ts';

/** A material with its measured conductivity, as far as a student needs it. */
export interface MeasuredExample {
  readonly composition: Composition;
  /** log10 of the conductivity in S/cm; where it lies below what the measurement can see, of that limit. */
  readonly log10Conductivity: number;
}

/** What a student learns from, and how. */
export type MeasuredRecipe =
  /** The teacher's labels alone, as in the paper; measurements are not seen. */
  | { readonly kind: 'labels'; readonly student: StudentSpec }
  /** The forty measurements behind the teacher alone. */
  | { readonly kind: 'forty'; readonly input: DescriptorSet; readonly model: ModelSpec }
  /** Measurements as two classes. */
  | { readonly kind: 'classifier'; readonly input: StudentInput; readonly model: ModelSpec }
  /** Measurements as log10 of the conductivity. */
  | { readonly kind: 'regressor'; readonly input: DescriptorSet; readonly model: RegressionSpec }
  /** A perceptron trained on the teacher's probabilities, then on measurements as classes. */
  | {
      readonly kind: 'fine-tuned';
      readonly input: DescriptorSet;
      readonly pretraining: MlpSpec;
      readonly tuning: MlpSpec;
    }
  /** One model on labels and measurements. */
  | {
      readonly kind: 'joint';
      readonly input: DescriptorSet;
      readonly model: LogisticSpec | BoostedTreesSpec;
      /** Weight of all labels together, that of all measurements together being 1. */
      readonly labelWeight: number;
    }
  /** Measurements, with what the labels say of a composition among the descriptors. */
  | {
      readonly kind: 'informed';
      readonly input: DescriptorSet;
      readonly by: StudentSpec | 'structural descriptors';
      readonly model: RegressionSpec;
    }
  | DistilledRecipe;

/** A perceptron taught by a regressor of measurements, on many compositions; it can screen. */
export interface DistilledRecipe {
  readonly kind: 'distilled';
  readonly from: { readonly input: DescriptorSet; readonly model: RegressionSpec };
  /** Log-odds of the lesson for each decade above the threshold. */
  readonly logOddsPerDecade: number;
  readonly input: DescriptorSet;
  readonly model: MlpSpec;
}

/** A named recipe, and which of the questions it answers. */
export interface MeasuredStudentSpec {
  readonly name: string;
  /** What it may learn from. */
  readonly family:
    | 'floor'
    | 'labels'
    | 'measurements'
    | 'transfer'
    | 'joint'
    | 'informed'
    | 'uncertain'
    | 'committee'
    | 'distilled';
  readonly recipe: MeasuredRecipe;
  /** Of a control: the number of the draw that shuffled the labels it learns from. */
  readonly shuffled?: number;
}

/**
 * What a recipe sees of some compositions; rows are compositions.
 * @example measuredInput(spec.recipe, [parseFormula('Li3PS4')], knowledge).rows; // 1
 */
export function measuredInput(
  recipe: MeasuredRecipe,
  compositions: readonly Composition[],
  knowledge: Knowledge,
): Matrix {
  if (recipe.kind === 'labels') return studentInput(recipe.student.input, compositions);
  const X = studentInput(recipe.input, compositions);
  if (recipe.kind !== 'informed') return X;
  if (recipe.by === 'structural descriptors') return beside(X, knowledge.structural(compositions));
  const logOdds = studentLogOdds(knowledge.student(recipe.by), studentInput(recipe.by.input, compositions));
  return beside(X, { data: logOdds, rows: compositions.length, cols: 1 });
}

/**
 * Fits a recipe.
 * @param X what it sees of the examples, from {@link measuredInput}
 * @param label names the stream of random numbers
 * @returns answers for further rows of the same columns
 * @throws {UserError} when the model cannot be fitted
 * @param examples the rows of X, with their conductivities
 * @example fitRecipe(spec.recipe, X, examples, knowledge, 'demo')(X).score;
 */
export function fitRecipe(
  recipe: MeasuredRecipe,
  X: Matrix,
  examples: readonly MeasuredExample[],
  knowledge: Knowledge,
  label: string,
): (X: Matrix) => MeasuredAnswer {
  const random = stream(knowledge.seed, `measured ${label}`);
  const log10Conductivity = examples.map((example) => example.log10Conductivity);
  const fast = log10Conductivity.map(isFast);
  switch (recipe.kind) {
    case 'labels': {
      const student = knowledge.student(recipe.student);
      return (rows) => classes(studentLogOdds(student, rows));
    }
    case 'forty': {
      const model = fitForty(recipe, knowledge);
      return (rows) => classes(model.score(rows));
    }
    case 'classifier': {
      const model = fitModel(recipe.model, X, fast, random);
      return (rows) => classes(model.score(rows));
    }
    case 'regressor':
    case 'informed': {
      const model = fitRegressor(recipe.model, X, log10Conductivity, random);
      return (rows) => decades(model.predict(rows));
    }
    case 'fine-tuned': {
      const start = knowledge.pretrained(recipe.input, recipe.pretraining);
      const model = fineTune(start, recipe.tuning, X, fast, random);
      return (rows) => classes(model.score(rows));
    }
    case 'joint': {
      const labelled = knowledge.describe(recipe.input);
      const weight = (recipe.labelWeight * X.rows) / labelled.rows;
      const weights = [...fast.map(() => 1), ...knowledge.formulas.map(() => weight)];
      const y = [...fast, ...knowledge.formulas.map(({ probability }) => probability)];
      const model = fitModel(recipe.model, below(X, labelled), y, random, weights);
      return (rows) => classes(model.score(rows));
    }
    case 'distilled': {
      const compositions = examples.map(({ composition }) => composition);
      const teacher = fitRegressor(
        recipe.from.model,
        studentInput(recipe.from.input, compositions),
        log10Conductivity,
        random,
      );
      const model = distil(recipe, teacher, compositions, knowledge, random);
      return (rows) => classes(model.score(rows));
    }
  }
}

/** Relatives of each measured composition in the lesson of a distillation, and how often it stands there itself. */
const RELATIVES = 10;
const REPEATS = 5;

/**
 * Teaches a perceptron what a regressor says: of labelled formulas, of compounds drawn from the screening space, and of measured
 * compositions and their relatives. Neither labels nor measurements are in the lesson.
 * @param teacher log10 of the conductivity, from `recipe.from`
 * @param measured the compositions that the teacher learned from
 * @example distil(recipe, teacher, compositions, knowledge, stream(0, 'distil')).score(X);
 */
export function distil(
  recipe: DistilledRecipe,
  teacher: Regressor,
  measured: readonly Composition[],
  knowledge: Knowledge,
  random: Stream,
): Predictor {
  const near = [
    ...drawRelatives(measured, RELATIVES, random),
    ...Array.from({ length: REPEATS }, () => measured).flat(),
  ];
  const lesson = (input: DescriptorSet): Matrix => below(knowledge.describePool(input), studentInput(input, near));
  const { mean } = teacher.predict(lesson(recipe.from.input));
  const probability = mean.map((value) => 1 / (1 + Math.exp(-recipe.logOddsPerDecade * (value - LOG10_FAST))));
  return fitModel(recipe.model, lesson(recipe.input), probability, random);
}

function fitForty({ input, model }: Extract<MeasuredRecipe, { kind: 'forty' }>, { forty, seed }: Knowledge) {
  const rows = forty.filter(({ composition }) => hasRealAnion(composition));
  const X = studentInput(
    input,
    rows.map(({ composition }) => composition),
  );
  const y = rows.map(({ conductivitySPerCm }) => isFast(Math.log10(conductivitySPerCm)));
  return fitModel(model, X, y, stream(seed, 'the forty'));
}

function classes(score: Float64Array): MeasuredAnswer {
  return { score, log10Conductivity: null, sd: null };
}

function decades({ mean, sd }: { readonly mean: Float64Array; readonly sd: Float64Array }): MeasuredAnswer {
  return { score: mean.map((value) => value - LOG10_FAST), log10Conductivity: mean, sd };
}

/** Rows of two matrices, one after the other. */
function below(A: Matrix, B: Matrix): Matrix {
  const joined = createMatrix(A.rows + B.rows, A.cols);
  joined.data.set(A.data);
  joined.data.set(B.data, A.data.length);
  return joined;
}
