import { describe, expect, it } from 'vitest';
import { matrixFrom, selectRows } from '../../src/core/matrix.ts';
import { normal, stream } from '../../src/core/random.ts';
import { leaveOneOut } from '../../src/evaluation/leave-one-out.ts';
import { fitModel } from '../../src/models/model.ts';

const random = stream(0, 'leave-one-out test');
const y = Array.from({ length: 14 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const X = matrixFrom(y.map((label) => [label + normal(random), 10 * normal(random)]));
const spec = { kind: 'logistic', l2: 1 } as const;

describe('leaveOneOut', () => {
  it('scores each row by a model fitted to all other rows, with a stream of its own', () => {
    const spec = { kind: 'linear-svm', C: 1 } as const; // visits rows in random order
    const scores = leaveOneOut(spec, X, y, 0);
    for (let row = 0; row < y.length; row++) {
      const others = y.map((_, i) => i).filter((i) => i !== row);
      const predictor = fitModel(
        spec,
        selectRows(X, others),
        others.map((i) => y[i]!),
        stream(0, `leave-one-out/${row}`),
      );
      expect(scores[row]).toBe(predictor.score(selectRows(X, [row]))[0]);
    }
  });

  it('does not let a row see its own label', () => {
    const scores = leaveOneOut(spec, X, y, 0);
    for (const row of [0, 1, 13]) {
      const flipped = y.map((label, i) => (i === row ? 1 - label : label));
      expect(leaveOneOut(spec, X, flipped, 0)[row]).toBe(scores[row]);
    }
  });

  it('finds the single neighbour of another class (worked by hand)', () => {
    const pairs = matrixFrom([[0], [1], [10], [11], [20], [21.5]]);
    const scores = leaveOneOut({ kind: 'nearest-neighbour' }, pairs, [0, 0, 1, 1, 0, 1], 0);
    expect(Array.from(scores, (score) => (score >= 0 ? 1 : 0))).toEqual([0, 0, 1, 1, 1, 0]);
  });

  it('gives the same scores for the same seed', () => {
    expect(leaveOneOut(spec, X, y, 5)).toEqual(leaveOneOut(spec, X, y, 5));
  });

  it('says what is wrong with its input', () => {
    expect(() => leaveOneOut(spec, X, [0, 1], 0)).toThrow(
      'leave-one-out: expected 14 labels, one a row, found 2; give each row one label',
    );
    expect(() => leaveOneOut(spec, matrixFrom([]), [], 0)).toThrow('leave-one-out: expected at least one row');
    expect(() => leaveOneOut(spec, matrixFrom([[1], [2]]), [1, 1], 0)).toThrow(
      'leave-one-out: expected labels of both classes, found only class 1',
    );
  });
});
