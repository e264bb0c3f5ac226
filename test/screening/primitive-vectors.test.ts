import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { primitiveVectors } from '../../src/screening/primitive-vectors.ts';

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
const shapes = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 6 }));

describe('primitiveVectors', () => {
  test('has 148,527 vectors of four coefficients up to 20', () => {
    expect(primitiveVectors(4, 20).count).toBe(148_527);
  });

  test('lists exactly the vectors without a common factor, in lexicographic order', () => {
    fc.assert(
      fc.property(shapes, ([arity, max]) => {
        const { columns, count, inverseTotals } = primitiveVectors(arity, max);
        const listed = Array.from({ length: count }, (_, rank) => columns.map((column) => column[rank]!));
        const expected: number[][] = [];
        for (let n = 0; n < max ** arity; n++) {
          const vector = Array.from({ length: arity }, (_, i) => 1 + (Math.floor(n / max ** (arity - 1 - i)) % max));
          if (vector.reduce(gcd) === 1) expected.push(vector);
        }
        expect(listed).toEqual(expected);
        listed.forEach((vector, rank) => {
          expect(inverseTotals[rank]).toBe(1 / vector.reduce((a, b) => a + b));
        });
      }),
      { numRuns: 20 },
    );
  });

  test('cuts every row into the right head and tails', () => {
    const { columns, rows, rowStart, heads, rowTail, tails, longestRow } = primitiveVectors(4, 6);
    for (let row = 0; row < rows; row++) {
      expect(rowStart[row + 1]! - rowStart[row]!).toBeLessThanOrEqual(longestRow);
      for (let rank = rowStart[row]!; rank < rowStart[row + 1]!; rank++) {
        const tail = rowTail[row]! + rank - rowStart[row]!;
        const vector = [heads[0]![row], heads[1]![row], tails[0][tail], tails[1][tail]];
        expect(columns.map((column) => column[rank])).toEqual(vector);
      }
    }
  });
});
