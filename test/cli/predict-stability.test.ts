import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { predictStabilityRule } from '../../src/cli/predict-stability.ts';
import { parseCsv } from '../../src/core/table.ts';
import { openHull } from '../../src/stability/hull.ts';
import { shippedPhases } from '../../src/stability/shipped-phases.ts';
import { smallMeasuredText } from '../transfer/small-measured-student.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const model = join(folder, 'measured.json');
writeFileSync(model, smallMeasuredText);
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => ionsieveHere(['predict', '--measured-model', model, ...args]);

test('--stability adds competing phases, window and states to each row, and counts rows without', async () => {
  const { code, out, err } = await run('Li16Ge2P2S13', 'Li3PS4', 'RnLiO3', '--stability', '--csv');
  const rows = parseCsv(out, 'out', ['formula', 'probability', 'competing_phases', 'reduction_V']);
  expect(code).toBe(0);
  // Li16Ge2P2S13: docs/stability.md; Li3PS4: the table of that page.
  expect(rows.map((row) => [row.competing_phases, row.elemental_products, row.oxidation_states])).toEqual([
    ['2 Li4GeS4 + 3.4 Li2S + 0.4 Li3PS4 + 1.6 P', 'P', 'Li+ Ge4+ P+ S2-'],
    ['Li3PS4', '', 'Li+ P5+ S2-'],
    ['', '', ''],
  ]);
  expect(Number(rows[1]!.reduction_V)).toBeCloseTo(1.72, 2);
  expect(Number(rows[1]!.oxidation_V)).toBeCloseTo(2.36, 2);
  expect(rows.every(({ probability, reason }) => probability !== '' && reason === '')).toBe(true);
  expect(err).toMatch(/^ionsieve: note: 1 compound without competing phases: an element has no energy in Materials/);
});

test('rows of a table have what the hull gives for them, whatever their order', async () => {
  const hull = openHull(shippedPhases());
  const formula = fc.constantFrom('Li2S', 'Li9PS6', 'Li6PS5Cl', 'Li10GeP2S12', 'Li7La3Zr2O12', 'LiNaS', 'Li3YCl6');
  await fc.assert(
    fc.asyncProperty(fc.array(formula, { minLength: 1, maxLength: 6 }), async (formulas) => {
      const path = join(folder, 'asked.csv');
      writeFileSync(path, `composition\n${formulas.join('\n')}\n`);
      const { out } = await run('--input', path, '--stability', '--against', 'Na', '--json');
      const rows = JSON.parse(out) as Record<string, unknown>[];
      expect(rows.map((row) => row.hull_energy_eV_atom)).toEqual(
        formulas.map((each) => hull(parseFormula(each)).energy),
      );
      expect(rows.map((row) => row.oxidation_V !== null)).toEqual(formulas.map((each) => each === 'LiNaS'));
    }),
    { numRuns: 4 },
  );
});

test('without --stability nothing changes; what belongs to it alone is refused in one line', async () => {
  expect((await run('Li3PS4', '--csv')).out).not.toContain('competing_phases');
  for (const [args, line] of [
    [['--against', 'Na'], '--against: expected --stability beside it, found none; add it'],
    [['--charge', '2'], '--charge: expected --stability beside it, found none; add it'],
    [
      ['--stability', '--against', 'Fe'],
      'metal Fe: expected one common oxidation state, above 0, found 2, 3; state the',
    ],
    [['--stability', '--against', 'X'], 'metal: expected an element symbol, found "X"'],
  ] as const) {
    const { code, out, err } = await run('Li3PS4', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(line);
  }
});

test('the window is against the ion of the model, where it is a metal of one charge', () => {
  expect(predictStabilityRule({ stability: true }, 3)?.against).toEqual({ z: 3, charge: 1 });
  expect(predictStabilityRule({ stability: true }, null)?.against).toBeNull();
  expect(predictStabilityRule({ stability: true }, 26)?.against).toBeNull();
  expect(predictStabilityRule({ stability: true, against: 'Fe', charge: 2 }, 3)?.against).toEqual({ z: 26, charge: 2 });
  expect(predictStabilityRule({}, 3)).toBeNull();
});
