import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latticeFromCell } from '../../src/crystal/structure.ts';
import {
  checkedGroup,
  expandPosition,
  indexWithin,
  parseSymmetryOperation,
  type SymmetryOperation,
} from '../../src/crystal/symmetry.ts';

const parse = (text: string): SymmetryOperation => parseSymmetryOperation(text, 'x.cif');

/** The 192 operations of Fm-3m: six axis orders, eight sign choices, four centrings. */
function rockSaltOperations(): SymmetryOperation[] {
  const operations: SymmetryOperation[] = [];
  for (const order of ['xyz', 'xzy', 'yxz', 'yzx', 'zxy', 'zyx']) {
    for (let signs = 0; signs < 8; signs++) {
      for (const centring of ['', '++', '+ +', ' ++']) {
        const rows = Array.from(order, (axis, i) => {
          const half = centring[i] === '+' ? '+1/2' : '';
          return `${(signs >> i) & 1 ? '-' : ''}${axis}${half}`;
        });
        operations.push(parse(rows.join(',')));
      }
    }
  }
  return operations;
}

describe('parseSymmetryOperation', () => {
  test('reads fractions, decimals, any case and any order of terms', () => {
    const expected = [-1, 0, 0, 0, 0, 1, 0, 0.5, 0, 0, -1, 0.25];
    for (const text of ['-x, y+1/2, -z+1/4', '-X,1/2+Y,.25-Z', " -x , +0.5+y, 1/4 - z'", '-x,y-1/2,-z+5/4']) {
      expect(Array.from(parse(text), (value) => value + 0)).toEqual(expected);
    }
  });

  test('reads sums of axes and takes 0.3333 for a third', () => {
    expect(Array.from(parse('x-y, x, z+0.3333'))).toEqual([1, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1 / 3]);
  });

  test('refuses what is no operation', () => {
    for (const text of ['x,y', 'x,y,z,t', 'x,y,q', 'x,x,z', '2x,y,z', 'x/2,y,z', 'x,y,', 'x y,y,z', 'x,y,z+1/0']) {
      expect(() => parse(text), text).toThrow(
        /^x\.cif: expected a symmetry operation such as -x, y\+1\/2, -z, found ".*"; check the list of operations$/,
      );
    }
  });
});

describe('checkedGroup', () => {
  test('accepts the 192 operations of Fm-3m and drops repeats', () => {
    const operations = rockSaltOperations();
    expect(checkedGroup([...operations, ...operations], 'x.cif')).toHaveLength(192);
  });

  test('refuses a list that was cut short', () => {
    expect(() => checkedGroup(rockSaltOperations().slice(0, 100), 'x.cif')).toThrow(
      'x.cif: expected symmetry operations that form a space group, found 100 that do not close; complete the list',
    );
  });
});

describe('expandPosition', () => {
  const lattice = latticeFromCell(5.13, 5.13, 5.13, 90, 90, 90);

  test('gives the multiplicities of Fm-3m (International Tables A, no. 225)', () => {
    const operations = rockSaltOperations();
    const multiplicity = (position: number[]) => expandPosition(position, operations, lattice, 0.05).length / 3;
    expect(multiplicity([0, 0, 0])).toBe(4);
    expect(multiplicity([0.25, 0.25, 0.25])).toBe(8);
    expect(multiplicity([0, 0.25, 0.25])).toBe(24);
    expect(multiplicity([0.13, 0.13, 0.13])).toBe(32);
    expect(multiplicity([0.13, 0.21, 0.34])).toBe(192);
  });

  test('does not depend on the order of the operations or on lattice vectors added', () => {
    const operations = rockSaltOperations();
    const grid = fc.integer({ min: 0, max: 23 });
    const shift = fc.integer({ min: -3, max: 3 });
    const key = (flat: number[]) =>
      Array.from({ length: flat.length / 3 }, (_, i) =>
        flat
          .slice(3 * i, 3 * i + 3)
          .map((x) => Math.round(24 * x) % 24)
          .join(),
      ).sort();
    fc.assert(
      fc.property(fc.tuple(grid, grid, grid), fc.tuple(shift, shift, shift), fc.nat(191), (at, n, turn) => {
        const position = at.map((x) => x / 24);
        const moved = position.map((x, i) => x + n[i]!);
        const rotated = [...operations.slice(turn), ...operations.slice(0, turn)];
        const expanded = expandPosition(position, operations, lattice, 0.05);
        expect(key(expandPosition(moved, rotated, lattice, 0.05))).toEqual(key(expanded));
        expect(expanded.every((x) => x >= 0 && x < 1)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('indexWithin', () => {
  test('sees across the cell boundary, in Angstrom', () => {
    const lattice = latticeFromCell(4, 4, 4, 90, 90, 90);
    expect(indexWithin([0.5, 0.5, 0.5, 0, 0, 0], [0.99, 0, 0], lattice, 0.05)).toBe(1);
    expect(indexWithin([0.5, 0.5, 0.5, 0, 0, 0], [0.98, 0, 0], lattice, 0.05)).toBe(-1);
  });
});
