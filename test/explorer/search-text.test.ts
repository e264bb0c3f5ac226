import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reducedFormula } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { readSearch } from '../../src/explorer/search-text.ts';

describe('readSearch', () => {
  test.each([
    ['Li3PS4', 'the compound Li3PS4'],
    ['Li6P2S8', 'the compound Li3PS4'],
    ['3Li2S·P2S5', 'the compound Li3PS4'],
    ['P-S-Li', 'the system Li-P-S'],
    ['Li - P - S', 'the system Li-P-S'],
    ['Li-P-*', 'systems Li-P-*, each * one more element'],
    ['Li,P,S', 'all of Li, P, S, and any other'],
    ['S P', 'all of P, S, and any other'],
    ['Li3P*', 'formulas that begin with Li3P'],
  ])('%s is %s', (text, words) => {
    expect(readSearch(text).words).toBe(words);
  });

  test.each([
    ['li3ps4', 'li3ps4, position 1: expected an element symbol, found "l"; begin each part with an element or bracket'],
    ['Li-Xx', 'search: expected an element symbol, found "Xx"; check the spelling'],
    [
      'Li-P-P',
      'search: expected each element once, found Li, P, P; write Li3PS4, Li-P-S, Li-P-* or Li,P,S, with capitals',
    ],
    ["'; DROP TABLE candidates; --", 'expected an element symbol'],
    ['P'.repeat(201), 'search: expected at most 200 characters, found 201'],
  ])('%s is refused', (text, message) => {
    expect(() => readSearch(text)).toThrow(message);
  });

  test('any formula is found by its reduced form, however many times it is written', () => {
    fc.assert(
      fc.property(
        fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 9 }))),
        fc.integer({ min: 1, max: 5 }),
        (amounts, times) => {
          const [li, p, s] = amounts.map((amount) => amount * times);
          const found = readSearch(`S${s}P${p}Li${li}`);
          expect(found).toMatchObject({
            kind: 'formula',
            system: 'Li-P-S',
            formula: reducedFormula(parseFormula(`Li${amounts[0]}P${amounts[1]}S${amounts[2]}`)),
          });
        },
      ),
    );
  });
});
