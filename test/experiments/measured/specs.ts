/** Small students of every kind of recipe, for tests. */

import type { MeasuredStudentSpec } from '../../../experiments/measured/recipe.ts';
import { ELEMENTAL_SETS } from '../../../src/descriptors/elemental.ts';
import type { StudentSpec } from '../../../src/transfer/student.ts';

const elemental30 = ELEMENTAL_SETS['elemental-30'];
const fractions = ELEMENTAL_SETS['element-fractions'];
const logistic = { kind: 'logistic', l2: 1 } as const;
const net = { kind: 'mlp', hidden: [8], epochs: 15, batchSize: 64, learningRate: 0.01 } as const;
const trees = { kind: 'extra-trees', trees: 15, columnShare: 1, leastLeaf: 2 } as const;
const process = {
  kind: 'gaussian-process',
  kernel: 'laplacian',
  lengthScale: 0.4,
  noise: 0.1,
  columns: 'raw',
} as const;

export const paper: StudentSpec = {
  name: 'paper',
  input: elemental30,
  model: logistic,
  learns: 'label',
  trainsOn: 'real anion',
};

/** They see no measurement but the forty. */
export const unmoved: readonly MeasuredStudentSpec[] = [
  { name: 'labels', family: 'labels', recipe: { kind: 'labels', student: paper } },
  { name: 'forty', family: 'floor', recipe: { kind: 'forty', input: elemental30, model: logistic } },
];

/** They know measurements alone. */
export const measuredOnly: readonly MeasuredStudentSpec[] = [
  { name: 'classifier', family: 'measurements', recipe: { kind: 'classifier', input: elemental30, model: logistic } },
  {
    name: 'anion rule',
    family: 'floor',
    recipe: { kind: 'classifier', input: 'anion', model: { kind: 'category-rate', column: 0 } },
  },
  {
    name: 'kernel machine',
    family: 'uncertain',
    recipe: { kind: 'classifier', input: elemental30, model: { kind: 'kernel-svm', C: 3, gamma: 0.02 } },
  },
  { name: 'trees', family: 'measurements', recipe: { kind: 'regressor', input: fractions, model: trees } },
  { name: 'process', family: 'uncertain', recipe: { kind: 'regressor', input: fractions, model: process } },
  {
    name: 'blend',
    family: 'uncertain',
    recipe: { kind: 'regressor', input: fractions, model: { kind: 'blend', members: [trees, process] } },
  },
  {
    name: 'distilled',
    family: 'distilled',
    recipe: {
      kind: 'distilled',
      from: { input: fractions, model: process },
      logOddsPerDecade: 1.5,
      input: fractions,
      model: { ...net, epochs: 4, batchSize: 512 },
    },
  },
];

/** They know measurements and what a teacher says. */
export const transferred: readonly MeasuredStudentSpec[] = [
  {
    name: 'fine-tuned',
    family: 'transfer',
    recipe: { kind: 'fine-tuned', input: elemental30, pretraining: net, tuning: net },
  },
  { name: 'joint', family: 'joint', recipe: { kind: 'joint', input: elemental30, model: logistic, labelWeight: 0.3 } },
  {
    name: 'informed by the paper',
    family: 'informed',
    recipe: { kind: 'informed', input: fractions, by: paper, model: trees },
  },
  {
    name: 'informed of structures',
    family: 'informed',
    recipe: { kind: 'informed', input: fractions, by: 'structural descriptors', model: trees },
  },
];

export const everyMeasured = [...measuredOnly, ...transferred, ...unmoved];
