/** What a CIF states, and the ways in which public files say it: each text is small, each value from arithmetic or the CIF dictionary. */
import { describe, expect, test } from 'vitest';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { readCif } from '../../src/crystal/cif.ts';
import { compositionOf, type Structure, volumeA3 } from '../../src/crystal/structure.ts';

const ANGLES = '_cell_angle_alpha 90\n_cell_angle_beta 90\n_cell_angle_gamma 90\n';
const LENGTHS = '_cell_length_a 5.14\n_cell_length_b 5.14\n_cell_length_c 5.14\n';
const F = 'loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\nx,y+1/2,z+1/2\nx+1/2,y,z+1/2\nx+1/2,y+1/2,z\n';
const IDENTITY = 'loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\n';
const SITES =
  'loop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n_atom_site_occupancy\n';
const ROWS = 'Li1 Li 0 0 0 1\nCl1 Cl 0.5 0.5 0.5 1\n';

/** Rock salt LiCl, a = 5.14 A, 2.073 g/cm3, with parts replaced. */
const salt = ({ stated = '', angles = ANGLES, symmetry = F, sites = SITES, rows = ROWS } = {}): string =>
  `data_x\n${LENGTHS}${angles}${stated}${symmetry}${sites}${rows}`;
const read = (text: string): Structure => readCif(text, 'x.cif')[0]!;

function amounts(structure: Structure): Record<string, number> {
  const { atomicNumbers, amounts: values } = compositionOf(structure);
  return Object.fromEntries(Array.from(atomicNumbers, (z, i) => [SYMBOLS[z]!, Number(values[i]!.toFixed(6))]));
}

describe('atoms on top of each other', () => {
  const rows = (x: string, occupancy: string) =>
    `Li1 Li 0 0 0 ${occupancy}\nLi2 Li ${x} 0 0 ${occupancy}\nCl1 Cl .5 .5 .5 1\n`;
  const p1 = (text: string) => salt({ symmetry: IDENTITY, rows: text });

  test('two full atoms 0.10 Angstrom apart are refused, two at the distance of H2 (0.74) are not', () => {
    expect(() => read(p1(rows('0.02', '1')))).toThrow(
      'x.cif: expected at most 1 atom within 0.5 Angstrom, found 2 atoms at Li (site 1) and Li (site 2), 0.10 apart',
    );
    expect(() => read(p1(rows('0.98', '1')))).toThrow('0.10 apart');
    expect(read(p1(rows('0.144', '1').replaceAll('Li Li', 'Li H'))).species).toHaveLength(3);
  });

  test('the nearest image counts: 0.49 Angstrom in a cell with gamma 174, and an atom beside its own image', () => {
    const skewed = (x: string, y: string, a: string, gamma: string) =>
      p1(`Li1 Li 0 0 0 1\nCl1 Cl ${x} ${y} .5 1\n`)
        .replace('_length_a 5.14', `_length_a ${a}`)
        .replace('gamma 90', `gamma ${gamma}`);
    expect(() => read(skewed('.5', '.5', '0.4', '90'))).toThrow(
      'found 2 atoms at Li (site 1) and its own image, 0.40 apart; check the cell',
    );
    const pair = skewed('.46', '.54', '5.14', '174').replace('.5 1\n', '0 1\n');
    expect(() => read(pair)).toThrow('found 2 atoms at Li (site 1) and Cl (site 2), 0.49 apart');
  });

  test('half-filled positions may be near, also where refinement gave 0.54 each; three of 0.5 may not', () => {
    expect(read(p1(rows('0.02', '0.5'))).species).toHaveLength(3);
    expect(read(p1(rows('0.08', '0.54'))).species).toHaveLength(3);
    expect(() => read(p1(`${rows('0.02', '0.5')}Li3 Li 0 0.02 0 0.5\n`))).toThrow('found 1.5 atoms');
  });

  test('three positions with 0.456 each, 0.33 and 0.47 Angstrom apart, are a split site (OBELiX 9yt)', () => {
    const split = rows('0.064', '0.456').replace('Cl1', 'Li3 Li 0 0.091 0 0.456\nCl1');
    expect(amounts(read(p1(split)))).toEqual({ Li: 1.368, Cl: 1 });
  });

  test('0.33 and 0.67 on a threefold axis stand for 1/3 and 2/3, 0.3400 and 0.6700 for three atoms 0.05 Angstrom apart', () => {
    const symmetry = 'loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\n-y,x-y,z\n-x+y,-x,z\n';
    const hexagonal = (x: string, y: string) =>
      salt({
        angles: ANGLES.replace('gamma 90', 'gamma 120'),
        symmetry,
        rows: `Li1 Li ${x} ${y} 0 1\nCl1 Cl 0 0 0.5 1\n`,
      });
    expect(() => read(hexagonal('0.3400', '0.6700'))).toThrow('0.05 apart; give coordinates with more digits');
    for (const [x, y] of [
      ['0.33', '0.67'],
      ['0.333', '0.667'],
    ] as const)
      expect(amounts(read(hexagonal(x, y)))).toEqual({ Li: 1, Cl: 1 });
  });

  test('a file that lists every atom beside its operations', () => {
    const all = 'Li1 Li 0 0 0 1\nLi2 Li 0 .5 .5 1\nLi3 Li .5 0 .5 1\nLi4 Li .5 .5 0 1\nCl1 Cl .5 .5 .5 1\n';
    expect(() => read(salt({ rows: all }))).toThrow(
      'found 4 rows of one element at the position of Li1 (occupancy 4); the atoms were expanded already: leave out the operations',
    );
  });
});

describe('symmetry against Z, density and space group', () => {
  const sum = "_chemical_formula_sum 'Li Cl'\n";
  const z = '_cell_formula_units_Z 4\n';
  const density = '_exptl_crystal_density_diffrn 2.073\n';
  const group = "_symmetry_space_group_name_H-M 'F m -3 m'\n";

  test.each<[string, string, string]>([
    ['density', density, 'the stated density of 2.073 g/cm3 (_exptl_crystal_density_diffrn), found 0.51835 g/cm3'],
    [
      'measured density',
      '_exptl_crystal_density_meas 2.0\n',
      'of 2 g/cm3 (_exptl_crystal_density_meas), found 0.51835',
    ],
    ['Z', sum + z, 'expected 8 atoms in the cell (_chemical_formula_sum, _cell_formula_units_Z 4), found 2 from sites'],
    [
      'sum of the cell',
      `_chemical_formula_sum 'Li4 Cl4'\n_chemical_formula_structural LiCl\n${z}`,
      'found 2 from sites',
    ],
    ['space group', group, 'expected the 192 operations of space group "F m -3 m", found 1, and atoms that lack'],
    ['centring', "_symmetry_space_group_name_H-M 'C 1 2 1'\n", 'expected the 4 operations of space group "C 1 2 1"'],
  ])('one operation against the %s', (_title, stated, message) => {
    expect(() => read(salt({ stated, symmetry: IDENTITY, rows: 'Li1 Li .1 0 .3 1\nCl1 Cl .4 .5 .2 1\n' }))).toThrow(
      message,
    );
  });

  test.each<[string, string]>([
    ['all of them', sum + z + density + group],
    ['the sum of the whole cell beside Z, as pymatgen writes it', `_chemical_formula_sum 'Li4 Cl4'\n${z}`],
    ['Z of another formula unit, but the right density', `${sum}_cell_formula_units_Z 2\n${density}`],
    ['unknown Z and density', `${sum}_cell_formula_units_Z ?\n_exptl_crystal_density_diffrn ?\n`],
  ])('the whole salt is read with %s', (_title, stated) => {
    expect(amounts(read(salt({ stated })))).toEqual({ Li: 4, Cl: 4 });
  });

  test('one operation and every atom listed agree with the space group', () => {
    const sites = [
      [0, 0, 0],
      [0, 0.5, 0.5],
      [0.5, 0, 0.5],
      [0.5, 0.5, 0],
    ] as const;
    const rows = sites
      .flatMap(([x, y, z], i) => [`Li${i} Li ${x} ${y} ${z} 1\n`, `Cl${i} Cl ${x + 0.5} ${y} ${z} 1\n`])
      .join('');
    expect(amounts(read(salt({ stated: group, symmetry: IDENTITY, rows })))).toEqual({ Li: 4, Cl: 4 });
  });

  test('a file by pymatgen that lost its operations', () => {
    const stated = "_chemical_formula_structural LiCl\n_chemical_formula_sum 'Li4 Cl4'\n_cell_formula_units_Z 4\n";
    const text = `# generated using pymatgen\n${salt({ stated, symmetry: IDENTITY })}`;
    expect(() => read(text)).toThrow('expected 8 atoms in the cell');
    expect(amounts(read(`# generated using pymatgen\n${salt({ stated })}`))).toEqual({ Li: 4, Cl: 4 });
  });
});

describe('operations from the space group', () => {
  const named = (stated: string, rows = ROWS, angles = ANGLES): string => salt({ stated, symmetry: '', rows, angles });

  test.each<[string, string]>([
    ['symbol and formula', "_symmetry_space_group_name_H-M 'F m -3 m'\n_chemical_formula_sum 'Li Cl'\n"],
    ['symbol and number', "_space_group_name_H-M_alt 'Fm-3m'\n_space_group_IT_number 225\n"],
    ['number and Z', '_symmetry_Int_Tables_number 225\n_cell_formula_units_Z 4\n'],
    ['Hall symbol', "_space_group_name_Hall '-F 4 2 3'\n"],
  ])('rock salt by its %s', (_title, stated) => {
    expect(amounts(read(named(stated)))).toEqual({ Li: 4, Cl: 4 });
  });

  test.each([
    ["_symmetry_space_group_name_H-M 'F m -3 m'\n", 'space group "F m -3 m", and nothing that confirms it'],
    ['_symmetry_Int_Tables_number 225\n', 'space group "225", and nothing that confirms it'],
  ])('one that nothing confirms is refused: %s', (stated, message) => {
    expect(() => read(named(stated))).toThrow(message);
  });

  /** LiMn2O4, Fd-3m, origin 2: Li 8a (1/8), Mn 16d (1/2), O 32e (0.263); in origin 1 these places hold 16, 16 and 32. */
  const spinel = 'Li1 Li .125 .125 .125 1\nMn1 Mn .5 .5 .5 1\nO1 O .263 .263 .263 1\n';
  const fd3m = (suffix: string, more = '') =>
    named(`_symmetry_space_group_name_H-M 'F d -3 m${suffix}'\n${more}`, spinel).replaceAll('5.14', '8.25');

  test('the origin is taken from the suffix, else from what the file states or atoms too near, else refused', () => {
    expect(amounts(read(fd3m(':2')))).toEqual({ Li: 8, Mn: 16, O: 32 });
    expect(amounts(read(fd3m('', "_chemical_formula_sum 'Li Mn2 O4'\n_cell_formula_units_Z 8\n")))).toEqual({
      Li: 8,
      Mn: 16,
      O: 32,
    });
    const number = '_symmetry_Int_Tables_number 227\n';
    expect(amounts(read(fd3m('', number)))).toEqual({ Li: 8, Mn: 16, O: 32 });
    const withoutO = fd3m('', number).replace(/O1 .*/, '');
    expect(() => read(withoutO)).toThrow('expected one choice of origin and axes, found 2 of space group "F d -3 m"');
  });

  test('hexagonal and rhombohedral axes are told apart by the cell', () => {
    const r3m = "_symmetry_space_group_name_H-M 'R -3 m'\n_symmetry_Int_Tables_number 166\n";
    const hexagonal = read(named(r3m, ROWS.replace('0.5 0.5 0.5', '0 0 0.5'), ANGLES.replace('gamma 90', 'gamma 120')));
    expect(amounts(hexagonal)).toEqual({ Li: 3, Cl: 3 });
    expect(amounts(read(named(r3m, ROWS, ANGLES.replaceAll('90', '80'))))).toEqual({ Li: 1, Cl: 1 });
  });

  test('a symbol that does not fit the cell, or another number, is refused', () => {
    const cubic = "_symmetry_space_group_name_H-M 'F m -3 m'\n";
    const message =
      'expected symmetry operations, or a space group that fits the cell, found none, and space group "F m -3 m"';
    expect(() => read(named(cubic, ROWS, ANGLES.replace('gamma 90', 'gamma 95')))).toThrow(message);
    expect(() => read(named(`${cubic}_symmetry_Int_Tables_number 221\n`))).toThrow(
      'expected one space group, found _symmetry_space_group_name_h-m "F m -3 m" and _symmetry_int_tables_number "221"',
    );
  });

  test('P 1 is declared and the operation is ?', () => {
    const symmetry = "_symmetry_space_group_name_H-M 'P 1'\n_symmetry_equiv_pos_as_xyz ?\n";
    expect(amounts(read(salt({ symmetry })))).toEqual({ Li: 1, Cl: 1 });
  });
});

describe('cell angles', () => {
  test('left out or . are 90 degrees, the default of the dictionary', () => {
    expect(volumeA3(read(salt({ angles: '' })))).toBeCloseTo(5.14 ** 3, 9);
    expect(volumeA3(read(salt({ angles: ANGLES.replaceAll(' 90', ' .') })))).toBeCloseTo(5.14 ** 3, 9);
    expect(() => read(salt({ angles: ANGLES.replace('alpha 90', 'alpha ?') }))).toThrow(
      'a number for _cell_angle_alpha',
    );
  });

  test('left out of a hexagonal cell they are missing', () => {
    const symmetry = 'loop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\n-y,x-y,z\n-x+y,-x,z\n';
    expect(() => read(salt({ angles: '', symmetry }))).toThrow('operations that do not fit 90 degrees');
  });
});

describe('elements of sites', () => {
  const sites = SITES.replace('_atom_site_type_symbol\n', '').replace('_atom_site_occupancy\n', '');
  const labelled = (label: string): string => salt({ sites, rows: `'${label}' 0 0 0\nCl1 .5 .5 .5\n` });

  test.each([
    'Li,Na',
    'Li/Na1',
    'LiNa1',
    'Li0.5Na0.5',
    'Li1Na1',
    'Li-Na',
    'Li+K',
    'LI,NA',
    'LiK1',
    'O/F1',
    'OF1',
    'Li|K',
  ])('the label %s names two elements', (label) => {
    expect(() => read(labelled(label))).toThrow(
      `x.cif, line 19: expected a label that names one element, found "${label}"; give each element of a mixed site a row`,
    );
  });

  test.each<[string, string]>([
    ['Ow1', 'O'],
    ['Oa1', 'O'],
    ['Ob1', 'O'],
    ['Hw', 'H'],
    ['Hn1', 'H'],
    ['O1W', 'O'],
    ['C12B', 'C'],
    ['Li1A', 'Li'],
    ['LiA', 'Li'],
    ['Na1_2', 'Na'],
    ['Os1', 'Os'],
    ['V1', 'V'],
    ['W1A', 'W'],
    ['OW1', 'O'],
    ['O_w', 'O'],
    ['LI2', 'Li'],
  ])('the label %s is %s', (label, symbol) => {
    expect(amounts(read(labelled(label)))).toEqual({ [symbol]: 4, Cl: 4 });
  });

  const words = ['Va', 'Va1', 'VAC1', 'Vi1', 'OVac1', 'WAT1', 'WA1'];
  const groups = ['SO4', 'P_S1', 'OH1', 'Oh1', 'BF4'];
  test.each(['Wa1', 'Wat', 'CA1', 'M1', 'Owat', ...words, ...groups])('the label %s is unclear', (label) => {
    expect(() => read(labelled(label))).toThrow(`expected a label that names one element, found "${label}"`);
  });

  test('an isotope is refused: LiD has 0.622 g/cm3, with the mass of hydrogen it would have 0.553', () => {
    for (const [type, natural] of [
      ['D', 'H'],
      ['D1+', 'H'],
      ['2H', 'H'],
      ['7Li', 'Li'],
    ])
      expect(() => read(salt({ rows: `Li1 Li 0 0 0 1\nX1 ${type} .5 .5 .5 1\n` }))).toThrow(
        `x.cif, line 22: expected an element, not an isotope of it, found "${type}"; write ${natural}, if its natural mass will do`,
      );
    expect(() => read(labelled('D1'))).toThrow('not an isotope of it, found "D1"; write H');
  });

  test('a type symbol or a label of two elements on a full site is quoted as it stands', () => {
    const two = (label: string, type: string) => salt({ rows: `'${label}' '${type}' 0 0 0 1\nCl1 Cl .5 .5 .5 1\n` });
    expect(() => read(two('Li,Na', '0.8Li + 0.2Na'))).toThrow(
      'x.cif, line 21: expected the symbol of one element, found "0.8Li + 0.2Na"; give each element of a mixed site a row of its own',
    );
    expect(() => read(two('Li,Na', 'Li'))).toThrow('a label that names one element, found "Li,Na"');
  });

  test('hydrogen that is attached but not placed is refused', () => {
    const text = salt({
      sites: `${SITES}_atom_site_attached_hydrogens\n`,
      rows: 'Li1 Li 0 0 0 1 0\nO1 O .5 .5 .5 1 1\n',
    });
    expect(() => read(text)).toThrow(
      'x.cif, line 23: expected coordinates of all hydrogen atoms, found _atom_site_attached_hydrogens 1',
    );
    expect(amounts(read(text.replace('.5 1 1\n', '.5 1 0\n')))).toEqual({ Li: 4, O: 4 });
  });
});

describe('occupancies', () => {
  const three = (share: string) =>
    `Li1 Li 0 0 0 ${share}\nNa1 Na 0 0 0 ${share}\nK1 K 0 0 0 ${share}\nCl1 Cl .5 .5 .5 1\n`;

  test('three times 0.334 is rounding and scaled to 1; 0.35 is not', () => {
    const { species, occupancy } = read(salt({ rows: three('0.334') }));
    expect(species).toHaveLength(16);
    expect(occupancy[0]).toBeCloseTo(1 / 3, 12);
    expect(() => read(salt({ rows: three('0.35') }))).toThrow('found occupancy 1.05 at the position');
  });

  test('a full site may exceed 1 by its own uncertainty, not by more', () => {
    const rows = (share: string) => ROWS.replace('0 0 0 1', `0 0 0 ${share}`);
    expect(read(salt({ rows: rows('1.002(2)') })).occupancy[0]).toBe(1);
    for (const share of ['1.002(1)', '1.002', '1.1(2)'])
      expect(() => read(salt({ rows: rows(share) }))).toThrow(`an occupancy from 0 to 1, found ${share}`);
  });

  test('disorder groups exclude each other: both full are refused, halves and other assemblies are not', () => {
    const sites = `${SITES}_atom_site_disorder_assembly\n_atom_site_disorder_group\n`;
    const groups = (share: number, assembly: string, first = 'A 1') =>
      salt({
        symmetry: IDENTITY,
        sites,
        rows: `Li1A Li .1 0 0 ${share} ${first}\nLi1B Li .3 0 0 ${share} ${assembly} 2\nCl1 Cl .5 .5 .5 1 . .\n`,
      });
    expect(() => read(groups(1, 'A'))).toThrow(
      'x.cif, line 21: expected occupancies of disorder groups that exclude each other, found Li1A (line 20) and Li1B of two groups, both full; add them',
    );
    expect(amounts(read(groups(0.5, 'A')))).toEqual({ Li: 1, Cl: 1 });
    expect(amounts(read(groups(1, 'B')))).toEqual({ Li: 2, Cl: 1 });
    expect(() => read(groups(1, '.', '. 1'))).toThrow('expected occupancies of disorder groups');
    expect(amounts(read(groups(1, '.', '. -1')))).toEqual({ Li: 2, Cl: 1 });
  });

  test('a trace that the formula sum leaves out is within 0.5 % of all atoms, a real share is not', () => {
    const trace = (li: string, ti: string) =>
      salt({
        stated: "_chemical_formula_sum 'Li Cl'\n",
        rows: `Li1 Li 0 0 0 ${li}\nTi1 Ti 0 0 0 ${ti}\nCl1 Cl .5 .5 .5 1\n`,
      });
    expect(amounts(read(trace('0.9998', '0.0002')))).toEqual({ Li: 3.9992, Ti: 0.0008, Cl: 4 });
    expect(() => read(trace('0.97', '0.03'))).toThrow('found 0.12 Ti of 8 atoms');
  });

  test('lithium of 2 % of a site is read as it stands', () => {
    expect(amounts(read(salt({ rows: 'Li1 Li 0 0 0 0.02\nNa1 Na 0 0 0 0.98\nCl1 Cl .5 .5 .5 1\n' })))).toEqual({
      Li: 0.08,
      Na: 3.92,
      Cl: 4,
    });
  });
});

test('the operations of a magnetic group alone are named', () => {
  const symmetry = 'loop_\n_space_group_symop_magn_operation.id\n_space_group_symop_magn_operation.xyz\n1 x,y,z,+1\n';
  expect(() => read(salt({ symmetry }))).toThrow(
    'x.cif: expected the operations of a space group, found those of a magnetic group only (_space_group_symop_magn_operation.xyz)',
  );
});

test('Cartesian coordinates alone, and CIF 2.0, are named', () => {
  const cartesian = salt({ sites: SITES.replaceAll('fract', 'Cartn') });
  expect(() => read(cartesian)).toThrow(
    'expected fractional coordinates (_atom_site_fract_), found Cartesian ones only',
  );
  expect(() => read(`#\\#CIF_2.0\n${salt({ stated: "_note '''it's'''\n_list [1 2 3]\n" })}`)).toThrow(
    'x.cif: expected CIF 1.1, found CIF 2.0 with triple quotes, lists or tables; save it as CIF 1.1',
  );
  expect(read(`#\\#CIF_2.0\n${salt()}`).species).toHaveLength(8);
});
