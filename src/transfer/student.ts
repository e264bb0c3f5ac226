/**
 * A student learns a teacher's labels from chemical composition alone: Cubuk, Sendek and Reed, J. Chem. Phys. 150,
 * 214701 (2019). It always answers with the log-odds of fast conduction: 0 is the threshold, P = 1 / (1 + exp(-z)).
 */
import { hasRealAnion, mostElectronegative } from '../chemistry/composition.ts';
import type { Composition } from '../chemistry/formula.ts';
import { createMatrix, type Matrix, selectRows } from '../core/matrix.ts';
import { stream } from '../core/random.ts';
import { type DescriptorSet, elementalDescriptors } from '../descriptors/elemental.ts';
import { type Calibration, fitCalibration } from '../evaluation/calibration.ts';
import { crossValidate } from '../evaluation/cross-validate.ts';
import { groupedFolds } from '../evaluation/folds.ts';
import { heldOut, splitFolds } from '../evaluation/held-out.ts';
import { fitModel, type ModelSpec, type Predictor } from '../models/model.ts';
import type { LabelledFormula } from './polymorphs.ts';

/** What a student sees of a composition: a set of elemental descriptors, or its most electronegative element. */
export type StudentInput = DescriptorSet | 'anion';

/** How to make a student. */
export interface StudentSpec {
  readonly name: string;
  readonly input: StudentInput;
  readonly model: ModelSpec;
  /** The teacher's label, or its probability (logistic and mlp only): a label that hangs in the balance weighs less. */
  readonly learns: 'label' | 'probability';
  /** Every labelled formula, or only those with a real anion. */
  readonly trainsOn: 'all' | 'real anion';
}

/** What students learn from: one entry a formula. */
export interface Lesson {
  /** What the student sees, from {@link studentInput}. */
  readonly X: Matrix;
  readonly formulas: readonly LabelledFormula[];
}

/** A fitted student. */
export interface Student {
  readonly spec: StudentSpec;
  readonly predictor: Predictor;
  /** Turns the predictor's score into log-odds: slope * score + offset. */
  readonly calibration: Calibration;
}

const CALIBRATION_FOLDS = 3;

/**
 * The student's view of some compositions; rows are compositions.
 * @throws {UserError} when an element has no value for a property of the set
 * @example studentInput('anion', [parseFormula('Li2S')]).data[0]; // 16
 */
export function studentInput(input: StudentInput, compositions: readonly Composition[]): Matrix {
  if (input !== 'anion') return elementalDescriptors(compositions, input);
  const X = createMatrix(compositions.length, 1);
  compositions.forEach((composition, i) => {
    X.data[i] = mostElectronegative(composition);
  });
  return X;
}

/**
 * Fits a student. A support vector machine has no probabilities of its own: its scores are calibrated (Platt) on
 * scores from an inner cross-validation of the training rows, grouped by chemical system. Other models give log-odds.
 * @param seed every random number comes from streams of this seed
 * @throws {UserError} when the model cannot be fitted to the lesson
 * @example fitStudent(spec, { X: studentInput(spec.input, compositions), formulas }, 0);
 */
export function fitStudent(spec: StudentSpec, lesson: Lesson, seed: number): Student {
  const rows = lessonRows(spec, lesson.formulas);
  const X = selectRows(lesson.X, rows);
  const formulas = rows.map((row) => lesson.formulas[row]!);
  const y = formulas.map(({ fast, probability }) => (spec.learns === 'label' ? fast : probability));
  const predictor = fitModel(spec.model, X, y, stream(seed, `student ${spec.name}`));
  return { spec, predictor, calibration: calibrationOf(spec.model, { X, formulas }, seed) };
}

function lessonRows({ trainsOn }: StudentSpec, formulas: readonly LabelledFormula[]): number[] {
  return formulas.flatMap(({ composition }, row) => (trainsOn === 'all' || hasRealAnion(composition) ? [row] : []));
}

/**
 * The compositions that a student learns from.
 * @example taughtCompositions(spec, formulas).length; // fewer where it trains on those with a real anion
 */
export function taughtCompositions(spec: StudentSpec, formulas: readonly LabelledFormula[]): Composition[] {
  return lessonRows(spec, formulas).map((row) => formulas[row]!.composition);
}

function calibrationOf(model: ModelSpec, { X, formulas }: Lesson, seed: number): Calibration {
  if (!['linear-svm', 'ml-svm', 'kernel-svm'].includes(model.kind)) return { slope: 1, offset: 0 };
  const groups = formulas.map(({ chemicalSystem }) => chemicalSystem);
  const folds = groupedFolds(groups, CALIBRATION_FOLDS, stream(seed, 'calibration folds'));
  const y = formulas.map(({ fast }) => fast);
  return fitCalibration(crossValidate(model, X, y, folds, seed), y);
}

/**
 * Log-odds of fast conduction, one a row of the student's input.
 * @example studentLogOdds(student, studentInput(student.spec.input, [parseFormula('Li3N')]))[0];
 */
export function studentLogOdds(student: Student, X: Matrix): Float64Array {
  const { slope, offset } = student.calibration;
  return student.predictor.score(X).map((score) => slope * score + offset);
}

/**
 * Log-odds of every row from students that never saw its fold: the whole recipe, calibration included, is fitted
 * anew on the other folds.
 * @param folds fold of each row
 * @example crossValidateStudent(spec, { X, formulas }, folds, 0);
 */
export function crossValidateStudent(
  spec: StudentSpec,
  { X, formulas }: Lesson,
  folds: ArrayLike<number>,
  seed: number,
): Float64Array {
  return heldOut(X.rows, splitFolds(folds), ({ train, test }) => {
    const lesson = { X: selectRows(X, train), formulas: train.map((row) => formulas[row]!) };
    return studentLogOdds(fitStudent(spec, lesson, seed), selectRows(X, test));
  });
}
