import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComposition, fractions } from '../../src/chemistry/composition.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { descriptorFactors, missingValue } from '../../src/descriptors/factors.ts';

const elements = fc.shuffledSubarray([1, 3, 8, 9, 11, 15, 16, 17, 26, 32, 57, 83], { minLength: 1, maxLength: 5 });
const amounts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 5, maxLength: 5 });

describe('descriptorFactors', () => {
  test.each(['elemental-full', 'element-fractions'] as const)(
    'give back every descriptor of %s that they claim to',
    (name) => {
      const set = { ...ELEMENTAL_SETS[name], anchor: 'Li' };
      const factors = descriptorFactors(set);
      fc.assert(
        fc.property(elements, amounts, (given, counts) => {
          const composition = createComposition(given, counts.slice(0, given.length));
          const { atomicNumbers } = composition;
          const x = fractions(composition);
          const { data } = elementalDescriptors([composition], set);
          factors.forEach((factor, column) => {
            let value = data[column]!;
            if (factor.form === 'mean') value = x.reduce((sum, xi, i) => sum + xi * factor.scalar(atomicNumbers, i), 0);
            if (factor.form === 'constant') value = factor.value(atomicNumbers);
            if (factor.form === 'deviation') {
              let variance = 0;
              for (let i = 0; i < x.length; i++) {
                for (let j = i + 1; j < x.length; j++) {
                  const [a, b] = [factor.values[atomicNumbers[i]!]!, factor.values[atomicNumbers[j]!]!];
                  variance += x[i]! * x[j]! * (a - b) ** 2;
                }
              }
              value = Math.sqrt(variance);
            }
            expect(Math.abs(value - data[column]!)).toBeLessThan(1e-9 * (1 + Math.abs(data[column]!)));
          });
        }),
      );
    },
  );

  test('leave out what has to be computed compound by compound', () => {
    const forms = (name: keyof typeof ELEMENTAL_SETS) =>
      new Set(descriptorFactors({ ...ELEMENTAL_SETS[name], anchor: 'Li' }).map((f) => f.form));
    expect([...forms('elemental-30')].sort()).toEqual(['constant', 'deviation', 'mean']);
    expect([...forms('elemental-mmmr')].sort()).toEqual(['constant', 'mean']);
    expect(forms('elemental-full').has('none')).toBe(true);
  });
});

describe('missingValue', () => {
  test('names the first gap', () => {
    const set = { ...ELEMENTAL_SETS['elemental-30'], properties: ['period', 'pauling_electronegativity'] };
    expect(missingValue(set, [3, 8])).toBeUndefined();
    expect(missingValue(set, [3, 10])).toEqual({ property: 'pauling_electronegativity', symbol: 'Ne' });
  });
});
