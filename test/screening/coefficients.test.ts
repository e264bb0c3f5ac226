import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countBits,
  forEachIndex,
  indexOfCoefficients,
  primitiveMask,
  readCoefficients,
} from '../../src/screening/coefficients.ts';

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
const shapes = fc.oneof(
  fc.record({ arity: fc.integer({ min: 2, max: 5 }), max: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ arity: fc.constant(2), max: fc.integer({ min: 1, max: 130 }) }),
);

describe('primitiveMask', () => {
  test('has 148,527 vectors of four coefficients up to 20', () => {
    expect(countBits(primitiveMask(4, 20))).toBe(148_527);
  });

  test('lets in exactly the vectors without a common factor, in lexicographic order', () => {
    fc.assert(
      fc.property(shapes, ({ arity, max }) => {
        const found: number[][] = [];
        forEachIndex(primitiveMask(arity, max), max, (index) => {
          found.push([...readCoefficients(index, max, new Uint8Array(arity))]);
        });
        const expected: number[][] = [];
        for (let n = 0; n < max ** arity; n++) {
          const vector = Array.from({ length: arity }, (_, i) => 1 + (Math.floor(n / max ** (arity - 1 - i)) % max));
          if (vector.reduce(gcd) === 1) expected.push(vector);
        }
        expect(found).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('indices', () => {
  test('are read back as the coefficients that they stand for', () => {
    const vectors = fc.integer({ min: 1, max: 40 }).chain((max) =>
      fc.record({
        max: fc.constant(max),
        vector: fc.array(fc.integer({ min: 1, max }), { minLength: 2, maxLength: 5 }),
      }),
    );
    fc.assert(
      fc.property(vectors, ({ max, vector }) => {
        const index = indexOfCoefficients(vector, max);
        expect([...readCoefficients(index, max, new Uint8Array(vector.length))]).toEqual(vector);
      }),
    );
  });
});
