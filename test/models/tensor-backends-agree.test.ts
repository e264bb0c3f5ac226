import { beforeAll, describe, expect, test } from 'vitest';
import { labelKnown } from '../../experiments/cubuk2019/labels.ts';
import { study } from '../../experiments/cubuk2019/study.ts';
import { type Matrix, selectRows } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { fitModel } from '../../src/models/model.ts';
import { openTensorBackend } from '../../src/models/tensor-backend.ts';
import { type StudentInput, studentInput } from '../../src/transfer/student.ts';
import { publishedTeacher } from '../../src/transfer/teacher.ts';
import { loadTraining } from '../../src/transfer/training-data.ts';

/** Every so many of the labelled formulas are learned from, and the ones after them are asked for. */
const STRIDE = 15;
/** The README states it. They add up float32 numbers in different orders; 3e-7 was the most, when half of the formulas were learned. */
const TOLERANCE = 1e-6;

const { input, model } = study.students.find(({ name }) => name === 'mlp-full')!;

describe('the perceptron of the paper', () => {
  let known: Matrix;
  let asked: Matrix;
  let targets: number[];

  beforeAll(() => {
    const { formulas } = labelKnown(publishedTeacher(loadTraining()));
    const X = studentInput(
      input as StudentInput,
      formulas.map(({ composition }) => composition),
    );
    const rows = formulas.map((_, i) => i).filter((i) => i % STRIDE === 0 && i + 1 < formulas.length);
    known = selectRows(X, rows);
    asked = selectRows(
      X,
      rows.map((i) => i + 1),
    );
    targets = rows.map((i) => formulas[i]!.probability);
  });

  const probabilities = async (backend: 'wasm' | 'cpu', seed: number): Promise<number[]> => {
    expect(await openTensorBackend(backend)).toBe(backend);
    const scores = fitModel(model, known, targets, stream(seed, 'backends')).score(asked);
    return Array.from(scores, (score) => 1 / (1 + Math.exp(-score)));
  };
  const largest = (a: readonly number[], b: readonly number[]) => Math.max(...a.map((p, i) => Math.abs(p - b[i]!)));

  test('says the same on WebAssembly and on plain JavaScript, within what the README states', async () => {
    const [wasm, plain] = [await probabilities('wasm', 0), await probabilities('cpu', 0)];
    expect(largest(wasm, plain)).toBeLessThan(TOLERANCE);
    // They do compute apart, and another seed says something else.
    expect(largest(wasm, plain)).toBeGreaterThan(0);
    expect(largest(wasm, await probabilities('wasm', 1))).toBeGreaterThan(0.05);
    expect(await probabilities('wasm', 0)).toEqual(wasm);
  });
});
