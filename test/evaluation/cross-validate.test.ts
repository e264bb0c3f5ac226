import { describe, expect, it } from 'vitest';
import { matrixFrom, selectRows } from '../../src/core/matrix.ts';
import { normal, stream } from '../../src/core/random.ts';
import { crossValidate } from '../../src/evaluation/cross-validate.ts';
import { leaveOneOut } from '../../src/evaluation/leave-one-out.ts';

const random = stream(0, 'cross-validation test');
const y = Array.from({ length: 30 }, (_, i) => (i % 4 === 0 ? 1 : 0));
const X = matrixFrom(y.map((label) => [label + normal(random), 10 * normal(random)]));
const folds = y.map((_, i) => i % 3);
const spec = { kind: 'logistic', l2: 1 } as const;

describe('crossValidate', () => {
  it('does not change the scores of a fold when the labels of that fold change', () => {
    const scores = crossValidate(spec, X, y, folds, 0);
    for (const held of [0, 1, 2]) {
      const changed = y.map((label, i) => (folds[i] === held ? 1 - label : label));
      const again = crossValidate(spec, X, changed, folds, 0);
      const inFold = (values: Float64Array) => values.filter((_, i) => folds[i] === held);
      expect(inFold(again)).toEqual(inFold(scores));
      expect(again).not.toEqual(scores);
    }
  });

  it('does not let the descriptors of a held-out row change the scores of the others in its fold', () => {
    const moved = { ...X, data: Float64Array.from(X.data) };
    moved.data.fill(1000, 0, 2);
    const scores = crossValidate(spec, X, y, folds, 0);
    const again = crossValidate(spec, moved, y, folds, 0);
    expect(again[0]).not.toBe(scores[0]);
    for (let i = 3; i < y.length; i += 3) expect(again[i]).toBe(scores[i]);
  });

  it('equals leave-one-out where each row is a fold', () => {
    const single = crossValidate(
      spec,
      X,
      y,
      y.map((_, i) => i),
      0,
    );
    expect(single).toEqual(leaveOneOut(spec, X, y, 0));
  });

  it('does not depend on the order of the rows', () => {
    const order = y.map((_, i) => (i * 7) % y.length);
    const permuted = crossValidate(
      { kind: 'nearest-neighbour' },
      selectRows(X, order),
      order.map((i) => y[i]!),
      order.map((i) => folds[i]!),
      0,
    );
    const direct = crossValidate({ kind: 'nearest-neighbour' }, X, y, folds, 0);
    expect(Array.from(permuted)).toEqual(order.map((i) => direct[i]));
  });

  it('tells after each fold how far it is', () => {
    const seen: string[] = [];
    crossValidate(spec, X, y, folds, 0, (done, total) => seen.push(`${done}/${total}`));
    expect(seen).toEqual(['1/3', '2/3', '3/3']);
  });

  it('says what is wrong with its input', () => {
    expect(() => crossValidate(spec, X, y, [0, 1], 0)).toThrow(
      'cross-validation: expected 30 fold numbers, one a row, found 2',
    );
    expect(() =>
      crossValidate(
        spec,
        X,
        y,
        y.map(() => 4),
        0,
      ),
    ).toThrow('cross-validation: expected at least two folds, found 1');
    expect(() => crossValidate(spec, X, y.slice(1), folds, 0)).toThrow('cross-validation: expected 30 labels');
  });
});
