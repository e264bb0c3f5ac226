import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMatrix, matrixFrom, rowOf } from '../../src/core/matrix.ts';
import { stream } from '../../src/core/random.ts';
import { packedStart, solveLower } from '../../src/models/cholesky.ts';
import { solveLowerRows } from '../../src/models/solve-lower-rows.ts';

test('solves L x = b for each row (worked by hand)', () => {
  const B = matrixFrom([
    [4, 4],
    [2, 1],
  ]);
  solveLowerRows(Float64Array.of(2, 1, 2), B);
  expect(B.data).toEqual(Float64Array.of(2, 1, 1, 0));
});

test('any number of rows of any length is solved as each alone, to the bit', () => {
  const shape = [
    fc.integer({ min: 0, max: 11 }),
    fc.integer({ min: 1, max: 70 }),
    fc.integer({ min: 0, max: 1e6 }),
  ] as const;
  fc.assert(
    fc.property(...shape, (rows, size, seed) => {
      const random = stream(seed, 'solve');
      const triangle = Float64Array.from({ length: packedStart(size) }, () => random() - 0.5);
      for (let i = 0; i < size; i++) triangle[packedStart(i) + i] = 0.5 + random();
      const B = createMatrix(rows, size);
      for (let k = 0; k < B.data.length; k++) B.data[k] = random() - 0.5;
      const alone = Array.from({ length: rows }, (_, i) => solveLower(triangle, rowOf(B, i).slice()));
      solveLowerRows(triangle, B);
      expect(Array.from({ length: rows }, (_, i) => rowOf(B, i))).toEqual(alone);
    }),
  );
});

test('a system that is larger than all before it finds room', () => {
  const size = 600;
  const triangle = new Float64Array(packedStart(size));
  for (let i = 0; i < size; i++) triangle[packedStart(i) + i] = 2;
  const B = createMatrix(5, size);
  B.data.fill(1);
  solveLowerRows(triangle, B);
  expect(B.data.every((x) => x === 0.5)).toBe(true);
});
