import { answerColumn } from '../../learning/answer-column.ts';
import { figuresOf, type Learner } from '../../learning/learner.ts';
import { NO_DESCRIPTORS, type ScreeningStudent, screenedValue } from '../../screening/compile.ts';

/**
 * A Learner as the screening engine takes it: high scores are wanted, so that values have their sign turned where small ones are. A
 * histogram covers the values that were learned, and half their range on either side; probabilities from 0 to 1.
 * @example compileStudent(screeningLearner(readLearner('mine.json')), space);
 */
export function screeningLearner(learner: Learner): ScreeningStudent {
  const { name, target, answers, model, elements, calibration } = learner;
  const plain = { name, unit: target.unit, descriptors: learner.descriptors ?? NO_DESCRIPTORS, model, elements };
  if (answers === 'log-odds') {
    const { property, unit, threshold, better } = target;
    return { ...plain, ...(calibration ?? { slope: 1, offset: 0 }), class: { property, unit, threshold, better } };
  }
  const better = answers === 'value' ? target.better : 'larger';
  const unit = answers === 'value' ? target.unit : '1';
  const slope = better === 'larger' ? 1 : -1;
  const value = { column: answerColumn(learner), unit, better } as const;
  const valued = { ...plain, slope, offset: 0, value };
  const ends = endsOf(learner);
  if (ends === null) return valued;
  const [lower, upper] = ends.map((end) => screenedValue(value, end)).sort((a, b) => a - b);
  return { ...valued, reach: { lower: lower!, upper: upper! } };
}

/** Of the answers to expect; null where nobody knows. */
function endsOf(learner: Learner): number[] | null {
  if (learner.answers === 'probability') return [0, 1];
  const figures = figuresOf(learner);
  if (figures === null) return null;
  const values = figures.compounds.map(([, value]) => value);
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  return [least - (most - least) / 2, most + (most - least) / 2];
}
