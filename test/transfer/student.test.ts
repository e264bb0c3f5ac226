import { beforeAll, describe, expect, test } from 'vitest';
import { hasRealAnion } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { stream } from '../../src/core/random.ts';
import { ELEMENTAL_SETS } from '../../src/descriptors/elemental.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';
import { probabilityOf } from '../../src/transfer/log-odds.ts';
import type { LabelledFormula } from '../../src/transfer/polymorphs.ts';
import { fitStudent, type StudentSpec, studentInput, studentLogOdds } from '../../src/transfer/student.ts';
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

const formulas = madeUpFormulas();

beforeAll(async () => {
  await openTensorBackend('wasm');
});

describe('what a student trains on', () => {
  const alloysTurned = contradicted(formulas, (row) => !hasRealAnion(formulas[row]!.composition));

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
    const set = { ...TINY_SET, properties: ['descriptor_electronegativity'] };
    expect(() => studentInput(set, [parseFormula('Li2Eu')])).toThrow(
      'Li2Eu: expected a value of descriptor_electronegativity, found none for Eu',
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
