import { describe, expect, test } from 'vitest';
import { compositionColumn, formulaCell } from '../../src/chemistry/formula-cell.ts';
import { readCsv } from '../../src/core/csv.ts';

describe('the column of compositions', () => {
  test.each([
    ['id,composition', 1],
    ['id,Formula', 1],
    ['FORMULA;id', 0],
    ['formula,composition', 1],
    ['id\treduced_formula', 1],
    ['id,"Chemical Formula"', 1],
    ['formula_pretty', 0],
  ])('of %j', (header, column) => {
    expect(compositionColumn(readCsv(header, 'x.csv'))).toBe(column);
  });

  test('that is not there', () => {
    expect(() => compositionColumn(readCsv('id,name', 'x.csv'))).toThrow(
      'x.csv: expected a column composition, found id, name; name the column so',
    );
  });
});

describe('the formula in a cell', () => {
  test.each([
    [['Li3PS4', 'x'], 0],
    [[' Li 3N', '5'], 0],
    [['mp-12', '2LiCl'], 1],
    [['LiF', '25 °C'], 0],
    [['LiFePO4', '4V'], 0],
    [['Li3PS4', '300K', '1e-4'], 0],
    [['Li3PS4', '300', '0'], 0],
    [['10', 'Li3PS4', '2'], 1],
  ])('%j is as written', (cells, column) => {
    expect(formulaCell(cells, column)).toBe(cells[column]);
  });

  test.each([
    [
      ['Li6', '5La3Zr2O12'],
      0,
      'Li6: expected a whole formula in the cell, found a part of Li6.5La3Zr2O12; write a point',
    ],
    [['Li6', '5La3Zr2O12'], 1, '5La3Zr2O12: expected a whole formula in the cell, found a part of Li6.5La3Zr2O12'],
    [['Li6', '4La3Zr1', '4Ta0', '6O12'], 0, 'found a part of Li6.4La3Zr1.4Ta0.6O12; write a'],
    [
      ['Li1', '3Al0', '3Ti1', '7P3O12'],
      0,
      'Li1: expected a whole formula in the cell, found a part of Li1.3Al0.3Ti1.7P3O12',
    ],
    [
      ['mp-1', 'Li1', '3Al0', '3Ti1', '7P3O12'],
      3,
      'Ti1: expected a whole formula in the cell, found a part of Li1.3Al0.3',
    ],
    [['Li6PS5Cl0', '5'], 0, 'found a part of Li6PS5Cl0.5; write a point'],
    [['Li6PS4', '5ClBr0', '5', '300'], 0, 'found a part of Li6PS4.5ClBr0.5; write a point'],
    [['Li5', '5PS4', '5Cl1', '5'], 0, 'found a part of Li5.5PS4.5Cl1; write a point'],
    [['Li6', '5La3Zr2O12', '300K'], 0, 'found a part of Li6.5La3Zr2O12'],
    [['Li2', '5N'], 0, 'found a part of Li2.5N'],
    [
      ['Li3PS4\u2028Li6PS5Cl'],
      0,
      'expected one formula in the cell, found a line break or tab; give each formula a row',
    ],
    [['Li3PS4\nLi6PS5Cl'], 0, 'expected one formula in the cell, found a line break or tab'],
    [
      ['"(LiCl)0.5 (P2O5)0.5"'],
      0,
      '"(LiCl)0.5 (P2O5)0.5": expected a formula, found a cell with quotes of its own; take',
    ],
  ])('%j is refused', (cells, column, message) => {
    expect(() => formulaCell(cells, column)).toThrow(message);
  });
});
