import { describe, expect, test } from 'vitest';
import { fractions, reducedFormula } from '../../src/chemistry/composition.ts';
import { atomicNumber } from '../../src/chemistry/elements.ts';
import type { Composition } from '../../src/chemistry/formula.ts';
import { shippedRecord } from '../../src/core/shipped-data.ts';
import { STRUCTURAL_DESCRIPTORS } from '../../src/descriptors/structural.ts';
import { loadMeasured, MEASURED_SETS, type MeasuredMaterial } from '../../src/transfer/measured-data.ts';
import { PUBLISHED_MODEL } from '../../src/transfer/published-model.ts';
import { loadTraining } from '../../src/transfer/training-data.ts';

const sets = {
  obelix: loadMeasured('obelix'),
  liverpool: loadMeasured('liverpool'),
  laskowski: loadMeasured('laskowski'),
};
const names = MEASURED_SETS;
const count = (materials: readonly MeasuredMaterial[], is: (material: MeasuredMaterial) => boolean) =>
  materials.filter(is).length;
const find = (set: keyof typeof sets, wanted: string) => sets[set].find(({ formula }) => formula === wanted)!;

/** Sum of the absolute differences of the atomic fractions, over a dense table of the elements. */
function apart(a: Composition, b: Composition): number {
  const table = new Float64Array(119);
  fractions(a).forEach((fraction, i) => {
    table[a.atomicNumbers[i]!]! += fraction;
  });
  fractions(b).forEach((fraction, i) => {
    table[b.atomicNumbers[i]!]! -= fraction;
  });
  return table.reduce((sum, value) => sum + Math.abs(value), 0);
}

describe('the measured sets', () => {
  test.each([
    ['obelix', { materials: 390, fast: 170, below: 29, inTraining: 30, inOtherSet: 192, structural: 210 }],
    ['laskowski', { materials: 103, fast: 42, below: 10, inTraining: 0, inOtherSet: 1, structural: 0 }],
    ['liverpool', { materials: 403, fast: 151, below: 0, inTraining: 38, inOtherSet: 183, structural: 0 }],
  ] as const)('%s: counts', (set, expected) => {
    const materials = sets[set];
    expect({
      materials: materials.length,
      fast: count(materials, ({ log10Conductivity }) => log10Conductivity >= -4),
      below: count(materials, ({ belowDetection }) => belowDetection),
      inTraining: count(materials, ({ inTraining }) => inTraining),
      inOtherSet: count(materials, ({ inOtherSet }) => inOtherSet),
      structural: count(materials, ({ structural }) => structural !== null),
    }).toEqual(expected);
  });

  test.each(names)('%s: every raw row is a measurement or left out for a reason', (set) => {
    const counts = shippedRecord(`${set}.csv`).counts!;
    const reasons = ['outside 15 to 35 C', 'not readable', 'no lithium', 'no conductivity'];
    const left = reasons.reduce((sum, reason) => sum + counts[reason]!, 0);
    const measurements = sets[set].reduce((sum, material) => sum + material.measurements, 0);
    expect(measurements + left).toBe(counts.rows);
    expect(sets[set].length).toBe(counts.compositions);
  });

  test.each(names)('%s: one row for each reduced formula, sorted, with lithium', (set) => {
    const formulas = sets[set].map(({ formula }) => formula);
    expect(formulas).toEqual([...new Set(formulas)].sort());
    for (const { formula, composition } of sets[set]) {
      expect(reducedFormula(composition)).toBe(formula);
      expect(composition.atomicNumbers.includes(atomicNumber('Li')), formula).toBe(true);
    }
  });

  test.each(names)('%s: conductivities of solids, a spread only where there are several', (set) => {
    for (const { formula, log10Conductivity, measurements, spreadLog10 } of sets[set]) {
      expect(log10Conductivity > -20 && log10Conductivity < -1, formula).toBe(true);
      expect(measurements, formula).toBeGreaterThan(0);
      expect(spreadLog10 >= 0 && (measurements > 1 || spreadLog10 === 0), formula).toBe(true);
    }
  });
});

describe('measurements of one composition', () => {
  test('five: the third in order, and the largest by the smallest', () => {
    // Li10GeP2S12 in OBELiX: 0.0121, 0.0246, 0.012, 0.00143 and 0.0076 S/cm
    const { log10Conductivity, spreadLog10, measurements, dois } = find('obelix', 'Li10GeP2S12');
    expect([measurements, dois.length]).toEqual([5, 6]);
    expect(log10Conductivity).toBeCloseTo(Math.log10(0.012), 6);
    expect(spreadLog10).toBeCloseTo(Math.log10(0.0246 / 0.00143), 6);
  });

  test('two: the middle between their logarithms', () => {
    // Li10GeP2S12 in Liverpool Ionics: 2.03e-3 and 1.2e-2 S/cm at 25 C; a third one, at 5 C, is left out
    const { log10Conductivity, spreadLog10, measurements } = find('liverpool', 'Li10GeP2S12');
    expect(measurements).toBe(2);
    expect(log10Conductivity).toBeCloseTo(Math.log10(Math.sqrt(2.03e-3 * 1.2e-2)), 6);
    expect(spreadLog10).toBeCloseTo(Math.log10(1.2e-2 / 2.03e-3), 6);
  });

  test('one below the limit enters as the limit', () => {
    // Li4Zn(PO4)2 in OBELiX: <1e-10 and 5.55e-18 S/cm, half of them below
    const mixed = find('obelix', 'Li4ZnP2O8');
    expect(mixed.log10Conductivity).toBeCloseTo((-10 + Math.log10(5.55e-18)) / 2, 6);
    expect([mixed.belowDetection, mixed.measurements]).toEqual([true, 2]);
    // Li4P2O7: <1e-10 alone
    const alone = find('obelix', 'Li4P2O7');
    expect([alone.log10Conductivity, alone.belowDetection]).toEqual([-10, true]);
  });

  test.each([
    ['obelix', 'Li11La6Zr4GaO24', true], // printed as 0.0001 S/cm, exactly at the threshold
    ['obelix', 'Li10GeP2S12', true],
    ['obelix', 'LiGaO2', false],
    ['liverpool', 'Li7P3S11', true],
    ['liverpool', 'Li6FeCl8', false], // the training table has 1e-4 S/cm
    ['liverpool', 'LiF', false],
  ] as const)('%s: %s is fast: %s', (set, formula, fast) => {
    expect(find(set, formula).log10Conductivity >= -4).toBe(fast);
  });
});

describe('what keeps a split honest', () => {
  test.each(names)('%s: no source stands in two groups, and each group is named by one of its sources', (set) => {
    const groupOf = new Map<string, string>();
    for (const { dois, doiGroup } of sets[set]) {
      for (const doi of dois) expect(groupOf.get(doi) ?? doiGroup, doi).toBe(doiGroup);
      for (const doi of dois) groupOf.set(doi, doiGroup);
    }
    for (const [doi, group] of groupOf) expect([groupOf.get(group), group <= doi], doi).toEqual([group, true]);
  });

  test.each(names)('%s: DOIs in one spelling, one each', (set) => {
    for (const doi of sets[set].flatMap(({ dois }) => dois)) {
      if (doi.startsWith('10.')) expect(doi).toMatch(/^10\.\d{4,5}\/[^\s|;A-Z]+$/);
      else expect(doi).toBe('Journal De Physique 26 339-341. 1965');
    }
  });

  test.each([
    ['obelix', 'liverpool'],
    ['liverpool', 'obelix'],
  ] as const)('%s: flags say what the training materials and %s hold', (set, other) => {
    const training = loadTraining();
    for (const { formula, composition, inTraining, inOtherSet } of sets[set]) {
      const known = training.some((material) => apart(material.composition, composition) < 0.01);
      const shared = sets[other].some((material) => apart(material.composition, composition) < 0.01);
      expect([inTraining, inOtherSet], formula).toEqual([known, shared]);
    }
  });

  test('one spelling of each family, over both sets', () => {
    const families = [...new Set([...sets.obelix, ...sets.liverpool].map(({ family }) => family))];
    const bare = families.map((family) => family.toLowerCase().replace(/[^a-z]|s$/g, ''));
    expect(new Set(bare).size).toBe(families.length);
    expect(families).toEqual(families.map((family) => family.trim().toLowerCase()));
    expect(families).not.toContain('');
  });
});

describe('structural descriptors', () => {
  test('are all there, or none', () => {
    for (const { formula, structural } of sets.obelix) {
      if (structural === null) continue;
      expect(structural.length).toBe(PUBLISHED_MODEL.descriptors.length);
      expect(structural.every(Number.isFinite), formula).toBe(true);
    }
  });

  test('of Li10GeP2S12 are those of the training material, but for other random configurations', () => {
    const [training] = loadTraining().filter(({ formula }) => formula === 'Li10Ge(PS6)2');
    const { structural } = find('obelix', 'Li10GeP2S12');
    PUBLISHED_MODEL.descriptors.forEach((name, i) => {
      const column = STRUCTURAL_DESCRIPTORS.findIndex((descriptor) => descriptor.name === name);
      expect(structural![i]! / training!.descriptors[column]!, name).toBeCloseTo(1, 1);
    });
  });
});
