import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STRUCTURAL_DESCRIPTORS } from '../../src/descriptors/structural.ts';
import { ionsieveHere, scratchFolder } from './ionsieve.ts';
import { LIF_EDGE_A, lifCif, rockSaltLine } from './samples.ts';

const folder = scratchFolder();
const path = (name: string) => join(folder, name);
const COLUMNS = STRUCTURAL_DESCRIPTORS.map(({ name }) => name);
const ERRORS = COLUMNS.map((name) => `${name}_standard_error`);

beforeAll(() => {
  writeFileSync(path('LiF.cif'), lifCif());
  writeFileSync(path('primitive.jsonl'), rockSaltLine('primitive'));
  writeFileSync(path('disordered.cif'), lifCif({ occupancy: '0.75' }));
  const mixed = [rockSaltLine('a'), rockSaltLine('b', 'Na'), rockSaltLine('c', 'Li', 'Eu'), rockSaltLine('d', 'K')];
  writeFileSync(path('mixed.jsonl.gz'), gzipSync(mixed.join('')));
  writeFileSync(path('dummies.cif'), lifCif({ rows: 'Q1 F 0.25 0.25 0.25 1 dum\nQ2 F 0.75 0.25 0.25 1 dum\n' }));
  const zipped = { 'one.cif': new TextEncoder().encode(lifCif()), 'readme.txt': new Uint8Array(3) };
  writeFileSync(path('two.zip'), zipSync(zipped));
  mkdirSync(path('all'));
  for (const name of ['x.cif', 'y.cif']) writeFileSync(path(`all/${name}`), lifCif({ rows: 'Q1 F 0 0 0.25 1 dum\n' }));
});

afterAll(() => rmSync(folder, { recursive: true }));

type Described = Record<string, string | number | null>;

async function asJson(...args: string[]): Promise<Described[]> {
  const { code, out } = await ionsieveHere(['describe', '--json', ...args]);
  expect(code).toBe(0);
  return JSON.parse(out) as Described[];
}

describe('describe', () => {
  // Rock salt with edge a: 6 F at a/2, 12 Li at a/sqrt 2 and 8 F at a sqrt(3)/2 lie within 4 Angstrom of each Li, which
  // makes 14 bonds with F and 6 with Li, each bond between two Li counted once. The mean length counts it at both ends.
  const golden = {
    average_atomic_mass_u: (6.94 + 18.998) / 2,
    volume_per_atom_A3: LIF_EDGE_A ** 3 / 8,
    li_neighbour_count: 26,
    li_li_bonds_per_li: 12,
    li_bond_ionicity: (14 * (3.98 - 0.98)) / 20,
    li_bond_length_A: (LIF_EDGE_A * (6 / 2 + 12 / Math.SQRT2 + (8 * Math.sqrt(3)) / 2)) / 26,
    anion_framework_coordination: 12,
    anion_shell_distance_A: LIF_EDGE_A / Math.SQRT2,
    li_anion_separation_A: LIF_EDGE_A / 2,
    li_li_separation_A: LIF_EDGE_A / Math.SQRT2,
    sublattice_electronegativity: 3.98,
    li_neighbour_count_sd: 0,
  };

  test('prints id, formula, the 24 columns of LiF and their errors as CSV', async () => {
    const { code, out, err } = await ionsieveHere(['describe', path('LiF.cif'), '--csv']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [header, row, end] = out.split('\n').map((line) => line.split(','));
    expect(header).toEqual(['id', 'formula', ...COLUMNS, 'samples', 'clashes', ...ERRORS]);
    expect(row!.slice(0, 2)).toEqual(['LiF', 'LiF']);
    expect(row!.length).toBe(52);
    expect(end).toEqual(['']);
    for (const [name, value] of Object.entries(golden)) {
      expect(Number(row![header!.indexOf(name)]), name).toBeCloseTo(value, name.startsWith('average') ? 2 : 6);
    }
  });

  test('prints the same values as JSON, with no error and no clash for an ordered structure', async () => {
    const [lif] = await asJson(path('LiF.cif'));
    const { out } = await ionsieveHere(['describe', path('LiF.cif'), '--csv']);
    const [header, row] = out.split('\n');
    expect(Object.keys(lif!).join()).toBe(header);
    expect(Object.values(lif!).join()).toBe(row);
    expect(lif).toMatchObject({ id: 'LiF', formula: 'LiF', samples: 1, clashes: 0 });
    expect(ERRORS.every((name) => lif![name] === 0)).toBe(true);
  });

  // The volume is a^3 / 8; of the 80 bonds of the cell's four Li 56 have an ionicity of 3 and 24 of 0, which makes the deviation.
  test('prints a table of a line a descriptor, with units', async () => {
    const { out } = await ionsieveHere(['describe', path('LiF.cif')]);
    const lines = out.split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'id   formula  descriptor                              value  standard error  unit',
      'LiF  LiF      average_atomic_mass_u                 12.9692               0  u',
      'LiF  LiF      volume_per_atom_A3                     8.1814               0  A^3',
      'LiF  LiF      li_neighbour_count_sd                  0                    0',
      'LiF  LiF      li_bond_ionicity_sd                    1.3834               0  Pauling',
    ]);
    expect(lines.length).toBe(1 + 24 + 1);
  });

  test('does not depend on the cell, but with the 27 cells of the authors it does', async () => {
    const [lif, primitive] = await asJson(path('LiF.cif'), path('primitive.jsonl'));
    for (const name of Object.keys(golden)) {
      expect(primitive![name], name).toBeCloseTo(Number(lif![name]), 6);
    }
    const [authors] = await asJson('--images', 'authors', path('primitive.jsonl'));
    expect(authors!.li_neighbour_count).toBeLessThan(26);
    expect(authors!.li_anion_separation_A).toBeCloseTo(LIF_EDGE_A / 2, 6);
  });

  test('averages disordered structures and shows samples, clashes and standard errors', async () => {
    const [disordered] = await asJson(path('disordered.cif'));
    expect(disordered).toMatchObject({ formula: 'Li3F4', samples: 50, clashes: 0 });
    expect(disordered!.li_neighbour_count_standard_error).toBeGreaterThan(0);
    expect(disordered!.li_number_density_per_A3_standard_error).toBeLessThan(1e-12);
    const { err } = await ionsieveHere(['describe', path('disordered.cif')]);
    expect(err).toBe(
      'ionsieve: note: 1 disordered structure as means over 50 sampled configurations, 0 of them with atoms left too close to each other, the first disordered\n',
    );
  });

  test('gives rows for what is computable and counts the rest by reason on one line', async () => {
    const { code, out, err } = await ionsieveHere(['describe', path('mixed.jsonl.gz'), '--csv']);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(',')[0])).toEqual(['id', 'a', '']);
    expect(err).toBe(
      'ionsieve: note: not described: 3 structures (2 no lithium, 1 no electronegativity: Eu), the first b\n',
    );
  });

  test('takes another ion for the mobile one where it is asked to', async () => {
    const { code, out, err } = await ionsieveHere(['describe', path('mixed.jsonl.gz'), '--csv', '--mobile-ion', 'Na']);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(',')[1])).toEqual(['formula', 'NaF', undefined]);
    expect(err).toBe('ionsieve: note: not described: 3 structures (3 no sodium), the first a\n');
    const wrong = await ionsieveHere(['describe', path('LiF.cif'), '--mobile-ion', 'lithium']);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('--mobile-ion: expected an element symbol') });
  });

  test('goes on past files, lines and data blocks that cannot be read, has a line for each, and ends with 1', async () => {
    mkdirSync(path('some'));
    writeFileSync(path('some/a.cif'), lifCif());
    writeFileSync(path('some/b.cif'), lifCif().replace("_space_group_name_H-M_alt 'P 1'", ''));
    writeFileSync(path('some/c.jsonl'), `${rockSaltLine('c1')}{\n${rockSaltLine('c3', 'Xx')}${rockSaltLine('c4')}`);
    const blocks =
      lifCif() + lifCif({ x: 'zero' }).replace('data_LiF', 'data_bad') + lifCif().replace('data_LiF', 'data_F');
    writeFileSync(path('some/d.cif'), blocks);
    const zipped = { 'one.cif': new TextEncoder().encode(lifCif()), 'two.cif': new Uint8Array(0) };
    writeFileSync(path('some/e.zip'), zipSync(zipped));
    writeFileSync(path('some/f.cif.gz'), gzipSync(lifCif()).subarray(0, 90));
    const files = [path('some'), path('none.cif'), path('two.zip')];
    const { code, out, err } = await ionsieveHere(['describe', ...files, '--json']);
    expect(code).toBe(1);
    const rows = JSON.parse(out) as Described[];
    expect(rows.map(({ id }) => id)).toEqual(['a', 'c1', 'c4', 'd#LiF', 'd#F', 'one', 'one']);
    expect(err.replaceAll(folder, '').split('\n')).toEqual([
      expect.stringMatching(
        /^ionsieve: \/some\/b\.cif: expected symmetry operations, or a space group that fits the cell, found none/,
      ),
      expect.stringMatching(/^ionsieve: \/some\/c\.jsonl, line 2: expected one JSON object a line/),
      expect.stringMatching(/^ionsieve: \/some\/c\.jsonl, line 3, site 1: expected an element symbol, found "Xx"/),
      expect.stringMatching(/^ionsieve: \/some\/d\.cif, data_bad, line \d+: expected a number/),
      expect.stringMatching(/^ionsieve: \/some\/e\.zip\/two\.cif: expected structures, found an empty file/),
      expect.stringMatching(/^ionsieve: \/some\/f\.cif\.gz: expected whole gzip data/),
      expect.stringMatching(/^ionsieve: \/none\.cif: expected a file or folder, found none/),
      'ionsieve: note: /two.zip: 1 files of other kinds passed over',
      '',
    ]);
    const strict = await ionsieveHere(['describe', ...files, '--json', '--strict']);
    expect(strict).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^ionsieve: [^\n]+b\.cif: [^\n]+\n$/),
    });
  });

  test('ends with 2 where nothing is described, after a line for each', async () => {
    const { code, out, err } = await ionsieveHere(['describe', path('none.cif'), path('no.jsonl')]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.replaceAll(folder, '').split('\n')).toEqual([
      'ionsieve: /none.cif: expected a file or folder, found none; check the path',
      'ionsieve: /no.jsonl: expected a file or folder, found none; check the path',
      'ionsieve: /none.cif and 1 more: expected a structure that can be described, found 2 that cannot be read; see the lines above',
      '',
    ]);
  });

  test('counts the sites and files that it leaves out', async () => {
    const dummies = await ionsieveHere(['describe', path('dummies.cif')]);
    expect(dummies.err).toBe(`ionsieve: note: ${path('dummies.cif')}: 2 dummy sites left out\n`);
    const zip = await ionsieveHere(['describe', path('two.zip')]);
    expect(zip.err).toBe(`ionsieve: note: ${path('two.zip')}: 1 files of other kinds passed over\n`);
    const all = await ionsieveHere(['describe', path('all'), '--csv']);
    const first = path('all/x.cif');
    expect(all.err).toBe(`ionsieve: note: 2 dummy sites left out in 2 places, the first ${first}\n`);
    expect(all.out.split('\n').length).toBe(4);
  });
});
