import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComposition } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { ELEMENTAL_SETS, elementalDescriptors } from '../../src/descriptors/elemental.ts';
import { fitDomain } from '../../src/evaluation/domain.ts';
import { createDomainReader } from '../../src/screening/domain-reader.ts';
import { loadLabelTable } from '../../src/transfer/label-table.ts';

const learned = [...new Set(loadLabelTable().formulas)]
  .filter((_, i) => i % 40 === 0)
  .map((text) => parseFormula(text));
const elements = fc.shuffledSubarray([1, 8, 9, 11, 15, 16, 17, 26, 32, 57, 83], { minLength: 1, maxLength: 3 });
const amounts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 4, maxLength: 4 });

describe('createDomainReader', () => {
  test.each(['elemental-30', 'elemental-mmmr', 'elemental-full'] as const)(
    'measures as the domain does, %s',
    (name) => {
      const descriptors = { ...ELEMENTAL_SETS[name], anchor: 'Li' };
      const domain = fitDomain(elementalDescriptors(learned, descriptors));
      const axes = domain.toJson();
      fc.assert(
        fc.property(elements, amounts, (partners, counts) => {
          const set = Uint8Array.of(3, ...partners);
          const coefficients = Uint8Array.from(counts.slice(0, set.length));
          const reader = createDomainReader(descriptors, axes, set.length);
          reader.load(set);
          const [expected] = domain.distance(elementalDescriptors([createComposition(set, coefficients)], descriptors));
          const found = reader.distance(coefficients);
          expect(Math.abs(found - expected!)).toBeLessThan(1e-8 * (1 + expected!));
          expect(reader.leastDistance()).toBeLessThan(found + 1e-9);
        }),
        { numRuns: 60 },
      );
    },
  );

  test('tells sets that are far off as a whole', () => {
    const descriptors = ELEMENTAL_SETS['elemental-30'];
    const reader = createDomainReader(descriptors, fitDomain(elementalDescriptors(learned, descriptors)).toJson(), 3);
    reader.load(Uint8Array.of(3, 2, 10)); // helium and neon
    expect(reader.leastDistance()).toBeGreaterThan(1);
    reader.load(Uint8Array.of(3, 15, 8));
    expect(reader.leastDistance()).toBeLessThan(1);
  });
});
