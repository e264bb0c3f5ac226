import { describe, expect, test } from 'vitest';
import { coverageElsewhere } from '../../experiments/measured/intervals.ts';
import { measuredScores } from '../../src/experiment/measured-scores.ts';
import { loadMeasured } from '../../src/transfer/measured-data.ts';

const [sample] = loadMeasured('obelix');
const material = (log10Conductivity: number, belowDetection = false) => ({
  ...sample!,
  log10Conductivity,
  belowDetection,
});
const materials = [material(-3), material(-4), material(-6), material(-10, true)];
const options = { resamples: 20, seed: 0, groups: ['a', 'b', 'c', 'd'], probability: null, ranks: true };

describe('measuredScores by hand', () => {
  const predicted = Float64Array.of(-3.5, -5, -4.5, -8);
  const numbers = measuredScores(
    'demo',
    materials,
    { score: predicted.map((value) => value + 4), log10Conductivity: predicted, sd: null },
    { ...options, probability: Float64Array.of(0.9, 0.5, 0.5, 0) },
  );

  test('ranks and classes', () => {
    expect(numbers['demo.auc']).toMatchObject({ value: 0.75, n: 4 }); // of four pairs one is turned round
    expect(numbers['demo.mcc']!.value).toBeCloseTo(0.57735, 5); // of two fast one is found, and none is false
    expect(numbers['demo.spearman']!.value).toBe(0.8);
    expect(numbers['demo.enrichment_1_percent']!.value).toBe(2);
    expect(numbers['demo.brier']!.value).toBe(0.1275);
  });

  test('errors with the floor stated: what lies below detection counts as 1e-10 or 1e-15', () => {
    expect(numbers['demo.mae_floor_1e-10']!.value).toBe((0.5 + 1 + 1.5 + 2) / 4);
    expect(numbers['demo.mae_floor_1e-15']!.value).toBe((0.5 + 1 + 1.5 + 7) / 4);
  });

  test('a student that does not rank has no ranking, one of classes no error', () => {
    const score = Float64Array.of(1, 1, 1, 1);
    const few = measuredScores(
      'demo',
      materials,
      { score, log10Conductivity: null, sd: null },
      { ...options, ranks: false },
    );
    expect(Object.keys(few)).toEqual(['demo.mcc']);
  });
});

test('an interval holds what lies below detection when it begins below the limit', () => {
  const interval = (low: number, high: number) => ({
    ...{ value: (low + high) / 2, probability: 0.5, low, high },
    ...{ domain: 'inside' as const, unlearned: [], nearest: null, distance: null },
  });
  const predictions = [interval(-4, -2), interval(-3, -2), interval(-6, -5), interval(-12, -11)];
  const numbers = coverageElsewhere('demo', materials, predictions, 20, 0);
  expect(numbers['interval.demo.inside.coverage']!.value).toBe(0.75);
  expect(numbers['interval.demo.inside.median_width']!.value).toBe(1);
  expect(numbers['interval.demo.outside.coverage']).toBeUndefined();
});
