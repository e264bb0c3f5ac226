import { expect, test } from 'vitest';
import { phasesFrom } from '../../src/stability/phases.ts';
import { readEnergies } from '../../src/stability/read-energies.ts';

const HEADER = 'formula,formation_energy_eV_atom\n';
const read = (rows: string) => readEnergies(HEADER + rows, 'mine.csv');

test('reads formulas and energies as tables have them, adds the elements, and keeps the lowest of a formula', () => {
  const { phases, unread } = readEnergies(
    'Formula;formation_energy_per_atom\nLi2O;-2,07\nLi4O2;-1,9\n\nLiS;-1\n',
    'm.csv',
  );
  expect(phases.formulas).toEqual(['Li', 'Li2O', 'LiS', 'O', 'S']);
  expect(Array.from(phases.energies)).toEqual([0, -2.07, -1, 0, 0]);
  expect(phases.higher).toBe(1);
  expect(unread).toEqual([]);
  expect(phasesFrom([], 'none').formulas).toEqual([]);
});

test('tells each row that cannot be read, and reads the rest', () => {
  const { phases, unread } = read('Li2O,-2.07\nLi2Q,-1\nLiS,\nLiF,-3,1\n');
  expect(phases.formulas).toEqual(['Li', 'Li2O', 'O']);
  expect(unread.map(({ message }) => message)).toEqual([
    'mine.csv, line 3: Li2Q, position 4: expected an element symbol, found "Q"; check the spelling',
    'mine.csv, line 4: expected an energy in eV an atom, found ""; leave the row out, or give a number',
    'mine.csv, line 5: expected 2 cells as in the header, found 3; put quotes around a cell with a comma, and a point in numbers',
  ]);
});

test('refuses energies of other references, a table without the columns, and one without a row', () => {
  const remedy = 'give energies relative to the elements in their standard states, of one source';
  expect(() => read('Li2O,-2.07\nLi,-1.9\n')).toThrow(
    `mine.csv, line 3: expected 0 eV/atom for an element, found -1.9; ${remedy}`,
  );
  expect(() => read('Li2O,-14.3\n')).toThrow(
    `mine.csv, line 2: expected a formation energy from -6 to 10 eV/atom, found -14.3; ${remedy}`,
  );
  expect(() => readEnergies('formula,energy\nLi2O,-2\n', 'mine.csv')).toThrow(
    'mine.csv: expected a column formation_energy_eV_atom, found formula, energy; name the column so',
  );
  expect(() => read('')).toThrow('mine.csv: expected a row with formula and energy, found no row; mend the table');
});
