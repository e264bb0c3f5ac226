import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComposition } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { countBits, forEachIndex, primitiveMask, readCoefficients } from '../../src/screening/coefficients.ts';
import { createSpace, rankOfSet } from '../../src/screening/grid-space.ts';
import { locate, locateAll } from '../../src/screening/locate.ts';
import { countSpace, elementSet } from '../../src/screening/space.ts';

const PARTNERS = [1, 7, 8, 11, 14, 15, 16, 17, 26];
const spaces = fc
  .record({
    partners: fc.shuffledSubarray(PARTNERS, { minLength: 4 }),
    arities: fc.subarray([1, 2, 3, 4], { minLength: 1 }),
    maxCoefficient: fc.integer({ min: 1, max: 20 }),
  })
  .chain((parts) => fc.constantFrom(3, null).map((anchor) => createSpace({ anchor, ...parts })));

describe('locate', () => {
  test('finds every compound where the space lists it, however it is written', () => {
    fc.assert(
      fc.property(spaces, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 3 }), (space, set, nth, factor) => {
        const rank = set % countSpace(space).elementSets;
        const elements = elementSet(space, rank);
        expect(rankOfSet(space, elements)).toBe(rank);
        const mask = primitiveMask(elements.length, space.maxCoefficient);
        const indices: number[] = [];
        forEachIndex(mask, space.maxCoefficient, (index) => indices.push(index));
        expect(indices).toHaveLength(countBits(mask));
        const index = indices[nth % indices.length]!;
        const coefficients = readCoefficients(index, space.maxCoefficient, new Uint8Array(elements.length));
        const composition = createComposition(
          elements,
          coefficients.map((c) => c * factor),
        );
        expect(locate(space, composition)).toEqual({ set: rank, index });
      }),
    );
  });

  test('knows what a space does not hold', () => {
    const space = createSpace({ anchor: 3, partners: [8, 15], arities: [3], maxCoefficient: 6 });
    for (const formula of ['Li2O', 'Li3PS4', 'Na3PO4', 'Li7PO4', 'P2O5']) {
      expect(locate(space, parseFormula(formula))).toBeUndefined();
    }
    expect(locate(space, parseFormula('Li6P2O8'))).toEqual(locate(space, parseFormula('Li3PO4')));
  });

  test('groups a list by element set, each compound once', () => {
    const space = createSpace({ anchor: 3, partners: [8, 15], arities: [2, 3], maxCoefficient: 6 });
    const found = locateAll(space, ['Li3PO4', 'Li6P2O8', 'LiPO3', 'Li2O', 'NaCl']);
    expect([...found.values()].map(({ size }) => size).sort()).toEqual([1, 2]);
    expect(() => locateAll(space, ['Xx2'])).toThrow('expected an element symbol');
  });
});
