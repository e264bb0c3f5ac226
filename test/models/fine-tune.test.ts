import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { type Matrix, selectColumns } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { fineTune } from '../../src/models/fine-tune.ts';
import { fitModel, type ModelSpec, predictorFromJson } from '../../src/models/model.ts';
import type { MlpSpec } from '../../src/models/model-spec.ts';
import { openTensorBackend, tensorFlow } from '../../src/models/tensor-backend.ts';
import { largestDifference, randomProblem } from './libsvm.ts';

const SPEC: MlpSpec = { kind: 'mlp', hidden: [5], epochs: 30, batchSize: 16, learningRate: 0.02 };
const TUNING: MlpSpec = { ...SPEC, epochs: 3, learningRate: 0.005 };

const pretrained = (X: Matrix, y: ArrayLike<number>, spec: ModelSpec = SPEC) =>
  fitModel(spec, X, y, stream(0, 'start'));
const tuned = (start: ReturnType<typeof pretrained>, X: Matrix, y: ArrayLike<number>, spec = TUNING, seed = 0) =>
  fineTune(start, spec, X, y, stream(seed, 'tuning'));

/** Mean log loss. */
function lossOf(scores: Float64Array, y: ArrayLike<number>): number {
  return scores.reduce((sum, s, i) => sum + Math.log1p(Math.exp(y[i] === 1 ? -s : s)) / scores.length, 0);
}

beforeAll(async () => {
  await openTensorBackend('wasm');
});

describe('fineTune', () => {
  const { X, y } = randomProblem(3, 80, 4, 0.3);

  test('one step of Adam moves each parameter by the learning rate against its gradient, by hand for a logistic unit', () => {
    const unit: MlpSpec = { ...SPEC, hidden: [], epochs: 5 };
    const start = pretrained(X, y, unit);
    const step = tuned(start, X, y, { ...unit, epochs: 1, batchSize: 80, learningRate: 0.01 });
    const before = start.toJson().parameters;
    const after = step.toJson().parameters;
    const slope = start.score(X).map((score, i) => 1 / (1 + Math.exp(-score)) - y[i]!);
    for (let j = 0; j < 4; j++) {
      const z = (i: number) => (X.data[4 * i + j]! - before.mean![j]!) / before.scale![j]!;
      const gradient = slope.reduce((sum, value, i) => sum + (value * z(i)) / 80, 0);
      expect(after.weights_0![j]).toBeCloseTo(before.weights_0![j]! - 0.01 * Math.sign(gradient), 4);
    }
  });

  test('keeps the standardiser of the start, and the start itself', () => {
    const start = pretrained(X, y);
    const before = start.toJson();
    const other = randomProblem(9, 30, 4, 0.3);
    const { parameters } = tuned(start, other.X, other.y).toJson();
    expect([parameters.mean, parameters.scale]).toEqual([before.parameters.mean, before.parameters.scale]);
    expect(start.toJson()).toEqual(before);
  });

  test('hardly any learning leaves the scores; more learning fits the new rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), (seed) => {
        const [first, second] = [randomProblem(seed, 60, 3, 0.2), randomProblem(seed + 100, 40, 3, 0.2)];
        fc.pre([first, second].every((each) => each.y.includes(0) && each.y.includes(1)));
        const start = pretrained(first.X, first.y);
        const same = tuned(start, second.X, second.y, { ...TUNING, epochs: 1, learningRate: 1e-12 });
        expect(largestDifference(same.score(second.X), start.score(second.X))).toBeLessThan(1e-6);
        const more = tuned(start, second.X, second.y, { ...TUNING, epochs: 20, learningRate: 0.01 });
        expect(lossOf(more.score(second.X), second.y)).toBeLessThan(lossOf(start.score(second.X), second.y));
      }),
      { numRuns: 5 },
    );
  });

  test('the same stream gives the same bits, also from a stored start; no tensor is left behind', () => {
    const start = pretrained(X, y);
    const { numTensors } = tensorFlow().memory();
    const first = tuned(start, X, y);
    const stored = predictorFromJson(JSON.parse(JSON.stringify(start.toJson())), 'start.json');
    expect(tuned(stored, X, y).toJson()).toEqual(first.toJson());
    expect(tuned(start, X, y, TUNING, 1).toJson()).not.toEqual(first.toJson());
    expect(predictorFromJson(first.toJson(), 'tuned.json').score(X)).toEqual(first.score(X));
    expect(first.spec).toEqual(TUNING);
    expect(tensorFlow().memory()).toMatchObject({ numTensors });
  });

  test.each<[string, () => unknown, string]>([
    [
      'a start of another kind',
      () => tuned(pretrained(X, y, { kind: 'logistic', l2: 1 }), X, y),
      'fine-tuning: expected a start of kind mlp, found logistic; start from a perceptron',
    ],
    [
      'a spec of another kind',
      () => tuned(pretrained(X, y), X, y, { kind: 'logistic', l2: 1 } as unknown as MlpSpec),
      'fine-tuning: expected a spec of kind mlp, found logistic; give a MlpSpec',
    ],
    [
      'other layers',
      () => tuned(pretrained(X, y), X, y, { ...TUNING, hidden: [5, 2] }),
      'fine-tuning: expected a start with hidden layers [5,2], found [5]; give its layers',
    ],
    [
      'other columns',
      () => tuned(pretrained(X, y), selectColumns(X, [0, 1]), y),
      'fine-tuning: expected 4 columns, found 2; give the columns that the start was fitted to',
    ],
    [
      'an option out of range',
      () => tuned(pretrained(X, y), X, y, { ...TUNING, epochs: 0 }),
      'fine-tuning, mlp.epochs: expected an integer of at least 1, found 0',
    ],
    ['one class', () => tuned(pretrained(X, y), X, new Float64Array(80)), 'expected rows of both classes, found only'],
  ])('refuses %s', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});
