import { beforeAll, describe, expect, test } from 'vitest';
import { createMatrix, type Matrix, matrixFrom } from '../../src/core/matrix.ts';
import { normal, stream } from '../../src/core/random.ts';
import { fitModel, predictorFromJson } from '../../src/models/model.ts';
import type { MlpSpec } from '../../src/models/model-spec.ts';
import { fitStandardiser, standardise } from '../../src/models/standardise.ts';
import { openTensorBackend, tensorFlow } from '../../src/models/tensor-backend.ts';
import { largestDifference, randomProblem } from './libsvm.ts';

const SPEC: MlpSpec = { kind: 'mlp', hidden: [4], epochs: 12, batchSize: 100, learningRate: 0.05 };

const trained = (spec: MlpSpec, X: Matrix, y: ArrayLike<number>, seed = 0) => fitModel(spec, X, y, stream(seed, 'mlp'));

/** Mean log loss + penalty of a perceptron with one hidden layer of 4 on 3 columns, from one list of 21 numbers. */
function lossOf(p: Float64Array, Z: Matrix, y: ArrayLike<number>, l2: number): number {
  let loss = 0;
  for (let i = 0; i < Z.rows; i++) {
    let score = p[20]!;
    for (let h = 0; h < 4; h++) {
      let unit = p[12 + h]!;
      for (let j = 0; j < 3; j++) unit += Z.data[i * 3 + j]! * p[j * 4 + h]!;
      score += Math.max(unit, 0) * p[16 + h]!;
    }
    loss += Math.log1p(Math.exp(y[i] === 1 ? -score : score)) / Z.rows;
  }
  for (let k = 0; k < 20; k++) if (k < 12 || k >= 16) loss += (l2 / 2) * p[k]! ** 2;
  return loss;
}

/** Adam in float64 on numerical gradients (central differences), all rows in one batch, from the same initial weights. */
function trainNumerically(Z: Matrix, y: ArrayLike<number>, l2: number): Float64Array {
  const random = stream(0, 'mlp');
  const p = new Float64Array(21);
  for (let k = 0; k < 12; k++) p[k] = normal(random) * Math.sqrt(2 / 3);
  for (let k = 16; k < 20; k++) p[k] = normal(random) * Math.sqrt(2 / 4);
  const m = new Float64Array(21);
  const v = new Float64Array(21);
  for (let step = 1; step <= SPEC.epochs; step++) {
    const gradient = p.map((value, k) => {
      const moved = (by: number) => lossOf(p.with(k, value + by), Z, y, l2);
      return (moved(1e-6) - moved(-1e-6)) / 2e-6;
    });
    gradient.forEach((slope, k) => {
      m[k] = 0.9 * m[k]! + 0.1 * slope;
      v[k] = 0.999 * v[k]! + 0.001 * slope ** 2;
      p[k]! -= (SPEC.learningRate * m[k]!) / (1 - 0.9 ** step) / (Math.sqrt(v[k]! / (1 - 0.999 ** step)) + 1e-7);
    });
  }
  return p;
}

describe('mlp', () => {
  test('fitting before a backend is open is a programming error', () => {
    expect(() => trained(SPEC, matrixFrom([[0], [1]]), [0, 1])).toThrow(/no tensor backend is open/);
  });

  describe('on wasm', () => {
    beforeAll(async () => {
      await openTensorBackend('wasm');
    });

    test.each([0, 0.1])('follows Adam on numerical gradients, l2 = %s', (l2) => {
      const { X, y } = randomProblem(4, 25, 3, 0.4);
      const { parameters } = trained({ ...SPEC, l2 }, X, y).toJson();
      const expected = trainNumerically(standardise(X, fitStandardiser(X)), y, l2);
      const { weights_0, biases_0, weights_1, biases_1 } = parameters;
      const found = Float64Array.from([...weights_0!, ...biases_0!, ...weights_1!, ...biases_1!]);
      expect(largestDifference(found, expected)).toBeLessThan(1e-3);
    });

    test('without a hidden layer it comes to logistic regression with l2 x rows', () => {
      const { X, y } = randomProblem(8, 40, 3, 0.5);
      const spec: MlpSpec = { kind: 'mlp', hidden: [], epochs: 400, batchSize: 40, learningRate: 0.05, l2: 0.05 };
      const logistic = fitModel({ kind: 'logistic', l2: 0.05 * 40 }, X, y, stream(0, 'fit'));
      expect(largestDifference(trained(spec, X, y).score(X), logistic.score(X))).toBeLessThan(1e-2);
    });

    test('the same seed gives the same bits, another seed does not', () => {
      const { X, y } = randomProblem(6, 60, 5, 0.3);
      const spec = { ...SPEC, hidden: [6, 3], batchSize: 16 };
      const first = trained(spec, X, y).toJson();
      expect(trained(spec, X, y).toJson()).toEqual(first);
      expect(trained(spec, X, y, 1).toJson()).not.toEqual(first);
    });

    test('leaves no tensor behind, also when training diverges', () => {
      const { X, y } = randomProblem(6, 60, 5, 0.3);
      const { numTensors, numDataBuffers } = tensorFlow().memory();
      trained(SPEC, X, y);
      expect(() => trained({ ...SPEC, learningRate: 1e38, epochs: 5 }, X, y)).toThrow(
        'mlp: expected finite weights after training, found weights that diverged; choose a smaller learningRate',
      );
      expect(tensorFlow().memory()).toMatchObject({ numTensors, numDataBuffers });
    });

    test('learns exclusive or', () => {
      const X = createMatrix(80, 2);
      const y = new Float64Array(80);
      for (let i = 0; i < 80; i++) {
        X.data.set([i & 1, (i >> 1) & 1], 2 * i);
        y[i] = (i & 1) ^ ((i >> 1) & 1);
      }
      const spec: MlpSpec = { kind: 'mlp', hidden: [16], epochs: 60, batchSize: 16, learningRate: 0.03 };
      const scores = trained(spec, X, y).score(X);
      expect(scores.every((score, i) => score >= 0 === (y[i] === 1))).toBe(true);
    });
  });

  test('scores by plain arithmetic from its JSON', () => {
    const json = {
      format: 'ionsieve-model',
      version: 1,
      spec: { ...SPEC, hidden: [2] },
      columns: 2,
      parameters: {
        mean: [1, 0],
        scale: [2, 1],
        weights_0: [1, -1, 2, 0.5], // column 0 to units 0 and 1, then column 1
        biases_0: [0, 0.25],
        weights_1: [3, -2],
        biases_1: [0.5],
      },
    };
    // z = (1, 2): units 1 + 4 = 5 and max(-1 + 1 + 0.25, 0) = 0.25; score 15 - 0.5 + 0.5
    expect(predictorFromJson(json, 'test').score(matrixFrom([[3, 2]]))[0]).toBe(15);
  });
});
