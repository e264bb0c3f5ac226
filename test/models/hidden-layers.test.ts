import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createMatrix, matrixFrom, selectRows } from '../../src/core/matrix.ts';
import { normal, stream } from '../../src/core/random.ts';
import { hiddenLayers } from '../../src/models/hidden-layers.ts';
import { fitModel } from '../../src/models/model.ts';
import { fitRegressor, type MlpRegressionSpec, regressorFromJson } from '../../src/models/regression.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';

const SPEC: MlpRegressionSpec = {
  kind: 'mlp',
  hidden: [4, 3],
  epochs: 3,
  batchSize: 8,
  learningRate: 0.05,
  loss: 'squared',
};

function fitted(seed: number, spec = SPEC) {
  const random = stream(seed, 'test');
  const X = createMatrix(20, 3);
  X.data.forEach((_, at) => {
    X.data[at] = 2 * normal(random) + (at % 3);
  });
  const y = Float64Array.from({ length: 20 }, (_, i) => X.data[3 * i]! - X.data[3 * i + 1]!);
  return { X, y, regressor: fitRegressor(spec, X, y, stream(seed, 'fit')) };
}

beforeAll(() => openTensorBackend('wasm'));

describe('hidden layers', () => {
  test('of a perceptron of two layers, by hand', () => {
    const regressor = regressorFromJson(
      {
        format: 'ionsieve-regressor',
        version: 1,
        spec: { ...SPEC, hidden: [2, 1] },
        columns: 2,
        parameters: {
          ...{ mean: [1, 0], scale: [2, 1], middle: [10], unit: [5], sd: [1] },
          ...{ weights_0: [1, -1, 2, 0.5], biases_0: [0.5, 0], weights_1: [1, 3], biases_1: [-1] },
          ...{ weights_2: [2], biases_2: [0.25] },
        },
      },
      'by hand',
    );
    // (5, 1) is (2, 1) standardised: 2 + 2 + 0.5 and -2 + 0.5, rectified; then 4.5 - 1. (-1, 2) is (-1, 2): 3.5 and 2; 3.5 + 6 - 1.
    const X = matrixFrom([
      [5, 1],
      [-1, 2],
    ]);
    const [first, last] = hiddenLayers(regressor, X);
    expect([...first!.data]).toEqual([4.5, 0, 3.5, 2]);
    expect([...last!.data]).toEqual([3.5, 8.5]);
    expect([...regressor.predict(X).mean]).toEqual([10 + 5 * 7.25, 10 + 5 * 17.25]);
  });

  test('the last one tells what the perceptron tells, and a row its own alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 19 }), (seed, row) => {
        const { X, regressor } = fitted(seed);
        const layers = hiddenLayers(regressor, X);
        expect(layers.map(({ rows, cols }) => [rows, cols])).toEqual([
          [20, 4],
          [20, 3],
        ]);
        const { weights_2, biases_2, middle, unit } = regressor.toJson().parameters;
        const sum = weights_2!.reduce((so, weight, j) => so + weight * layers[1]!.data[3 * row + j]!, biases_2![0]!);
        expect(regressor.predict(X).mean[row]).toBeCloseTo(middle![0]! + unit![0]! * sum, 9);
        expect(layers.every(({ data }) => data.every((value) => value >= 0))).toBe(true);
        const alone = hiddenLayers(regressor, selectRows(X, [row]));
        expect(alone).toEqual(layers.map((layer) => selectRows(layer, [row])));
      }),
      { numRuns: 10 },
    );
  });

  test('of classes too; none of a perceptron without hidden layers', () => {
    const { X, y } = fitted(1);
    const { loss: _, ...spec } = SPEC;
    const classifier = fitModel(
      spec,
      X,
      y.map((value) => (value > 0 ? 1 : 0)),
      stream(0, 'classes'),
    );
    expect(hiddenLayers(classifier, X)[0]!.cols).toBe(4);
    expect(hiddenLayers(fitted(1, { ...SPEC, hidden: [] }).regressor, X)).toEqual([]);
  });

  test('says what is wrong', () => {
    const { X, y, regressor } = fitted(1);
    const ridge = fitRegressor({ kind: 'ridge', l2: 1 }, X, y, stream(0, 'none'));
    expect(() => hiddenLayers(ridge, X)).toThrow(
      'hidden layers: expected a fitted model of kind mlp, found ridge; give a perceptron',
    );
    expect(() => hiddenLayers(regressor, matrixFrom([[1, 2]]))).toThrow(
      'hidden layers: expected 3 columns, found 2; give the columns of the training rows',
    );
    expect(() => hiddenLayers(regressor, matrixFrom([[1, 2, Number.NaN]]))).toThrow('row 0, column 2');
  });
});
