import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { parseCsv } from '../../src/core/table.ts';
import { openHull } from '../../src/stability/hull.ts';
import { shippedPhases } from '../../src/stability/shipped-phases.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const SPACE = ['--elements', 'P,S,Ge,Cl', '--max-coefficient', '9', '--ionic', '--top', '60', '--threads', '1'];
const listOf = (name: string) =>
  parseCsv(readFileSync(join(path(name), 'top.csv'), 'utf8'), name, [
    'rank',
    'formula',
    'competing_phases',
    'oxidation_states',
  ]);

afterAll(() => rmSync(folder, { recursive: true }));

test('adds phases, window and states to the list, and takes out what competes with an element', async () => {
  const plain = await ionsieveHere(['screen', ...SPACE, '--stability', '--out', path('all')]);
  expect(plain.code).toBe(0);
  const all = listOf('all');
  expect(all.length).toBe(60);
  const hull = openHull(shippedPhases());
  for (const row of all.slice(0, 20)) {
    const { energy, phases } = hull(parseFormula(row.formula!));
    expect(Number(row.hull_energy_eV_atom)).toBeCloseTo(energy, 4);
    expect(row.competing_phases!.split(' + ').map((part) => part.split(' ').at(-1))).toEqual(
      phases.map((each) => each.formula),
    );
  }
  const elemental = all.filter((row) => row.elemental_products !== '');
  const narrow = all.filter(
    (row) => row.elemental_products === '' && Number(row.oxidation_V) - Number(row.reduction_V) < 0.4,
  );
  expect(elemental.length).toBeGreaterThan(0);
  expect(narrow.length).toBeGreaterThan(0);

  const { code, out } = await ionsieveHere([
    ...['screen', ...SPACE, '--no-elemental-products', '--min-window', '0.4'],
    ...['--out', path('stable')],
  ]);
  expect(code).toBe(0);
  const stable = listOf('stable');
  const kept = all.filter((row) => !elemental.includes(row) && !narrow.includes(row));
  expect(stable).toEqual(kept);
  expect(out).toMatch(new RegExp(`taken out: elemental products +${elemental.length} `));
  expect(out).toMatch(new RegExp(`taken out: narrow window +${narrow.length} `));
  const { stability } = JSON.parse(readFileSync(join(path('stable'), 'screening.json'), 'utf8'));
  expect(stability).toEqual({
    against: { charge: 1, z: 3 },
    left_out: {
      elemental_products: elemental.length,
      energies_unknown: 0,
      far_above_hull: 0,
      narrow_window: narrow.length,
    },
    listed: kept.length,
    maxAboveHull: null,
    minWindow: 0.4,
    noElementalProducts: true,
  });
});

test('compounds in Parquet files have the columns of the list, whether the rule lists them or not', async () => {
  const parquet = path('parquet');
  const { code } = await ionsieveHere([
    ...['screen', ...SPACE, '--no-elemental-products', '--min-window', '0.4', '--write-above', '0.5', '--out', parquet],
  ]);
  expect(code).toBe(0);
  const all = listOf('all');
  const columns =
    'formula, competing_phases, predicted_above_hull_eV_atom, oxidation_V, oxidation_states, elemental_products';
  const { out } = await ionsieveHere([
    'query',
    parquet,
    `SELECT ${columns} FROM candidates`,
    '--json',
    '--limit',
    '100000',
  ]);
  const written = new Map(JSON.parse(out).map((row: Record<string, unknown>) => [row.formula, row]));
  expect(written.size).toBeGreaterThan(all.length);
  for (const row of all) {
    const found = written.get(row.formula) as Record<string, unknown>;
    expect(found.competing_phases).toBe(row.competing_phases);
    expect(found.oxidation_states ?? '').toBe(row.oxidation_states);
    expect(found.elemental_products ?? '').toBe(row.elemental_products);
    expect(found.oxidation_V).toBeCloseTo(Number(row.oxidation_V), 4);
    expect(found.predicted_above_hull_eV_atom).toBeCloseTo(Number(row.predicted_above_hull_eV_atom), 4);
  }
});

test('the rule is a part of the job: another one is another screening', async () => {
  const { code, err } = await ionsieveHere(['screen', ...SPACE, '--min-window', '0.5', '--out', path('stable')]);
  expect(code).toBe(2);
  expect(err).toMatch(/--overwrite/);
});

test.each([
  [['--against', 'Li'], '--against: expected --stability or --min-window beside it, found neither; add one of them'],
  [['--stability', '--against', 'Fe'], 'metal Fe: expected one common oxidation state'],
  [
    ['--max-above-hull', '-1'],
    '--max-above-hull: expected a number of eV an atom above 0, found "-1"; give one such as 0.1',
  ],
  [['--min-window', 'wide'], '--min-window: expected a number of V above 0, found "wide"'],
  [
    ['--states', 'all', '--least-share', '0.1'],
    '--least-share: expected --states icsd beside it, found --states all; add it',
  ],
  [['--mixed-valence'], '--mixed-valence: expected --states icsd beside it, found --states common; add it'],
  [['--states', 'icsd', '--least-share', '2'], '--least-share: expected a number above 0 and up to 1, found "2"'],
])('%j is refused in one line', async (options, message) => {
  const { code, err } = await ionsieveHere(['screen', '--elements', 'P,S,Cl', ...options, '--out', path('refused')]);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
