import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasRealAnion } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { selectRows } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { ELEMENTAL_SETS } from '../../src/descriptors/elemental.ts';
import { groupedFolds } from '../../src/evaluation/folds.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';
import { probabilityOf } from '../../src/transfer/log-odds.ts';
import type { LabelledFormula } from '../../src/transfer/polymorphs.ts';
import {
  crossValidateStudent,
  fitStudent,
  linearForm,
  type StudentSpec,
  studentInput,
  studentLogOdds,
} from '../../src/transfer/student.ts';
import { lessonOf, madeUpFormulas, TINY_SET } from './lesson.ts';

const logistic: StudentSpec = {
  name: 'logistic',
  input: TINY_SET,
  model: { kind: 'logistic', l2: 1 },
  learns: 'label',
  trainsOn: 'real anion',
};
const machine: StudentSpec = { ...logistic, name: 'machine', model: { kind: 'linear-svm', C: 1 } };
const trees: StudentSpec = {
  ...logistic,
  name: 'trees',
  model: {
    kind: 'boosted-trees',
    trees: 10,
    depth: 2,
    learningRate: 0.3,
    leafL2: 1,
    rowShare: 0.7,
    columnShare: 0.6,
  },
  learns: 'probability',
};
const net: StudentSpec = {
  ...logistic,
  name: 'net',
  model: { kind: 'mlp', hidden: [4], epochs: 3, batchSize: 32, learningRate: 0.01 },
  learns: 'probability',
};
const anionRule: StudentSpec = {
  ...logistic,
  name: 'anion-rule',
  input: 'anion',
  model: { kind: 'category-rate', column: 0 },
};
const neighbour: StudentSpec = { ...logistic, name: 'neighbour', model: { kind: 'nearest-neighbour' } };
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
/** The label turned round, and with it all that the teacher says. */
const contradicted = (formula: LabelledFormula): LabelledFormula => ({
  ...formula,
  probability: 1 - formula.probability,
  fastShare: 1 - formula.fastShare,
  fast: formula.fast === 1 ? 0 : 1,
});
const where = (test: (row: number) => boolean): LabelledFormula[] =>
  formulas.map((formula, row) => (test(row) ? contradicted(formula) : formula));
const inFold = (scores: Float64Array, fold: number): number[] => Array.from(scores).filter((_, i) => folds[i] === fold);

beforeAll(async () => {
  await openTensorBackend('wasm');
});

describe('no leak', () => {
  test.each(everySpec)('the labels of a held-out fold change no score in it: $name', (spec) => {
    const scores = crossValidateStudent(spec, lessonOf(spec.input, formulas), folds, 0);
    for (const fold of [0, 3]) {
      const lesson = lessonOf(
        spec.input,
        where((row) => folds[row] === fold),
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

describe('what a student trains on', () => {
  const alloysTurned = where((row) => !hasRealAnion(formulas[row]!.composition));

  test.each([logistic, machine, trees, net, anionRule, neighbour])(
    "'real anion' ignores what the teacher says of alloys, 'all' does not: $name",
    (spec) => {
      const fitted = (trainsOn: StudentSpec['trainsOn'], lesson: LabelledFormula[]) => {
        const { predictor, calibration } = fitStudent({ ...spec, trainsOn }, lessonOf(spec.input, lesson), 0);
        return { ...predictor.toJson(), calibration };
      };
      expect(fitted('real anion', alloysTurned)).toEqual(fitted('real anion', formulas));
      expect(fitted('all', alloysTurned)).not.toEqual(fitted('all', formulas));
    },
  );

  test('a label is learnt as a label, a probability as a probability', () => {
    const surer = formulas.map((formula) => ({ ...formula, probability: formula.fast }));
    const weights = (learns: StudentSpec['learns'], lesson: LabelledFormula[]) =>
      fitStudent({ ...logistic, learns }, lessonOf(TINY_SET, lesson), 0).predictor.linear!.weights;
    expect(weights('label', surer)).toEqual(weights('label', formulas));
    expect(weights('probability', surer)).toEqual(weights('label', formulas));
    expect(weights('probability', formulas)).not.toEqual(weights('label', formulas));
  });

  test('the same seed gives the same student', () => {
    for (const spec of [machine, trees, net]) {
      const lesson = lessonOf(spec.input, formulas);
      const json = (seed: number) => fitStudent(spec, lesson, seed).predictor.toJson();
      expect(json(5)).toEqual(json(5));
    }
  });
});

describe('log-odds', () => {
  test('the anion rule by hand: the rate of class 1 with each anion, two rows of the overall rate added', () => {
    const lesson = lessonOf('anion', formulas);
    const student = fitStudent(anionRule, lesson, 0);
    const known = formulas.filter(({ composition }) => hasRealAnion(composition));
    const fast = (rows: LabelledFormula[]) => rows.filter((formula) => formula.fast === 1).length;
    const overall = (fast(known) + 1) / (known.length + 2);
    const oxides = known.filter(({ formula }) => formula.includes('O'));
    const rate = (fast(oxides) + 2 * overall) / (oxides.length + 2);
    const [ours] = studentLogOdds(student, studentInput('anion', [parseFormula('Li2TiO3')]));
    expect(ours).toBeCloseTo(Math.log(rate / (1 - rate)), 12);
  });

  test.each([logistic, machine])('the linear form gives the log-odds of every composition: $name', (spec) => {
    const student = fitStudent(spec, lessonOf(spec.input, formulas), 0);
    const { weights, intercept } = linearForm(student);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('Na', 'O', 'S', 'Zr', 'I', 'H'), fc.integer({ min: 1, max: 20 })), {
          maxLength: 5,
        }),
        (parts) => {
          const formula = `Li2${parts.map(([symbol, amount]) => `${symbol}${amount}`).join('')}`;
          const X = studentInput(TINY_SET, [parseFormula(formula)]);
          const sum = weights.reduce((total, weight, j) => total + weight * X.data[j]!, intercept);
          expect(sum).toBeCloseTo(studentLogOdds(student, X)[0]!, 9);
        },
      ),
    );
  });

  test('a student that is not linear has no linear form', () => {
    expect(() => linearForm(fitStudent(trees, lessonOf(TINY_SET, formulas), 0))).toThrow(
      'the model of student trees is not linear',
    );
  });

  test.each([logistic, trees, net, anionRule, neighbour])(
    'models that give log-odds are left as they are: $name',
    (spec) => {
      expect(fitStudent(spec, lessonOf(spec.input, formulas), 0).calibration).toEqual({ slope: 1, offset: 0 });
    },
  );
});

describe('calibration of a support vector machine', () => {
  const withAnion = formulas.filter(({ composition }) => hasRealAnion(composition));
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

  test('its mean probability is about the share of fast compounds, and a higher score a higher probability', () => {
    const student = fitStudent(machine, lessonOf(TINY_SET, withAnion), 0);
    expect(student.calibration).not.toEqual({ slope: 1, offset: 0 });
    expect(student.calibration.slope).toBeGreaterThan(0);
    const probability = probabilityOf(studentLogOdds(student, lessonOf(TINY_SET, withAnion).X));
    expect(Math.abs(mean(probability) - mean(withAnion.map(({ fast }) => fast)))).toBeLessThan(0.05);
  });

  test('rests on rows that the machine did not see: a machine that learns noise by heart is not believed', () => {
    const random = stream(3, 'noise');
    const noise = withAnion.map((formula) => ({ ...formula, fast: random() < 0.5 ? (1 as const) : (0 as const) }));
    const model = { kind: 'ml-svm', kernel: 'rbf', C: 100, gamma: 0.1 } as const;
    const lesson = lessonOf(ELEMENTAL_SETS['elemental-30'], noise);
    const student = fitStudent({ ...machine, model }, lesson, 0);
    const right = student.predictor.score(lesson.X).filter((score, i) => score >= 0 === (noise[i]!.fast === 1));
    expect(right.length / noise.length).toBeGreaterThan(0.9);
    const probability = probabilityOf(studentLogOdds(student, lesson.X));
    for (const p of probability) expect(Math.abs(p - 0.5)).toBeLessThan(0.25);
  });
});

describe('students refused', () => {
  test('an element without a value of a property is named with its formula', () => {
    const set = { ...TINY_SET, properties: ['sendek_electronegativity'] };
    expect(() => studentInput(set, [parseFormula('Li2Eu')])).toThrow(
      'Li2Eu: expected a value of sendek_electronegativity, found none for Eu',
    );
  });

  test('labels of one class', () => {
    const slow = formulas.map((formula) => ({ ...formula, fast: 0 as const, probability: 0 }));
    expect(() => fitStudent(logistic, lessonOf(TINY_SET, slow), 0)).toThrow(
      'training rows of logistic: expected rows of both classes, found only class 0',
    );
  });

  test('probabilities for a model that learns labels only', () => {
    expect(() => fitStudent({ ...machine, learns: 'probability' }, lessonOf(TINY_SET, formulas), 0)).toThrow(
      /training rows of linear-svm, label 0: expected 0 or 1, found 0\.\d+; label every row 0 or 1/,
    );
  });
});
