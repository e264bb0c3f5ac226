import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countBits, primitiveMask } from '../../src/screening/coefficients.ts';
import { createSpace, defaultPartners } from '../../src/screening/grid-space.ts';
import { countArity, countSpace, elementSet } from '../../src/screening/space.ts';

const small = { anchor: 3, partners: [8, 15, 16], arities: [2, 3], maxCoefficient: 4 };

describe('createSpace', () => {
  test('puts partners into canonical order and arities into ascending order', () => {
    const space = createSpace({ ...small, partners: [8, 16, 15], arities: [3, 2] });
    expect(space).toEqual({ kind: 'grid', anchor: 3, partners: [15, 16, 8], arities: [2, 3], maxCoefficient: 4 });
  });

  test.each([
    [
      { maxCoefficient: 0 },
      '--max-coefficient: expected an integer from 1 to 215 for compounds of 3 elements, at most 10,000,000 formulas a set of elements, found 0',
    ],
    [
      { partners: [7, 8, 9, 15, 16], arities: [6], maxCoefficient: 20 },
      'expected an integer from 1 to 14 for compounds of 6 elements',
    ],
    [{ maxCoefficient: 1.5 }, 'found 1.5'],
    [{ partners: [8, 8, 16] }, 'elements: expected each element once, found O twice; remove one'],
    [{ partners: [8, 3, 16] }, 'found Li twice; the anchor is in every compound already'],
    [{ partners: [8, 119, 16] }, 'elements: expected atomic numbers from 1 to 118, found 119'],
    [{ anchor: 0 }, 'found 0'],
    [{ arities: [] }, 'arities: expected at least one'],
    [{ arities: [3, 7] }, 'arities: expected whole numbers from 1 to 6, found 7'],
    [{ arities: [0] }, 'found 0'],
    [{ arities: [3, 3] }, 'arities: expected each once, found 3 twice'],
    [{ arities: [5] }, 'partners: expected at least 4 for arity 5, found 3'],
    [{ anchor: null, arities: [4] }, 'partners: expected at least 4 for arity 4, found 3'],
  ])('refuses %o in one line', (change, message) => {
    expect(() => createSpace({ ...small, ...change })).toThrow(message);
  });
});

describe('counts', () => {
  test('are those of the published space: 20.13e9 formula strings', () => {
    const space = createSpace({ anchor: 3, partners: defaultPartners(3), arities: [3, 4], maxCoefficient: 20 });
    const count = countSpace(space);
    expect(space.partners).toHaveLength(92);
    expect(count).toEqual({ elementSets: 129_766, formulaStrings: 20_126_288_000, distinct: 18_680_255_230 });
    expect(countArity(space, 3).elementSets).toBe(4186);
  });

  test('agree with the vectors listed one by one', () => {
    const anything = fc.record({
      anchor: fc.constantFrom(3, null),
      arity: fc.integer({ min: 1, max: 6 }),
      max: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(anything, ({ anchor, arity, max }) => {
        const partners = [7, 8, 9, 15, 16, 17];
        const space = createSpace({ anchor, partners, arities: [arity], maxCoefficient: max });
        const { elementSets, distinct } = countSpace(space);
        expect(elementSets * countBits(primitiveMask(arity, max))).toBe(distinct);
      }),
    );
  });
});

describe('elementSet', () => {
  test('numbers every set once: arities ascending, partners in lexicographic order', () => {
    const space = createSpace(small);
    const sets = Array.from({ length: countSpace(space).elementSets }, (_, rank) => [...elementSet(space, rank)]);
    expect(sets).toEqual([
      [3, 15],
      [3, 16],
      [3, 8],
      [3, 15, 16],
      [3, 15, 8],
      [3, 16, 8],
    ]);
  });

  test('numbers every set of the elements once where there is no anchor', () => {
    const space = createSpace({ ...small, anchor: null, arities: [1, 2] });
    const sets = Array.from({ length: countSpace(space).elementSets }, (_, rank) => [...elementSet(space, rank)]);
    expect(sets).toEqual([[15], [16], [8], [15, 16], [15, 8], [16, 8]]);
  });

  test('knows the first and the last set of the published space, and none after it', () => {
    const space = createSpace({ anchor: 3, partners: defaultPartners(3), arities: [3, 4], maxCoefficient: 20 });
    const p = space.partners;
    expect([...elementSet(space, 4185)]).toEqual([3, p[90], p[91]]);
    expect([...elementSet(space, 4186)]).toEqual([3, p[0], p[1], p[2]]);
    expect([...elementSet(space, 129_765)]).toEqual([3, p[89], p[90], p[91]]);
    expect(() => elementSet(space, 129_766)).toThrow('outside the space');
  });
});
