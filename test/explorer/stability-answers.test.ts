import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reducedFormula } from '../../src/chemistry/composition.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { fractionsOf, ternarySection, tieLine } from '../../src/explorer/sections.ts';
import { openStability } from '../../src/explorer/stability-answers.ts';
import { predictFormationEnergy } from '../../src/learning/predict-formation-energy.ts';

const { stability, ofSection, between } = openStability();

describe('the answers of stability', () => {
  test('have the competing phases, the window and the states of docs/stability.md', () => {
    const { hull, states } = stability('S4PLi3', '', null);
    expect(hull).toMatchObject({
      competing: [{ formula: 'Li3PS4' }],
      elemental: [],
      above_hull_eV_atom: 0,
      against: 'Li',
    });
    expect(hull!.window!.reduction.volts).toBeCloseTo(1.72, 2);
    expect(hull!.window!.oxidation).toMatchObject({ phases: ['Li3PS4', 'LiS4', 'P2S7'] });
    expect(states?.text).toBe('Li+ P5+ S2-');
    const none = stability('Li16Ge2P2S13', '', 'Li').hull!;
    expect(none.competing.map(({ formula }) => formula)).toEqual(['Li4GeS4', 'Li2S', 'Li3PS4', 'P']);
    expect(none).toMatchObject({ elemental: ['P'], above_hull_eV_atom: null });
    const { low, value, high } = none.predicted_above_hull_eV_atom!;
    expect(value).toBe(predictFormationEnergy()(parseFormula('Li16Ge2P2S13'))!.value - none.energy_eV_atom);
    expect([low! < value, value < high!]).toEqual([true, true]);
  });

  test('take the window against the metal that is named, the usual one, or the first that moves', () => {
    const against = (formula: string, named: string, usual: string | null) =>
      stability(formula, named, usual).hull!.against;
    expect(stability('LiNaS', '', null).hull!.metals).toEqual(['Li', 'Na']);
    expect([against('LiNaS', '', null), against('LiNaS', '', 'Na'), against('LiNaS', 'Na', 'Li')]).toEqual([
      'Li',
      'Na',
      'Na',
    ]);
    expect([against('NaCl', '', 'Li'), against('SiO2', '', 'Li'), against('Li', '', 'Li')]).toEqual(['Na', null, null]);
    expect(stability('SiO2', '', 'Li').hull!.window).toBeNull();
  });

  test('say why there is no hull, and refuse what is no formula or metal', () => {
    const { hull, reason, states } = stability('LiOg', '', null);
    expect([hull, states]).toEqual([null, null]);
    expect(reason).toMatch(/^hull: expected elements of Materials Project.*, found Og; /);
    expect(() => stability('Li3Qq', '', null)).toThrow('Li3Qq, position 4: expected an element symbol');
    expect(() => stability('Li2S', 'Fe', null)).toThrow(/^metal Fe: expected one common oxidation state/);
    expect(() => stability('Li2S', 'Na', null)).toThrow(/^window of Li2S: expected a compound with Na, found Li2S/);
  });
});

describe('the known phases of a section', () => {
  test('of a ternary system are in the order of its corners, with tie lines', () => {
    const { phases, tie_lines } = ofSection(ternarySection({ system: 'S-Li-P', fixed: '', parts: 0, of: 20 }));
    const place = phases.findIndex(({ formula }) => formula === 'Li3PS4');
    expect(phases[place]!.fractions).toEqual([4 / 8, 3 / 8, 1 / 8]);
    expect(tie_lines.flat().filter((one) => one === place).length).toBeGreaterThan(2);
  });

  test('of four elements hold just the share that is asked for', () => {
    for (const parts of [0, 1, 5, 10]) {
      const section = ternarySection({ system: 'Li-P-S-Cl', fixed: 'Cl', parts, of: 20 });
      const { phases } = ofSection(section);
      for (const { formula } of phases)
        expect(fractionsOf(parseFormula(formula), ['Cl'])[0]).toBeCloseTo(parts / 20, 12);
      if (parts === 10) expect(phases.map(({ formula }) => formula).sort()).toEqual(['LiCl', 'SCl']);
    }
  });

  test('between two compounds are mixtures of the two, the same from either end', () => {
    const known = between(parseFormula('Li2S'), parseFormula('P2S5')).phases;
    expect(known.map(({ formula, fractions }) => [formula, fractions[0]])).toEqual([
      ['Li2S', 0],
      ['Li7PS6', 0.125],
      ['Li3PS4', 0.25],
      ['Li7P3S11', 0.3],
      ['P2S5', 1],
    ]);
    const end = fc.constantFrom('Li2S', 'P2S5', 'Li3PS4', 'LiCl', 'GeS2', 'Li2O', 'SiO2', 'P2O5', 'Li', 'S');
    fc.assert(
      fc.property(end, end, (one, other) => {
        if (one === other) return;
        const [from, to] = [parseFormula(one), parseFormula(other)];
        const [there, back] = [between(from, to), between(to, from)];
        expect(back.phases.map(({ formula }) => formula).reverse()).toEqual(there.phases.map(({ formula }) => formula));
        for (const { formula, fractions } of there.phases) {
          const steps = 1000;
          const near = tieLine(one, other, steps)[Math.round(fractions[0]! * steps)]!;
          if (Math.abs(near.share - fractions[0]!) < 1e-12) expect(reducedFormula(near.composition)).toBe(formula);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('are none, with the reason, where an element has no energy', () => {
    const { phases, reason } = between(parseFormula('Li2S'), parseFormula('OgO2'));
    expect(phases).toEqual([]);
    expect(reason).toMatch(/^hull: expected elements of Materials Project.*, found Og; /);
  });
});
