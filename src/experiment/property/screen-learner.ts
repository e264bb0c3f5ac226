import { answerColumn, type Learner } from '../../learning/learner.ts';
import { NO_DESCRIPTORS, type ScreeningStudent, screenedValue } from '../../screening/compile.ts';

/**
 * A Learner as the screening engine takes it: high scores are wanted, so that values have their sign turned where small ones are. A
 * histogram covers the values that were learned, and half their range on either side; probabilities from 0 to 1.
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
  const value = { column: answerColumn(learner), unit, better } as const;
  const ends = endsOf(learner);
  if (ends === null) return { ...plain, value };
  const [lower, upper] = ends.map((end) => screenedValue(value, end)).sort((a, b) => a - b);
  return { ...plain, value, reach: { lower: lower!, upper: upper! } };
}

/** Of the answers to expect; null where nobody knows. */
function endsOf({ answers, training }: Learner): number[] | null {
  if (answers === 'probability') return [0, 1];
  if (training === null) return null;
  const values = training.compounds.map(([, value]) => value);
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  return [least - (most - least) / 2, most + (most - least) / 2];
}
