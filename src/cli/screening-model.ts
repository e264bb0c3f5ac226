/** What `screen` ranks with, shipped or the user's, and how a figure is read for it. */
import { type Composition, parseFormula } from '../chemistry/formula.ts';
import { decimalNumber } from '../core/decimal-number.ts';
import { fail } from '../core/errors.ts';
import { toAnswer } from '../dataset/target.ts';
import { screeningLearner } from '../experiment/property/screen-learner.ts';
import { figuresOf, type Learner } from '../learning/learner.ts';
import { readLearnerText } from '../learning/learner-file.ts';
import { openLearner } from '../learning/open-learner.ts';
import { isModulePath } from '../learning/own-module.ts';
import type { Scope } from '../learning/scope.ts';
import { className } from '../screening/class-name.ts';
import { type ScreenedValue, type ScreeningStudent, screenedValue } from '../screening/compile.ts';
import type { ScreeningFilters } from '../screening/filters.ts';
import { logOddsOf } from '../transfer/log-odds.ts';
import { numeric } from './options.ts';
import { probability } from './screen-options.ts';

/** A model, ready to screen. */
export interface ScreeningModel {
  readonly student: ScreeningStudent;
  readonly scope: Scope;
  /** Compounds whose figures it learned: they are known. */
  readonly learned: readonly Composition[];
  /** The text of its file, which the folder of a screening keeps; null of a module. */
  readonly text: string | null;
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
 * Opens a Learner's file, or a module.
 * @throws {UserError} when it cannot be read
 * @example (await openScreeningModel('mine.json')).scope.anchor; // 'Li'
 */
export async function openScreeningModel(path: string): Promise<ScreeningModel> {
  const learner = await openLearner(path);
  const student = screeningLearner(learner);
  const { answers, domain } = learner;
  const learned = (figuresOf(learner)?.compounds ?? []).map(([formula]) => parseFormula(formula));
  const text = isModulePath(path) ? null : readLearnerText(path);
  const from = domain && { centre: domain.centre, axes: domain.axes };
  const known = { student, learned, scope: learner, text, domain: from };
  if (answers === 'log-odds') {
    return { ...known, score: (flag, text) => logOddsOf(classProbability(learner, flag, text)), threshold: () => 0 };
  }
  if (answers === 'probability') {
    return { ...known, score: (flag, text) => classProbability(learner, flag, text), threshold: () => 0.5 };
  }
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

/** The figure from which a compound is of the class was set when the model learned it: another one is refused. */
function classProbability({ name, target }: Learner, flag: string, text: string): number {
  if (decimalNumber(text) >= 1) {
    const remedy = `${name} tells the probability of ${className(target)}; learn again for another figure`;
    fail(flag, 'a probability above 0 and below 1', `"${text}"`, remedy);
  }
  return probability(flag)(text);
}
