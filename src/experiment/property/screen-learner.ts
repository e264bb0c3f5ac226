import { answerColumn, type Learner } from '../../learning/learner.ts';
import { NO_DESCRIPTORS, type ScreeningStudent } from '../../screening/compile.ts';

/**
 * A Learner as the screening engine takes it: high scores are wanted, so that values have their sign turned where small ones are.
 * @example compileStudent(screeningLearner(readLearner('mine.json')), space);
 */
export function screeningLearner(learner: Learner): ScreeningStudent {
  const { name, target, answers, model, calibration } = learner;
  const plain = { name, descriptors: learner.descriptors ?? NO_DESCRIPTORS, model };
  if (answers === 'log-odds') return { ...plain, ...(calibration ?? { slope: 1, offset: 0 }) };
  const better = answers === 'value' ? target.better : 'larger';
  const unit = answers === 'value' ? target.unit : '1';
  const slope = better === 'larger' ? 1 : -1;
  return { ...plain, slope, offset: 0, value: { column: answerColumn(learner), unit, better } };
}
