import { describe, expect, test } from 'vitest';
import { rowOf } from '../../src/core/matrix.ts';
import { PUBLISHED_MODEL } from '../../src/transfer/published-model.ts';
import { publishedTeacher, structuralColumns, structuralMatrix, withStructure } from '../../src/transfer/teacher.ts';
import { loadTraining } from '../../src/transfer/training-data.ts';

const training = loadTraining();

describe('the published teacher', () => {
  test('its domain is that of the training materials with a structure: their mean distance is 1', () => {
    const { domain, descriptors } = publishedTeacher(training);
    const distances = domain.distance(structuralMatrix(withStructure(training), descriptors));
    expect(distances.length).toBe(33);
    expect(distances.reduce((sum, distance) => sum + distance, 0) / 33).toBeCloseTo(1, 12);
  });

  test('errs on four of the 33, as the paper errs on four of forty', () => {
    const materials = withStructure(training);
    const logOdds = publishedTeacher(training).logOdds(structuralMatrix(materials, PUBLISHED_MODEL.descriptors));
    const wrong = materials.filter(({ conductivitySPerCm }, i) => conductivitySPerCm >= 1e-4 !== logOdds[i]! >= 0);
    expect(wrong.length).toBe(4);
  });
});

describe('structural columns', () => {
  test('are found by name, in the order asked for', () => {
    expect(structuralColumns(['volume_per_atom_A3', 'average_atomic_mass_u'])).toEqual([1, 0]);
    const X = structuralMatrix(training.slice(2, 4), ['volume_per_atom_A3', 'average_atomic_mass_u']);
    expect([X.rows, X.cols]).toEqual([2, 2]);
    expect(Array.from(rowOf(X, 1))).toEqual([training[3]!.descriptors[1], training[3]!.descriptors[0]]);
  });

  test('a name that is none is a programming error', () => {
    expect(() => structuralColumns(['hardness'])).toThrow('hardness is no structural descriptor');
  });
});
