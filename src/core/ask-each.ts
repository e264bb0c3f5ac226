/** Many questions asked at once, of which each has its answer or is refused alone. */
import { orRefusal, UserError } from './errors.ts';

/**
 * Answers to texts, in their order. Where all of them together are refused each half is asked alone, so that those and no others are
 * refused that would be by themselves.
 * @param read makes a question of a text
 * @param ask answers any number of questions, each as if it were alone
 * @throws whatever these throw but {@link UserError}
 * @example askEach(['Li2O', 'Xx2O'], parseFormula, askLearner(learner)); // an answer, and a UserError
 */
export function askEach<Question, Answer>(
  texts: readonly string[],
  read: (text: string) => Question,
  ask: (questions: readonly Question[]) => readonly Answer[],
): (Answer | UserError)[] {
  const questions = texts.map((text) => orRefusal(() => read(text)));
  const sound = questions.filter((question): question is Question => !(question instanceof UserError));
  const answers = askHalves(sound, ask);
  let next = 0;
  return questions.map((question) => (question instanceof UserError ? question : answers[next++]!));
}

function askHalves<Question, Answer>(
  questions: readonly Question[],
  ask: (questions: readonly Question[]) => readonly Answer[],
): readonly (Answer | UserError)[] {
  if (questions.length === 0) return [];
  const answers = orRefusal(() => ask(questions));
  if (!(answers instanceof UserError)) return answers;
  if (questions.length === 1) return [answers];
  const half = questions.length >> 1;
  return [questions.slice(0, half), questions.slice(half)].flatMap((some) => askHalves(some, ask));
}
