import { expect, test } from 'vitest';
import { createMatrix } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { fitModel } from '../../src/models/model.ts';

const scores = (y: number[]) =>
  fitModel({ kind: 'majority' }, createMatrix(y.length, 1), y, stream(0, 'fit')).score(createMatrix(2, 1));

test('scores every row with the log odds of the training rate, a row of each class added', () => {
  expect(scores([1, 0, 0, 0])).toEqual(new Float64Array([Math.log(2 / 4), Math.log(2 / 4)]));
});

test('has the sign of the majority, also for one class only', () => {
  expect(scores([0, 0])[0]).toBeLessThan(0);
  expect(scores([1, 1, 0])[0]).toBeGreaterThan(0);
  expect(scores([1, 0])[0]).toBe(0);
});
