import { describe, expect, test } from 'vitest';
import { reducedFormula } from '../../src/chemistry/composition.ts';
import { atomicNumber } from '../../src/chemistry/elements.ts';
import { STRUCTURAL_DESCRIPTORS } from '../../src/descriptors/structural.ts';
import { loadTraining } from '../../src/transfer/training-data.ts';

const training = loadTraining();

describe('the training materials', () => {
  test('are forty, eleven of them fast, as Table 1 of Sendek et al. 2017 has it', () => {
    expect(training.length).toBe(40);
    expect(training.filter(({ conductivitySPerCm }) => conductivitySPerCm >= 1e-4).length).toBe(11);
  });

  test.each([
    ['Li10Ge(PS6)2', 1.4e-2],
    ['Li7P3S11', 4.1e-3],
    ['Li3N', 5.75e-4],
    ['Li7La3Zr2O12', 3.5e-4],
    ['LiI', 1e-6],
    ['Li2S', 1e-13],
  ])('%s conducts %s S/cm', (formula, conductivity) => {
    const found = training.filter((material) => material.formula === formula);
    expect(found.map(({ conductivitySPerCm }) => conductivitySPerCm)).toEqual([conductivity]);
  });

  test('hold lithium, conduct, and have the composition of their formula', () => {
    for (const { formula, composition, conductivitySPerCm } of training) {
      expect(composition.atomicNumbers.includes(atomicNumber('Li')), formula).toBe(true);
      expect(conductivitySPerCm > 0 && conductivitySPerCm < 1, formula).toBe(true);
    }
    const tin = training.find(({ formula }) => formula === 'Li9.81Sn0.81P2.19S12')!;
    expect(reducedFormula(tin.composition)).toBe('Li327Sn27P73S400');
  });

  test('have all verified descriptors, or none at all', () => {
    const verified = STRUCTURAL_DESCRIPTORS.flatMap((descriptor, column) => (descriptor.verified ? [column] : []));
    expect(verified.length).toBe(20);
    const counts = training.map(({ formula, descriptors }) => {
      expect(descriptors.length, formula).toBe(STRUCTURAL_DESCRIPTORS.length);
      return verified.filter((column) => Number.isFinite(descriptors[column])).length;
    });
    expect(counts.filter((count) => count === 20).length).toBe(33);
    expect(counts.filter((count) => count === 0).length).toBe(7);
  });

  test('name a source for every structure that was described', () => {
    for (const { formula, structureSource, descriptors } of training) {
      if (descriptors.some(Number.isFinite)) expect(structureSource, formula).not.toBe('');
    }
  });
});
