import { beforeAll, describe, expect, test } from 'vitest';
import { selectRows } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { groupedFolds } from '../../src/evaluation/folds.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';
import { crossValidateStudent, fitStudent, type StudentSpec, studentLogOdds } from '../../src/transfer/student.ts';
import {
  anionRule,
  contradicted,
  lessonOf,
  logistic,
  machine,
  madeUpFormulas,
  neighbour,
  net,
  TINY_SET,
  trees,
} from './lesson.ts';

const everySpec: StudentSpec[] = [
  logistic,
  { ...logistic, name: 'soft', learns: 'probability', trainsOn: 'all' },
  machine,
  { ...machine, name: 'machine on all', trainsOn: 'all' },
  trees,
  net,
  anionRule,
  neighbour,
  { ...logistic, name: 'floor', model: { kind: 'majority' }, input: 'anion' },
];

const formulas = madeUpFormulas();
const systems = formulas.map(({ chemicalSystem }) => chemicalSystem);
const folds = groupedFolds(systems, 4, stream(1, 'folds'));
const inFold = (scores: Float64Array, fold: number): number[] => Array.from(scores).filter((_, i) => folds[i] === fold);

beforeAll(async () => {
  await openTensorBackend('wasm');
});

describe('crossValidateStudent leaks nothing', () => {
  test.each(everySpec)('the labels of a held-out fold change no score in it: $name', (spec) => {
    const scores = crossValidateStudent(spec, lessonOf(spec.input, formulas), folds, 0);
    for (const fold of [0, 3]) {
      const lesson = lessonOf(
        spec.input,
        contradicted(formulas, (row) => folds[row] === fold),
      );
      const again = crossValidateStudent(spec, lesson, folds, 0);
      expect(inFold(again, fold)).toEqual(inFold(scores, fold));
      expect(inFold(again, 1)).not.toEqual(inFold(scores, 1)); // the same labels do teach the other folds
    }
  });

  test.each([logistic, machine, trees, net])(
    'a row of a held-out fold changes no score of its fold but its own: $name',
    (spec) => {
      const { X } = lessonOf(spec.input, formulas);
      const row = folds.indexOf(2);
      const moved = { ...X, data: X.data.map((value, at) => (Math.floor(at / X.cols) === row ? 1000 + value : value)) };
      const before = crossValidateStudent(spec, { X, formulas }, folds, 0);
      const after = crossValidateStudent(spec, { X: moved, formulas }, folds, 0);
      before[row] = after[row]!;
      expect(inFold(after, 2)).toEqual(inFold(before, 2));
    },
  );

  test('a fold is scored by the student of all other rows', () => {
    const { X } = lessonOf(TINY_SET, formulas);
    const rows = formulas.map((_, row) => row).filter((row) => folds[row] !== 3);
    const lesson = { X: selectRows(X, rows), formulas: rows.map((row) => formulas[row]!) };
    for (const spec of [logistic, machine]) {
      const scores = crossValidateStudent(spec, { X, formulas }, folds, 0);
      expect(inFold(scores, 3)).toEqual(inFold(studentLogOdds(fitStudent(spec, lesson, 0), X), 3));
    }
  });

  test.each([logistic, machine])('every row is scored, whatever the folds are called: $name', (spec) => {
    const lesson = lessonOf(spec.input, formulas);
    const named = folds.map((fold) => 100 - 7 * fold);
    const scores = crossValidateStudent(spec, lesson, folds, 0);
    expect(scores.every((score) => Number.isFinite(score) && score !== 0)).toBe(true);
    expect(crossValidateStudent(spec, lesson, named, 0)).toEqual(scores);
  });
});
