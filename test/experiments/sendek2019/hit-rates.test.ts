import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hitNumbers } from '../../../experiments/sendek2019/hit-rates.ts';

const groups = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })).chain(([n, m]) =>
  fc.record({
    chosen: fc.record({ fast: fc.integer({ min: 0, max: n }), all: fc.constant(n) }),
    controls: fc.record({ fast: fc.integer({ min: 0, max: m }), all: fc.constant(m) }),
  }),
);

describe('hitNumbers', () => {
  test('gives the figures of Sendek et al. 2019 from its counts: 2.7 times, F1 0.50, 3.5 times chance', () => {
    const numbers = hitNumbers('v', { fast: 8, all: 21 }, { fast: 3, all: 21 }, 200, 0);
    expect(numbers['v.chosen_hit_rate']!.value).toBeCloseTo(8 / 21, 5);
    expect(numbers['v.enrichment']!.value).toBeCloseTo(2.667, 3);
    expect(numbers['v.f1']!.value).toBe(0.5);
    expect(numbers['v.f1_over_chance']!.value).toBe(3.5);
    expect(numbers['v.fisher_p']!.value).toBeCloseTo(0.0794584, 6);
  });

  test('has no enrichment where no control is fast, and says so instead of a number', () => {
    const numbers = hitNumbers('v', { fast: 2, all: 4 }, { fast: 0, all: 4 }, 50, 0);
    expect(numbers['v.enrichment']).toMatchObject({ value: null, interval: [null, null] });
    expect(numbers['v.chosen_hit_rate']!.value).toBe(0.5);
  });

  test('gives precision and F1 as they are defined, whatever the counts', () => {
    fc.assert(
      fc.property(groups, ({ chosen, controls }) => {
        const numbers = hitNumbers('v', chosen, controls, 20, 1);
        const precision = chosen.fast / chosen.all;
        expect(numbers['v.chosen_hit_rate']!.value).toBeCloseTo(precision, 5);
        const recall = chosen.fast / (chosen.fast + controls.fast);
        const f1 = chosen.fast === 0 ? 0 : (2 * precision * recall) / (precision + recall);
        expect(numbers['v.f1']!.value).toBeCloseTo(f1, 5);
      }),
      { numRuns: 30 },
    );
  });
});
