/** The Learner that made a screening, asked about single compositions: it stands in the folder of the screening, and nowhere else. */
import { parseFormula } from '../chemistry/formula.ts';
import { UserError } from '../core/errors.ts';
import { answerColumn } from '../learning/answer-column.ts';
import { askLearner } from '../learning/ask-learner.ts';
import type { Learner } from '../learning/learner.ts';
import { parseLearner } from '../learning/learner-file.ts';
import { needLearned } from '../learning/scope.ts';
import type { ScreenerAnswer, ScreenerView } from './api-compounds.ts';
import { readFileOf } from './run-folder.ts';

/** Where the Learner of a screening is. */
export interface ScreenerFile {
  /** Of the screening. */
  readonly folder: string;
  /** Name of its file there; null without one. */
  readonly file: string | null;
  /** What the screening calls the Learner. */
  readonly name: string;
}

/** Asks one Learner about a formula. */
type Ask = (formula: string) => ScreenerAnswer;

/**
 * Asks the Learners of screenings; the one that was asked last is kept open.
 * @returns what a Learner says of a reduced formula, or the reason why it says nothing
 * @example createScreener()({ folder: 'screened', file: 'learner.json', name: 'mine' }, 'Li3PS4').answer?.value;
 */
export function createScreener(): (of: ScreenerFile, formula: string) => ScreenerView {
  let kept: { readonly key: string; readonly ask: Ask } | undefined;
  return (of, formula) => {
    const key = JSON.stringify(of);
    try {
      if (kept?.key !== key) kept = { key, ask: openAsk(of) };
      return { name: of.name, answer: kept.ask(formula), reason: null };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { name: of.name, answer: null, reason: error.message };
    }
  };
}

function openAsk(of: ScreenerFile): Ask {
  const learner = openScreener(of);
  const ask = askLearner(learner);
  const column = answerColumn({ target: learner.target, answers: 'value' });
  const named = { column, unit: learner.target.unit, coverage: learner.intervals?.coverage ?? null };
  return (formula) => {
    const composition = parseFormula(formula);
    needLearned(formula, composition, learner.name, learner);
    return { ...ask([composition])[0]!, ...named };
  };
}

const GONE = 'the Learner that made this screening is no longer in its folder';
const REMEDY = 'screen again, or ask it by ionsieve predict --model';

/** What stands in a damaged file is not told. */
function openScreener({ folder, file, name }: ScreenerFile): Learner {
  const bytes = file === null ? undefined : readFileOf(folder, file);
  if (bytes === undefined) throw new UserError(`${GONE}, or was a module; ${REMEDY}`);
  const learner = whole(new TextDecoder().decode(bytes), file!);
  if (learner?.name === name) return learner;
  const found = learner === undefined ? 'a damaged file' : 'another one';
  throw new UserError(`${GONE}: ${file} there is ${found}; ${REMEDY}`);
}

function whole(text: string, file: string): Learner | undefined {
  try {
    return parseLearner(text, file);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
