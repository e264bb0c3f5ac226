import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { openHull } from '../../src/stability/hull.ts';
import { phaseDiagram } from '../../src/stability/phase-diagram.ts';
import { phasesFrom } from '../../src/stability/phases.ts';
import { shippedPhases } from '../../src/stability/shipped-phases.ts';

const phases = shippedPhases();
const STABLE = 'Li Li2S Li3P Li3P7 Li3PS4 LiP LiP7 LiS4 P P2S5 P2S7 P4S3 P4S7 P4S9 S';

test('of Li, P and S has the phases and tie lines of the hull', () => {
  // No other program: that each of these competes with nothing is what the hull, tested against SciPy, says of it.
  const { elements, phases: found, tieLines } = phaseDiagram(phases, [3, 15, 16]);
  const named = (place: number) => found[place]!.formula;
  expect(elements).toEqual(['Li', 'P', 'S']);
  expect(found.filter(({ aboveHull }) => aboveHull === 0).map(({ formula }) => formula)).toEqual(STABLE.split(' '));
  const lines = tieLines.map(([one, other]) => `${named(one)} ${named(other)}`);
  const hull = openHull(phases);
  for (const { formula, aboveHull } of found) {
    const competing = hull(parseFormula(formula)).phases;
    expect(competing.length === 1 && competing[0]!.formula === formula, formula).toBe(aboveHull === 0);
  }
  expect(lines).toContain('Li2S Li3PS4');
  expect(lines).not.toContain('Li P');
  const above = found.find(({ formula }) => formula === 'Li7P3S11')!;
  expect(above.fractions.map((share) => Math.round(share * 21))).toEqual([7, 3, 11]);
  expect(above.aboveHull).toBeGreaterThan(0);
});

/** Tie lines of three elements part the triangle: Euler's formula for a plane graph whose inner faces have three sides each. */
test('tie lines part the triangle of any phases', () => {
  const amount = fc.integer({ min: 0, max: 4 });
  const phase = fc
    .tuple(amount, amount, amount, fc.double({ min: -3, max: 1, noNaN: true }))
    .filter(([a, b, c]) => Math.min(a + b, b + c, a + c) > 0);
  fc.assert(
    fc.property(fc.array(phase, { maxLength: 12 }), (given) => {
      // Uneven, so that no phase lies on a line between others.
      const compounds = given.map(([a, b, c, energy], i) => ({
        formula: reduced([a, b, c]),
        energy: energy + 0.01 * Math.sin(i + 1),
      }));
      const own = phasesFrom([...compounds, ...ALONE], 'mine');
      const { phases: found, tieLines } = phaseDiagram(own, [3, 15, 16]);
      const stable = found.filter(({ aboveHull }) => aboveHull === 0);
      const edges = stable.filter(({ fractions }) => fractions.includes(0)).length;
      expect(tieLines.length).toBe(3 * stable.length - 3 - edges);
      expect(found.every(({ aboveHull }) => aboveHull >= 0)).toBe(true);
      for (const { fractions } of found) expect(fractions.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    }),
    { numRuns: 100 },
  );
});

const ALONE = [
  { formula: 'Li', energy: 0 },
  { formula: 'P', energy: 0 },
  { formula: 'S', energy: 0 },
];

function reduced(amounts: readonly [number, number, number]): string {
  const divisor = [4, 3, 2].find((n) => amounts.every((amount) => amount % n === 0)) ?? 1;
  return amounts.map((n, i) => (n === 0 ? '' : `${['Li', 'P', 'S'][i]}${n === divisor ? '' : n / divisor}`)).join('');
}

test('an element without a phase is refused in one line', () => {
  const few = phasesFrom([{ formula: 'Li2O', energy: -2 }], 'mine');
  expect(() => phaseDiagram(few, [3, 16])).toThrow(/^hull: expected elements of mine, found S; leave the compound out/);
});
