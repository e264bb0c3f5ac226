/** Runs the study: teachers, labels, students, measurements, and the whole space of compositions. */
import { atomicNumber } from 'ionsieve/chemistry';
import { formatCsv } from 'ionsieve/core';
import { fitDomain } from 'ionsieve/evaluation';
import { curveGrids, type OwnRunOptions, topHeader } from 'ionsieve/experiment';
import { type Learner, learnerText } from 'ionsieve/learning';
import { openSolvers } from 'ionsieve/models';
import { createSpace, defaultPartners } from 'ionsieve/screening';
import {
  FAST_CONDUCTION,
  type LabelledFormula,
  loadTraining,
  publishedTeacher,
  type Student,
  studentInput,
  studentLearner,
  taughtCompositions,
} from 'ionsieve/transfer';
import { anionByCation } from './anion-by-cation.ts';
import { checkStudy } from './check-study.ts';
import type { TransferEffort, TransferStudy } from './define.ts';
import { externalNumbers } from './external.ts';
import type { TransferFound } from './found.ts';
import { labelKnown } from './labels.ts';
import { runScreenings } from './screenings.ts';
import { judgeStudents } from './students.ts';
import { judgeTeachers } from './teachers.ts';

/** Where the labels of every student of a run come from. */
const LABELS = 'the published model (doi 10.1039/C6EE02697D) on the structures of data/label-table.csv.gz';

/** Lines of top.csv that the report shows. */
const SHOWN = 10;

/**
 * Runs the study. The same on any number of threads.
 * @throws {UserError} for options at fault, and when a shipped data file was changed
 * @example await runTransfer(study, cubuk2019.quick, { seed: 0, threads: 2 });
 */
export async function runTransfer(
  study: TransferStudy,
  effort: TransferEffort,
  { seed, threads, signal }: Pick<OwnRunOptions, 'seed' | 'threads' | 'signal'>,
): Promise<TransferFound> {
  checkStudy(study, effort);
  const tensorBackend = await openSolvers();
  const training = loadTraining();
  const teachers = judgeTeachers(study.teachers, effort, seed, training);
  const { formulas, ...labels } = labelKnown(publishedTeacher(training));
  const students = judgeStudents(study, effort, seed, formulas);
  const learner = learnerOf(students.screening, formulas);
  const input = { learner, formulas, space: spaceOf(effort), top: effort.top };
  const screened = await runScreenings(study, input, { threads, ...(signal && { signal }) });
  const external = externalNumbers([students.screening, ...students.otherLinear], effort.resamples, seed);
  return {
    numbers: { ...teachers.numbers, ...labels.numbers, ...students.numbers, ...external, ...screened.numbers },
    screening_student: study.screeningStudent,
    tensor_backend: tensorBackend,
    teachers: Object.keys(teachers.judgements),
    students: study.students.flatMap(({ name }) => (effort.students.includes(name) ? [name] : [])),
    suggested: study.suggested,
    judgements: teachers.judgements,
    calibration: students.calibration,
    curves: { grids: curveGrids(), students: students.curves },
    agreement: students.agreement,
    anion_by_cation: anionByCation(formulas),
    candidates: labels.candidates,
    not_labelled: labels.notLabelled,
    screening: screened.screening,
    screening_neutral: screened.neutral,
    top: { listed: screened.top.length, first: screened.top.slice(0, SHOWN) },
    shortlist: screened.shortlist,
    files: {
      'top.csv': formatCsv(topHeader(), screened.top),
      'student.json': learnerText(learner),
      ...Object.fromEntries(
        students.otherLinear.map((other) => [
          `student.${other.spec.name}.json`,
          learnerText(learnerOf(other, formulas)),
        ]),
      ),
    },
  };
}

function learnerOf(student: Student, formulas: readonly LabelledFormula[]): Learner {
  const compositions = formulas.map(({ composition }) => composition);
  return studentLearner(student, {
    ...{ target: FAST_CONDUCTION, labels: LABELS, compositions: taughtCompositions(student.spec, formulas) },
    domain: fitDomain(studentInput(student.spec.input, compositions)),
  });
}

const LITHIUM = atomicNumber('Li');

function spaceOf({ partners, arities, maxCoefficient }: TransferEffort) {
  const atomicNumbers = partners === 'all' ? defaultPartners(LITHIUM) : partners.map((symbol) => atomicNumber(symbol));
  return createSpace({ anchor: LITHIUM, partners: atomicNumbers, arities, maxCoefficient });
}
