import { expect, test } from 'vitest';
import { atomicNumber } from '../../src/chemistry/elements.ts';
import { formatFormula, parseFormula } from '../../src/chemistry/formula.ts';
import { compoundsWith } from '../../src/stability/compounds-with.ts';
import { openHull } from '../../src/stability/hull.ts';
import { isStablePhase } from '../../src/stability/is-stable-phase.ts';
import { phasesFrom } from '../../src/stability/phases.ts';

const phases = phasesFrom(
  [
    { formula: 'Li2O', energy: -2 },
    { formula: 'LiO', energy: -1 },
    { formula: 'LiI', energy: -1.4 },
    { formula: 'B2O3', energy: -2.5 },
    { formula: 'KI', energy: -1.6 },
  ],
  'mine',
);

test('compounds with an element are told by its symbol, not by its letters; the element is none', () => {
  const of = (symbol: string) => compoundsWith(phases, atomicNumber(symbol)).map(formatFormula);
  expect(of('Li')).toEqual(['LiI', 'Li2O', 'LiO']);
  expect(of('I')).toEqual(['KI', 'LiI']);
  expect(of('He')).toEqual([]);
});

test('a stable phase is the whole mixture at its composition', () => {
  const hull = openHull(phases);
  const isStable = (formula: string) => isStablePhase(hull(parseFormula(formula)), parseFormula(formula));
  // LiO at -1 is above Li2O and O: -2 x 3/4.
  expect(['Li2O', 'Li4O2', 'LiO', 'Li', 'LiBO2'].map(isStable)).toEqual([true, true, false, true, false]);
});
