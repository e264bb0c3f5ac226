import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { matrixFrom } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { externalModel } from '../../src/models/external-model.ts';
import type { ExternalModelJson } from '../../src/models/external-model-json.ts';
import { fitModel } from '../../src/models/model.ts';
import { fitRegressor } from '../../src/models/regression.ts';
import { scorerFromJson } from '../../src/models/scorer.ts';

interface Golden {
  readonly formulas: readonly string[];
  readonly cases: Readonly<
    Record<string, { readonly file: { answers: string; model: ExternalModelJson }; readonly said: readonly number[] }>
  >;
}

/** Written by scikit-learn 1.9.1 through docs/export-scikit-learn.py: test/golden/models/scikit-learn.py. */
const golden = JSON.parse(
  readFileSync(new URL('../golden/models/scikit-learn.json', import.meta.url), 'utf8'),
) as Golden;
const X = elementalDescriptors(golden.formulas.map(parseFormula), ELEMENTAL_SETS['elemental-30']);

describe('a model of scikit-learn', () => {
  test.each(Object.keys(golden.cases))('says what scikit-learn says: %s', (name) => {
    const { file, said } = golden.cases[name]!;
    const scores = externalModel(file.model, name).score(X);
    const answers = file.answers === 'log-odds' ? scores.map((score) => 1 / (1 + Math.exp(-score))) : scores;
    expect(answers.length).toBe(said.length);
    said.forEach((value, i) => {
      expect(Math.abs(answers[i]! - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
    });
  });

  test('is as varied as the script can write', () => {
    const kinds = Object.values(golden.cases).map(({ file }) => `${file.model.kind} ${file.answers}`);
    expect(new Set(kinds)).toEqual(
      new Set([
        'linear value',
        'linear log-odds',
        'perceptron value',
        'perceptron log-odds',
        'trees value',
        'trees probability',
        'trees log-odds',
      ]),
    );
  });
});

const stump = { column: [0, -1, -1], threshold: [0.1, 0, 0], left: [1, 0, 0], right: [2, 0, 0], value: [0, 5, 7] };
const trees = { kind: 'trees', columns: 1, base: 1, factor: 2, trees: [stump] };
const said = (json: unknown, rows: number[][]) => [...externalModel(json, 'mine.json').score(matrixFrom(rows))];

describe('a model of another program', () => {
  test('goes left up to the threshold, in single precision', () => {
    // 0.1 in single precision is above 0.1.
    expect(said(trees, [[0], [0.1], [0.2]])).toEqual([11, 15, 15]);
    const half = { ...trees, trees: [{ ...stump, threshold: [0.5, 0, 0] }] };
    expect(said(half, [[0.5], [0.500001]])).toEqual([11, 15]);
  });

  test('keeps its activation off the last layer', () => {
    const layers = [
      { weights: [[1, -1]], biases: [0, 0] },
      { weights: [[1], [10]], biases: [-3] },
    ];
    expect(said({ kind: 'perceptron', activation: 'relu', layers }, [[2], [-2]])).toEqual([-1, 17]);
  });

  test('that is linear gives its line in raw columns, whatever is before it', () => {
    const part = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(part, part, part, fc.double({ min: 0.1, max: 5, noNaN: true }), part, (w, b, mean, scale, x) => {
        const json = { kind: 'linear', weights: [w], intercept: b, standardiser: { mean: [mean], scale: [scale] } };
        const model = externalModel(json, 'mine.json');
        const line = model.linear!.intercept + model.linear!.weights[0]! * x;
        expect(line).toBeCloseTo(b + (w * (x - mean)) / scale, 9);
        expect(model.score(matrixFrom([[x]]))[0]).toBeCloseTo(line, 9);
      }),
    );
  });

  test.each([
    [{ kind: 'forest' }, 'mine.json, model: expected a model, found kind: Invalid'],
    [{ kind: 'linear', weights: [1], intercept: '0' }, 'mine.json, model: expected a model, found intercept: '],
    [{ kind: 'linear', weights: [1], intercept: 0, bias: 1 }, 'found its content: Unrecognized key: "bias"'],
    [
      { kind: 'linear', weights: [1], intercept: 0, standardiser: { mean: [0, 1], scale: [1] } },
      'mine.json: expected 1 values of standardiser.mean, found 2; see docs/models.md, or export it again',
    ],
    [
      { kind: 'perceptron', activation: 'relu', layers: [{ weights: [[1, 2]], biases: [0, 0] }] },
      'mine.json: expected 1 values of the last biases, found 2',
    ],
    [{ ...trees, trees: [{ ...stump, column: [1, -1, -1] }] }, 'expected column indices below 1, or -1, found 1'],
    [{ ...trees, trees: [{ ...stump, left: [0, 0, 0] }] }, 'expected children after their parent, found 0 at node 0'],
    [{ ...trees, trees: [{ ...stump, value: [1] }] }, 'mine.json, trees.0: expected 3 values of value, found 1'],
  ])('is refused in one line where its parts do not fit: %#', (json, message) => {
    expect(() => externalModel(json, 'mine.json')).toThrow(message);
  });

  test('refuses other columns', () => {
    expect(() => said(trees, [[1, 2]])).toThrow('rows for a trees model: expected 1 columns, found 2');
  });
});

describe('any stored model', () => {
  const rows = matrixFrom(Array.from({ length: 12 }, (_, i) => [i, (i * 7) % 5]));
  const y = Array.from({ length: 12 }, (_, i) => 2 * i - ((i * 7) % 5));

  test.each([{ kind: 'ridge', l2: 1 } as const, { kind: 'pls', components: 2 } as const])(
    'that is linear says so: $kind',
    (spec) => {
      const regressor = fitRegressor(spec, rows, y, stream(0, 'test'));
      const scorer = scorerFromJson(JSON.parse(JSON.stringify(regressor.toJson())), 'mine.json');
      const { mean } = regressor.predict(rows);
      expect(scorer.score(rows)).toEqual(mean);
      mean.forEach((value, i) => {
        const line =
          scorer.linear!.intercept + scorer.linear!.weights.reduce((s, w, j) => s + w * rows.data[2 * i + j]!, 0);
        expect(line).toBeCloseTo(value, 9);
      });
    },
  );

  test('is read by its format, and refused without one', () => {
    const predictor = fitModel(
      { kind: 'logistic', l2: 1 },
      rows,
      y.map((value) => (value > 8 ? 1 : 0)),
      stream(0, 'test'),
    );
    expect(scorerFromJson(predictor.toJson(), 'mine.json').score(rows)).toEqual(predictor.score(rows));
    expect(() => scorerFromJson({ format: 'other' }, 'mine.json')).toThrow(
      'mine.json: expected a stored model, found "other"; give a model as docs/models.md has it',
    );
  });
});
