import { describe, expect, test } from 'vitest';
import { answersOf, sizesOf } from '../../../experiments/worth/answers.ts';
import { worth } from '../../../experiments/worth.ts';
import { createMatrix } from '../../../src/core/matrix.ts';
import { normal, stream } from '../../../src/core/random.ts';

const ROWS = 30;
const random = stream(0, 'test');
const X = createMatrix(ROWS, 3);
X.data.forEach((_, at) => {
  X.data[at] = normal(random);
});
const y = Float64Array.from({ length: ROWS }, (_, row) => X.data[3 * row]! + 0.1 * normal(random));
const folds = Int32Array.from({ length: ROWS }, (_, row) => row % 3);
const task = { name: 'steels', y, folds } as const;
const others = createMatrix(ROWS, 2);
others.data.forEach((_, at) => {
  others.data[at] = normal(random);
});

describe('answers', () => {
  for (const head of worth.full.heads) {
    test(`${head.name}: labels of rows held out change no answer to them`, () => {
      const before = answersOf(task, X, head, 10, 2, 0);
      const swapped = y.slice();
      const held = [...folds.keys()].filter((row) => folds[row] === 1);
      held.forEach((row, i) => {
        swapped[row] = y[held.at(-1 - i)!]!;
      });
      expect(swapped).not.toEqual(y);
      const after = answersOf({ ...task, y: swapped }, X, head, 10, 2, 0);
      const ofHeld = (answers: typeof before) => answers.map((said) => held.map((row) => said[row]!));
      expect(ofHeld(after)).toEqual(ofHeld(before));
      expect(after).not.toEqual(before);
    });
  }

  test('rows to learn from are drawn from the other folds, the same whatever is seen, fewer among more; all are drawn once', () => {
    const rows = Float64Array.from({ length: ROWS }, (_, row) => row);
    const mean = { name: 'mean', model: { kind: 'ridge', l2: 1e12 } } as const;
    const known = (size: number | 'all', seen = X) => answersOf({ ...task, y: rows }, seen, mean, size, 3, 0);
    const [one, two] = [known(1), known(2)];
    one.forEach((answers, draw) => {
      answers.forEach((first, row) => {
        const second = 2 * two[draw]![row]! - first;
        expect(second).toBeCloseTo(Math.round(second), 6);
        expect(Math.round(second)).not.toBe(first);
        for (const learned of [first, Math.round(second)]) expect(folds[learned]).not.toBe(folds[row]);
      });
    });
    expect(known(1, others)).toEqual(one);
    expect(known('all')).toHaveLength(1);
    expect(known('all')[0]![0]).toBeCloseTo((435 - 135) / 20, 6);
  });

  test('sizes that every fold has', () => {
    expect(sizesOf({ folds: Int32Array.of(0, 0, 0, 1) }, [1, 2])).toEqual({ sizes: [1], all: 2 });
    expect(sizesOf({ folds }, [10, 20, 40])).toEqual({ sizes: [10, 20], all: 20 });
  });
});
