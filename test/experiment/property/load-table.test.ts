import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { droppedRows } from '../../../src/cli/tell-dropped.ts';
import { UserError } from '../../../src/core/errors.ts';
import { packageRoot } from '../../../src/core/files.ts';
import { shuffled, stream } from '../../../src/core/random.ts';
import type { PropertyExperiment, PropertyTable } from '../../../src/experiment/property/define.ts';
import { loadProperty } from '../../../src/experiment/property/load-table.ts';
import { small, smallRows, writeTable } from './small.ts';

const load = (rows: readonly (readonly string[])[], changes: Partial<PropertyExperiment> = {}) =>
  loadProperty({ ...small, validations: [], methods: [], ...changes }, writeTable(rows));
const table = (changes: Partial<PropertyTable>) => ({ table: { ...small.table, ...changes } });
const row = (formula: string, value: string, family = 'a', density = '1', last = '0') => [
  formula,
  value,
  family,
  density,
  last,
];

describe('the table of a property', () => {
  test('rows become compounds in the order of their reduced formulas', async () => {
    const data = await load([row('S2Na4', '5'), row('KCl', '3'), row('Na2O', '4')]);
    expect(data.formulas).toEqual(['KCl', 'Na2O', 'Na2S']);
    expect(Array.from(data.y)).toEqual([3, 4, 5]);
    expect(data.labels).toEqual([0, 0, 0]);
    expect(data.counts).toEqual({
      ...{ rows_read: 3, not_kept: 0, without_value: 0, formula_not_read: 0, without_input: 0, merged: 0 },
      compounds: 3,
    });
  });

  test('rows of one formula become one, with the median, and all else from the row at the lower median', async () => {
    const rows = [
      row('NaCl', '9', 'c'),
      row('Na2Cl2', '1', 'a'),
      row('KCl', '1', 'x'),
      row('NaCl', '4', 'b'),
      row('KCl', '2', 'y'),
    ];
    const data = await load(rows);
    expect(Array.from(data.y)).toEqual([1.5, 4]);
    expect(data.rows.map(({ family }) => family)).toEqual(['x', 'b']);
    expect(data.counts.merged).toBe(3);
  });

  test('or the row that is lowest in a column, whose gaps leave a row out', async () => {
    const rows = [row('NaCl', '9', 'a', '0.2'), row('NaCl', '4', 'b', '0.1'), row('NaCl', '5', 'c', '')];
    const data = await load(rows, table({ duplicates: { lowest: 'density' } }));
    expect([Array.from(data.y), data.counts.without_input, data.counts.merged]).toEqual([[4], 1, 1]);
  });

  test('a logarithm is taken where asked for, and what has none is counted', async () => {
    const data = await load(
      [row('NaCl', '1e-3'), row('KCl', '0'), row('KBr', '-1'), row('KF', 'high'), row('KI', '')],
      table({ scale: 'log10' }),
    );
    expect([Array.from(data.y), data.counts.without_value]).toEqual([[-3], 4]);
  });

  test('rows are kept by the words of a column', async () => {
    const data = await load(
      [row('NaCl', '1', 'a'), row('KCl', '2', 'b'), row('KBr', '3', 'c')],
      table({ keep: { column: 'family', oneOf: ['a', 'c'] } }),
    );
    expect([data.formulas, data.counts.not_kept]).toEqual([['KBr', 'NaCl'], 1]);
  });

  test('compounds are kept that hold an element', async () => {
    const rows = [row('NaCl', '1'), row('KCl', '2'), row('Na2O', '3')];
    const data = await load(rows, table({ contains: 'Na' }));
    expect([data.formulas, data.counts.not_kept]).toEqual([['Na2O', 'NaCl'], 1]);
    await expect(load(rows, table({ contains: 'Sodium' }))).rejects.toThrow(
      'table.contains: expected an element symbol, found "Sodium"; check the spelling',
    );
  });

  test('formulas that cannot be read are listed with their lines, and the others are done', async () => {
    const data = await load([row('NaCl', '1'), row('Xx2O', '2'), row('KCl', '3'), row('Na+', '4')]);
    expect(data.formulas).toEqual(['KCl', 'NaCl']);
    expect(data.counts.formula_not_read).toBe(2);
    expect(data.unread.map(({ file, line }) => [file, line])).toEqual([
      ['table.csv', 3],
      ['table.csv', 5],
    ]);
    expect(data.unread[0]!.reason).toContain('Xx2O, position 1: expected an element symbol');
  });

  test('a gap in any column that a method needs, or an element that it does not know, leaves the row out', async () => {
    const rows = [row('NaCl', '1'), row('KCl', '2', 'a', ''), row('KBr', '3', 'a', 'n/a'), row('FmCl', '4')];
    expect((await load(rows)).formulas).toEqual(['FmCl', 'KBr', 'KCl', 'NaCl']);
    const left = await load(rows, { methods: small.methods });
    expect([left.formulas, left.counts.without_input]).toEqual([['NaCl'], 3]);
    const fractions = await load(rows, { methods: [small.methods[3]!] });
    expect([fractions.formulas, fractions.counts.without_input]).toEqual([['KBr', 'KCl', 'NaCl'], 1]);
  });

  test('the order of the rows does not matter', async () => {
    const { source: _, places: __, ...inOrder } = await load(smallRows());
    expect(inOrder.counts.merged).toBe(10);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 999 }), async (seed) => {
        const order = shuffled(60, stream(seed, 'rows'));
        const { source, places, ...data } = await load(Array.from(order, (at) => smallRows()[at]!));
        expect(data).toEqual(inOrder);
      }),
      { numRuns: 10 },
    );
  });

  const opened = (text: string | Uint8Array) => {
    const file = writeTable([]);
    writeFileSync(join(dirname(file), 'table.csv'), text);
    return loadProperty({ ...small, validations: [], methods: [] }, file);
  };

  test('blank lines are no rows, and what is no number is listed with its line', async () => {
    const data = await opened(
      '\ufeff formula , melting_K\r\n\r\nNaCl,3\r\n\r\nKCl,0 eV\r\nKBr,\r\n,\r\n"KI","4"\r\nKF,0b11\r\n',
    );
    expect([data.formulas, Array.from(data.y)]).toEqual([
      ['KI', 'NaCl'],
      [4, 3],
    ]);
    expect(data.counts).toMatchObject({ rows_read: 5, without_value: 3 });
    expect(data.unread).toEqual([
      { file: 'table.csv', line: 5, reason: 'expected a number in column melting_K, found "0 eV"' },
      { file: 'table.csv', line: 9, reason: 'expected a number in column melting_K, found "0b11"' },
    ]);
    expect(droppedRows((name) => data.counts[name] ?? 0, data.unread)).toEqual([
      '3 of 5 rows are not learned from: 3 without value',
      'table.csv, line 5: expected a number in column melting_K, found "0 eV"',
      'table.csv, line 9: expected a number in column melting_K, found "0b11"',
    ]);
  });

  test('a row with fewer cells than the header is left out and listed', async () => {
    const data = await opened('formula,melting_K,x\nNaCl,3,\nKCl,4\nK');
    expect([data.formulas, data.counts.rows_read, data.counts.cells_missing]).toEqual([['NaCl'], 3, 2]);
    expect(data.unread.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'expected 3 cells as in the header, found 2; the row is cut off, or a cell was left out'],
      [4, 'expected 3 cells as in the header, found 1; the row is cut off, or a cell was left out'],
    ]);
  });

  test('decimal commas are read where a semicolon or tab stands between cells', async () => {
    for (const separator of [';', '\t']) {
      const rows = [
        ['formula', 'melting_K'],
        ['NaCl', '0,5'],
        ['KCl', '1,234'],
        ['KBr', '3'],
      ];
      const data = await opened(rows.map((row) => row.join(separator)).join('\n'));
      expect(Array.from(data.y)).toEqual([3, 1.234, 0.5]);
    }
  });

  test('a formula that a decimal comma has cut in two is not learned', async () => {
    const data = await opened('formula,note,melting_K\nLi6,5La3Zr2O12,7\nLiF,x,2\n');
    expect(data.formulas).toEqual(['LiF']);
    expect(data.unread).toMatchObject([{ line: 2, reason: expect.stringContaining('a part of Li6.5La3Zr2O12') }]);
  });

  test.each([
    [
      'a decimal comma in a row',
      'formula,melting_K\nKCl,1\nNaCl,0,50\n',
      'table.csv, line 3: expected 2 cells as in the header, found 3; put quotes',
    ],
    [
      'the column of values twice',
      'formula,melting_K,melting_K\nKCl,1,2\n',
      'table.csv: expected one column melting_K, found 2; rename',
    ],
    [
      'decimals of two kinds',
      'formula;melting_K\nKCl;0,5\nKBr;1.234\n',
      'table.csv, column melting_K: expected decimals of one kind, found "0,5"',
    ],
    [
      'another encoding',
      Buffer.from('formula,melting_K\nKCl,1 é\n', 'latin1'),
      'table.csv: expected a CSV table in UTF-8',
    ],
  ])('%s is refused, and nothing is learned', async (_title, text, message) => {
    await expect(opened(text)).rejects.toThrow(UserError);
    await expect(opened(text)).rejects.toThrow(message);
  });

  test('several files with gzip are one table', async () => {
    const file = writeTable([row('NaCl', '1')]);
    writeFileSync(join(dirname(file), 'more.csv.gz'), gzipSync('melting_K,formula\n3,NaCl\n7,KCl\nx,KCl\n2,?\n'));
    const experiment = { ...small, ...table({ file: ['table.csv', 'more.csv.gz'] }), methods: [], validations: [] };
    const data = await loadProperty(experiment, file);
    expect(Array.from(data.y)).toEqual([7, 2]);
    expect(data.unread).toMatchObject([
      { file: 'more.csv.gz', line: 4, reason: 'expected a number in column melting_K, found "x"' },
      { file: 'more.csv.gz', line: 5 },
    ]);
  });

  test('a table of this package is read where it lies', async () => {
    const file = join(packageRoot(), 'experiments', 'mine.ts');
    const own = table({ file: '../data/obelix.csv', value: 'log10_conductivity_S_per_cm' });
    expect((await loadProperty({ ...small, ...own, methods: [], validations: [] }, file)).counts.rows_read).toBe(390);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['no file', () => load([], table({ file: 'no.csv' })), 'no.csv: expected a readable file, found ENOENT'],
    ['no rows', () => load([]), 'table.csv: expected a header and rows, found no row; give a table with rows'],
    [
      'a column misspelt',
      () => load([row('NaCl', '1')], table({ value: 'meltin_K' })),
      'table.csv: expected a column meltin_K, found formula, melting_K, family, density, row; did you mean melting_K?',
    ],
    [
      'a column of groups missing',
      () => load([row('NaCl', '1')], { validations: [{ name: 'v', group: { column: 'papers' }, folds: 2 }] }),
      'expected a column papers, found formula, melting_K, family, density, row; name a column of the table',
    ],
    [
      'a column of a method missing',
      () => load([row('NaCl', '1')], { methods: [{ ...small.methods[1]!, input: { columns: ['densty'] } } as never] }),
      'expected a column densty, found formula, melting_K, family, density, row; did you mean density?',
    ],
    [
      'nothing left',
      () => load([row('Na+', '1'), row('KCl', '')]),
      'table.csv: expected at least one compound, found rows read 2, without value 1, formula not read 1 ' +
        '(first: line 2: Na+, position 3: expected elements and amounts',
    ],
  ])('%s is refused', async (_, attempt, message) => {
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(message);
  });

  test('a folder named as data beside the experiment is no data of this package', async () => {
    const file = writeTable([row('NaCl', '1')]);
    mkdirSync(join(dirname(file), 'data'));
    writeFileSync(join(dirname(file), 'data', 'obelix.csv'), 'formula,melting_K\nKCl,5\n');
    const own = { ...small, ...table({ file: 'data/obelix.csv' }), methods: [], validations: [] };
    expect((await loadProperty(own, file)).formulas).toEqual(['KCl']);
  });
});
