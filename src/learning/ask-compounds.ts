/** What a Learner says of compounds of which it may see more than the composition: structures, columns of a table. */
import type { Compound } from '../descriptors/descriptor.ts';
import { describeCompounds } from '../descriptors/descriptors.ts';
import { askLearner } from './ask-learner.ts';
import type { Learner } from './learner.ts';
import { answersOf, type LearnerAnswer, modelNumbers } from './learner-answer.ts';
import { isModule } from './own-module.ts';
import { seenParts } from './sees.ts';

/**
 * Opens the model of a Learner once, for any number of compounds.
 * @throws {UserError} from the function that it returns, for a compound that lacks what the Learner sees
 * @example askCompounds(readLearner('teacher.json'))([{ id: 'a', composition: parseFormula('Li2O') }])[0].value;
 */
export function askCompounds(learner: Learner): (compounds: readonly Compound[]) => LearnerAnswer[] {
  if (isModule(learner.model)) {
    const ask = askLearner(learner);
    return (compounds) => ask(compounds.map(({ composition }) => composition));
  }
  const parts = seenParts(learner);
  const [numbers, answers] = [modelNumbers(learner), answersOf(learner)];
  return (compounds) =>
    answers(
      compounds.map(({ composition }) => composition),
      numbers(describeCompounds(parts, compounds)),
    );
}
