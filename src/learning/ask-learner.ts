/** What a Learner says of compositions: its number, an interval, and whether anything like them was learned from. */
import type { Composition } from '../chemistry/formula.ts';
import { elementalDescriptors } from '../descriptors/elemental.ts';
import type { Learner } from './learner.ts';
import { answersOf, type LearnerAnswer, type ModelNumbers, modelNumbers } from './learner-answer.ts';
import { isModule, moduleScorer } from './own-module.ts';
import { seenSet } from './sees.ts';

export type { LearnerAnswer } from './learner-answer.ts';

/**
 * Opens the model of a Learner once, for any number of compositions.
 * @throws {UserError} for a Learner that sees more than these; from the function that it returns, for an element without descriptors
 * @example askLearner(readLearner('mine.json'))([parseFormula('Li3PS4')])[0].value;
 */
export function askLearner(learner: Learner): (compositions: readonly Composition[]) => LearnerAnswer[] {
  const numbers = numbersOf(learner);
  const answers = answersOf(learner);
  return (compositions) => answers(compositions, numbers(compositions));
}

function numbersOf(learner: Learner): (compositions: readonly Composition[]) => ModelNumbers {
  const { model } = learner;
  if (isModule(model)) {
    const score = moduleScorer(model);
    return (compositions) => ({ mean: score(compositions) });
  }
  const set = seenSet(learner)!;
  const numbers = modelNumbers(learner);
  return (compositions) => numbers(elementalDescriptors(compositions, set));
}
