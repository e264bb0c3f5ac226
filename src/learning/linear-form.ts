import type { LinearForm } from '../models/prediction.ts';
import { scorerFromJson } from '../models/scorer.ts';
import type { Learner } from './learner.ts';
import { isModule } from './own-module.ts';

/**
 * A linear Learner of log-odds as weights and intercept that give them from raw descriptor values.
 * @throws {Error} when the model is not linear
 * @example linearForm(readLearner('data/models/paper.json')).weights.length; // 30 for elemental-30
 */
export function linearForm({ name, model, calibration }: Learner): LinearForm {
  const { linear } = isModule(model) ? {} : scorerFromJson(model, name);
  if (linear === undefined) throw new Error(`the model ${name} is not linear`);
  const { slope, offset } = calibration ?? { slope: 1, offset: 0 };
  return { weights: linear.weights.map((weight) => slope * weight), intercept: slope * linear.intercept + offset };
}
