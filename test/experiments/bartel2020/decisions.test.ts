import { describe, expect, test } from 'vitest';
import type { EnergyCompounds } from '../../../experiments/bartel2020/compounds.ts';
import { decisionCurve, decisionNumbers } from '../../../experiments/bartel2020/decisions.ts';
import { bartel2020 } from '../../../experiments/bartel2020.ts';
import { parseFormula } from '../../../src/chemistry/formula.ts';

/** Six compounds: 0.2 below the others, on them, and 0.04, 0.08, 0.25 and 0.5 eV/atom above. */
const above = [-0.2, 0, 0.04, 0.08, 0.25, 0.5];
const compounds: EnergyCompounds = {
  formulas: above.map((_, i) => `Li${i + 1}O`),
  compositions: above.map((_, i) => parseFormula(`Li${i + 1}O`)),
  systems: ['a', 'b', 'c', 'd', 'e', 'f'],
  energies: Float64Array.from(above, (height) => height - 1),
  others: new Float64Array(6).fill(-1),
};
/** Predicted 0.1 eV/atom too low, the last one 0.5. */
const predicted = compounds.energies.map((energy, i) => energy - (i === 5 ? 0.5 : 0.1));
const effort = { ...bartel2020.quick, resamples: 5 };

describe('decisions', () => {
  const numbers = decisionNumbers('network', predicted, compounds, effort, 0);
  const value = (name: string) => numbers[`by_system.network.${name}`]!.value;

  test('of six compounds, counted by hand', () => {
    expect(value('mae')).toBeCloseTo(1 / 6, 6);
    // Within 0.05: three are; called are -0.3, -0.1, -0.06, -0.02 and 0.0, not 0.15.
    expect(value('within_0.05.precision')).toBeCloseTo(3 / 5, 6);
    expect(value('within_0.05.recall')).toBe(1);
    expect(value('within_0.05.false_positive_rate')).toBeCloseTo(2 / 3, 6);
    expect(value('within_0.05.accuracy')).toBeCloseTo(4 / 6, 6);
    expect(value('within_0.05.f1')).toBeCloseTo(6 / 8, 6);
    expect(value('within_0.1.precision')).toBeCloseTo(4 / 5, 6);
  });

  test('one that calls nothing stable has no precision, and no error', () => {
    const nothing = new Float64Array(6).fill(Number.POSITIVE_INFINITY);
    const found = decisionNumbers('always-unstable', nothing, compounds, effort, 0);
    expect(found['by_system.always-unstable.within_0.1.precision']!.value).toBeNull();
    expect(found['by_system.always-unstable.within_0.1.recall']!.value).toBe(0);
    expect(found['by_system.always-unstable.mae']).toBeUndefined();
  });

  test('the higher the limit, the more are found', () => {
    const recall = decisionCurve(predicted, compounds, 0.05).map((point) => point.recall);
    expect(recall).toEqual([...recall].sort((a, b) => a - b));
    expect(recall.at(-1)).toBe(1);
  });
});
