import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { contactOf } from '../../src/stability/contact.ts';
import { openHull } from '../../src/stability/hull.ts';
import { metalOf } from '../../src/stability/metal.ts';
import { voltageProfile } from '../../src/stability/profile.ts';
import { bends } from '../../src/stability/segments.ts';
import { shippedPhases } from '../../src/stability/shipped-phases.ts';
import { windowAgainst } from '../../src/stability/window.ts';

const hull = openHull(shippedPhases());
const lithium = metalOf('Li');

describe('the window against lithium', () => {
  // Of an independent linear program (SciPy) on the same table: V, and amounts of the competing phases in a formula unit.
  const GOLDEN: readonly [formula: string, from: number, to: number, competing: string][] = [
    ['Li3PS4', 1.72, 2.36, '1 Li3PS4'],
    ['Li6PS5Cl', 1.72, 2.14, '1 Li2S, 1 Li3PS4, 1 LiCl'],
    ['Li7P3S11', 2.28, 2.31, '2.333 Li3PS4, 0.333 P2S5'],
    ['Li10GeP2S12', 1.72, 2.29, '2 Li3PS4, 1 Li4GeS4'],
    ['Li7La3Zr2O12', 0.05, 2.91, '1.5 La2O3, 0.5 Li2O, 1 Li6Zr2O7'],
    ['Li3PO4', 0.69, 4.21, '1 Li3PO4'],
    ['LiPO3', 2.48, 5.0, '1 LiPO3'],
    ['Li3InCl6', 2.62, 4.3, '1 Li3InCl6'],
    ['Li3YCl6', 0.66, 4.26, '3 LiCl, 1 YCl3'],
    ['LiF', 0, 6.36, '1 LiF'],
    ['LiCl', 0, 4.26, '1 LiCl'],
    ['Li2O', 0, 2.91, '1 Li2O'],
    ['Li3N', 0, 0.48, '1 Li3N'],
    ['Li16Ge2P2S13', 1.72, 1.72, '3.4 Li2S, 0.4 Li3PS4, 2 Li4GeS4, 1.6 P'],
    ['Li9PS6', 1.72, 1.72, '3.6 Li2S, 0.6 Li3PS4, 0.4 P'],
  ];

  test.each(GOLDEN)('of %s is %f to %f V', (formula, from, to, competing) => {
    const composition = parseFormula(formula);
    const { reduction, oxidation } = windowAgainst(hull, composition, lithium);
    expect(Math.abs(reduction.volts - from)).toBeLessThanOrEqual(0.01);
    expect(Math.abs(oxidation.volts - to)).toBeLessThanOrEqual(0.01);
    const found = hull(composition).phases.map((phase) => `${Number(phase.amount.toFixed(3))} ${phase.formula}`);
    expect(found.sort((a, b) => (a.split(' ')[1]! < b.split(' ')[1]! ? -1 : 1)).join(', ')).toBe(competing);
  });

  test('names the phases in equilibrium on either side', () => {
    const { reduction, oxidation } = windowAgainst(hull, parseFormula('Li3PS4'), lithium);
    expect(reduction.phases).toEqual(['Li2S', 'Li3PS4', 'P']);
    expect(oxidation.phases).toEqual(['Li3PS4', 'LiS4', 'P2S7']);
  });

  test('is that of the voltage profile at the content of the compound', () => {
    const formulas = fc.constantFrom('Li3PS4', 'LiCoO2', 'Li7P3S11', 'Li10GeP2S12', 'LiFePO4', 'Li4Ti5O12', 'Li2MnO3');
    fc.assert(
      fc.property(formulas, (formula) => {
        const composition = parseFormula(formula);
        const content = composition.amounts[composition.atomicNumbers.indexOf(3)]!;
        const steps = voltageProfile(hull, composition, lithium);
        const above = steps.find(({ to }) => to > content + 1e-6)!;
        const below = steps.findLast(({ from }) => from < content - 1e-6)!;
        const { reduction, oxidation } = windowAgainst(hull, composition, lithium);
        expect(reduction.volts).toBeCloseTo(above.volts, 5);
        expect(oxidation.volts).toBeCloseTo(below.volts, 5);
      }),
      { numRuns: 20 },
    );
  });

  test('refuses a metal that the compound lacks, and the metal itself', () => {
    expect(() => windowAgainst(hull, parseFormula('NaCl'), lithium)).toThrow(
      'window of NaCl: expected a compound with Li, found NaCl; name a metal that it holds, and is not',
    );
    expect(() => windowAgainst(hull, parseFormula('Li'), lithium)).toThrow('found Li;');
  });
});

describe('a voltage profile', () => {
  test('falls, and conserves the energy: its area is the energy of the whole reaction', () => {
    const steps = voltageProfile(hull, parseFormula('LiFePO4'), lithium);
    for (let i = 1; i < steps.length; i++) expect(steps[i]!.volts).toBeLessThan(steps[i - 1]!.volts + 1e-9);
    const [first, last] = [steps[0]!, steps.at(-1)!];
    expect(last.volts).toBe(0);
    const area = steps.slice(0, -1).reduce((sum, { from, to, volts }) => sum + (to - from) * volts, 0);
    const start = hull(parseFormula('FePO4')).energy * 6;
    const end = hull(parseFormula(`Li${last.from}FePO4`)).energy * (6 + last.from);
    expect(area).toBeCloseTo(start - end, 5);
    expect(first.from).toBe(0);
  });

  test('of a divalent metal is in V an ion of charge 2', () => {
    // MgO = Mg + 1/2 O2 at its formation energy, two electrons.
    const { oxidation } = windowAgainst(hull, parseFormula('MgO'), metalOf('Mg'));
    expect(oxidation.volts).toBeGreaterThan(2.5);
    expect(oxidation.volts).toBeLessThan(3.2);
  });
});

describe('a contact', () => {
  test('is the lowest of mixtures tried one by one, the same from both sides', () => {
    const formulas = fc.constantFrom('Li3PS4', 'LiCoO2', 'Li2O', 'Li3PO4', 'LiCl', 'Li7La3Zr2O12', 'Li');
    fc.assert(
      fc.property(formulas, formulas, (a, b) => {
        const [one, other] = [parseFormula(a), parseFormula(b)];
        const { energy, share, products } = contactOf(hull, one, other);
        const back = contactOf(hull, other, one);
        expect(back.energy).toBeCloseTo(energy, 7);
        const atoms = (formula: string) => parseFormula(formula).amounts.reduce((sum, amount) => sum + amount, 0);
        const alone = (x: number) => x * hull(one).energy + (1 - x) * hull(other).energy;
        for (let i = 1; i < 40; i++) {
          const x = i / 40;
          const mixed = hull(parseFormula(`(${a})${x / atoms(a)}(${b})${(1 - x) / atoms(b)}`));
          expect(mixed.energy - alone(x)).toBeGreaterThanOrEqual(energy - 1e-6);
        }
        if (share === null) expect(products).toEqual([]);
        else expect(products.reduce((sum, each) => sum + each.amount * atoms(each.formula), 0)).toBeCloseTo(1, 6);
      }),
      { numRuns: 15 },
    );
  });

  test('of a stable pair is none', () => {
    expect(contactOf(hull, parseFormula('LiCl'), parseFormula('Li2O')).products).toEqual([]);
  });
});

test('a metal with one common state has its charge; others must be told', () => {
  expect([metalOf('Na').charge, metalOf('Mg').charge, metalOf('Al').charge, metalOf('Fe', 2).charge]).toEqual([
    1, 2, 3, 2,
  ]);
  expect(() => metalOf('Fe')).toThrow(
    'metal Fe: expected one common oxidation state, above 0, found 2, 3; state the charge of its ion',
  );
  expect(() => metalOf('Cl')).toThrow('metal Cl: expected one common oxidation state, above 0');
});

test('bends of any convex polygon are found', () => {
  const lines = fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(lines, (slopes) => {
      // Tangents of a parabola at these slopes: each is the highest between its bends.
      const ordered = [...slopes].sort((a, b) => a - b);
      const at = (x: number) => {
        const values = ordered.map((slope) => slope * x - (slope * slope) / 4);
        const value = Math.max(...values);
        return { value, slope: ordered[values.indexOf(value)]! };
      };
      const expected = ordered.slice(1).map((slope, i) => (slope + ordered[i]!) / 4);
      const found = bends(at, -50, 50);
      expect(found.length).toBe(expected.length);
      found.forEach((x, i) => {
        expect(x).toBeCloseTo(expected[i]!, 6);
      });
    }),
  );
});
