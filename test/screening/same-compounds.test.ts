import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComposition, reducedFormula } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { createSpace } from '../../src/screening/grid-space.ts';
import { sameCompounds } from '../../src/screening/same-compounds.ts';

const PARTNERS = [8, 14, 15, 16, 17, 35];
const space = (arities: number[], maxCoefficient: number, partners = PARTNERS) =>
  createSpace({ anchor: 3, partners, arities, maxCoefficient });

describe('the compounds of a space that are those of a list', () => {
  test('decimal amounts have their whole relatives', () => {
    // Li6.02PS5Cl against Li6PS5Cl: fractions 6.02/13.02 and 6/13 differ by 0.18 %, 1/13.02 and 1/13 by 0.15 %.
    expect(sameCompounds(space([4], 6), [parseFormula('Li6.02PS5Cl')])).toEqual(['Li6PS5Cl']);
    expect(sameCompounds(space([4], 5), [parseFormula('Li6.02PS5Cl')])).toEqual([]);
  });

  test('each once, without multiples, in the order of the list', () => {
    const list = ['Li3PS4', 'Li6P2S8', 'Li2S', 'NaCl', 'Li2Se', 'Li6PS5Cl'].map(parseFormula);
    expect(sameCompounds(space([2, 3], 9), list)).toEqual(['Li3PS4', 'Li2S']);
  });

  test('equal a search through all compounds', () => {
    const amounts = fc.array(fc.double({ min: 0.3, max: 12, noNaN: true }), { minLength: 3, maxLength: 3 });
    const max = 14;
    const whole: number[][] = [];
    for (let a = 1; a <= max; a++) for (let b = 1; b <= max; b++) for (let c = 1; c <= max; c++) whole.push([a, b, c]);
    fc.assert(
      fc.property(amounts, (wanted) => {
        const share = (parts: readonly number[]) => parts.map((part) => part / parts.reduce((x, y) => x + y));
        const target = share(wanted);
        const near = whole.filter((parts) =>
          share(parts).every((value, i) => Math.abs(value - target[i]!) <= 0.01 * Math.max(value, target[i]!)),
        );
        const formulas = new Set(near.map((parts) => reducedFormula(createComposition([3, 15, 16], parts))));
        const found = sameCompounds(space([3], max), [createComposition([3, 15, 16], wanted)]);
        expect(new Set(found)).toEqual(formulas);
        expect(found).toHaveLength(formulas.size);
      }),
      { numRuns: 60 },
    );
  });
});
