/** CIFs that contradict themselves, and what they may leave unsaid: values from arithmetic, beside the texts of cif-statements. */
import { describe, expect, test } from 'vitest';
import { SYMBOLS } from '../../src/chemistry/elements.ts';
import { readCif } from '../../src/crystal/cif.ts';
import { compositionOf, type Structure } from '../../src/crystal/structure.ts';

type Cell = readonly [a: number, b: number, c: number, alpha: number, beta: number, gamma: number];
const SALT: Cell = [5.13, 5.13, 5.13, 90, 90, 90];
const HEXAGONAL: Cell = [8, 8, 5, 90, 90, 120];
const COLUMNS = ['label', 'type_symbol', 'fract_x', 'fract_y', 'fract_z', 'occupancy'];
const ROWS = 'Li1 Li 0 0 0 1\nCl1 Cl .5 .5 .5 1\n';
const THREEFOLD = ['x,y,z', '-y,x-y,z', '-x+y,-x,z'];
const FACES = ['x,y,z', 'x,y+1/2,z+1/2', 'x+1/2,y,z+1/2', 'x+1/2,y+1/2,z'];

const operations = (lines: readonly string[], tag = '_symmetry_equiv_pos_as_xyz') =>
  `loop_\n${tag}\n${lines.join('\n')}\n`;

const cif = ({ cell = SALT, stated = '', symmetry = operations(['x,y,z']), rows = ROWS }): string => {
  const names = ['length_a', 'length_b', 'length_c', 'angle_alpha', 'angle_beta', 'angle_gamma'];
  const sites = `loop_\n${COLUMNS.map((name) => `_atom_site_${name}\n`).join('')}`;
  return `data_x\n${names.map((name, i) => `_cell_${name} ${cell[i]}\n`).join('')}${stated}${symmetry}${sites}${rows}`;
};
const read = (parts: Parameters<typeof cif>[0]): Structure => readCif(cif(parts), 'x.cif')[0]!;

function amounts(structure: Structure): Record<string, number> {
  const { atomicNumbers, amounts: values } = compositionOf(structure);
  return Object.fromEntries(Array.from(atomicNumbers, (z, i) => [SYMBOLS[z]!, Number(values[i]!.toFixed(6))]));
}

describe('operations that do not keep the cell', () => {
  const REFUSED = 'x.cif: expected symmetry operations that keep the cell, found operations that change its lengths';
  const R = [
    ['', '', ''],
    ['+2/3', '+1/3', '+1/3'],
    ['+1/3', '+2/3', '+2/3'],
  ].flatMap(([u, v, w]) => [`x${u},y${v},z${w}`, `-y${u},x-y${v},z${w}`, `-x+y${u},-x${v},z${w}`]);
  const LICOO2 = 'Li1 Li 0 0 0 1\nCo1 Co 0 0 .5 1\nO1 O 0 0 .26 1\nO2 O 0 0 .74 1\n';

  test.each<[string, Cell, readonly string[]]>([
    ['the hexagonal operations of R 3 in its rhombohedral cell', [4.9597, 4.9597, 4.9597, 32.97, 32.97, 32.97], R],
    ['cubic operations in a tetragonal cell', [4, 4, 6, 90, 90, 90], ['x,y,z', 'z,x,y', 'y,z,x']],
    ['a threefold axis in a cell with gamma 90', [4, 4, 5, 90, 90, 90], THREEFOLD],
  ])('%s', (_title, cell, list) => {
    expect(() => read({ cell, symmetry: operations(list), rows: LICOO2 })).toThrow(REFUSED);
  });

  test('a cell rounded to 5.43 5.431 5.43 is cubic, and the hexagonal cell of LiCoO2 has its 12 atoms', () => {
    const cubic = operations(['x,y,z', 'z,x,y', 'y,z,x']);
    expect(amounts(read({ cell: [5.43, 5.431, 5.43, 90, 90, 90], symmetry: cubic }))).toEqual({ Li: 1, Cl: 1 });
    const cell = [2.816, 2.816, 14.054, 90, 90, 120] as const;
    expect(amounts(read({ cell, symmetry: operations(R), rows: LICOO2 }))).toEqual({ Li: 3, Co: 3, O: 6 });
  });
});

describe('a formula sum that Z divides', () => {
  const cell = [3.655, 5.44, 4.833, 90, 90, 90] as const;
  const MMM = ['x,y,z', '-x,-y,z', '-x,y,-z', 'x,-y,-z', '-x,-y,-z', 'x,y,-z', 'x,-y,z', '-x,y,z'];
  const centred = MMM.map((line) => line.replace(/[xyz]/g, '$&+1/2'));
  const stated = "_chemical_formula_sum 'C2 Li2'\n_cell_formula_units_Z 2\n";
  const group = "_symmetry_space_group_name_H-M 'I m m m'\n_symmetry_Int_Tables_number 71\n";
  const rows = 'Li1 Li .5 0 .236 1\nC1 C 0 .386 0 1\n';

  test('does not confirm Li2C2 that lost its centring; with it there are 8 atoms', () => {
    expect(() => read({ cell, stated: stated + group, symmetry: operations(MMM), rows })).toThrow(
      'expected the 16 operations of space group "I m m m", found 8, and atoms that lack the others\' images',
    );
    const whole = read({ cell, stated: stated + group, symmetry: operations([...MMM, ...centred]), rows });
    expect(amounts(whole)).toEqual({ Li: 4, C: 4 });
  });

  test('may be that of the cell where the group has no more operations', () => {
    expect(amounts(read({ cell, stated, symmetry: operations(MMM), rows }))).toEqual({ Li: 2, C: 2 });
  });
});

describe('rows that are images of each other', () => {
  const cell = [6, 4, 4, 90, 90, 90] as const;
  const symmetry = operations(['x,y,z', '-x,-y,-z']);
  const rows = (second: string) => `Li1 Li .25 0 0 .5\n${second}\nCl1 Cl 0 .5 .5 1\n`;

  test('half-filled ones that were expanded already are refused', () => {
    expect(() => read({ cell, symmetry, rows: rows('Li2 Li .75 0 0 .5') })).toThrow(
      'x.cif, line 20: expected each atom in one row, found Li1 (line 19) and Li2, which the operations take to each other; the atoms were expanded already',
    );
  });

  test('the same place printed twice adds up, and another element may share it', () => {
    expect(amounts(read({ cell, symmetry, rows: rows('Li2 Li .25 0 0 .5') }))).toEqual({ Li: 2, Cl: 1 });
    expect(amounts(read({ cell, symmetry, rows: rows('Na1 Na .75 0 0 .5') }))).toEqual({ Li: 1, Na: 1, Cl: 1 });
  });
});

describe('statements of the space group', () => {
  const fm3m = "_symmetry_space_group_name_H-M 'F m -3 m'\n";
  const number = (n: number) => `_symmetry_Int_Tables_number ${n}\n`;
  const hall = "_symmetry_space_group_name_Hall 'P 1'\n";
  const FM3M = 'x.cif: expected one space group, found _symmetry_space_group_name_h-m "F m -3 m" and';

  test.each<[string, string, string]>([
    ['Hall symbol and number', fm3m + number(225) + hall, `${FM3M} _symmetry_space_group_name_hall "P 1"`],
    ['symbol and number 1', fm3m + number(1), `${FM3M} _symmetry_int_tables_number "1"`],
    [
      'P 1 and number 225',
      fm3m.replace('F m -3 m', 'P 1') + number(225),
      '"P 1" and _symmetry_int_tables_number "225"',
    ],
    ['two symbols', `_space_group_name_H-M_alt 'P 1'\n${fm3m}`, '_space_group_name_h-m_alt "P 1" and _symmetry_'],
  ])('%s that differ are refused, with a list of operations and without', (_title, stated, message) => {
    expect(() => read({ stated })).toThrow(message);
    expect(() => read({ stated, symmetry: '' })).toThrow(message);
  });

  test.each([
    ['P2(1)/c', 14, 4],
    ['P2(1)/c and more', 14, 4],
    ['Fm-3mX', 225, 192],
  ])('one operation is held against "%s", number %i', (symbol, n, count) => {
    const stated = `_symmetry_space_group_name_H-M '${symbol}'\n${number(n)}`;
    expect(() => read({ stated, rows: 'Li1 Li .1 .2 .3 1\nCl1 Cl .4 .5 .2 1\n' })).toThrow(
      `expected the ${count} operations of space group "${symbol}", found 1`,
    );
  });

  test('P2(1)/c of SHELXL-97 is P 21/c', () => {
    const stated = `_symmetry_space_group_name_H-M 'P2(1)/c'\n${number(14)}`;
    const cell = [5, 6, 7, 90, 100, 90] as const;
    const rows = 'Li1 Li .1 .2 .3 1\nCl1 Cl .4 .05 .2 1\n';
    expect(amounts(read({ cell, stated, symmetry: '', rows }))).toEqual({ Li: 4, Cl: 4 });
  });

  test('more rotations than the named group has are refused', () => {
    const stated = "_symmetry_space_group_name_H-M 'P 1'\n";
    expect(() => read({ stated, symmetry: operations(['x,y,z', 'z,x,y', 'y,z,x']) })).toThrow(
      'expected at most 1 rotations, as space group "P 1" has, found 3 among the symmetry operations',
    );
  });

  test('two lists of operations that differ are refused, in another order they are one', () => {
    const two = (lines: readonly string[]) => operations(FACES) + operations(lines, '_space_group_symop_operation_xyz');
    expect(() => read({ symmetry: two(['x,y,z']) })).toThrow(
      'x.cif: expected one list of symmetry operations, found 1 under _space_group_symop_operation_xyz and 4 others under _symmetry_equiv_pos_as_xyz',
    );
    expect(amounts(read({ symmetry: two([...FACES].reverse()) }))).toEqual({ Li: 4, Cl: 4 });
    expect(amounts(read({ symmetry: two(['?']) }))).toEqual({ Li: 4, Cl: 4 });
  });

  test('a wrong number beside operations, density and symbol that agree is passed over', () => {
    const stated = `${fm3m}${number(221)}_exptl_crystal_density_diffrn 2.085\n`;
    expect(amounts(read({ stated, symmetry: operations(FACES) }))).toEqual({ Li: 4, Cl: 4 });
  });
});

describe('formulas in other spellings', () => {
  const z4 = '_cell_formula_units_Z 4\n';

  test.each(['LiCl', 'Li1+ Cl1-', '(LiCl)', 'Li Cl 1-', 'Li1.00(4) Cl'])(
    'the sum %s is read and held against Z',
    (sum) => {
      const stated = `_chemical_formula_sum '${sum}'\n${z4}`;
      expect(() => read({ stated })).toThrow('expected 8 atoms in the cell (_chemical_formula_sum');
      expect(amounts(read({ stated, symmetry: operations(FACES) }))).toEqual({ Li: 4, Cl: 4 });
    },
  );

  test('an element of the sum that is missing is seen; a sum that cannot be read is refused', () => {
    const stated = "_chemical_formula_sum 'Li3PS4'\n_cell_formula_units_Z 2\n";
    expect(() => read({ stated, rows: ROWS.replace('Cl1 Cl', 'P1 P') })).toThrow('found no S');
    expect(() => read({ stated: "_chemical_formula_sum 'Li1-x Cl'\n" })).toThrow(
      'x.cif, line 8: expected a _chemical_formula_sum such as "Li3 P S4", found "Li1-x Cl"; correct it, or write ? for it',
    );
  });

  test('the weight of the formula and Z are the mass of the cell: 42.4 u times 4 is 169.6 u', () => {
    const stated = `_chemical_formula_weight 42.4\n${z4}`;
    expect(() => read({ stated })).toThrow(
      'x.cif: expected 169.6 u in the cell (_chemical_formula_weight 42.4, _cell_formula_units_Z 4), found 42.39 u from the atoms',
    );
    const symmetry = operations(FACES);
    expect(amounts(read({ stated, symmetry }))).toEqual({ Li: 4, Cl: 4 });
    expect(amounts(read({ stated: stated.replace('42.4', '169.6'), symmetry }))).toEqual({ Li: 4, Cl: 4 });
  });

  test('hydrogen of a moiety without sites is seen; words in a moiety are no elements', () => {
    const rows = `${ROWS}O1 O .25 .25 .25 1\n`;
    const moiety = (text: string) => read({ stated: `_chemical_formula_moiety '${text}'\n`, rows });
    for (const text of ['Cl1 Li1, H2 O1', 'Cl 1-, Li 1+, 2(H2 O)', 'LiCl, D2O'])
      expect(() => moiety(text)).toThrow('x.cif: expected all elements of _chemical_formula_moiety, found no H');
    for (const text of ['Cl1 Li1, O1', 'n(Cl Li O)', 'Cl Li O, No Water', 'LiCl(OAc)', 'UNKNOWN'])
      expect(amounts(moiety(text))).toEqual({ Li: 1, O: 1, Cl: 1 });
    expect(() => read({ stated: "_chemical_formula_structural 'Li3 P S4'\n" })).toThrow(
      'expected all elements of _chemical_formula_structural, found no P; add its sites, or correct the formula',
    );
  });
});

describe('coordinates of few digits', () => {
  const rows = (place: string, occupancy: number) => `Li1 Li ${place} ${occupancy}\nCl1 Cl 0 0 0 1\n`;

  test('0.33 0.67 with occupancy 0.3 is one position on the threefold axis, 1/3 2/3', () => {
    const structure = read({ cell: HEXAGONAL, symmetry: operations(THREEFOLD), rows: rows('.33 .67 .5', 0.3) });
    expect(amounts(structure)).toEqual({ Li: 0.3, Cl: 1 });
    expect(structure.frac[0]).toBeCloseTo(1 / 3, 12);
    expect(structure.frac[1]).toBeCloseTo(2 / 3, 12);
  });

  test('0.13 0.27 with occupancy 0.5 is on the mirror plane of 3m, as 0.1333 0.2667 is', () => {
    const symmetry = operations([...THREEFOLD, '-y,-x,z', '-x+y,y,z', 'x,x-y,z']);
    for (const place of ['.13 .27 .5', '.1333 .2667 .5'])
      expect(amounts(read({ cell: HEXAGONAL, symmetry, rows: rows(place, 0.5) }))).toEqual({ Li: 1.5, Cl: 1 });
  });

  test('four digits that part the images are a split site (OBELiX iqt has them 0.19 Angstrom apart)', () => {
    const split = read({ cell: HEXAGONAL, symmetry: operations(THREEFOLD), rows: rows('.3400 .6667 .5', 0.3) });
    expect(amounts(split)).toEqual({ Li: 0.9, Cl: 1 });
  });
});
