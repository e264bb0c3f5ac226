import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readCompositions } from '../../src/cli/composition-file.ts';
import { UserError } from '../../src/core/errors.ts';
import { formatCsv, parseCsv } from '../../src/core/table.ts';
import { scratchFolder } from './ionsieve.ts';

const folder = scratchFolder();
const path = join(folder, 'table.csv');

afterAll(() => rmSync(folder, { recursive: true }));

function read(content: string | Uint8Array) {
  writeFileSync(path, content);
  return readCompositions(path);
}

describe('a table of compositions', () => {
  test.each([
    ['plain', 'composition\nLi3N\nLiF\n'],
    ['without a last line end', 'composition\nLi3N\nLiF'],
    ['with CRLF', 'composition\r\nLi3N\r\nLiF\r\n'],
    ['with CR', 'composition\rLi3N\rLiF\r'],
    ['with a byte order mark', '\ufeffcomposition\nLi3N\nLiF\n'],
    ['with both', '\ufeffcomposition\r\nLi3N\r\nLiF\r\n'],
    ['with other columns', 'id,composition,note\n1,Li3N,\n2,LiF,"a, ""b"""\n'],
    ['with quotes and spaces in the header', '"id", composition \n1,"Li3N"\n2,LiF\n'],
    ['with missing last cells', 'composition,a,b\nLi3N\nLiF,1\n'],
    ['with a quote within a cell', 'composition,length\nLi3N,5" long\nLiF,"5"" long"\n'],
  ])('%s', (_title, text) => {
    expect(read(text)).toEqual([
      { line: 2, composition: 'Li3N' },
      { line: 3, composition: 'LiF' },
    ]);
  });

  test('in gzip', () => {
    expect(read(gzipSync('composition\nLi3N\n'))).toEqual([{ line: 2, composition: 'Li3N' }]);
  });

  test('has the line numbers of the file; blank lines are no records, empty cells are', () => {
    expect(read('\n \ncomposition,id\n\nLi3N,1\r\n \t\n,2\n\nLiF,3\n\n')).toEqual([
      { line: 5, composition: 'Li3N' },
      { line: 7, composition: '' },
      { line: 9, composition: 'LiF' },
    ]);
  });

  test('keeps a composition as written', () => {
    expect(read('composition\n Li 3N\n"(Li3N)2"\nLi₂O\n')).toMatchObject(
      [' Li 3N', '(Li3N)2', 'Li₂O'].map((composition) => ({ composition })),
    );
  });

  test('does not trust a record with more cells than the header', () => {
    expect(read('name,composition\nsalt, common,LiCl\nx,LiF\n')).toEqual([
      { line: 2, reason: 'expected 2 cells as in the header, found 3; put quotes around a cell with a comma' },
      { line: 3, composition: 'LiF' },
    ]);
  });

  test('is read as any other CSV file is', () => {
    const cell = fc.string({ unit: fc.constantFrom('L', 'i', '3', ' ', ',', '"', "'", 'é', ';') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const records = rows.map(([name, composition]): [string, string] => [`x${name}`, composition]);
        const text = formatCsv(['name', 'composition'], records);
        const compositions = read(text).map((row) => ('composition' in row ? row.composition : row.reason));
        expect(compositions).toEqual(records.map(([, composition]) => composition));
        expect(compositions).toEqual(parseCsv(text, 'text', []).map(({ composition }) => composition));
      }),
    );
  });
});

describe('refused in one line', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', ': expected a header with a column composition, found an empty file; give a CSV table'],
    ['blank lines only', '\r\n \n', ': expected a header with a column composition, found an empty file'],
    ['a header only', 'composition\n\n', ': expected compositions below the header, found none; give one a line'],
    ['no such column', 'id,formula\n1,LiF\n', ': expected a column composition, found id, formula; name the column'],
    ['another separator', 'id;composition\n1;LiF\n', ': expected a column composition, found id;composition'],
    ['the column twice', 'composition,composition\nLiF,LiCl\n', ': expected one column composition, found several'],
    [
      'a line break within quotes',
      'note,composition\n"a\nb",LiF\n',
      ', line 2: expected one record a line, found a quote that does not close there; take line breaks',
    ],
    ['a line break in the header', '"composition\n",b\nLiF,1\n', ', line 1: expected one record a line'],
    ['a quote closed too early', 'composition,note\nLiF,1\nLiCl,"a"b\n', ', line 3: expected one record a line'],
    [
      'no text',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
      ': expected a CSV table in UTF-8, found something else; save it',
    ],
    ['UTF-16', Buffer.from('\ufeffcomposition\nLiF\n', 'utf16le'), ': expected a CSV table in UTF-8'],
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
