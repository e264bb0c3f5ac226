import { describe, expect, test } from 'vitest';
import { reducedFormula } from '../../src/chemistry/composition.ts';
import { atomicNumber } from '../../src/chemistry/elements.ts';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { rowOf } from '../../src/core/matrix.ts';
import { shippedRecord } from '../../src/core/shipped-data.ts';
import { loadLabelTable, rowsByFormula } from '../../src/transfer/label-table.ts';
import { PUBLISHED_MODEL } from '../../src/transfer/published-model.ts';

const table = loadLabelTable();

describe('the label table', () => {
  test('has a row for every computable structure, and a reason for each of the others', () => {
    const { structures, computable, ...reasons } = table.counts;
    const left = Object.values(reasons).reduce((sum, count) => sum + count, 0);
    expect([table.ids.length, table.formulas.length, table.X.rows]).toEqual([computable, computable, computable]);
    expect(computable! + left).toBe(structures);
    expect(structures).toBe(19_480); // lithium structures of the Materials Project set
    expect(shippedRecord('label-table.csv.gz').rows).toBe(computable);
  });

  test('has the five descriptors of the published model, all finite', () => {
    expect(table.X.cols).toBe(PUBLISHED_MODEL.descriptors.length);
    expect(table.X.data.every(Number.isFinite)).toBe(true);
  });

  test('names each structure once, by a Materials Project number', () => {
    expect(new Set(table.ids).size).toBe(table.ids.length);
    expect(table.ids.filter((id) => !/^(mp|mvc)-\d+$/.test(id))).toEqual([]);
  });

  test('has reduced formulas, with lithium', () => {
    const lithium = atomicNumber('Li');
    const wrong = [...new Set(table.formulas)].filter((formula) => {
      const composition = parseFormula(formula);
      return reducedFormula(composition) !== formula || !composition.atomicNumbers.includes(lithium);
    });
    expect(wrong).toEqual([]);
  });

  test('LiF, mp-1138, in rock salt: 12 lithium neighbours, 6 fluorine neighbours', () => {
    const row = rowOf(table.X, table.ids.indexOf('mp-1138'));
    const [bondsPerLi, , , liAnionSeparationA, liLiSeparationA] = row;
    expect(table.formulas[table.ids.indexOf('mp-1138')]).toBe('LiF');
    // Li-Li is a / sqrt 2 and Li-F a / 2 in any rock salt
    expect(liLiSeparationA! / liAnionSeparationA!).toBeCloseTo(Math.SQRT2, 5);
    expect(bondsPerLi).toBe(12);
  });

  test('finds all rows of a formula, and each row once', () => {
    const rowsOf = rowsByFormula(table);
    for (const [formula, rows] of rowsOf) for (const row of rows) expect(table.formulas[row]).toBe(formula);
    expect([...rowsOf.values()].flat().sort((a, b) => a - b)).toEqual(table.formulas.map((_, row) => row));
  });
});
