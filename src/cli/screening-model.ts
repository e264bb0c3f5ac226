/** What `screen` ranks with, shipped or the user's, and how --threshold is read for it. */
import { fail } from '../core/errors.ts';
import { screeningLearner } from '../experiment/property/screen-learner.ts';
import { toAnswer } from '../learning/learner.ts';
import { openLearner } from '../learning/open-learner.ts';
import type { Scope } from '../learning/scope.ts';
import { type ScreeningStudent, screenedValue } from '../screening/compile.ts';
import type { ScreeningFilters } from '../screening/filters.ts';
import { logOddsOf } from '../transfer/log-odds.ts';
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
 * Opens a Learner's file, or a module.
 * @throws {UserError} when it cannot be read
 * @example (await openScreeningModel('mine.json')).scope.anchor; // 'Li'
 */
export async function openScreeningModel(path: string): Promise<ScreeningModel> {
  const learner = await openLearner(path);
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
