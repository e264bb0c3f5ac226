import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matrixFrom } from '../../src/core/matrix.ts';
import { fitStandardiser, standardise } from '../../src/models/standardise.ts';

test('divides by the population standard deviation', () => {
  // numpy 2.4: np.std([1, 2, 4]) = 1.247219128924647
  const { mean, scale } = fitStandardiser(matrixFrom([[1], [2], [4]]));
  expect(mean[0]).toBeCloseTo(7 / 3, 14);
  expect(scale[0]).toBeCloseTo(1.247219128924647, 14);
});

test('a constant column becomes exactly 0, even where its mean rounds', () => {
  const X = matrixFrom(Array.from({ length: 7 }, () => [0.1, 1e9 + 0.1]));
  const standardiser = fitStandardiser(X);
  expect(standardiser.scale).toEqual(new Float64Array([1, 1]));
  expect(standardise(X, standardiser).data.every((value) => value === 0)).toBe(true);
});

test('columns come out with mean 0 and standard deviation 1, other rows by the same rule', () => {
  const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(values, (column) => {
      const X = matrixFrom(column.map((value) => [value]));
      const standardiser = fitStandardiser(X);
      fc.pre(standardiser.scale[0]! > 1e-6 && new Set(column).size > 1);
      const again = fitStandardiser(standardise(X, standardiser));
      expect(again.mean[0]).toBeCloseTo(0, 6);
      expect(again.scale[0]).toBeCloseTo(1, 6);
      expect(standardise(matrixFrom([[7]]), standardiser).data[0]).toBe(
        (7 - standardiser.mean[0]!) / standardiser.scale[0]!,
      );
    }),
  );
});
