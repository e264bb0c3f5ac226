import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TeacherModel, TransferEffort, TransferStudy } from '../../../experiments/cubuk2019/define.ts';
import type { TransferFound } from '../../../experiments/cubuk2019/found.ts';
import { runTransfer } from '../../../experiments/cubuk2019/run.ts';
import { study } from '../../../experiments/cubuk2019/study.ts';
import { packageRoot } from '../../../src/core/files.ts';
import { constantFitLines } from '../../../src/experiment/constant-fits.ts';

const teacher = (name: string, model: TeacherModel['model']): TeacherModel => ({
  ...{
    name,
    input: {
      structural: ['li_anion_separation_A', 'sublattice_bond_ionicity'],
      mobileIon: 'Li',
      counterIon: 'anion',
    },
    rows: 'with structure',
    model,
  },
});
const trees = {
  kind: 'boosted-trees',
  trees: 20,
  depth: 2,
  learningRate: 0.2,
  leafL2: 1,
  rowShare: 0.8,
  columnShare: 1,
} as const;

/** One teacher of each kind that needs something opened or may learn nothing, and the quickest screening. */
const small: TransferStudy = {
  ...study,
  teachers: [
    teacher('kernel', { kind: 'kernel-svm', C: 1, gamma: 0.3 }),
    teacher('perceptron', { kind: 'mlp', hidden: [2], epochs: 2, batchSize: 16, learningRate: 0.01 }),
    teacher('trees', trees),
    teacher('stiff-trees', { ...trees, leastCurvature: 4 }),
  ],
};
const effort: TransferEffort = {
  resamples: 10,
  permutations: 0,
  students: ['logistic-30'],
  partners: ['O', 'P', 'Mg'],
  arities: [3],
  maxCoefficient: 3,
  top: 10,
};

let first: TransferFound;
let other: TransferFound;
beforeAll(async () => {
  first = await runTransfer(small, effort, { seed: 0, threads: 1 });
  other = await runTransfer(small, effort, { seed: 7, threads: 1 });
});

describe('options of the study', () => {
  test('teachers of every kind are judged: kernels and perceptrons find their solvers open', () => {
    const auc = (name: string) => first.numbers[`teacher.${name}.leave_one_out.auc`]!;
    expect(auc('kernel').n).toBe(33);
    expect(auc('kernel').value).toBeGreaterThan(0.7);
    expect(auc('trees').value).toBeGreaterThan(0.5);
    expect(auc('perceptron').value).not.toBeNull();
  });

  test('trees that cannot split are a number and a line; others are not', () => {
    const { numbers } = first;
    expect(numbers['teacher.stiff-trees.leave_one_out.fits_without_split']).toEqual({ value: 33, unit: 'fits', n: 33 });
    expect(numbers).not.toHaveProperty(['teacher.trees.leave_one_out.fits_without_split']);
    expect(constantFitLines(numbers)).toEqual([
      expect.stringMatching(
        /^teacher\.stiff-trees\.leave_one_out: in 33 of 33 fits the trees found no split, and give/,
      ),
    ]);
  });

  test('of the committed seed gives the committed student, byte for byte', () => {
    const committed = readFileSync(join(packageRoot(), 'results/cubuk2019/student.json'), 'utf8');
    expect(first.files!['student.json']).toBe(committed);
    expect(other.files!['student.json']).toBe(committed);
  });

  test('the seed draws the folds of students anew', () => {
    const key = 'student.logistic-30.by_system.real_anion.brier';
    expect(other.numbers[key]!.value).not.toBe(first.numbers[key]!.value);
    expect(other.numbers[key]!.value).toBeCloseTo(first.numbers[key]!.value!, 2);
  });
});
