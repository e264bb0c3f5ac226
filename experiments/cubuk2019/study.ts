/** The teachers and students of the study, and what is asked of the space. */
import { ELEMENTAL_SETS, PUBLISHED_MODEL, type StudentSpec } from 'ionsieve';
import { LABEL_STUDENT, STUDENT_FLOORS } from 'ionsieve/transfer';
import type { TransferStudy } from './define.ts';

const structural = { structural: PUBLISHED_MODEL.descriptors, mobileIon: 'Li', counterIon: 'anion' } as const;
const elemental30 = ELEMENTAL_SETS['elemental-30'];
const elementalMmmr = ELEMENTAL_SETS['elemental-mmmr'];
const elementalFull = { ...ELEMENTAL_SETS['elemental-full'], anchor: 'Li' };

/** Floors first. Students train on compounds with a real anion: the teacher's word on an alloy means nothing. */
const students: readonly StudentSpec[] = [
  ...STUDENT_FLOORS,
  {
    name: 'linear-svm-30',
    input: elemental30,
    model: { kind: 'linear-svm', C: 1 },
    learns: 'label',
    trainsOn: 'real anion',
  },
  LABEL_STUDENT,
  {
    name: 'logistic-mmmr',
    input: elementalMmmr,
    model: { kind: 'logistic', l2: 1 },
    learns: 'label',
    trainsOn: 'real anion',
  },
  {
    name: 'mlp-full',
    input: elementalFull,
    model: { kind: 'mlp', hidden: [32], epochs: 40, batchSize: 128, learningRate: 0.003, l2: 3e-4 },
    learns: 'probability',
    trainsOn: 'real anion',
  },
  {
    name: 'boosted-trees-full',
    input: elementalFull,
    model: {
      kind: 'boosted-trees',
      trees: 300,
      depth: 5,
      learningRate: 0.06,
      leafL2: 1,
      rowShare: 0.7,
      columnShare: 0.3,
      leastCurvature: 2,
    },
    learns: 'probability',
    trainsOn: 'real anion',
  },
];

/** What is studied, whatever the effort. */
export const study: TransferStudy = {
  teachers: [
    {
      name: 'majority',
      input: structural,
      rows: 'with structure',
      model: { kind: 'majority' },
    },
    {
      name: 'nearest-neighbour',
      input: structural,
      rows: 'with structure',
      model: { kind: 'nearest-neighbour' },
    },
    {
      name: 'linear-svm',
      input: structural,
      rows: 'with structure',
      model: { kind: 'ml-svm', kernel: 'linear', C: 1 },
    },
    {
      name: 'logistic',
      input: structural,
      rows: 'with structure',
      model: { kind: 'logistic', l2: 1 },
    },
    {
      name: 'elemental-control',
      input: { elemental: elemental30 },
      rows: 'with structure',
      model: { kind: 'ml-svm', kernel: 'linear', C: 1 },
    },
    {
      name: 'elemental-control-39',
      input: { elemental: elemental30 },
      rows: 'every composition',
      model: { kind: 'ml-svm', kernel: 'linear', C: 1 },
    },
  ],
  students,
  screeningStudent: LABEL_STUDENT.name,
  suggested: ['LiPO3', 'Li2MgO2'],
  shortlist: {
    exclude: ['radioactive', 'noble-gas', 'toxic', 'transition-metal'],
    states: 'common',
    domainLimit: 1,
    top: 50,
  },
};
