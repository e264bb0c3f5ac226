import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { packageRoot } from '../../src/core/files.ts';
import { readCif } from '../../src/crystal/cif.ts';
import { compositionOf, isOrdered, type Structure, volumeA3 } from '../../src/crystal/structure.ts';

const golden = (name: string): string => readFileSync(join(packageRoot(), 'test', 'golden', 'cif', name), 'utf8');

function amounts(structure: Structure): Record<string, number> {
  const { atomicNumbers, amounts: values } = compositionOf(structure);
  return Object.fromEntries(
    Array.from(atomicNumbers, (z, i) => [SYMBOLS[z]!, Number(values[i]!.toFixed(4))] as const).sort(),
  );
}

const CELL = `_cell_length_a 4.0\n_cell_length_b 4.0\n_cell_length_c 4.0
_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n`;
const P1 = "_symmetry_space_group_name_H-M 'P 1'\n";
const HEADER = `loop_\n_atom_site_label\n_atom_site_type_symbol
_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n_atom_site_occupancy\n`;

/** A cubic P1 cell of 4 Angstrom with the rows given: label, symbol, x, y, z, occupancy. */
const cubic = (rows: string, extra = ''): string => `data_x\n${CELL}${P1}${extra}${HEADER}${rows}\n`;
const read = (text: string): Structure => readCif(text, 'x.cif')[0]!;

/** Wurtzite ZnO (Abrahams and Bernstein, Acta Cryst. B25, 1233 (1969)): own text with the awkward corners of CIF. */
const WURTZITE = `#\\#CIF_1.1
data_ZnO
_journal_title
;A text field; with 'quotes' and # signs
loop_ and data_ that mean nothing here
;
_chemical_name 'zinc''s oxide' # a comment
_CELL_LENGTH_A 3.2495(3)
_cell.length_b 3.2495(3)
_cell_length_c 5.2069(5)
_cell_angle_alpha 90. _cell_angle_beta 90
_cell_angle_gamma 120
_chemical_formula_sum "O2 Zn2"
loop_
_space_group_symop.id _space_group_symop.operation_xyz
1 x,y,z 2 '-y, x-y, z' 3 '-x+y,-x,z' 4 '-x,-y,1/2+z' 5 'y,-x+y,z+.5' 6 'x-y,x,z+0.5'
7 '-y,-x,z' 8 '-x+y,y,z' 9 'x,x-y,z' 10 'y,x,z+1/2' 11 'x-y,-y,z+1/2' 12 '-x,-x+y,z+1/2'
loop_
_atom_site_label _atom_site_type_symbol _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
Zn1 Zn2+ 0.3333 0.6667 0
O1 O2- 0.3333 0.6667 0.3826(7)
`;

describe('readCif, known contents', () => {
  test('wurtzite: two Zn and two O on special positions printed as 0.3333 and 0.6667', () => {
    const structure = read(WURTZITE);
    expect(amounts(structure)).toEqual({ O: 2, Zn: 2 });
    expect(Array.from(structure.species)).toEqual([30, 30, 8, 8]);
    expect(structure.frac[0]).toBe(1 / 3);
    expect(structure.frac[3]).toBeCloseTo(2 / 3, 12);
    expect(volumeA3(structure)).toBeCloseTo(47.61, 2);
  });

  test('garnet Li5La3Nb2O12, as its formula sum says', () => {
    const structure = readCif(golden('Li5La3Nb2O12-garnet.cif'), 'a/b/garnet.cif.gz')[0]!;
    expect(structure.id).toBe('garnet');
    expect(amounts(structure)).toEqual({ La: 24, Li: 40.008, Nb: 16, O: 96 });
    expect(isOrdered(structure)).toBe(false);
  });

  test('spinel with three elements on one site, as its formula sum says', () => {
    const structure = readCif(golden('Li-Mg-Ti-O-spinel.cif'), 'x.cif')[0]!;
    expect(amounts(structure)).toEqual({ Li: 10.1412, Mg: 0.7999, O: 32, Ti: 13.0589 });
    expect(structure.species).toHaveLength(2 * 8 + 3 * 16 + 32);
    const at = (i: number) => Array.from(structure.frac.subarray(3 * i, 3 * i + 3));
    const mixed = [...structure.species.keys()].filter((i) => at(i).join() === at(16).join());
    expect(mixed.map((i) => SYMBOLS[structure.species[i]!])).toEqual(['Li', 'Mg', 'Ti']);
  });

  test('images 0.03 Angstrom apart add up when the stated multiplicity counts both', () => {
    const structure = readCif(golden('LiTiAlPO-near-axis.cif'), 'x.cif')[0]!;
    expect(amounts(structure)).toEqual({ Al: 1.2276, Li: 7.332, O: 72, P: 18, Ti: 10.7712 });
    expect(structure.species.filter((z) => z === 3)).toHaveLength(6 + 18);
  });
});

describe('readCif, what it takes', () => {
  test('symbols with charges, and labels without symbols', () => {
    const rows =
      "A Ti4+ 0 0 0 1\nB O2- .5 .5 0 1\nC Li1+ .5 0 .5 1\nD 'H ' 0.2 0 0 1\nE H0.8+ 0.8 0 0 1\nF cl 0 .5 .5 1";
    expect(Array.from(read(cubic(rows)).species)).toEqual([22, 8, 3, 1, 1, 17]);
    const labels = 'Li1A ? 0 0 0 1\nO12 . .5 .5 0 1\nLI2 ? .5 0 .5 1\nCl ? .15 0 0 1\nHB1 ? .3 0 0 1\nNb1 ? .45 0 0 1';
    expect(Array.from(read(cubic(labels)).species)).toEqual([3, 8, 3, 17, 1, 41]);
  });

  test('one element twice at one position adds up, two elements stay apart at equal coordinates', () => {
    const structure = read(
      cubic('Li1 Li 0 0 0 0.3\nLi2 Li 0.001 0 0.9999 0.2\nNa1 Na 0 0.002 0 0.5\nCl Cl .5 .5 .5 1'),
    );
    expect(Array.from(structure.species, (z) => SYMBOLS[z])).toEqual(['Li', 'Na', 'Cl']);
    expect(Array.from(structure.occupancy)).toEqual([0.5, 0.5, 1]);
    expect(Array.from(structure.frac)).toEqual([0, 0, 0, 0, 0, 0, 0.5, 0.5, 0.5]);
  });

  test('coordinates come out in [0, 1)', () => {
    expect(Array.from(read(cubic('Li Li -0.25 1.5 -1e-17 .')).frac)).toEqual([0.75, 0.5, 0]);
  });

  test('empty and dummy sites and blocks without atoms are left out and counted', () => {
    const notes: string[] = [];
    const rows = 'Li Li 0 0 0 1 Uani\nVa Na .5 .5 .5 0 Uani\nDU1 C .2 .2 .2 1 dum';
    const text = `data_global\n_journal x\n${cubic(rows).replace('_occupancy\n', '_occupancy\n_atom_site_calc_flag\n')}`;
    expect(readCif(text, 'x.cif', notes)[0]!.id).toBe('x');
    expect(notes).toEqual([
      'x.cif, data_x: 1 dummy sites left out',
      'x.cif, data_x: 1 sites with occupancy 0 left out',
      'x.cif: 1 data blocks without atom sites',
    ]);
  });

  test('several structures carry their block names', () => {
    const two = cubic('Li Li 0 0 0 1') + cubic('Na Na 0 0 0 1').replace('data_x', 'data_y');
    expect(readCif(two, 'f/pair.cif').map(({ id }) => id)).toEqual(['pair#x', 'pair#y']);
  });

  test('either meaning of the multiplicity column, line ends of every kind, a byte order mark', () => {
    const inversion = "loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z '-x,-y,-z'\n";
    const withCount = (m: string) =>
      `data_x\n${CELL}${inversion}loop_\n_atom_site_label\n_atom_site_symmetry_multiplicity
_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\nLi1 ${m} 0 0 0\n`;
    for (const text of [
      withCount('1'),
      withCount('2'),
      withCount('1').replaceAll('\n', '\r\n'),
      `\uFEFF${withCount('1')}`,
    ]) {
      expect(read(text).species).toHaveLength(1);
    }
    expect(() => read(withCount('3'))).toThrow(
      'x.cif, line 17: expected 3 equivalent positions of Li1, found 1 from the symmetry operations; check',
    );
  });

  test('neither the order of sites nor lattice vectors added to them change the atoms', () => {
    const rows = golden('Li5La3Nb2O12-garnet.cif').trimEnd().split('\n');
    const head = rows.slice(0, -10).join('\n');
    const sites = rows.slice(-10).map((row) => row.trim().split(/\s+/));
    const order = fc.shuffledSubarray([...sites.keys()], { minLength: 10 });
    const reference = amounts(readCif(golden('Li5La3Nb2O12-garnet.cif'), 'x.cif')[0]!);
    fc.assert(
      fc.property(order, fc.integer({ min: -2, max: 2 }), fc.constantFrom(3, 4, 5), (permutation, n, axis) => {
        const moved = permutation.map((i) =>
          sites[i]!.map((v, c) => (c === axis ? String(Number(v) + n) : v)).join(' '),
        );
        const structure = read(`${head}\n${moved.join('\n')}\n`);
        expect(amounts(structure)).toEqual(reference);
        expect(structure.frac.every((x) => x >= 0 && x < 1)).toBe(true);
      }),
      { numRuns: 10 },
    );
  });
});

describe('readCif refuses in one line', () => {
  const good = cubic('Li Li 0 0 0 1\nCl Cl .5 .5 .5 1', "_chemical_formula_sum 'Li1 Cl1'\n_cell_volume 64\n");
  const cases: [title: string, text: string, message: string | RegExp][] = [
    ['an empty file', ' \n', 'x.cif: expected CIF text, found an empty file'],
    ['text that is no CIF', 'hello world', 'x.cif, line 1: expected a data_ block, found "hello"'],
    ['comments only', '# nothing\n', 'found comments only'],
    ['a dictionary', 'data_x\nsave_y\n', 'x.cif, line 2: expected data blocks only, found "save_y"'],
    ['a block without atoms', `data_x\n${CELL}`, 'x.cif: expected atom sites, found none in 1 data block(s)'],
    [
      'a missing cell length',
      good.replace('_cell_length_b 4.0\n', ''),
      'expected a value for _cell_length_b, found none',
    ],
    [
      'an unknown cell length',
      good.replace('_b 4.0', '_b ?'),
      'x.cif, line 3: expected a number for _cell_length_b, found "?"',
    ],
    ['a zero-volume cell', good.replace('alpha 90', 'alpha 180'), 'expected cell angles between 0 and 180, found 180'],
    [
      'angles that close no cell',
      good.replace('alpha 90', 'alpha 20').replace('gamma 90', 'gamma 150'),
      'zero-volume cell',
    ],
    ['NaN coordinates', good.replace('.5 .5 .5', '.5 NaN .5'), 'expected a number for _atom_site_fract_y, found "NaN"'],
    ['unknown coordinates', good.replace('.5 .5 .5', '.5 .5 ?'), 'expected a number for _atom_site_fract_z, found "?"'],
    ['occupancy 1.4', good.replace('.5 1', '.5 1.4'), /line 19: expected an occupancy from 0 to 1, found 1\.4/],
    ['unknown occupancy', good.replace('.5 1', '.5 ?'), 'expected a number for _atom_site_occupancy, found "?"'],
    ['negative occupancy', good.replace('.5 1', '.5 -0.2'), 'expected an occupancy from 0 to 1, found -0.2'],
    [
      'an atom given twice',
      cubic('A Li 0 0 0 1\nB Li 0 0 0 1'),
      'expected at most 1 atom at one position, found 2 rows of one element at the position of A (occupancy 2)',
    ],
    ['an overfull mixed site', cubic('A Li 0 0 0 .7\nB Na 0 0 0 .7'), 'found occupancy 1.4 at the position'],
    ['an unknown element', good.replace('Cl Cl', 'Cl Xx'), /x\.cif, line 19.*Xx/],
    ['a vacancy symbol', good.replace('Cl Cl', 'Cl Vac'), /x\.cif, line 19.*Vac/],
    ['an ambiguous label', good.replace('Cl Cl', 'CA1 ?'), 'expected a label that names one element, found "CA1"'],
    [
      'no symmetry, and a symbol of no group',
      good.replace('P 1', 'F m -3 q'),
      'symmetry operations, or a space group that fits the cell, found none, and space group "F m -3 q"',
    ],
    [
      'no symmetry at all',
      good.replace(P1, ''),
      'symmetry operations, or a space group that fits the cell, found none, and space group "?"',
    ],
    [
      'a tag given twice',
      good.replace(P1, P1 + P1),
      'expected each tag once, found _symmetry_space_group_name_h-m again',
    ],
    [
      'an incomplete row',
      good.replace('.5 .5 .5 1\n', '.5 .5'),
      'expected whole rows of 6 values in the loop of _atom_site_label, found 10',
    ],
    [
      'a loop without rows',
      good.replace(/Li Li[\s\S]*/, ''),
      'expected rows in the loop of _atom_site_label, found none',
    ],
    ['a loop without tags', `${good}loop_\n`, 'expected tags after loop_, found the end'],
    ['an unterminated quote', good.replace("'P 1'", "'P 1"), "expected a closing ', found the end of the line"],
    [
      'an unterminated text field',
      `${good}_note\n;text\n`,
      'x.cif, line 21: expected a text field closed by a line with ;',
    ],
    ['a tag without value', `${good}_note\n`, 'x.cif, line 20: expected a value for _note, found the end'],
    [
      'a value without tag',
      good.replace('data_x\n', 'data_x\n12\n'),
      'x.cif, line 2: expected a tag, found the value "12"',
    ],
    [
      'an element gone',
      good.replace(/\nCl.*/, ''),
      'expected the atoms of _chemical_formula_sum "Li1 Cl1", found no Cl',
    ],
    ['an element too many', good.replace('Li1 Cl1', 'Cl1'), 'found 1 Li of 2 atoms'],
    ['another composition', good.replace('Li1 Cl1', 'Li2 Cl1'), 'found 1 Li of 2 atoms'],
    [
      'another volume',
      good.replace('volume 64', 'volume 70'),
      'the stated _cell_volume 70 A^3, found 64 A^3 from the cell',
    ],
  ];

  test.each(cases)('%s', (_title, text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(/^x\.cif[^\n]*$/);
  });

  test('the text those cases start from is read', () => {
    expect(amounts(read(good))).toEqual({ Cl: 1, Li: 1 });
  });

  test('a garnet cut anywhere before its last row, and amounts a little off where they should be exact', () => {
    const text = golden('Li5La3Nb2O12-garnet.cif').trimEnd();
    const last = text.lastIndexOf('\n');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: last }), (end) => {
        expect(() => read(text.slice(0, end))).toThrow(/^x\.cif/);
      }),
      { numRuns: 60 },
    );
    const rounded = text.replaceAll('0.667', '0.66');
    expect(() => read(`${rounded}\n`)).toThrow('expected the atoms of _chemical_formula_sum');
    const byHand = rounded.replace('# generated using pymatgen', '');
    expect(() => read(byHand)).toThrow('expected the atoms of _chemical_formula_sum');
    expect(read(`${byHand}\n`).species).toHaveLength(184);
  });
});
