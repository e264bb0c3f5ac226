import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { cubuk2019 } from '../../../experiments/cubuk2019.ts';
import { packageRoot } from '../../../src/core/files.ts';
import { constantFitLines } from '../../../src/experiment/constant-fits.ts';
import type { Experiment, TeacherModel } from '../../../src/experiment/transfer/define.ts';
import { type RunResult, runExperiment } from '../../../src/experiment/transfer/run.ts';

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
const small: Experiment = {
  ...cubuk2019,
  teachers: [
    teacher('kernel', { kind: 'kernel-svm', C: 1, gamma: 0.3 }),
    teacher('perceptron', { kind: 'mlp', hidden: [2], epochs: 2, batchSize: 16, learningRate: 0.01 }),
    teacher('trees', trees),
    teacher('stiff-trees', { ...trees, leastCurvature: 4 }),
  ],
  expected: [],
  quick: {
    resamples: 10,
    permutations: 0,
    students: ['logistic-30'],
    partners: ['O', 'P', 'Mg'],
    arities: [3],
    maxCoefficient: 3,
    top: 10,
  },
};
const run = (experiment: Experiment) => runExperiment(experiment, { effort: 'quick', threads: 1 });

let first: RunResult;
let other: RunResult;
beforeAll(async () => {
  first = await run(small);
  other = await run({ ...small, seed: 7 });
});

describe('options of an experiment', () => {
  test('teachers of every kind are judged: kernels and perceptrons find their solvers open', () => {
    const auc = (name: string) => first.summary.numbers[`teacher.${name}.leave_one_out.auc`]!;
    expect(auc('kernel').n).toBe(33);
    expect(auc('kernel').value).toBeGreaterThan(0.7);
    expect(auc('trees').value).toBeGreaterThan(0.5);
    expect(auc('perceptron').value).not.toBeNull();
  });

  test('trees that cannot split are a number and a line; others are not', () => {
    const { numbers } = first.summary;
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
    expect(first.studentFiles['student.json']).toBe(committed);
    expect(other.studentFiles['student.json']).toBe(committed);
  });

  test('the seed draws the folds of students anew', () => {
    const key = 'student.logistic-30.by_system.real_anion.brier';
    expect(other.summary.seed).toBe(7);
    expect(other.summary.numbers[key]!.value).not.toBe(first.summary.numbers[key]!.value);
    expect(other.summary.numbers[key]!.value).toBeCloseTo(first.summary.numbers[key]!.value!, 2);
  });
});
