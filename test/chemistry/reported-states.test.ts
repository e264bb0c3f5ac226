import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atomicNumber } from '../../src/chemistry/elements.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { likelyStates } from '../../src/chemistry/likely-states.ts';
import {
  chargeAssignments,
  isChargeNeutral,
  isNeutral,
  type OxidationRule,
  oxidationRuleText,
  oxidationStates,
  passesPauling,
} from '../../src/chemistry/oxidation-states.ts';
import { reportedStates } from '../../src/chemistry/reported-states.ts';
import { countBits } from '../../src/screening/coefficients.ts';
import { openCompounds } from '../../src/screening/compounds.ts';
import { createSpace } from '../../src/screening/grid-space.ts';
import { createNeutralMasks } from '../../src/screening/neutral-masks.ts';
import { isIonic } from './is-ionic.ts';

const BELIEVABLE: OxidationRule = { leastShare: 0.04, mixedValence: true };

describe('shares of reports', () => {
  test('are those of the counts without zero, and add up to 1', () => {
    // 4,195 of 10,513 entries of sulfur and so on: the counts of SMACT's file for germanium, 2+ 262, 4+ 3,802 of 4,398 that are not 0.
    expect(reportedStates(32).get(4)!).toBeGreaterThan(0.8);
    expect(reportedStates(15).get(3)!).toBeLessThan(0.04);
    expect(reportedStates(2).size).toBe(0);
    for (let z = 1; z <= 118; z++) {
      const shares = [...reportedStates(z).values()];
      if (shares.length > 0) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  });

  test('bound the states that count', () => {
    const states = (leastShare: number) => oxidationStates(15, { leastShare, mixedValence: false });
    expect(states(0.04)).toEqual([-3, 5]);
    expect(states(0.03)).toEqual([-3, 3, 4, 5]);
    expect(states(1)).toEqual([]);
    expect(oxidationRuleText(BELIEVABLE)).toBe('ICSD (4 % of reports or more, mixed valence)');
    expect(oxidationRuleText('all')).toBe('all');
  });
});

describe('mixed valence', () => {
  const mixed = { leastShare: 0.1, mixedValence: true };

  test('lets one element stand in two neighbouring states of one sign', () => {
    expect(passesPauling(parseFormula('Fe3O4'), mixed)).toBe(true);
    expect(passesPauling(parseFormula('Fe3O4'), { ...mixed, mixedValence: false })).toBe(false);
    expect(likelyStates(parseFormula('Fe3O4'), mixed)?.text).toBe('Fe2+/3+ O2-');
    expect(passesPauling(parseFormula('LiMn2O4'), { leastShare: 0.04, mixedValence: true })).toBe(true);
  });

  test('is no second way to a compound of one state, and none across zero', () => {
    // All iron in 3+ leaves no 2+; phosphorus has -3 and 5, which are not neighbours of one sign.
    const of = (text: string) =>
      chargeAssignments(parseFormula(text).atomicNumbers, mixed).filter(({ mixed: two }) => two);
    expect(of('Fe2O3').some((assignment) => isNeutral(assignment, parseFormula('Fe2O3').amounts))).toBe(false);
    expect(
      chargeAssignments([3, 15, 16], { leastShare: 0.05, mixedValence: true }).some(
        ({ mixed: two }) => two?.place === 1,
      ),
    ).toBe(false);
  });

  test('is in the masks of a screening what it is compound by compound', () => {
    const max = 6;
    const partners = ['Fe', 'Mn', 'P', 'S', 'O', 'Cu'].map((symbol) => atomicNumber(symbol));
    const space = createSpace({ anchor: 3, partners, arities: [3], maxCoefficient: max });
    const compounds = openCompounds(space, 3);
    const masks = createNeutralMasks(space, 3, mixed);
    let both = 0;
    for (const pair of partners.flatMap((a, i) => partners.slice(i + 1).map((b) => [a, b]))) {
      const elements = Uint8Array.of(3, ...pair);
      masks.load(elements);
      compounds.load(elements);
      const bit = (mask: Uint32Array, index: number) => (mask[Math.floor(index / max)]! >>> (index % max)) & 1;
      for (let index = 0; index < max ** 3; index++) {
        if (!bit(compounds.whole, index)) continue;
        const composition = { atomicNumbers: elements, amounts: Float64Array.from(compounds.amounts(index)) };
        expect(bit(masks.neutral, index)).toBe(Number(isChargeNeutral(composition, mixed)));
        expect(bit(masks.paulingOrder, index)).toBe(Number(passesPauling(composition, mixed)));
        expect(bit(masks.ionic, index)).toBe(Number(isIonic(composition, mixed)));
      }
      both += countBits(masks.neutral);
    }
    expect(both).toBeGreaterThan(100);
  });
});

describe('the most probable states', () => {
  test.each([
    ['Li3PS4', 'Li+ P5+ S2-'],
    ['Li2SO4', 'Li+ S6+ O2-'],
    ['LiNO3', 'Li+ N5+ O2-'],
    ['LiCoO2', 'Li+ Co3+ O2-'],
    ['Li3N', 'Li+ N3-'],
  ])('of %s are %s', (formula, states) => {
    expect(likelyStates(parseFormula(formula), { leastShare: 0, mixedValence: false })?.text).toBe(states);
  });

  test('have a probability between 0 and 1 that does not depend on how the formula is written; an alloy has none', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Li3PS4', 'LiPO3', 'Li6PS5Cl', 'Li7La3Zr2O12'),
        fc.integer({ min: 2, max: 9 }),
        (formula, n) => {
          const one = likelyStates(parseFormula(formula), 'all')!;
          expect(one.probability).toBeGreaterThan(0);
          expect(one.probability).toBeLessThanOrEqual(1);
          expect(likelyStates(parseFormula(`(${formula})${n}`), 'all')).toEqual(one);
        },
      ),
    );
    expect(likelyStates(parseFormula('LiMg'), BELIEVABLE)).toBeNull();
  });

  test('of many elements come without rare ones; of more there is no answer', () => {
    const any = { leastShare: 0, mixedValence: true };
    const twelve = likelyStates(parseFormula('Li2FeMnCoNiVCrWReOsMoO20'), any)!;
    expect(twelve.text).toMatch(/^Li\+ .* O2-$/);
    expect(twelve.text.split(' ')).toHaveLength(12);
    expect(likelyStates(parseFormula('LiNaKFeMnCoNiVCrWReOsCSNPSeTeMoRuRhO20'), any)).toBeNull();
  });
});

describe('believable states', () => {
  test('do not hold the first of a list that nobody believed', () => {
    for (const formula of ['Li16Ge2P2S13', 'Li9PS6']) {
      expect(isIonic(parseFormula(formula), 'common')).toBe(true);
      expect(isIonic(parseFormula(formula), BELIEVABLE)).toBe(false);
    }
  });
});
