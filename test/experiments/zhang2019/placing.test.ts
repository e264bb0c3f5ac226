import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeasuredPattern } from '../../../experiments/zhang2019/measured-patterns.ts';
import { nearestPatternAuc } from '../../../experiments/zhang2019/nearest-pattern.ts';
import {
  placing,
  placingAgainstChance,
  shareOfOthers,
  shuffledFamilies,
} from '../../../experiments/zhang2019/placing.ts';
import { matrixFrom } from '../../../src/core/matrix.ts';
import { shuffled, stream } from '../../../src/core/random.ts';

const material = (i: number, isFast: boolean, family = `family ${i}`): MeasuredPattern => ({
  formula: `Li${i + 1}O`,
  pattern: i,
  log10Conductivity: isFast ? -3 : -7,
  isFast,
  family,
  anion: 8,
  hasTransitionMetal: false,
});

/** Fast ones of groups 0 and 1, slow ones of groups 2 to 4. */
const groupOf = Array.from({ length: 60 }, (_, i) => (i < 20 ? i % 2 : 2 + (i % 3)));
const materials = groupOf.map((group, i) => material(i, group < 2));

describe('where fast conductors fall', () => {
  test('all in two groups: by definition', () => {
    const found = placing(groupOf, materials, 10);
    expect(found).toMatchObject({
      twoGroupsFast: 1,
      twoGroupsMeasured: 1 / 3,
      groupsOfFast: 2,
      auc: 1,
      aucNewFamily: 1,
    });
    expect(found.enrichment).toBeCloseTo(3, 12);
  });

  test('far beyond chance when conductivities are shuffled, and at chance when groups are', () => {
    const held = placingAgainstChance(groupOf, materials, 10, 99, stream(0, 'p'));
    for (const { value, chanceMean, pValue, pValueByFamily } of Object.values(held)) {
      expect(value).toBeGreaterThan(chanceMean);
      expect([pValue, pValueByFamily]).toEqual([0.01, 0.01]);
    }
    const order = shuffled(60, stream(1, 'groups'));
    const other = placingAgainstChance(
      groupOf.map((_, i) => groupOf[order[i]!]!),
      materials,
      10,
      99,
      stream(0, 'p'),
    );
    expect(other.auc.pValue).toBeGreaterThan(0.05);
  });

  test('two families in two groups are nothing when families are shuffled whole', () => {
    const inFamilies = groupOf.map((group, i) => material(i, group === 0, `${group}`));
    const held = placingAgainstChance(groupOf, inFamilies, 10, 199, stream(0, 'p'));
    expect(held.auc.pValue).toBeLessThan(0.01);
    expect(held.auc.pValueByFamily).toBeGreaterThan(0.1);
    expect(placing(groupOf, inFamilies, 10).aucNewFamily).toBe(0); // what is left of the group tells nothing: fewer fast ones elsewhere
  });

  test('shares count the others only, and one more with the share of all others', () => {
    expect([...shareOfOthers([0, 0, 1], [1, 0, 0], [0, 1, 2])]).toEqual([0, 0.75, 0.5]);
    expect([...shareOfOthers([0, 0, 1], [1, 0, 0], [0, 0, 1])]).toEqual([0, 0, 0.5]);
  });

  test('families keep their order when they are shuffled whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30 }), fc.nat(), (raw, seed) => {
        const names = [...new Set(raw)];
        const families = Int32Array.from(raw, (family) => names.indexOf(family));
        const order = shuffledFamilies(families, stream(seed, 'families'));
        expect([...order].sort((a, b) => a - b)).toEqual(raw.map((_, i) => i));
        const places = [...families.keys()].sort((a, b) => families[a]! - families[b]! || a - b);
        const laid = places.map((place) => order[place]!);
        for (const family of names.keys()) {
          const own = laid.filter((i) => families[i] === family);
          const from = laid.indexOf(own[0]!);
          expect(laid.slice(from, from + own.length)).toEqual(own);
          expect(own).toEqual([...own].sort((a, b) => a - b));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the nearest pattern ranks by the nearest other, and by another family where that is asked for', () => {
    const four = [true, true, false, false].map((isFast, i) => material(i, isFast, `${i % 2}`));
    const line = [0, 1, 10, 11];
    const distances = matrixFrom(line.map((a) => line.map((b) => Math.abs(a - b))));
    expect(nearestPatternAuc(four, distances, false)).toBe(1);
    expect(nearestPatternAuc(four, distances, true)).toBe(1);
    expect(nearestPatternAuc(four.slice(0, 3), distances, false)).toBe(null);
  });
});
