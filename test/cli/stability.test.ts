import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseCsv } from '../../src/core/table.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);

afterAll(() => rmSync(folder, { recursive: true }));

const FIRST = ['input', 'formula', 'hull_energy_eV_atom', 'competing_phases', 'above_hull_eV_atom'];

test('prints competing phases, window and contact, and a reason for what has none', async () => {
  const { code, out, err } = await ionsieveHere([
    ...['stability', 'Li16Ge2P2S13', 'Li3PS4', 'NaCl'],
    ...['--against', 'Li', '--contact', 'Li2O', '--csv'],
  ]);
  const rows = parseCsv(out, 'out', [...FIRST, 'reduction_V', 'contact_Li2O_eV_atom', 'reason']);
  expect(code).toBe(1);
  expect(
    rows.map(({ input, competing_phases, above_hull_eV_atom }) => [input, competing_phases, above_hull_eV_atom]),
  ).toEqual([
    ['Li16Ge2P2S13', '2 Li4GeS4 + 3.4 Li2S + 0.4 Li3PS4 + 1.6 P', ''],
    ['Li3PS4', 'Li3PS4', '0'],
    ['NaCl', '', ''],
  ]);
  const [first, second] = rows;
  expect(Number(first!.reduction_V)).toBeCloseTo(Number(first!.oxidation_V), 6);
  expect(Number(second!.oxidation_V)).toBeCloseTo(2.36, 2);
  expect(second!.oxidation_phases).toBe('Li3PS4 LiS4 P2S7');
  expect(second!.contact_Li2O_products).toBe('0.2 Li2S + 0.05 Li3PO4');
  const reason = 'window of NaCl: expected a compound with Li, found NaCl; name a metal that it holds, and is not';
  expect(rows[2]!.reason).toBe(reason);
  expect(err).toContain(`ionsieve: ${reason}\n`);
});

test('keeps the columns and rows of a table, and takes energies of the user alone', async () => {
  writeFileSync(path('mine.csv'), 'formula,formation_energy_eV_atom\nLi2O,-2\nLi2O2,-1.6\nNope,1\n');
  writeFileSync(path('asked.csv'), 'sample,composition\n7,Li2O2\n8,LiO\n9,LiF\n');
  const { code, out, err } = await ionsieveHere([
    ...['stability', '--input', path('asked.csv'), '--energies', path('mine.csv'), '--json'],
  ]);
  expect(code).toBe(1);
  const rows: Record<string, unknown>[] = JSON.parse(out);
  expect(rows.map(({ sample, formula, above_hull_eV_atom }) => [sample, formula, above_hull_eV_atom])).toEqual([
    ['7', 'LiO', 0],
    ['8', 'LiO', 0],
    ['9', null, null],
  ]);
  expect(rows[2]!.reason).toMatch(/^hull: expected elements of .*mine\.csv, found F; /);
  expect(err).toContain('mine.csv, line 4: Nope');
  expect(err).toContain(`1 row of ${path('mine.csv')} cannot be read: not in the hull`);
});

test.each([
  [
    ['stability'],
    'stability: expected a formula, a structure file or --input, found none; see ionsieve stability --help',
  ],
  [
    ['stability', 'Li2O', '--against', 'Fe'],
    'metal Fe: expected one common oxidation state, above 0, found 2, 3; state the charge of its ion',
  ],
  [['stability', 'Li2O', '--against', 'X'], 'metal: expected an element symbol, found "X"'],
  [['stability', 'Li2O', '--contact', 'LiQ'], 'LiQ, position 3: expected an element symbol'],
  [['stability', 'LiOg'], 'hull: expected elements of Materials Project, as of Bartel et al.'],
])('%j is refused in one line', async (args, message) => {
  const { code, out, err } = await ionsieveHere(args);
  expect([code, out]).toEqual([2, '']);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toContain(message);
});

test('a chemical system stands for its stable compounds, and its triangle is drawn with what is asked for', async () => {
  const file = path('li-p-s.svg');
  const { code, out, err } = await ionsieveHere(['stability', 'Li-P-S', 'Li9PS6', '--figure', file, '--csv']);
  expect([code, err]).toEqual([0, `ionsieve: note: written to ${file}\n`]);
  const rows = parseCsv(out, 'out', ['formula', 'above_hull_eV_atom']);
  // As of test/stability/phase-diagram.test.ts.
  const stable = 'Li2S Li3P Li3P7 Li3PS4 LiP LiP7 LiS4 P2S5 P2S7 P4S3 P4S7 P4S9'.split(' ');
  expect(rows.map(({ formula }) => formula)).toEqual([...stable, 'Li9PS6']);
  expect(rows.map((row) => row.above_hull_eV_atom)).toEqual([...stable.map(() => '0'), '']);
  const svg = readFileSync(file, 'utf8');
  for (const text of ['Li₃PS₄', 'P₄S₉', 'Li₉PS₆', 'Phases of Li, P, S']) expect(svg).toContain(`>${text}<`);
  expect(svg).not.toContain('Li₇P₃S₁₁');
});

test.each([
  [['Li-P-Xx'], 'Li-P-Xx: expected an element symbol, found "Xx"'],
  [['Li-Na'], 'Li-Na: expected a system with a stable compound, found none; ask for a composition of it'],
  [['Li-P-S-Cl', '--figure', 'x.svg'], '--figure: expected inputs with three elements together, found Li, P, S, Cl;'],
  [['Li2S', '--figure', 'x.svg'], '--figure: expected inputs with three elements together, found Li, S; name a system'],
  [['Li-P-S', '--figure', 'x.png'], '--figure: expected a file that ends in .svg, found x.png; name one such as'],
  [['a.cif', '--figure', 'x.svg'], '--figure: expected formulas or a chemical system, found a.cif; give formulas'],
])('stability %j is refused in one line', async (args, message) => {
  const { code, out, err } = await ionsieveHere(['stability', ...args]);
  expect([code, out]).toEqual([2, '']);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toContain(message);
});
