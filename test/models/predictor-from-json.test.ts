import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { stableJson } from '../../src/core/files.ts';
import { createMatrix, type Matrix, selectColumns } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { openLibsvm } from '../../src/models/libsvm.ts';
import { fitModel, type ModelSpec, predictorFromJson } from '../../src/models/model.ts';
import { createPredictor } from '../../src/models/predictor.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';
import { randomProblem } from './libsvm.ts';

const SPECS: ModelSpec[] = [
  { kind: 'linear-svm', C: 1, classWeights: 'balanced' },
  { kind: 'ml-svm', kernel: 'linear', C: 1 },
  { kind: 'ml-svm', kernel: 'rbf', C: 1, gamma: 0.3 },
  { kind: 'kernel-svm', C: 1, gamma: 0.3 },
  { kind: 'logistic', l2: 1 },
  { kind: 'mlp', hidden: [3], epochs: 2, batchSize: 8, learningRate: 0.01, l2: 0.01 },
  { kind: 'boosted-trees', trees: 4, depth: 3, learningRate: 0.3, leafL2: 1, rowShare: 0.8, columnShare: 0.7 },
  { kind: 'extra-trees', trees: 4, columnShare: 0.7, leastLeaf: 2 },
  { kind: 'majority' },
  { kind: 'nearest-neighbour', neighbours: 3 },
  { kind: 'category-rate', column: 1 },
];

beforeAll(async () => {
  await openTensorBackend('wasm');
  await openLibsvm();
});

/** Column 1 holds integers, as a category must. */
function problem(seed: number): { X: Matrix; y: Float64Array } {
  const { X, y } = randomProblem(seed, 24, 3, 0.5);
  return { X: { ...X, data: X.data.map((value, at) => (at % 3 === 1 ? Math.round(value) : value)) }, y };
}

describe('predictorFromJson', () => {
  test.each(SPECS)('gives the same scores bit for bit: $kind $kernel', (spec) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (seed) => {
        const { X, y } = problem(seed);
        fc.pre(y.includes(0) && y.includes(1));
        const predictor = fitModel(spec, X, y, stream(seed, 'fit'));
        const again = predictorFromJson(JSON.parse(stableJson(predictor.toJson())), 'model.json');
        const rows = problem(seed + 1).X;
        expect(new BigUint64Array(again.score(rows).buffer)).toEqual(new BigUint64Array(predictor.score(rows).buffer));
        expect(stableJson(again.toJson())).toBe(stableJson(predictor.toJson()));
        expect(again.linear).toEqual(predictor.linear);
      }),
      { numRuns: 8 },
    );
  });

  const { X, y } = problem(1);
  const saved = (spec: ModelSpec) => JSON.parse(JSON.stringify(fitModel(spec, X, y, stream(0, 'fit')).toJson()));
  const logistic = () => saved({ kind: 'logistic', l2: 1 });
  const neighbour = () => saved({ kind: 'nearest-neighbour', neighbours: 2 });
  const trees = () =>
    saved({ kind: 'boosted-trees', trees: 2, depth: 2, learningRate: 1, leafL2: 1, rowShare: 1, columnShare: 1 });
  const withParameters = (json: ReturnType<typeof saved>, changes: Record<string, unknown>) => ({
    ...json,
    parameters: { ...json.parameters, ...changes },
  });

  test.each<[string, () => unknown, string]>([
    [
      'nothing',
      () => undefined,
      "m.json: expected format 'ionsieve-model', found nothing; give a model that ionsieve saved",
    ],
    ['a list', () => [], "expected format 'ionsieve-model'"],
    ['another format', () => ({ ...logistic(), format: 'onnx' }), 'expected format \'ionsieve-model\', found "onnx"'],
    [
      'a newer version',
      () => ({ ...logistic(), version: 2 }),
      'm.json: expected model version 1, found 2; use a newer ionsieve',
    ],
    ['no version', () => ({ ...logistic(), version: undefined }), 'expected model version 1, found nothing'],
    [
      'a bad spec',
      () => ({ ...logistic(), spec: { kind: 'logistic', l2: '1' } }),
      'm.json, logistic.l2: expected a number above 0, found "1"',
    ],
    [
      'a bad number of columns',
      () => ({ ...logistic(), columns: 0 }),
      'expected columns as an integer of at least 1, found 0',
    ],
    ['no parameters', () => ({ ...logistic(), parameters: null }), 'expected parameters, found null'],
    [
      'a missing parameter',
      () => withParameters(logistic(), { intercept: [] }),
      'expected 1 values of parameter intercept, found 0',
    ],
    ['a wrong length', () => ({ ...logistic(), columns: 4 }), 'expected 4 values of parameter weights, found 3'],
    [
      'a number that is not finite',
      () => withParameters(logistic(), { intercept: [null] }),
      'm.json, parameter intercept, value 0: expected a finite number, found null',
    ],
    [
      'a parameter that is no list',
      () => withParameters(logistic(), { intercept: 1 }),
      'expected parameter intercept as a list of numbers, found 1',
    ],
    [
      'an unknown parameter',
      () => withParameters(logistic(), { slope: [1] }),
      'expected parameters weights, intercept only, found "slope"',
    ],
    [
      'another kind than the parameters',
      () => ({ ...logistic(), spec: { kind: 'majority' } }),
      'expected 1 values of parameter score, found none',
    ],
    ['a scale of 0', () => withParameters(neighbour(), { scale: [1, 0, 1] }), 'expected scales above 0'],
    ['labels out of range', () => withParameters(neighbour(), { labels: Array(24).fill(2) }), 'expected labels 0 or 1'],
    [
      'fewer rows than neighbours',
      () => ({ ...neighbour(), spec: { kind: 'nearest-neighbour', neighbours: 99 } }),
      'expected at least 99 rows, found 24',
    ],
    [
      'trees that are not all there',
      () => withParameters(trees(), { leaf: Array(7).fill(0) }),
      'm.json: expected 8 values of parameter leaf, found 7',
    ],
    [
      'a tree that asks for a column too far',
      () => withParameters(trees(), { column: [0, 1, 2, 3, 0, 0] }),
      'm.json: expected column indices below 3, found another one',
    ],
    [
      'a category column too far',
      () => ({ ...saved({ kind: 'category-rate', column: 1 }), spec: { kind: 'category-rate', column: 3 } }),
      'expected a category column below 3, found 3',
    ],
  ])('refuses %s in one line', (_, json, message) => {
    const attempt = () => predictorFromJson(json(), 'm.json');
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });

  test('a parameter of -0, which JSON writes as 0, is 0 from the start', () => {
    const predictor = createPredictor({ kind: 'majority' }, 1, { score: new Float64Array([-0]) });
    expect(Object.is(predictor.score(createMatrix(1, 1))[0], 0)).toBe(true);
  });

  test('a predictor keeps to its columns', () => {
    const again = predictorFromJson(logistic(), 'm.json');
    expect(() => again.score(selectColumns(X, [0]))).toThrow('expected 3 columns, found 1');
    expect(again.score(createMatrix(0, 3)).length).toBe(0);
  });
});
