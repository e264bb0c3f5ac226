import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readCompositions } from '../../src/cli/composition-file.ts';
import { readFormulas } from '../../src/cli/known-formulas.ts';
import { UserError } from '../../src/core/errors.ts';
import { formatCsv } from '../../src/core/table.ts';
import { scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = join(folder, 'table.csv');

afterAll(() => rmSync(folder, { recursive: true }));

function read(content: string | Uint8Array) {
  writeFileSync(path, content);
  return readCompositions(path);
}

const pairs = (content: string | Uint8Array) => read(content).rows.map(({ line, composition }) => [line, composition]);

describe('a table of compositions', () => {
  test.each([
    ['plain', 'composition\nLi3N\nLiF\n'],
    ['with another name of the column', 'Formula\nLi3N\nLiF\n'],
    ['with CRLF', 'composition\r\nLi3N\r\nLiF\r\n'],
    ['with CR', 'composition\rLi3N\rLiF\r'],
    ['with a byte order mark', '\ufeffcomposition\nLi3N\nLiF\n'],
    ['with both', '\ufeffcomposition\r\nLi3N\r\nLiF\r\n'],
    ['with U+2028', 'composition\u2028Li3N\u2028LiF'],
    ['with other columns', 'id,composition,note\n1,Li3N,\n2,LiF,"a, ""b"""\n'],
    ['with semicolons and decimal commas', 'id;composition;x\n1;Li3N;0,5\n2;LiF;1,5\n'],
    ['with tabs', 'composition\tx\nLi3N\t1\nLiF\t2\n'],
    ['with quotes and spaces in the header', '"id", composition \n1,"Li3N"\n2,LiF\n'],
    ['with a quote within a cell', 'composition,length\nLi3N,5" long\nLiF,"5"" long"\n'],
  ])('%s', (_title, text) => {
    for (const content of [text, gzipSync(text)]) {
      expect(pairs(content)).toEqual([
        [2, 'Li3N'],
        [3, 'LiF'],
      ]);
    }
  });

  test('has the line numbers of the file; blank lines are no records, empty cells are', () => {
    expect(pairs('\n \ncomposition,id\n\nLi3N,1\r\n \t\n,2\n,\n\n"L\niF",3\nLiF,3\n\n')).toEqual([
      [5, 'Li3N'],
      [7, ''],
      [10, 'L\niF'],
      [12, 'LiF'],
    ]);
  });

  test('keeps its columns and their cells in order, but for columns of nothing', () => {
    expect(read('id,,composition,,note\n1,x,Li3N,,\n,,LiF,,"a,b"\n')).toEqual({
      columns: ['id', '', 'composition', 'note'],
      rows: [
        { line: 2, cells: ['1', 'x', 'Li3N', ''], composition: 'Li3N' },
        { line: 3, cells: ['', '', 'LiF', 'a,b'], composition: 'LiF' },
      ],
    });
  });

  test('says why a row has no composition, and trusts no cell of a record with more or fewer than the header', () => {
    expect(read('name,composition\nsalt, common,LiCl\nx\nx,LiF\na,"""LiF"""\n').rows).toEqual([
      {
        line: 2,
        cells: [null, null],
        composition: 'salt, common,LiCl',
        reason: expect.stringContaining('expected 2 cells as in the header, found 3; put quotes around'),
      },
      {
        line: 3,
        cells: [null, null],
        composition: 'x',
        reason: 'expected 2 cells as in the header, found 1; the row is cut off, or a cell was left out',
      },
      { line: 4, cells: ['x', 'LiF'], composition: 'LiF' },
      {
        line: 5,
        cells: ['a', '"LiF"'],
        composition: '"LiF"',
        reason: expect.stringContaining('quotes of its own'),
      },
    ]);
  });

  test('is read as it was written, whatever stands in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('L', 'i', '3', ' ', ',', '"', "'", 'é', ';') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const records = rows.map(([name, composition]): [string, string] => [`x${name}`, composition]);
        const file = read(formatCsv(['name', 'composition'], records));
        expect(file.columns).toEqual(['name', 'composition']);
        expect(file.rows.map(({ cells }) => cells)).toEqual(records);
      }),
    );
  });
});

describe('refused in one line', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', ': expected a header, found an empty file; give a CSV table'],
    ['a header only', 'composition\n\n', ': expected compositions below the header, found none; give one a line'],
    ['no such column', 'id,name\n1,LiF\n', ': expected a column composition, found id, name; name the column so'],
    ['the column twice', 'composition,composition\nLiF,LiCl\n', ': expected one column composition, found 2; rename'],
    ['the column in two cases', 'Formula,formula\nLiF,LiCl\n', ': expected one column formula, found 2; rename'],
    ['another column twice', 'x,formula,x\n1,LiF,2\n', ': expected a name for each column, found "x" twice; rename'],
    ['a quote that does not close', 'a,formula\n"x,LiF\n', ', line 2: expected a quote that closes, found none'],
    [
      'no text',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
      ': expected a CSV table in UTF-8, found something else; save it',
    ],
    ['UTF-16', Buffer.from('\ufeffcomposition\nLiF\n', 'utf16le'), ': expected a CSV table in UTF-8'],
    ['Latin-1', Buffer.from('composition,note\nLiF,é\n', 'latin1'), ': expected a CSV table in UTF-8'],
    ['zeros', new Uint8Array(64), ': expected a CSV table in UTF-8'],
    ['damaged gzip', gzipSync('composition\nLiF\n').subarray(0, -6), ': expected whole gzip data'],
  ])('%s', (_title, content, message) => {
    const attempt = () => read(content);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(`table.csv${message}`);
  });

  test('a file that is not there, and a folder', () => {
    expect(() => readCompositions(join(folder, 'none.csv'))).toThrow(
      'none.csv: expected a readable file, found ENOENT',
    );
    expect(() => readCompositions(folder)).toThrow('expected a readable file, found EISDIR');
  });
});

describe('known formulas', () => {
  const known = (content: string | Uint8Array) => {
    writeFileSync(path, content);
    return readFormulas(path).rows.map(({ formula }) => formula);
  };

  test.each([
    ['a list', 'Li3PS4\nLi2O\n'],
    ['a list with blank lines, CRLF and a mark', '\ufeff\r\nLi3PS4\r\n\r\n Li2O \r\n'],
    ['a list with U+2028', 'Li3PS4\u2028Li2O'],
    ['a table', 'id,Formula\n1,Li3PS4\n2,Li2O\n'],
    ['a table with semicolons', 'formula;x\nLi3PS4;0,5\nLi2O;1\n'],
    ['a table that names its separator', 'sep=;\nformula;x\nLi3PS4;0,5\nLi2O;1\n'],
    ['a list that names a separator', 'sep=;\nLi3PS4\nLi2O\n'],
  ])('%s', (_title, text) => {
    for (const content of [text, gzipSync(text)]) expect(known(content)).toEqual(['Li3PS4', 'Li2O']);
  });

  test('an empty list has none', () => expect(known('\n')).toEqual([]));

  test.each<[string, string | Uint8Array, string]>([
    [
      'a decimal comma',
      'Li6,5La3Zr2O12\n',
      'table.csv, line 1: expected a header with a column composition, or one formula a line, found 2 cells: Li6, 5La3Zr2O12; name',
    ],
    [
      'a header without such a column',
      '\nname,x\nLi2O,1\n',
      'table.csv, line 2: expected a header with a column composition, or one formula a line, found 2 cells: name, x; name a column',
    ],
    ['a header with two', 'formula,formula\nLi2O,LiF\n', 'table.csv: expected one column formula, found 2; rename the'],
    ['a quote that does not close', 'Li2O\n"Li3N\n', 'table.csv, line 2: expected a quote that closes'],
    ['another encoding', Buffer.from('Li2O\né', 'latin1'), 'table.csv: expected a list of formulas in UTF-8, found'],
  ])('%s is refused', (_title, content, message) => {
    expect(() => known(content)).toThrow(message);
  });

  test.each<[string, string, number, string]>([
    ['a line that is no formula', 'Li2O\n\nXx\n', 3, 'Xx, position 1: expected an element symbol'],
    ['a decimal comma below', 'Li2O\nLi6,5La3Zr2O12\n', 2, 'expected 1 cell as in the header, found 2;'],
    [
      'decimal commas in a table',
      'composition,a,b,c\nLi1,3Al0,3Ti1,7P3O12\nLi2O,,,\n',
      2,
      'Li1: expected a whole formula in the cell, found a part of Li1.3Al0.3Ti1.7P3O12; write a point',
    ],
    ['a row cut short', 'formula,x\nLi2O,1\nLi3\n', 3, 'expected 2 cells as in the header, found 1;'],
  ])('%s is told by its line, and the others stand', (_title, content, line, reason) => {
    writeFileSync(path, content);
    const { rows, unread } = readFormulas(path);
    expect(rows.map(({ formula }) => formula)).toEqual(['Li2O']);
    expect(unread).toEqual([{ file: path, line, reason: expect.stringContaining(reason) }]);
  });
});
