/** What `screen` ranks with: a student of labels, shipped or the user's, or a Learner; and how --threshold is read for each. */
import { fail } from '../core/errors.ts';
import { screeningLearner } from '../experiment/property/screen-learner.ts';
import { screeningStudent } from '../experiment/transfer/screen-stage.ts';
import { type Learner, toAnswer } from '../learning/learner.ts';
import { isLearner, openLearner } from '../learning/open-learner.ts';
import { type ScreeningStudent, screenedValue } from '../screening/compile.ts';
import type { ScreeningFilters } from '../screening/filters.ts';
import type { Scope } from '../transfer/learned.ts';
import { logOddsOf } from '../transfer/log-odds.ts';
import { readStudentFile } from '../transfer/student-file.ts';
import { numeric } from './options.ts';
import { probability } from './screen-options.ts';

/** A model, ready to screen. */
export interface ScreeningModel {
  readonly student: ScreeningStudent;
  readonly scope: Scope;
  /** Null where the compounds that it learned from are not known. */
  readonly domain: ScreeningFilters['domain'];
  /**
   * The score from which a compound counts: of --threshold, else the model's own.
   * @throws {UserError} for a figure that is none, or where there is neither
   */
  threshold(given: string | undefined): number;
}

/**
 * Opens a student's file, a Learner's, or a module.
 * @throws {UserError} when it cannot be read
 * @example (await openScreeningModel('mine.json')).scope.anchor; // 'Li'
 */
export async function openScreeningModel(path: string): Promise<ScreeningModel> {
  if (isLearner(path)) return ofLearner(await openLearner(path));
  const { student, domain, learned } = readStudentFile(path);
  const { centre, axes } = domain.toJson();
  return {
    student: screeningStudent(student, learned.unit),
    scope: learned,
    domain: { centre, axes },
    threshold: logOdds,
  };
}

function ofLearner(learner: Learner): ScreeningModel {
  const student = screeningLearner(learner);
  const { answers, target, domain } = learner;
  const threshold = (given: string | undefined): number => {
    if (answers === 'log-odds') return logOdds(given);
    if (answers === 'probability') return probability('--threshold')(given ?? HALF);
    const figure = given === undefined ? target.threshold : numeric('--threshold')(given);
    const wanted = target.scale === 'log10' ? 'a figure above 0' : 'a figure';
    if (figure === null || (target.scale === 'log10' && !(figure > 0))) {
      const found = figure === null ? `none, and ${learner.name} has none` : `${figure}`;
      const remedy = 'say from which value on compounds are to be counted';
      return fail('--threshold', `${wanted} in ${target.unit}`, found, remedy);
    }
    return screenedValue(student.value!, toAnswer(target, figure));
  };
  return { student, scope: learner, domain: domain && { centre: domain.centre, axes: domain.axes }, threshold };
}

const HALF = '0.5';

const logOdds = (given = HALF): number => logOddsOf(probability('--threshold')(given));
