import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { createMatrix, matrixFrom } from '../../src/core/matrix.ts';
import { fitDomain } from '../../src/evaluation/domain.ts';
import { labelStructures } from '../../src/transfer/label.ts';
import type { Teacher } from '../../src/transfer/teacher.ts';

/** A teacher whose only descriptor is the log-odds; its training materials lie at 0 and 2. */
const teacher: Teacher = {
  name: 'identity',
  descriptors: ['average_atomic_mass_u'],
  logOdds: (X) => X.data.slice(),
  domain: fitDomain(matrixFrom([[0], [2]])),
};

describe('labelStructures', () => {
  test('probability, label and distance by hand', () => {
    const { probability, fast, domainDistance } = labelStructures(
      teacher,
      matrixFrom([[0], [Math.log(3)], [-Math.log(3)], [1], [4]]),
    );
    expect(probability[0]).toBe(0.5);
    expect(probability[1]).toBeCloseTo(0.75, 12);
    expect(probability[2]).toBeCloseTo(0.25, 12);
    expect(Array.from(fast)).toEqual([1, 1, 0, 1, 1]);
    expect([domainDistance[3], domainDistance[4]]).toEqual([0, 3]); // in mean distances of 0 and 2 from their centre 1
  });

  test('log-odds of 0 and above, and nothing else, are fast, up to any size', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (z) => {
        const { probability, fast } = labelStructures(teacher, matrixFrom([[z]]));
        expect(probability[0]! >= 0 && probability[0]! <= 1).toBe(true);
        if (Math.abs(z) > 1e-12) expect(fast[0]).toBe(z > 0 ? 1 : 0);
      }),
    );
  });

  test('no rows, no labels', () => {
    expect(labelStructures(teacher, createMatrix(0, 1)).fast.length).toBe(0);
  });

  test('refuses a descriptor that is not there in one line', () => {
    const attempt = () => labelStructures(teacher, matrixFrom([[1], [Number.NaN]]));
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow('row 1, column 0: expected a finite number, found NaN');
  });
});
