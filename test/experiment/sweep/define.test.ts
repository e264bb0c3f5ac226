import { expect, test } from 'vitest';
import type { PropertyMethod } from '../../../src/experiment/property/define.ts';
import type { Open, SearchSpec, SweepSpec } from '../../../src/experiment/sweep/define.ts';

// What matters here is that this file compiles: each line marked as an error must be one.

const range = { from: 0.1, to: 10, scale: 'log', steps: 3 } as const;
const svm = { name: 'svm', does: 'classify', input: { elemental: 'elemental-30' } } as const;
const regression = { name: 'law', does: 'regress', input: { elemental: 'elemental-30' } } as const;

test('a space may leave numbers, words, lists, optional keys and members of a blend open', () => {
  const spaces: Open<PropertyMethod>[] = [
    { ...svm, model: { kind: 'kernel-svm', C: range, gamma: 0.1 } },
    {
      ...svm,
      model: { kind: 'kernel-svm', C: 1, gamma: { oneOf: [0.1, 1] }, classWeights: { oneOf: ['none', 'balanced'] } },
    },
    {
      ...svm,
      input: { oneOf: [{ elemental: 'elemental-30' }, { elemental: 'elemental-full' }, { columns: ['band_gap'] }] },
      model: { kind: 'majority' },
    },
    {
      ...svm,
      model: { kind: 'mlp', hidden: { oneOf: [[8], [16, 8]] }, epochs: range, batchSize: 8, learningRate: 0.1 },
    },
    {
      ...regression,
      model: {
        kind: 'blend',
        members: [
          { kind: 'ridge', l2: range },
          { kind: 'blend', members: [{ kind: 'ridge', l2: range }] },
        ],
      },
    },
    {
      ...regression,
      model: {
        kind: 'gaussian-process',
        kernel: { oneOf: ['rbf', 'laplacian'] },
        lengthScale: range,
        noise: 1,
        columns: 'raw',
      },
    },
  ];
  expect(spaces.length).toBe(6);
});

test('a misspelt key, a word of another option and an open kind do not compile', () => {
  const spaces: Open<PropertyMethod>[] = [
    // @ts-expect-error gama
    { ...svm, model: { kind: 'kernel-svm', C: 1, gama: range } },
    // @ts-expect-error gamma is missing
    { ...svm, model: { kind: 'kernel-svm', C: 1 } },
    // @ts-expect-error step
    { ...svm, model: { kind: 'logistic', l2: { from: 1, to: 2, scale: 'log', step: 3 } } },
    // @ts-expect-error a scale that there is not
    { ...svm, model: { kind: 'logistic', l2: { ...range, scale: 'logarithmic' } } },
    // @ts-expect-error a word has no range
    { ...svm, model: { kind: 'logistic', l2: 1, classWeights: range } },
    // @ts-expect-error balance
    { ...svm, model: { kind: 'logistic', l2: 1, classWeights: { oneOf: ['none', 'balance'] } } },
    // @ts-expect-error a regression does not classify
    { ...svm, model: { kind: 'ridge', l2: range } },
    // @ts-expect-error the kind cannot stand open
    { ...svm, model: { kind: { oneOf: ['logistic', 'majority'] }, l2: 1 } },
    // @ts-expect-error l3 of a member
    { ...regression, model: { kind: 'blend', members: [{ kind: 'ridge', l3: range }] } },
    // @ts-expect-error no such set
    { ...svm, input: { oneOf: [{ elemental: 'elemental-31' }] }, model: { kind: 'majority' } },
  ];
  // @ts-expect-error trails
  const search: SearchSpec = { kind: 'random', trails: 3 };
  expect([spaces.length, search.kind]).toEqual([10, 'random']);
});

test('a space holds a method, or a student with a teacher and a threshold, and whatever stands open in them', () => {
  const student = { ...svm, model: { kind: 'logistic', l2: 1 }, learns: { labels: 1, measurements: 2 } } as const;
  const teacher = { ...svm, name: 'teacher', model: { kind: 'kernel-svm', C: 1, gamma: 0.1 } } as const;
  const spaces: SweepSpec['space'][] = [
    { method: { ...svm, model: { kind: 'logistic', l2: range } } },
    { student, threshold: { oneOf: [1e-5, 1e-4] } },
    { student, teacher: { ...teacher, model: { kind: 'kernel-svm', C: range, gamma: range } }, threshold: range },
    {
      student: { ...student, learns: { labels: { oneOf: [0, 1] }, measurements: { ...range, whole: true } } },
      teacher,
    },
    { student: { ...student, input: { oneOf: [{ elemental: 'elemental-30' }, { elemental: 'elemental-full' }] } } },
    // @ts-expect-error techer
    { student, techer: teacher },
    // @ts-expect-error tresholds
    { student, tresholds: range },
    // @ts-expect-error gama of a teacher
    { student, teacher: { ...teacher, model: { kind: 'kernel-svm', C: 1, gama: range } } },
    // @ts-expect-error step of a teacher's C
    { student, teacher: { ...teacher, model: { kind: 'linear-svm', C: { from: 1, to: 2, scale: 'log', step: 3 } } } },
    // @ts-expect-error labls
    { student: { ...student, learns: { labls: range } } },
    // @ts-expect-error a student sees formulas only
    { student: { ...student, input: { columns: ['band_gap'] } } },
    // @ts-expect-error a method that groups labels nothing
    { student, teacher: { ...svm, does: 'cluster', columns: 'raw', model: { kind: 'ward', clusters: 3 } } },
    // @ts-expect-error a teacher without a student
    { teacher },
  ];
  expect(spaces.length).toBe(13);
});
