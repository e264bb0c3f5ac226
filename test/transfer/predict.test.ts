import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { orRefusal, UserError } from '../../src/core/errors.ts';
import { matrixFrom } from '../../src/core/matrix.ts';
import { elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { STRUCTURAL_DESCRIPTORS } from '../../src/descriptors/structural.ts';
import { fitDomain } from '../../src/evaluation/domain.ts';
import { askLearner } from '../../src/learning/ask-learner.ts';
import type { ScoreRow } from '../../src/learning/learner.ts';
import { learnerText } from '../../src/learning/learner-file.ts';
import { seenSet } from '../../src/learning/sees.ts';
import { labelStructures } from '../../src/transfer/label.ts';
import { loadLabelTable } from '../../src/transfer/label-table.ts';
import { probabilityOf } from '../../src/transfer/log-odds.ts';
import { loadMeasured } from '../../src/transfer/measured-data.ts';
import { combinePolymorphs } from '../../src/transfer/polymorphs.ts';
import { createPredictor, openPredictor } from '../../src/transfer/predict.ts';
import { FAST_CONDUCTION } from '../../src/transfer/published-model.ts';
import { fitStudent, studentInput, studentLogOdds } from '../../src/transfer/student.ts';
import { studentLearner } from '../../src/transfer/student-learner.ts';
import { publishedTeacher, structuralColumns } from '../../src/transfer/teacher.ts';
import { loadTraining } from '../../src/transfer/training-data.ts';
import { lessonOf, madeUpFormulas, TINY_SET } from './lesson.ts';
import { smallMeasuredStudent, smallMeasuredText, smallRegressor } from './small-measured-student.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-predict-'));
const path = join(folder, 'student.json');
const measuredPath = join(folder, 'measured.json');
const lesson = lessonOf(TINY_SET, madeUpFormulas());
const domain = fitDomain(lesson.X);
const student = fitStudent(
  { name: 'test', input: TINY_SET, model: { kind: 'linear-svm', C: 1 }, learns: 'label', trainsOn: 'real anion' },
  lesson,
  0,
);
const compositions = lesson.formulas.map(({ composition }) => composition);
const learner = studentLearner(student, { target: FAST_CONDUCTION, labels: 'made up', compositions, domain });
writeFileSync(path, learnerText(learner));
writeFileSync(measuredPath, smallMeasuredText);
const predictor = openPredictor(path, measuredPath);
const teacher = publishedTeacher(loadTraining());
const table = loadLabelTable();
const labels = labelStructures(teacher, table.X);
const materials = loadMeasured('obelix');

afterAll(() => rmSync(folder, { recursive: true }));

describe('a formula', () => {
  test("that is known gets the teacher's mean over its structures", () => {
    const known = combinePolymorphs(table.ids, table.formulas, labels.probability);
    const sulfide = known.find(({ formula }) => formula === 'Li3PS4')!;
    expect(sulfide.ids.length).toBeGreaterThan(1);
    const answer = predictor.formula('Li3PS4');
    expect(answer.teacher_probability).toBeCloseTo(sulfide.probability, 12);
    expect(answer.teacher_structure).toBe(`${sulfide.ids[0]} and ${sulfide.ids.length - 1} more`);
    const rows = sulfide.ids.map((id) => table.ids.indexOf(id));
    const mean = rows.reduce((sum, row) => sum + labels.domainDistance[row]!, 0) / rows.length;
    expect(answer.teacher_domain_distance).toBeCloseTo(mean, 12);
  });

  test('with one known structure names it', () => {
    const counts = new Map<string, number>();
    for (const formula of table.formulas) counts.set(formula, (counts.get(formula) ?? 0) + 1);
    const row = table.formulas.findIndex((formula) => counts.get(formula) === 1);
    const answer = predictor.formula(table.formulas[row]!);
    expect(answer.teacher_structure).toBe(table.ids[row]);
    expect(answer.teacher_probability).toBe(labels.probability[row]);
  });

  test("gets the student's probability and distance", () => {
    const X = studentInput(TINY_SET, [parseFormula('Li3PS4')]);
    const answer = predictor.formula('Li3PS4');
    expect(answer.student_probability).toBe(probabilityOf(studentLogOdds(student, X))[0]);
    expect(answer.student_domain_distance).toBe(domain.distance(X)[0]);
  });

  test('that no structure has gets no teacher, but a student', () => {
    const answer = predictor.formula('Li13O2Cl3');
    expect(answer).toMatchObject({
      input: 'Li13O2Cl3',
      formula: 'Li13Cl3O2',
      teacher_probability: null,
      teacher_domain_distance: null,
      teacher_structure: null,
    });
    expect(answer.student_probability).toBeGreaterThan(0);
    expect(answer.student_probability).toBeLessThan(1);
  });

  test.each([
    ['Li6P2S8', 'Li3PS4'],
    ['S4PLi3', 'Li3PS4'],
    ['(Li3PS4)2', 'Li3PS4'],
    ['Li0.5CoO2', 'LiCo2O4'],
  ])('%s is understood as %s', (text, reduced) => {
    const answer = predictor.formula(text);
    expect(answer).toEqual({ ...predictor.formula(reduced), input: text });
    expect(answer.formula).toBe(reduced);
  });

  test('of a measured material has itself as the nearest one, among the forty too', () => {
    const { log10Conductivity } = materials.find(({ formula }) => formula === 'Li4GeO4')!;
    const answer = predictor.formula('Li4GeO4');
    expect(answer).toMatchObject({
      domain: 'inside',
      unmeasured_elements: '',
      nearest_measured: 'Li4GeO4',
      nearest_measured_log10_S_per_cm: log10Conductivity,
      nearest_of_the_forty: 'Li4GeO4',
      nearest_of_the_forty_S_per_cm: 3.1e-12,
    });
    expect(answer.nearest_measured_difference).toBeCloseTo(0, 12);
  });

  test('gets what the student of measured conductivities says', () => {
    const composition = parseFormula('Li9AlSiO8');
    const [said] = askLearner(smallMeasuredStudent)([composition]);
    const nearest = materials.find(({ formula }) => formula === said!.nearest!.formula)!;
    expect(predictor.formula('Li9AlSiO8')).toMatchObject({
      probability: said!.probability,
      log10_conductivity_S_per_cm: said!.value,
      log10_low: said!.low,
      log10_high: said!.high,
      domain: said!.domain,
      nearest_measured: nearest.formula,
      nearest_measured_family: nearest.family,
      unranked_family: null,
      nearest_measured_log10_S_per_cm: nearest.log10Conductivity,
      nearest_measured_difference: said!.nearest!.difference,
    });
  });

  test('whose family the student does not rank says so, with the AUC; one that it ranks, or has no score for, does not', () => {
    const score = (family: string, low: number | null) => ({
      ...{ subject: 'small', on: `unseen papers, ${family}`, metric: 'auc', unit: 'score' },
      ...{ value: 0.5, low, high: 0.75, n: 50 },
    });
    const of = (...scores: ScoreRow[]) =>
      createPredictor(learner, { ...smallMeasuredStudent, scores }, []).formula('Li6PS5Cl').unranked_family;
    const family = predictor.formula('Li6PS5Cl').nearest_measured_family!;
    expect(of(score(family, 0.25))).toBe(`${family}, AUC 0.50 on 50 of unseen papers`);
    expect(of(score(family, 0.51))).toBeNull();
    expect(of(score(family, null), score('another', 0.1))).toBeNull();
  });

  // 0.2, 1.5, 2.5 and the calibration are those of the small student.
  test.each([
    ['Li6PS5Cl', 'inside', 1.5, ''],
    ['Li5PoF', 'outside', 2.5, 'Po'],
    ['LiKrXe', 'outside', 2.5, 'Xe Kr'],
    ['Li20F', 'outside', 2.5, ''],
  ])('%s, worked by hand, lies %s', (formula, side, halfWidth, elements) => {
    const { mean, sd } = smallRegressor.predict(
      elementalDescriptors([parseFormula(formula)], seenSet(smallMeasuredStudent)!),
    );
    const answer = predictor.formula(formula);
    expect(answer).toMatchObject({ domain: side, unmeasured_elements: elements });
    expect(answer.log10_conductivity_S_per_cm).toBe(mean[0]);
    expect(answer.log10_high! - mean[0]!).toBeCloseTo(halfWidth * sd[0]!, 12);
    expect(mean[0]! - answer.log10_low!).toBeCloseTo(halfWidth * sd[0]!, 12);
    expect(Math.log(answer.probability! / (1 - answer.probability!))).toBeCloseTo(1.5 * (mean[0]! + 4) + 0.25, 9);
    expect(answer.nearest_measured_difference! <= 0.2 && elements === '').toBe(side === 'inside');
  });

  test('gets the same as any multiple of it, whatever was asked before', () => {
    const formulas = ['Li3PS4', 'LiF', 'Li9.54Si1.74P1.44S11.7Cl0.3', 'Li13O2Cl3', 'Li0.33La0.557TiO3', 'Li2Se'];
    const alone = new Map(
      formulas.map((formula) => [formula, openPredictor(path, measuredPath).formula(formula)] as const),
    );
    const asked = fc.array(fc.tuple(fc.constantFrom(...formulas), fc.integer({ min: 1, max: 99 })), { minLength: 1 });
    fc.assert(
      fc.property(asked, (questions) => {
        for (const [formula, times] of questions) {
          const text = `(${formula})${times}`;
          expect(predictor.formula(text)).toEqual({ ...alone.get(formula), input: text });
        }
      }),
    );
  });

  test('many at once have each what it has alone, to the bit, with those that are refused among them', () => {
    const formulas = ['Li3PS4', 'LiF', 'Li9.54Si1.74P1.44S11.7Cl0.3', 'Li13O2Cl3', 'Li2Se', 'Xx2O', 'Na2S', 'LiCf', ''];
    const alone = new Map(formulas.map((text) => [text, orRefusal(() => predictor.formula(text))]));
    expect([...alone.values()].filter((answer) => answer instanceof UserError).length).toBe(4);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...formulas), { maxLength: 300 }), (texts) => {
        expect(predictor.formulas(texts)).toEqual(texts.map((text) => alone.get(text)));
      }),
      { numRuns: 20 },
    );
  });

  test('has its fields in the order in which they matter', () => {
    expect(Object.keys(predictor.formula('Li3PS4')).join(' ')).toBe(
      'input formula measured measured_source measured_against_predicted measured_log10_S_per_cm measured_is_bound ' +
        'measured_temperature_C measured_formula also_measured ' +
        'probability log10_conductivity_S_per_cm log10_low log10_high domain unmeasured_elements ' +
        'nearest_measured nearest_measured_family unranked_family nearest_measured_log10_S_per_cm nearest_measured_difference student student_probability ' +
        'student_domain_distance student_unlearned_elements teacher_probability teacher_domain_distance teacher_structure nearest_of_the_forty ' +
        'nearest_of_the_forty_S_per_cm',
    );
    expect(Object.keys(predictor.formula('Li13O2Cl3'))).toEqual(Object.keys(predictor.formula('Li3PS4')));
  });

  test.each([
    [
      'Na2S',
      'Na2S: expected a lithium compound, found none; test has learned lithium compounds only, of the elements Li,',
    ],
    ['Xx2O', 'Xx2O'],
    ['', 'formula'],
    ['Li2Es', 'Li2Es: expected a value of covalent_radius_A, found none for Es'],
  ])('"%s" is refused in one line', (formula, message) => {
    const attempt = () => predictor.formula(formula);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});

describe('a structure', () => {
  const row = table.ids.indexOf('mp-1153');
  const descriptors = new Float64Array(STRUCTURAL_DESCRIPTORS.length).fill(Number.NaN);
  structuralColumns(teacher.descriptors).forEach((column, j) => {
    descriptors[column] = table.X.data[row * table.X.cols + j]!;
  });
  const described = {
    id: 'my-Li2S',
    formula: 'Li2S',
    descriptors,
    standardErrors: new Float64Array(24),
    samples: 1,
    clashes: 0,
  };

  test("gets the teacher's answer for itself, not for the other structures of its formula", () => {
    const answer = predictor.structure('Li2S.cif', described);
    expect(answer).toMatchObject({ input: 'Li2S.cif', formula: 'Li2S', teacher_structure: 'my-Li2S' });
    expect(answer.teacher_probability).toBe(labels.probability[row]);
    expect(answer.teacher_domain_distance).toBe(labels.domainDistance[row]);
    const { input: _input, teacher_probability, teacher_domain_distance, teacher_structure, ...students } = answer;
    expect(predictor.formula('Li2S')).toMatchObject(students);
  });

  test('that could not be described is refused with the reason', () => {
    const attempt = () => predictor.structure('NaCl.cif', { id: 'x', formula: 'NaCl', reason: 'no lithium' });
    expect(attempt).toThrow('NaCl.cif: expected a structure that can be described, found no lithium; give a lithium');
  });

  test('whose descriptors the teacher needs are not all defined is refused in one line', () => {
    const incomplete = {
      ...described,
      descriptors: descriptors.with(structuralColumns(teacher.descriptors)[1]!, Number.NaN),
    };
    const attempt = () => predictor.structure('Li2S.cif', incomplete);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow('found NaN');
  });
});

describe('openPredictor', () => {
  test('carries the published teacher', () => {
    expect(predictor.teacher.name).toBe('published');
    expect(predictor.teacher.logOdds(matrixFrom([Array(5).fill(1)]))[0]).toBeCloseTo(-4.327, 12);
  });

  test('a student file that is not there is refused in one line', () => {
    const none = join(folder, 'none.json');
    expect(() => openPredictor(none, measuredPath)).toThrow('none.json: expected a model file, found ENOENT');
    expect(() => openPredictor(path, none)).toThrow('none.json: expected a model file, found ENOENT');
    expect(() => openPredictor(path, path)).toThrow(
      'expected a Learner of log10 of the conductivity, with calibration and intervals, found test, which tells log-odds; give one',
    );
    expect(() => openPredictor(measuredPath, measuredPath)).toThrow(
      'measured.json: expected a student of labels, which tells log-odds, found small, which tells value and learned from something else; give',
    );
  });
});
