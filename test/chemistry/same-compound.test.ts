import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createComposition } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { compoundDifference, SAME_COMPOUND } from '../../src/chemistry/same-compound.ts';

const between = (a: string, b: string) => compoundDifference(parseFormula(a), parseFormula(b));

describe('how far two compositions lie apart', () => {
  // By hand: Li 2/3 against 1.99/2.99, S 1/3 against 1/2.99; the difference of S over the larger, 1/2.99, is 0.01/3.
  test.each([
    ['Li2S', 'Li1.99S', 0.01 / 3],
    ['Li2S', 'Li4S2', 0],
    ['Li3PS4', 'S4PLi3', 0],
    ['LiCl', 'LiBr', Number.POSITIVE_INFINITY],
    ['LiCl', 'Li3OCl', Number.POSITIVE_INFINITY],
    // Fractions 1/100 against 1/101: a trace counts as much as the rest.
    ['LiCl99', 'LiCl100', 1 / 101],
  ])('%s and %s', (a, b, expected) => {
    expect(between(a, b)).toBeCloseTo(expected, 8);
    expect(between(b, a)).toBe(between(a, b));
  });

  test('exactly 1 % is within, 1.01 % is not', () => {
    // Fractions of Li 0.99 and 1 of 100 parts: 0.0099 over 0.01.
    const [whole, less, tooLittle] = [
      [1, 99],
      [0.99, 99.01],
      [0.9899, 99.0101],
    ].map((amounts) => createComposition([3, 17], amounts)) as [never, never, never];
    expect(compoundDifference(whole, less)).toBeLessThanOrEqual(SAME_COMPOUND);
    expect(compoundDifference(whole, tooLittle)).toBeGreaterThan(SAME_COMPOUND);
  });

  test('a multiple of a composition differs by nothing', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(amounts, fc.double({ min: 0.001, max: 1000, noNaN: true }), (parts, factor) => {
        const elements = [3, 15, 16, 17, 35].slice(0, parts.length);
        const a = createComposition(elements, parts);
        const b = createComposition(
          elements,
          parts.map((part) => part * factor),
        );
        expect(compoundDifference(a, b)).toBe(0);
      }),
    );
  });
});
