/** What `screen` ranks with: a student of labels, shipped or the user's, or a Learner; and how a figure is read for each. */
import { fail } from '../core/errors.ts';
import { screeningLearner } from '../experiment/property/screen-learner.ts';
import { screeningStudent } from '../experiment/transfer/screen-stage.ts';
import { type Learner, toAnswer } from '../learning/learner.ts';
import { isLearner, openLearner } from '../learning/open-learner.ts';
import { type ScreenedValue, type ScreeningStudent, screenedValue } from '../screening/compile.ts';
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
   * The score of a figure: of a probability, or of a value in the unit of the model.
   * @throws {UserError} for a figure that is none
   */
  score(flag: string, figure: string): number;
  /**
   * The score from which a compound counts where nobody says one.
   * @throws {UserError} of --threshold, for a model without a threshold of its own
   */
  threshold(): number;
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
    score: logOdds,
    threshold: () => 0,
  };
}

function ofLearner(learner: Learner): ScreeningModel {
  const student = screeningLearner(learner);
  const { answers, domain } = learner;
  const known = { student, scope: learner, domain: domain && { centre: domain.centre, axes: domain.axes } };
  if (answers === 'log-odds') return { ...known, score: logOdds, threshold: () => 0 };
  if (answers === 'probability')
    return { ...known, score: (flag, text) => probability(flag)(text), threshold: () => 0.5 };
  return { ...known, ...ofValues(learner, student.value!) };
}

function ofValues({ name, target }: Learner, value: ScreenedValue): Pick<ScreeningModel, 'score' | 'threshold'> {
  const wanted = `${target.scale === 'log10' ? 'a figure above 0' : 'a figure'} in ${target.unit}`;
  const scoreOf = (figure: number): number => screenedValue(value, toAnswer(target, figure));
  return {
    score(flag, text) {
      const figure = numeric(flag)(text);
      if (target.scale === 'log10' && !(figure > 0)) {
        fail(flag, wanted, `${figure}`, 'give it in the unit itself, such as 1e-3');
      }
      return scoreOf(figure);
    },
    threshold() {
      const remedy = 'say from which value on compounds are to be counted';
      return scoreOf(target.threshold ?? fail('--threshold', wanted, `none, and ${name} has none`, remedy));
    },
  };
}

const logOdds = (flag: string, text: string): number => logOddsOf(probability(flag)(text));
