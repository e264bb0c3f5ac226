import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { type EnergyPredictor, judgeStability, type StabilityRule } from '../../src/stability/judge-stability.ts';
import { phasesFrom } from '../../src/stability/phases.ts';

const phases = phasesFrom(
  [
    { formula: 'Li2S', energy: -1.5 },
    { formula: 'LiS4', energy: -0.2 },
  ],
  'mine',
);
const RULE: StabilityRule = { against: null, minWindow: null, maxAboveHull: null, noElementalProducts: false };
/** Li2S a little above its own energy; any other at -1. */
const predict: EnergyPredictor = ({ atomicNumbers, amounts }) => {
  if (atomicNumbers.includes(11)) return null;
  return amounts.length === 2 && amounts.includes(2) && amounts.includes(1)
    ? { value: -1.4, low: -1.5, high: -1.2 }
    : { value: -1, low: -1.2, high: -0.8 };
};
const judge = (formula: string, rule: Partial<StabilityRule> = {}) =>
  judgeStability(phases, { ...RULE, ...rule }, predict)(parseFormula(formula));

describe('energy above the hull', () => {
  test('of a new compound is what was predicted, less the hull, with the interval', () => {
    // LiS is 2/3 Li2S + 1/3 S by halves of its atoms: -1.5 x 3/4.
    const { judged } = judge('LiS');
    expect(judged!.aboveHull).toBeNull();
    expect(judged!.hull.energy).toBeCloseTo(-1.125, 12);
    expect(judged!.predicted!.value).toBeCloseTo(0.125, 12);
    expect(judged!.predicted!.low).toBeCloseTo(-0.075, 12);
    expect(judged!.predicted!.high).toBeCloseTo(0.325, 12);
  });

  test('of a known phase is its own, beside a prediction against all other phases', () => {
    const { judged } = judge('Li2S');
    expect(judged!.aboveHull).toBe(0);
    // Without Li2S the most stable mixture is Li and LiS4: a third of sulfur, 5/12 of all atoms in LiS4.
    expect(judged!.predicted!.value).toBeCloseTo(-1.4 + (0.2 * 5) / 12, 12);
  });

  test.each([
    ['LiS', 0.12, 'far_above_hull'],
    ['LiS', 0.13, null],
    ['Li2S', 0.01, null],
    ['LiS4', 0.01, 'far_above_hull'],
    ['LiNaS', 5, 'energies_unknown'],
  ])('%s within %d is left out: %s', (formula, maxAboveHull, leftOut) => {
    expect(judge(formula, { maxAboveHull }).leftOut).toBe(leftOut);
  });

  test('without a prediction a new compound is as high as can be', () => {
    expect(judgeStability(phases, { ...RULE, maxAboveHull: 9 })(parseFormula('LiS')).leftOut).toBe('far_above_hull');
    expect(judgeStability(phases, { ...RULE, maxAboveHull: 9 })(parseFormula('Li2S')).leftOut).toBeNull();
  });

  test('an element has none', () => {
    expect(judge('Li').judged!.predicted).toBeNull();
  });
});
