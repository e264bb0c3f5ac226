import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createMatrix, type Matrix, matrixFrom } from '../../src/core/matrix.ts';
import { normal, stream } from '../../src/core/random.ts';
import { fitRegressor, type MlpRegressionSpec, regressorFromJson } from '../../src/models/regression.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';

const LINEAR: MlpRegressionSpec = {
  kind: 'mlp',
  hidden: [],
  epochs: 60,
  batchSize: 8,
  learningRate: 0.05,
  loss: 'squared',
};
const SMALL: MlpRegressionSpec = { ...LINEAR, hidden: [4], epochs: 3 };

const fit = (spec: MlpRegressionSpec, X: Matrix, y: ArrayLike<number>, seed = 0) =>
  fitRegressor(spec, X, y, stream(seed, 'regression'));

function problem(seed: number, rows = 32, cols = 3): { X: Matrix; y: Float64Array } {
  const random = stream(seed, 'test');
  const X = createMatrix(rows, cols);
  const y = Float64Array.from({ length: rows }, (_, i) => {
    for (let j = 0; j < cols; j++) X.data[i * cols + j] = (j + 1) * normal(random) + j;
    return 2 * X.data[i * cols]! - X.data[i * cols + 1]! + 0.2 * normal(random) - 5;
  });
  return { X, y };
}

beforeAll(() => openTensorBackend('wasm'));

describe('a perceptron that regresses', () => {
  test('without hidden units and with squared errors is least squares', () => {
    const { X, y } = problem(1);
    const least = fitRegressor({ kind: 'ridge', l2: 1e-9 }, X, y, stream(0, 'none')).predict(X).mean;
    const found = fit(LINEAR, X, y).predict(X).mean;
    expect(Math.max(...found.map((value, i) => Math.abs(value - least[i]!)))).toBeLessThan(0.02);
  });

  test('with absolute errors is near the median where the columns tell nothing, with squared ones at the mean', () => {
    const X = matrixFrom(Array.from({ length: 40 }, () => [1]));
    const y = Array.from({ length: 40 }, (_, i) => (i < 30 ? 1 : 9));
    expect(fit({ ...LINEAR, loss: 'absolute' }, X, y).predict(X).mean[0]).toBeCloseTo(1, 0);
    expect(fit(LINEAR, X, y).predict(X).mean[0]).toBeCloseTo(3, 1);
  });

  test('bends with hidden units', () => {
    const X = matrixFrom(Array.from({ length: 81 }, (_, i) => [i / 40 - 1]));
    const y = Array.from(X.data, Math.abs);
    const { mean, sd } = fit({ ...LINEAR, hidden: [16], epochs: 80 }, X, y).predict(X);
    expect(Math.max(...mean.map((value, i) => Math.abs(value - y[i]!)))).toBeLessThan(0.1);
    expect(sd[0]).toBeLessThan(0.05);
  });

  test('the same seed gives the same bytes, and the stored one answers as the fitted one', () => {
    const { X, y } = problem(2);
    const fitted = fit(SMALL, X, y);
    const text = JSON.stringify(fitted.toJson());
    expect(JSON.stringify(fit(SMALL, X, y).toJson())).toBe(text);
    expect(JSON.stringify(fit(SMALL, X, y, 1).toJson())).not.toBe(text);
    expect(regressorFromJson(JSON.parse(text), 'a.json').predict(X)).toEqual(fitted.predict(X));
  });

  test('values in another unit, and from another zero, give the same answers in these', () => {
    const { X, y } = problem(3);
    const plain = fit(SMALL, X, y).predict(X).mean;
    fc.assert(
      fc.property(fc.constantFrom(0.125, 2, 1024), fc.integer({ min: -9, max: 9 }), (unit, zero) => {
        const other = fit(
          SMALL,
          X,
          y.map((value) => unit * value + zero),
        ).predict(X).mean;
        const miss = other.map((value, i) => Math.abs((value - zero) / unit - plain[i]!));
        expect(Math.max(...miss)).toBeLessThan(1e-3);
      }),
      { numRuns: 5 },
    );
  });

  test('a constant y is answered with itself', () => {
    const { X } = problem(4);
    const { mean, sd } = fit(LINEAR, X, new Float64Array(X.rows).fill(7)).predict(X);
    expect(Math.max(...mean.map((value) => Math.abs(value - 7)))).toBeLessThan(0.01);
    expect(sd[0]).toBeLessThan(0.01);
  });
});

describe('a mistake', () => {
  const { X, y } = problem(5, 6);
  test.each([
    [{ loss: 'huber' }, `regression, mlp.loss: expected 'squared' or 'absolute', found "huber"`],
    [{ hidden: [0] }, 'regression, mlp.hidden: expected a list of integers of at least 1, found [0]'],
    [{ epoch: 3 }, 'did you mean epochs?'],
    [
      { learningRate: 1e30 },
      'mlp: expected finite weights after training, found weights that diverged; choose a smaller',
    ],
  ])('%j', (change, line) => {
    expect(() => fit({ ...SMALL, ...change } as MlpRegressionSpec, X, y)).toThrow(line);
  });

  test('a stored unit of 0, and layers of other sizes', () => {
    const json = fit(SMALL, X, y).toJson();
    const changed = (parameters: object) => ({ ...json, parameters: { ...json.parameters, ...parameters } });
    expect(() => regressorFromJson(changed({ unit: [0] }), 'a.json')).toThrow('a.json: expected unit above 0');
    expect(() => regressorFromJson(changed({ biases_0: [1] }), 'a.json')).toThrow(
      'expected 4 values of parameter biases_0',
    );
  });
});
