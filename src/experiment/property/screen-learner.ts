import { answerColumn, type Learner } from '../../learning/learner.ts';
import { NO_DESCRIPTORS, type ScreeningStudent } from '../../screening/compile.ts';

/**
 * A Learner as the screening engine takes it: high scores are wanted, so that values have their sign turned where small ones are.
 * @example compileStudent(screeningLearner(readLearner('mine.json')), space);
 */
export function screeningLearner(learner: Learner): ScreeningStudent {
  const { name, target, answers, descriptors, model } = learner;
  const better = answers === 'value' ? target.better : 'larger';
  const plain = {
    name,
    unit: target.unit,
    descriptors: descriptors ?? NO_DESCRIPTORS,
    model,
    slope: better === 'larger' ? 1 : -1,
    offset: 0,
  };
  if (answers === 'log-odds') return plain;
  const unit = answers === 'value' ? target.unit : '1';
  return { ...plain, value: { column: answerColumn(learner), unit, better } };
}
