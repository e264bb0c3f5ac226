import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SYMBOLS } from '../../../src/chemistry/elements.ts';
import { parseFormula } from '../../../src/chemistry/formula.ts';
import { formulaReadings } from '../../../src/explorer/page/lib/readings.ts';

describe('what a text without capitals may mean', () => {
  test.each([
    ['li6ps5cl', ['Li6PS5Cl']],
    ['LI6PS5CL', ['Li6PS5Cl']],
    [' li7la3zr2o12 ', ['Li7La3Zr2O12']],
    ['licoo2', ['LiCoO2', 'LiCOO2']],
    ['3li2s·p2s5', ['3Li2S·P2S5']],
    ['li2(so4)', ['Li2(SO4)']],
    ['li-p-s', ['Li-P-S']],
    ['li,p,s', ['Li,P,S']],
    ['li-p-*', ['Li-P-*']],
    ['li-ps', []],
    ['lixq', []],
    ['Li3PS4', []],
    ['', []],
    ['li'.repeat(40), []],
  ])('%s: %j', (text, readings) => {
    expect(formulaReadings(text)).toEqual(readings);
  });

  test('a formula is among the readings of its small letters, and every reading is a formula', () => {
    const symbol = fc.constantFrom(...SYMBOLS.slice(1, 95));
    fc.assert(
      fc.property(fc.uniqueArray(symbol, { minLength: 2, maxLength: 4 }), (symbols) => {
        const formula = symbols.map((one, i) => `${one}${i + 2}`).join('');
        const readings = formulaReadings(formula.toLowerCase());
        for (const reading of readings) parseFormula(reading);
        if (readings.length < 4) expect(readings).toContain(formula);
      }),
    );
  });
});
