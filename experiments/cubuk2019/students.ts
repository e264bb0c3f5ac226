/** Stage 3: students learn the labels from composition, judged on folds that share no formula or chemical system. */
import { startProgress } from 'ionsieve/core';
import {
  measured,
  type Numbers,
  type ReliabilityBin,
  reliability,
  type StoredCurves,
  storedCurves,
} from 'ionsieve/experiment';
import { isLinear } from 'ionsieve/models';
import {
  fitStudent,
  type LabelledFormula,
  probabilityOf,
  type Student,
  type StudentSpec,
  studentInput,
} from 'ionsieve/transfer';
import { type Agreement, agreement } from './agreement.ts';
import type { TransferEffort, TransferStudy } from './define.ts';
import { foldsOf, GROUPINGS } from './folds.ts';
import { judgeStudent, type UnseenAnswer } from './judge-student.ts';
import { type Subsets, subsetsOf } from './subsets.ts';

const CALIBRATION_BINS = 10;

/** What curves are drawn of. */
const UNSEEN = 'unseen chemical systems, real anion';

/** What the stage hands on. */
export interface StudentStage {
  readonly numbers: Numbers;
  /** Reliability of the screening student on unseen chemical systems, compounds with a real anion. */
  readonly calibration: readonly ReliabilityBin[];
  /** Curves of every student that ranks, on the same formulas. */
  readonly curves: readonly StoredCurves[];
  /** The screening student beside the teacher, on the same formulas; none where the effort leaves it out. */
  readonly agreement: Agreement | null;
  /** The student that screens, fitted on every labelled formula. */
  readonly screening: Student;
  /** The other students with a linear model, fitted alike: they can screen too. */
  readonly otherLinear: readonly Student[];
}

/**
 * Judges every student on both groupings, over all compounds and over those with a real anion, and fits the one
 * that screens.
 * @example judgeStudents(study, cubuk2019.quick, 0, formulas).numbers['student.logistic-30.by_system.real_anion.mcc'];
 */
export function judgeStudents(
  { students, screeningStudent }: Pick<TransferStudy, 'students' | 'screeningStudent'>,
  { students: wanted, resamples }: Pick<TransferEffort, 'students' | 'resamples'>,
  seed: number,
  formulas: readonly LabelledFormula[],
): StudentStage {
  const compositions = formulas.map(({ composition }) => composition);
  const lessonOf = ({ input }: StudentSpec) => ({ X: studentInput(input, compositions), formulas });
  const specs = students.filter(({ name }) => wanted.includes(name));
  const subsets = subsetsOf(formulas);
  const folds = foldsOf(formulas, seed);
  const numbers = countNumbers(subsets, formulas.length);
  const answers = new Map<StudentSpec, UnseenAnswer>();
  const bar = startProgress('students', specs.length * GROUPINGS.length, 'validations');
  specs.forEach((spec, done) => {
    const lesson = lessonOf(spec);
    GROUPINGS.forEach((grouping, half) => {
      const judging = { grouping, folds: folds[grouping], subsets, resamples, seed };
      const judged = judgeStudent(spec, lesson, judging);
      Object.assign(numbers, judged.numbers);
      if (grouping === 'system') answers.set(spec, judged.unseen);
      bar.update(done * GROUPINGS.length + half + 1);
    });
  });
  bar.stop();
  const screening = students.find(({ name }) => name === screeningStudent)!;
  const fit = (spec: StudentSpec): Student => fitStudent(spec, lessonOf(spec), seed);
  const probabilities = subsets.real_anion.map((row) => formulas[row]!.probability);
  return {
    numbers,
    ...drawnOf(screeningStudent, answers.get(screening), probabilities, { resamples, seed }),
    curves: [...answers].flatMap(([{ name, model }, { truth, logOdds, groups }]) =>
      model.kind === 'majority' ? [] : [storedCurves(name, UNSEEN, truth, logOdds, { resamples, seed, groups })],
    ),
    screening: fit(screening),
    otherLinear: specs.filter((spec) => spec !== screening && spec.input !== 'anion' && isLinear(spec.model)).map(fit),
  };
}

function countNumbers(subsets: Subsets, formulas: number): Numbers {
  return Object.fromEntries(
    Object.entries(subsets).map(([compounds, rows]) => [
      `student.formulas.${compounds}`,
      measured(rows.length, 'formulas', formulas),
    ]),
  );
}

/** Reliability and agreement of the student that screens; nothing of one that was not judged. */
function drawnOf(
  name: string,
  answer: UnseenAnswer | undefined,
  teacher: readonly number[],
  options: { readonly resamples: number; readonly seed: number },
): Pick<StudentStage, 'calibration' | 'agreement'> {
  if (answer === undefined) return { calibration: [], agreement: null };
  const { truth, logOdds, groups } = answer;
  return {
    calibration: reliability(truth, [...probabilityOf(logOdds)], CALIBRATION_BINS, { ...options, groups }),
    agreement: agreement(name, teacher, logOdds),
  };
}
