/**
 * What a student can know before it sees a measurement: the teacher's labels of the known structures, and students of them.
 * Each is fitted once and kept, for none of it depends on which measurements a student is judged on.
 */
import { type Composition, hasRealAnion } from 'ionsieve/chemistry';

import { createMatrix, type Matrix, shuffled, stream } from 'ionsieve/core';

import { type DescriptorSet, ELEMENTAL_SETS, elementalDescriptors } from 'ionsieve/descriptors';
import { fitModel, fitRegressor, type MlpSpec, type Predictor, type Regressor } from 'ionsieve/models';
import {
  combinePolymorphs,
  type DescriptorTable,
  fitStudent,
  type LabelledFormula,
  labelStructures,
  loadLabelTable,
  loadTraining,
  publishedTeacher,
  type Student,
  type StudentInput,
  type StudentSpec,
  studentInput,
  type TrainingMaterial,
} from 'ionsieve/transfer';
import { drawCompounds } from './draw-compositions.ts';

/** The teacher's labels and what can be learned from them. */
export interface Knowledge {
  /** Labelled formulas with a real anion. */
  readonly formulas: readonly LabelledFormula[];
  /** The forty measured materials behind the teacher, each composition once. */
  readonly forty: readonly TrainingMaterial[];
  readonly seed: number;
  /** What a student sees of the labelled formulas. */
  describe(input: StudentInput): Matrix;
  /** The same of the labelled formulas and of compounds drawn from the screening space, over the elements of the formulas. */
  describePool(input: DescriptorSet): Matrix;
  /** A student of the labels alone. */
  student(spec: StudentSpec): Student;
  /** A perceptron of the teacher's probabilities, to be tuned on measurements. */
  pretrained(input: StudentInput, spec: MlpSpec): Predictor;
  /** The same with the labels shuffled among the formulas: what is learned from it is no knowledge. */
  shuffled(draw: number): Knowledge;
  /** The published model's five structural descriptors as composition tells them: rows are compositions. */
  structural(compositions: readonly Composition[]): Matrix;
}

/** Composition tells a structural descriptor only roughly: leaves of several formulas. */
const STRUCTURAL_MODEL = { kind: 'extra-trees', trees: 20, columnShare: 0.33, leastLeaf: 5 } as const;

/** What it is predicted from. */
const STRUCTURAL_INPUT: DescriptorSet = { ...ELEMENTAL_SETS['elemental-full'], anchor: 'Li' };

/** Compounds of the screening space to be taught on. */
const DRAWN = 10_000;

/**
 * Opens the shipped label table and the forty materials.
 * @param seed every random number comes from streams of this seed
 * @throws {UserError} when a shipped file was changed
 * @example openKnowledge(0).formulas.length;
 */
export function openKnowledge(seed: number): Knowledge {
  const training = loadTraining();
  const table = loadLabelTable();
  const { probability } = labelStructures(publishedTeacher(training), table.X);
  const formulas = combinePolymorphs(table.ids, table.formulas, probability).filter(({ composition }) =>
    hasRealAnion(composition),
  );
  return knowledgeOf(formulas, training, table, seed);
}

function knowledgeOf(
  formulas: readonly LabelledFormula[],
  training: readonly TrainingMaterial[],
  table: DescriptorTable,
  seed: number,
): Knowledge {
  const compositions = formulas.map(({ composition }) => composition);
  const elements = compositions.flatMap(({ atomicNumbers }) => Array.from(atomicNumbers));
  const drawn = drawCompounds(DRAWN, elements, stream(seed, 'drawn compounds'));
  const kept = new Map<string, unknown>();
  const once = <Value>(key: unknown, make: () => Value): Value => {
    const name = JSON.stringify(key);
    if (!kept.has(name)) kept.set(name, make());
    return kept.get(name) as Value;
  };
  const knowledge: Knowledge = {
    formulas,
    forty: [...new Map(training.map((material) => [material.formula, material])).values()],
    seed,
    describe: (input) => once(['describe', input], () => studentInput(input, compositions)),
    describePool: (input) => once(['pool', input], () => studentInput(input, [...compositions, ...drawn])),
    student: (spec) =>
      once(['student', spec], () => fitStudent(spec, { X: knowledge.describe(spec.input), formulas }, seed)),
    pretrained: (input, spec) =>
      once(['pretrained', input, spec], () => {
        const probabilities = formulas.map((formula) => formula.probability);
        return fitModel(spec, knowledge.describe(input), probabilities, stream(seed, 'pre-training'));
      }),
    shuffled: (draw) =>
      once(['shuffled', draw], () => knowledgeOf(shuffledLabels(formulas, seed, draw), training, table, seed)),
    structural(wanted) {
      const models = once('structural', () => structuralModels(formulas, table.ids, table.X, seed));
      const X = elementalDescriptors(wanted, STRUCTURAL_INPUT);
      const predicted = createMatrix(wanted.length, models.length);
      models.forEach((model, j) => {
        model.predict(X).mean.forEach((value, i) => {
          predicted.data[i * models.length + j] = value;
        });
      });
      return predicted;
    },
  };
  return knowledge;
}

function shuffledLabels(formulas: readonly LabelledFormula[], seed: number, draw: number): LabelledFormula[] {
  const order = shuffled(formulas.length, stream(seed, `shuffled labels ${draw}`));
  return formulas.map((formula, row) => {
    const { fast, probability } = formulas[order[row]!]!;
    return { ...formula, fast, probability };
  });
}

/** One model for each descriptor, of its mean over the polymorphs of a formula. */
function structuralModels(
  formulas: readonly LabelledFormula[],
  ids: readonly string[],
  table: Matrix,
  seed: number,
): Regressor[] {
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const X = elementalDescriptors(
    formulas.map(({ composition }) => composition),
    STRUCTURAL_INPUT,
  );
  return Array.from({ length: table.cols }, (_, column) => {
    const y = formulas.map(({ ids: polymorphs }) => {
      const values = polymorphs.map((id) => table.data[rowOf.get(id)! * table.cols + column]!);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
    return fitRegressor(STRUCTURAL_MODEL, X, y, stream(seed, `structural descriptor ${column}`));
  });
}
