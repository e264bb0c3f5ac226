/** The one runner: every experiment goes through these stages, in this order. */

import { atomicNumber } from '../../chemistry/elements.ts';
import { fitDomain } from '../../evaluation/domain.ts';
import { learnerText } from '../../learning/learner-file.ts';
import { openSolvers } from '../../models/solvers.ts';
import { createSpace, defaultPartners } from '../../screening/grid-space.ts';
import { FAST_CONDUCTION } from '../../transfer/published-model.ts';
import { type Student, studentInput, taughtCompositions } from '../../transfer/student.ts';
import { studentLearner } from '../../transfer/student-learner.ts';
import { publishedTeacher } from '../../transfer/teacher.ts';
import { loadTraining } from '../../transfer/training-data.ts';
import { compareNumbers, type RunOptions } from '../findings.ts';
import { curveGrids } from '../stored-curves.ts';
import { anionByCation } from './anion-by-cation.ts';
import { checkTransfer } from './check-transfer.ts';
import type { Effort, Experiment } from './define.ts';
import { runExternalStage } from './external-stage.ts';
import { runLabelStage } from './label-stage.ts';
import type { TopRow } from './screen-stage.ts';
import { runScreenings } from './screenings.ts';
import { runStudentStage } from './student-stage.ts';
import type { Summary } from './summary.ts';
import { runTeacherStage } from './teacher-stage.ts';

/** Where the labels of every student of a run come from. */
const LABELS = 'the published model (doi 10.1039/C6EE02697D) on the structures of data/label-table.csv.gz';

/** Everything that a run leaves behind. */
export interface RunResult {
  readonly summary: Summary;
  readonly top: readonly TopRow[];
  /** Fitted students as the texts of their files, by name of the file: student.json screens. */
  readonly studentFiles: Readonly<Record<string, string>>;
}

/**
 * Runs an experiment. The same experiment gives the same result on any number of threads.
 * @throws {UserError} for options at fault, and when a shipped data file was changed
 * @example await runExperiment(cubuk2019, { effort: 'quick', threads: 2 });
 */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<RunResult> {
  const effort = experiment[options.effort];
  checkTransfer(experiment, effort);
  const tensorBackend = await openSolvers();
  const training = loadTraining();
  const teachers = runTeacherStage(experiment, effort, training);
  const labels = runLabelStage(publishedTeacher(training));
  const students = runStudentStage(experiment, effort, labels.formulas);

  const compositions = labels.formulas.map(({ composition }) => composition);
  const learnerOf = (student: Student) =>
    studentLearner(student, {
      ...{ target: FAST_CONDUCTION, labels: LABELS, compositions: taughtCompositions(student.spec, labels.formulas) },
      domain: fitDomain(studentInput(student.spec.input, compositions)),
    });
  const learner = learnerOf(students.screening);
  const screened = await runScreenings(
    experiment,
    { learner, formulas: labels.formulas, space: spaceOf(effort), top: effort.top },
    { threads: options.threads, signal: options.signal },
  );
  const external = runExternalStage([students.screening, ...students.otherLinear], effort.resamples, experiment.seed);
  const numbers = { ...teachers.numbers, ...labels.numbers, ...students.numbers, ...external, ...screened.numbers };
  return {
    summary: {
      name: experiment.name,
      paper: experiment.paper,
      effort: options.effort,
      seed: experiment.seed,
      screening_student: experiment.screeningStudent,
      tensor_backend: tensorBackend,
      numbers,
      compared: compareNumbers(experiment.expected, numbers),
      judgements: teachers.judgements,
      calibration: students.calibration,
      curves: { grids: curveGrids(), students: students.curves },
      agreement: students.agreement,
      anion_by_cation: anionByCation(labels.formulas),
      candidates: labels.candidates,
      not_labelled: labels.notLabelled,
      screening: screened.screening,
      screening_neutral: screened.neutral,
      shortlist: screened.shortlist,
    },
    top: screened.top,
    studentFiles: {
      'student.json': learnerText(learner),
      ...Object.fromEntries(
        students.otherLinear.map((student) => [`student.${student.spec.name}.json`, learnerText(learnerOf(student))]),
      ),
    },
  };
}

const LITHIUM = atomicNumber('Li');

function spaceOf({ partners, arities, maxCoefficient }: Effort) {
  const atomicNumbers = partners === 'all' ? defaultPartners(LITHIUM) : partners.map((symbol) => atomicNumber(symbol));
  return createSpace({ anchor: LITHIUM, partners: atomicNumbers, arities, maxCoefficient });
}
