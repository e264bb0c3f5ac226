import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fractions, reducedFormula } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { hullFacets } from '../../src/stability/facets.ts';
import { openHull } from '../../src/stability/hull.ts';
import { phasesFrom } from '../../src/stability/phases.ts';
import { shippedPhases } from '../../src/stability/shipped-phases.ts';
import { stabilityOf } from '../../src/stability/stability-of.ts';
import { listedEnergies } from './listed-energies.ts';

const phases = shippedPhases();
const hull = openHull(phases);

/** Atoms of each element in phases, by symbol. */
function atomsOf(mixed: readonly { readonly formula: string; readonly amount: number }[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { formula, amount } of mixed) {
    const { atomicNumbers, amounts } = parseFormula(formula);
    atomicNumbers.forEach((z, i) => {
      sum[z] = (sum[z] ?? 0) + amount * amounts[i]!;
    });
  }
  return sum;
}

describe('the hull', () => {
  test('has energies and phases of an independent linear program', () => {
    // SciPy, test/golden/stability/scipy-hull.py
    const golden: { points: { formula: string; energy_eV_atom: number; phases: string[] }[] } = JSON.parse(
      readFileSync(new URL('../golden/stability/scipy-hull.json', import.meta.url), 'utf8'),
    );
    for (const point of golden.points) {
      const found = hull(parseFormula(point.formula));
      expect(found.energy).toBeCloseTo(point.energy_eV_atom, 7);
      expect(found.phases.map(({ formula }) => formula).sort()).toEqual(
        point.phases.map((formula) => reducedFormula(parseFormula(formula))).sort(),
      );
    }
  });

  test('gives the decomposition energies that the source of the table lists, within 2 meV an atom', () => {
    const stability = stabilityOf(phases, hull);
    // Drawn at random by data/rebuild/formation-energies.ts
    const others = listedEnergies().filter(({ formula }) => parseFormula(formula).atomicNumbers.indexOf(3) === -1);
    expect(others.length).toBe(1000);
    const far = others.filter(({ formula, decomposition }) => {
      return Math.abs(stability(parseFormula(formula)).decompositionEnergy! - decomposition) > 0.002;
    });
    expect(far).toEqual([]);
  });

  test('keeps the atoms of the composition, and lies below the elements and any compound known there', () => {
    const elements = ['Li', 'Na', 'Mg', 'Al', 'Si', 'P', 'S', 'Cl', 'O', 'Fe'];
    const compositions = fc
      .uniqueArray(fc.tuple(fc.constantFrom(...elements), fc.integer({ min: 1, max: 20 })), {
        minLength: 1,
        maxLength: 8,
        selector: ([symbol]) => symbol,
      })
      .map((parts) => parts.map(([symbol, amount]) => symbol + amount).join(''));
    fc.assert(
      fc.property(compositions, (formula) => {
        const composition = parseFormula(formula);
        const { energy, phases: mixed, potentials } = hull(composition);
        const atoms = atomsOf(mixed);
        composition.atomicNumbers.forEach((z, i) => {
          expect(atoms[z]).toBeCloseTo(composition.amounts[i]!, 6);
        });
        expect(energy).toBeLessThanOrEqual(1e-9);
        // What the chemical potentials add up to is the energy: strong duality.
        const shares = fractions(composition);
        expect(shares.reduce((sum, share, i) => sum + share * potentials[i]!, 0)).toBeCloseTo(energy, 8);
        const known = phases.formulas.indexOf(reducedFormula(composition));
        if (known >= 0) expect(energy).toBeLessThanOrEqual(phases.energies[known]! + 1e-9);
      }),
      { numRuns: 150 },
    );
  });

  test('does not depend on how the formula is written', () => {
    const one = hull(parseFormula('Li9PS6'));
    const two = hull(parseFormula('S1.2P0.2Li1.8'));
    expect(two.energy).toBeCloseTo(one.energy, 10);
    expect(two.phases.map(({ formula }) => formula)).toEqual(one.phases.map(({ formula }) => formula));
    expect(two.phases[0]!.amount * 5).toBeCloseTo(one.phases[0]!.amount, 8);
  });

  test('takes the first phase met where several mixtures are equal, and ends where they are degenerate', () => {
    const energy = -1;
    const flat = phasesFrom(
      ['Li2S', 'LiS', 'LiS2', 'Li3S'].map((formula) => ({ formula, energy: energy * fractionOfS(formula) })),
      'a line',
    );
    for (const formula of ['LiS', 'Li2S', 'Li5S4', 'LiS9']) {
      const point = openHull(flat)(parseFormula(formula));
      expect(point.energy).toBeCloseTo(0 - fractionOfS(formula) * (formula === 'LiS9' ? lineBeyond(formula) : 1), 9);
    }
  });

  test('refuses an element without an energy in one line', () => {
    expect(() => hull(parseFormula('LiOg'))).toThrow(
      /^hull: expected elements of Materials Project.*, found Og; leave the compound out, or give energies that hold the element$/,
    );
  });
});

/** Share of sulfur, by which the made-up energies fall. */
function fractionOfS(formula: string): number {
  const composition = parseFormula(formula);
  return fractions(composition)[composition.atomicNumbers.indexOf(16)]!;
}

/** Beyond LiS2 the line runs to sulfur itself, at 0. */
function lineBeyond(formula: string): number {
  const share = fractionOfS(formula);
  return ((1 - share) / (1 / 3) / share) * (2 / 3);
}

describe('the facets of a hull', () => {
  test('of lithium, phosphorus and sulfur are the triangles of its stable phases', () => {
    const { stable, facets } = hullFacets(phases, [3, 15, 16]);
    // The phases that the hull keeps, asked one by one.
    const alone = phases.formulas.filter((formula) => {
      const { atomicNumbers } = parseFormula(formula);
      return (
        atomicNumbers.every((z) => [3, 15, 16].includes(z)) &&
        hull(parseFormula(formula)).phases[0]!.formula === formula
      );
    });
    expect(stable).toEqual(alone.sort());
    // Euler: a triangulation of n points, h of them on the edge, has 2n - h - 2 triangles.
    const onEdge = stable.filter((formula) => parseFormula(formula).atomicNumbers.length < 3).length;
    expect(facets.length).toBe(2 * stable.length - onEdge - 2);
  });

  test('hold every composition: the phases of any point are those of one of them', () => {
    const elements = [3, 8, 15, 16];
    const { stable, facets } = hullFacets(phases, elements);
    const sets = facets.map((rows) => new Set(rows.map((row) => stable[row]!)));
    const amounts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(amounts, ([li, o, p, s]) => {
        const { phases: mixed } = hull(parseFormula(`Li${li}O${o}P${p}S${s}`));
        expect(sets.some((set) => mixed.every(({ formula }) => set.has(formula)))).toBe(true);
      }),
    );
  });
});
