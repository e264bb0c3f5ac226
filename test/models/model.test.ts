import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { matrixFrom } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { fitModel, type ModelSpec } from '../../src/models/model.ts';

const X = matrixFrom([
  [0, 1],
  [2, 3],
  [4, 6],
]);
const fit = (spec: unknown, rows = X, y: ArrayLike<number> = [0, 1, 1]) =>
  fitModel(spec as ModelSpec, rows, y, stream(0, 'fit'));
const svm = { kind: 'linear-svm', C: 1 };
const logistic = { kind: 'logistic', l2: 1 };
const mlp = { kind: 'mlp', hidden: [2], epochs: 1, batchSize: 2, learningRate: 0.1 };
const trees = {
  kind: 'boosted-trees',
  trees: 3,
  depth: 2,
  learningRate: 0.5,
  leafL2: 1,
  rowShare: 1,
  columnShare: 1,
};

describe('fitModel', () => {
  test.each<[string, () => unknown, string]>([
    ['no rows', () => fit(svm, matrixFrom([]), []), 'expected at least one row and one column, found 0 x 0'],
    ['labels missing', () => fit(svm, X, [0, 1]), 'expected 3 labels, found 2'],
    ['a label that is neither 0 nor 1', () => fit(svm, X, [0, -1, 1]), 'label 1: expected 0 or 1, found -1'],
    [
      'a value that is not finite',
      () => fit(svm, matrixFrom([[0], [Number.NaN]]), [0, 1]),
      'row 1, column 0: expected a finite number, found NaN',
    ],
    ['one class only', () => fit(svm, X, [1, 1, 1]), 'expected rows of both classes, found only class 1'],
    [
      'an unknown kind',
      () => fit({ kind: 'forest' }),
      'model: expected a model kind (linear-svm, ml-svm, kernel-svm, logistic, mlp, boosted-trees, extra-trees, majority',
    ],
    ['no spec', () => fit(null), 'model: expected a model spec, found null'],
    [
      'an option out of range',
      () => fit({ kind: 'linear-svm', C: 0 }),
      'model, linear-svm.C: expected a number above 0, found 0',
    ],
    [
      'an option missing',
      () => fit({ kind: 'logistic' }),
      'model, logistic.l2: expected a number above 0, found nothing',
    ],
    ['a misspelt option', () => fit({ ...svm, weights: 1 }), 'expected no option but C, classWeights, found "weights"'],
    [
      'rbf without gamma',
      () => fit({ kind: 'ml-svm', kernel: 'rbf', C: 1 }),
      'ml-svm.gamma: expected a number above 0',
    ],
    ['linear with gamma', () => fit({ kind: 'ml-svm', kernel: 'linear', C: 1, gamma: 1 }), 'found "gamma"'],
    [
      'a hidden layer of no units',
      () => fit({ kind: 'mlp', hidden: [0], epochs: 1, batchSize: 1, learningRate: 1 }),
      'mlp.hidden: expected a list of integers of at least 1, found [0]',
    ],
  ])('refuses %s in one line', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });

  test.each([svm, { kind: 'ml-svm', kernel: 'linear', C: 1 }, { kind: 'majority' }, { kind: 'nearest-neighbour' }])(
    '$kind refuses a probability as a label',
    (spec) => {
      expect(() => fit(spec, X, [0, 0.5, 1])).toThrow(
        `training rows of ${spec.kind}, label 1: expected 0 or 1, found 0.5`,
      );
    },
  );

  test.each([logistic, mlp, trees])('$kind refuses a label beyond 0 and 1', (spec) => {
    for (const label of [-0.1, 1.5, Number.NaN]) {
      expect(() => fit(spec, X, [0, label, 1])).toThrow(
        `training rows of ${spec.kind}, label 1: expected a label or probability from 0 to 1, found ${label}; mend`,
      );
    }
  });

  test.each([logistic, trees])('$kind learns probabilities: rows of one half each are a draw', (spec) => {
    for (const score of fit(spec, X, [0.5, 0.5, 0.5]).score(X)) expect(score).toBeCloseTo(0, 9);
    expect(() => fit(spec, X, [0, 0, 0])).toThrow('expected rows of both classes, found only class 0');
  });

  test.each(['majority', 'nearest-neighbour'])('%s takes rows of one class', (kind) => {
    expect(fit({ kind }, X, [1, 1, 1]).score(X)[0]).toBeGreaterThan(0);
  });

  test('a matrix whose data do not fit its shape is a programming error', () => {
    expect(() => fit(svm, { ...X, cols: 3 })).toThrow('6 values do not make 3 rows of 3 columns');
  });

  test('score refuses other columns and values that are not finite', () => {
    const predictor = fit(svm);
    expect(() => predictor.score(matrixFrom([[1]]))).toThrow(
      'rows to score with linear-svm: expected 2 columns, found 1; give the columns of the training rows',
    );
    expect(() => predictor.score(matrixFrom([[1, Infinity]]))).toThrow('row 0, column 1: expected a finite number');
  });

  test('the linear form gives the scores', () => {
    const { linear, score } = fit(svm);
    const [w0, w1] = linear!.weights;
    expect(score(matrixFrom([[5, 7]]))[0]).toBeCloseTo(linear!.intercept + 5 * w0! + 7 * w1!, 12);
  });
});
