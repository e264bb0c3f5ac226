/** The one runner: every experiment goes through these stages, in this order. */

import { isRealAnion } from '../chemistry/composition.ts';
import { atomicNumber } from '../chemistry/elements.ts';
import { startProgress } from '../core/progress.ts';
import { fitDomain } from '../evaluation/domain.ts';
import { countSpace, createSpace, defaultPartners } from '../screening/space.ts';
import { studentInput } from '../transfer/student.ts';
import { studentFileText } from '../transfer/student-file.ts';
import { publishedTeacher } from '../transfer/teacher.ts';
import { loadTraining } from '../transfer/training-data.ts';
import type { Effort, Experiment } from './define.ts';
import { runLabelStage } from './label-stage.ts';
import { measured, type Numbers } from './numbers.ts';
import { runScreenStage, type ScreeningSummary, type TopRow } from './screen-stage.ts';
import { runStudentStage } from './student-stage.ts';
import { compareNumbers, type Summary } from './summary.ts';
import { runTeacherStage } from './teacher-stage.ts';

/** How to run. */
export interface RunOptions {
  readonly effort: 'full' | 'quick';
  readonly threads: number;
  readonly signal?: AbortSignal;
}

/** Everything that a run leaves behind. */
export interface RunResult {
  readonly summary: Summary;
  readonly top: readonly TopRow[];
  /** The screening student, as the text of its file. */
  readonly studentFile: string;
}

/**
 * Runs an experiment. The same experiment gives the same result on any number of threads.
 * @throws {UserError} when a shipped data file was changed
 * @example await runExperiment(cubuk2019, { effort: 'quick', threads: 2 });
 */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<RunResult> {
  const effort = experiment[options.effort];
  const training = loadTraining();
  const teachers = runTeacherStage(experiment, effort, training);
  const labels = runLabelStage(publishedTeacher(training));
  const students = await runStudentStage(experiment, effort, labels.formulas);

  const space = spaceOf(effort);
  const bar = startProgress('screen', countSpace(space).distinct, 'compounds');
  const screened = await runScreenStage(students.screening, space, { ...options, top: effort.top }, bar).finally(() =>
    bar.stop(),
  );
  const numbers = {
    ...teachers.numbers,
    ...labels.numbers,
    ...students.numbers,
    ...screeningNumbers(screened.summary),
  };
  const { input } = students.screening.spec;
  const domain = fitDomain(
    studentInput(
      input,
      labels.formulas.map(({ composition }) => composition),
    ),
  );
  return {
    summary: {
      name: experiment.name,
      paper: experiment.paper,
      effort: options.effort,
      seed: experiment.seed,
      screening_student: experiment.screeningStudent,
      tensor_backend: students.tensorBackend,
      numbers,
      compared: compareNumbers(experiment.expected, numbers),
      judgements: teachers.judgements,
      calibration: students.calibration,
      candidates: labels.candidates,
      not_labelled: labels.notLabelled,
      screening: screened.summary,
    },
    top: screened.top,
    studentFile: studentFileText(students.screening, domain),
  };
}

function spaceOf({ partners, arities, maxCoefficient }: Effort) {
  const atomicNumbers = partners === 'all' ? defaultPartners() : partners.map((symbol) => atomicNumber(symbol));
  return createSpace({ anchor: atomicNumber('Li'), partners: atomicNumbers, arities, maxCoefficient });
}

function screeningNumbers(screening: ScreeningSummary): Numbers {
  const { formula_strings, distinct_formulas, scored, fast } = screening;
  const real = screening.by_anion.filter(({ symbol }) => isRealAnion(atomicNumber(symbol)));
  const realScored = real.reduce((sum, row) => sum + row.scored, 0);
  const realFast = real.reduce((sum, row) => sum + row.fast, 0);
  return {
    'screening.formula_strings': measured(formula_strings, 'formulas', formula_strings),
    'screening.distinct_formulas': measured(distinct_formulas, 'compounds', formula_strings),
    'screening.scored': measured(scored, 'compounds', distinct_formulas),
    'screening.fast': measured(fast, 'compounds', scored),
    'screening.fast_share': measured(fast / scored, 'share', scored),
    'screening.real_anion_scored': measured(realScored, 'compounds', scored),
    'screening.real_anion_fast_share': measured(realFast / realScored, 'share', realScored),
  };
}
