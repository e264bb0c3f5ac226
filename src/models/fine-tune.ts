/**
 * Trains a fitted perceptron on from its weights on other rows: transfer learning by fine-tuning (Yosinski, Clune, Bengio and Lipson,
 * NeurIPS 2014). Its standardiser stays, since the weights have a meaning only in its units.
 */
import { fail } from '../core/errors.ts';
import type { Matrix } from '../core/matrix.ts';
import type { Stream } from '../core/random.ts';
import { checkTrainingData } from './check-data.ts';
import { checkSpec } from './check-spec.ts';
import { continueMlp } from './mlp.ts';
import type { MlpSpec } from './model-spec.ts';
import { createPredictor, type Predictor } from './predictor.ts';

/**
 * Trains a perceptron on.
 * @param start a fitted mlp; it stays as it is
 * @param spec its hidden layers, with the epochs, batchSize, learningRate and l2 of the tuning
 * @param X rows of the columns that `start` was fitted to
 * @param y labels or probabilities, both classes present
 * @param random for the order of the rows; the same stream gives the same perceptron
 * @throws {UserError} when `start` is no mlp or has other layers or columns, for data at fault, or training that diverges
 * @throws {Error} before openTensorBackend
 * @example fineTune(predictor, { kind: 'mlp', hidden: [8], epochs: 20, batchSize: 32, learningRate: 1e-4 }, X, y, stream(0, 'tuning')).score(X);
 */
export function fineTune(start: Predictor, spec: MlpSpec, X: Matrix, y: ArrayLike<number>, random: Stream): Predictor {
  checkSpec(spec, 'fine-tuning');
  if (spec.kind !== 'mlp') fail('fine-tuning', 'a spec of kind mlp', spec.kind, 'give a MlpSpec');
  if (start.spec.kind !== 'mlp') {
    return fail('fine-tuning', 'a start of kind mlp', start.spec.kind, 'start from a perceptron');
  }
  const [found, wanted] = [start.spec.hidden, spec.hidden].map((sizes) => JSON.stringify(sizes));
  if (found !== wanted) fail('fine-tuning', `a start with hidden layers ${wanted}`, found!, 'give its layers');
  const { columns, parameters } = start.toJson();
  if (X.cols !== columns) {
    fail('fine-tuning', `${columns} columns`, `${X.cols}`, 'give the columns that the start was fitted to');
  }
  checkTrainingData(spec, X, y);
  const weights = Object.entries(parameters).map(([name, values]) => [name, Float64Array.from(values)] as const);
  return createPredictor(spec, columns, continueMlp(spec, Object.fromEntries(weights), X, y, random));
}
