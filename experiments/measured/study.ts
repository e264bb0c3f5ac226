/** The students that are held against measured conductivities, and those that ship. */
import { ELEMENTAL_SETS, type StudentSpec } from 'ionsieve';
import { study as cubuk2019 } from '../cubuk2019/study.ts';
import type { MeasuredStudy } from './define.ts';
import type { MeasuredStudentSpec } from './recipe.ts';

const elemental30 = ELEMENTAL_SETS['elemental-30'];
const elementalFull = { ...ELEMENTAL_SETS['elemental-full'], anchor: 'Li' };
const fractions = ELEMENTAL_SETS['element-fractions'];

const paper = (name: string): StudentSpec => {
  const found = cubuk2019.students.find((student) => student.name === name);
  if (!found) throw new Error(`cubuk2019 has no student ${name}`);
  return found;
};

const lithiumFraction = {
  name: 'lithium-fraction',
  date: '2026-11-24',
  properties: [],
  statistics: [],
  fractionsOf: ['Li'],
} as const;

const trees = { kind: 'extra-trees', trees: 64, columnShare: 1, leastLeaf: 2 } as const;
const process = {
  kind: 'gaussian-process',
  kernel: 'laplacian',
  lengthScale: 0.4,
  noise: 0.1,
  columns: 'raw',
} as const;
const perceptron = { kind: 'mlp', hidden: [32], epochs: 40, batchSize: 128, learningRate: 0.003, l2: 3e-4 } as const;
const tuning = { ...perceptron, epochs: 60, batchSize: 32, learningRate: 0.001 };
const boosted = {
  kind: 'boosted-trees',
  trees: 200,
  depth: 4,
  learningRate: 0.06,
  leafL2: 1,
  rowShare: 0.7,
  columnShare: 0.3,
  leastCurvature: 2,
} as const;

const students: readonly MeasuredStudentSpec[] = [
  {
    name: 'anion-rule',
    family: 'floor',
    recipe: { kind: 'classifier', input: 'anion', model: { kind: 'category-rate', column: 0 } },
  },
  {
    name: 'lithium-fraction',
    family: 'floor',
    recipe: { kind: 'classifier', input: lithiumFraction, model: { kind: 'logistic', l2: 1 } },
  },
  {
    name: 'nearest-neighbour',
    family: 'floor',
    recipe: { kind: 'regressor', input: fractions, model: { kind: 'nearest', neighbours: 1 } },
  },
  { name: 'median', family: 'floor', recipe: { kind: 'regressor', input: fractions, model: { kind: 'median' } } },
  {
    name: 'the-forty-alone',
    family: 'floor',
    recipe: { kind: 'forty', input: elemental30, model: { kind: 'logistic', l2: 1 } },
  },
  { name: 'paper-linear-svm-30', family: 'labels', recipe: { kind: 'labels', student: paper('linear-svm-30') } },
  { name: 'paper-logistic-30', family: 'labels', recipe: { kind: 'labels', student: paper('logistic-30') } },
  { name: 'paper-logistic-mmmr', family: 'labels', recipe: { kind: 'labels', student: paper('logistic-mmmr') } },
  { name: 'paper-mlp-full', family: 'labels', recipe: { kind: 'labels', student: paper('mlp-full') } },
  {
    name: 'paper-boosted-trees-full',
    family: 'labels',
    recipe: { kind: 'labels', student: paper('boosted-trees-full') },
  },
  {
    name: 'logistic-30',
    family: 'measurements',
    recipe: { kind: 'classifier', input: elemental30, model: { kind: 'logistic', l2: 1 } },
  },
  {
    name: 'boosted-trees-full',
    family: 'measurements',
    recipe: { kind: 'classifier', input: elementalFull, model: boosted },
  },
  { name: 'mlp-full', family: 'measurements', recipe: { kind: 'classifier', input: elementalFull, model: tuning } },
  {
    name: 'extra-trees-full',
    family: 'measurements',
    recipe: { kind: 'regressor', input: elementalFull, model: trees },
  },
  {
    name: 'extra-trees-fractions',
    family: 'measurements',
    recipe: { kind: 'regressor', input: fractions, model: trees },
  },
  {
    name: 'mlp-full-fine-tuned',
    family: 'transfer',
    recipe: { kind: 'fine-tuned', input: elementalFull, pretraining: perceptron, tuning },
  },
  {
    name: 'logistic-30-joint-0.3',
    family: 'joint',
    recipe: { kind: 'joint', input: elemental30, model: { kind: 'logistic', l2: 1 }, labelWeight: 0.3 },
  },
  {
    name: 'logistic-30-joint-1',
    family: 'joint',
    recipe: { kind: 'joint', input: elemental30, model: { kind: 'logistic', l2: 1 }, labelWeight: 1 },
  },
  {
    name: 'boosted-trees-full-joint-0.3',
    family: 'joint',
    recipe: { kind: 'joint', input: elementalFull, model: { ...boosted, trees: 100 }, labelWeight: 0.3 },
  },
  {
    name: 'extra-trees-fractions-and-teacher',
    family: 'informed',
    recipe: { kind: 'informed', input: fractions, by: paper('boosted-trees-full'), model: trees },
  },
  {
    name: 'extra-trees-fractions-and-structural',
    family: 'informed',
    recipe: { kind: 'informed', input: fractions, by: 'structural descriptors', model: trees },
  },
  {
    name: 'rbf-svm-full',
    family: 'uncertain',
    recipe: { kind: 'classifier', input: elementalFull, model: { kind: 'kernel-svm', C: 3, gamma: 0.01 } },
  },
  {
    name: 'ridge-full',
    family: 'uncertain',
    recipe: { kind: 'regressor', input: elementalFull, model: { kind: 'ridge', l2: 30 } },
  },
  {
    name: 'gaussian-process-full',
    family: 'uncertain',
    recipe: {
      kind: 'regressor',
      input: elementalFull,
      model: { kind: 'gaussian-process', kernel: 'rbf', lengthScale: 7, noise: 0.1, columns: 'standardised' },
    },
  },
  {
    name: 'gaussian-process-fractions',
    family: 'uncertain',
    recipe: { kind: 'regressor', input: fractions, model: process },
  },
];

/** What is studied. */
export const study: MeasuredStudy = {
  students,
  candidates: [
    'extra-trees-full',
    'extra-trees-fractions',
    'ridge-full',
    'gaussian-process-full',
    'gaussian-process-fractions',
  ],
  paperStudent: 'paper-logistic-30',
  distillation: {
    logOddsPerDecade: 1.5,
    input: fractions,
    model: { kind: 'mlp', hidden: [16, 8], epochs: 40, batchSize: 256, learningRate: 0.006 },
  },
  shortlist: {
    exclude: ['radioactive', 'noble-gas', 'toxic', 'transition-metal'],
    states: { leastShare: 0.04, mixedValence: false },
    domainLimit: 1.5,
    considered: 50_000,
    maxAboveHull: 0.1,
    minWindow: 0.1,
    top: 100,
  },
  coverage: 0.9,
};
