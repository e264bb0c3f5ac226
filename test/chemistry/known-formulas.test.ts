import { expect, test } from 'vitest';
import { reducedFormula } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { knownFormulas } from '../../src/chemistry/known-formulas.ts';
import { shippedRecord } from '../../src/core/shipped-data.ts';

test('known are the compositions of both tables, each once and reduced', () => {
  const known = knownFormulas();
  const rows = shippedRecord('formation-energies.csv.gz').rows + shippedRecord('known-compositions.csv.gz').rows;
  expect(known.size).toBe(rows);
  expect(known.size).toBe(192_094);
  for (const formula of ['Li3PS4', 'Li7La3Zr2O12', 'NaCl', 'Mg2SiO4']) {
    expect(known.has(reducedFormula(parseFormula(formula))), formula).toBe(true);
  }
  expect(known.has('Li9PS6')).toBe(false);
  const every = [...known];
  for (let i = 0; i < every.length; i += 997) expect(reducedFormula(parseFormula(every[i]!))).toBe(every[i]);
});
