import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvTable, readCsv } from '../../src/core/csv.ts';
import { exactColumn, findColumn } from '../../src/core/csv-columns.ts';
import { decimalPoints } from '../../src/core/decimal-comma.ts';
import { decimalNumber } from '../../src/core/decimal-number.ts';
import { UserError } from '../../src/core/errors.ts';

const cellsOf = ({ records }: CsvTable) => records.map(({ cells }) => cells);

describe('a table is read', () => {
  test.each([
    ['plain', 'a,b\n1,x\n2,y\n'],
    ['without a last line end', 'a,b\n1,x\n2,y'],
    ['with CRLF', 'a,b\r\n1,x\r\n2,y\r\n'],
    ['with CR', 'a,b\r1,x\r2,y\r'],
    ['with a byte order mark', '\ufeffa,b\n1,x\n2,y\n'],
    ['with semicolons', 'a;b\n1;x\n2;y\n'],
    ['with its separator named', 'sep=;\na;b\n1;x\n2;y\n'],
    ['with its separator named after a mark, with CRLF', '\ufeffsep=,\r\na,b\r\n1,x\r\n2,y\r\n'],
    ['with its separator named in quotes', '"sep=;";\na;b\n1;x\n2;y\n'],
    ['with a tab named', 'SEP=\t\na\tb\n1\tx\n2\ty\n'],
    ['with tabs', 'a\tb\n1\tx\n2\ty\n'],
    ['with spaces around the names and the quotes', ' a , "b"\n1, "x" \n2,y\n'],
    ['with quotes around all', '"a","b"\n"1","x"\n"2","y"\n'],
    ['with U+2028', 'a,b\u20281,x\u20282,y'],
    ['with U+2029', 'a,b\u20291,x\u20292,y'],
    ['with U+0085', 'a,b\u00851,x\u00852,y'],
  ])('%s', (_title, text) => {
    expect(readCsv(text, 'x.csv')).toMatchObject({ header: ['a', 'b'], where: 'x.csv' });
    expect(cellsOf(readCsv(text, 'x.csv'))).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
  });

  test('quotes hold separators, doubled quotes and line breaks, and lines are those of the file', () => {
    const { records } = readCsv('\n \na,b\n"x, ""y""",1\n\n"two\r\nlines",2\n,,\n,\n"""q""",5" long\n', 'x.csv');
    expect(records).toEqual([
      { line: 4, cells: ['x, "y"', '1'] },
      { line: 6, cells: ['two\r\nlines', '2'] },
      { line: 10, cells: ['"q"', '5" long'] },
    ]);
  });

  test('a separator that is named counts, whatever the header has, and lines stay those of the file', () => {
    expect(readCsv('sep=;\n\nphase, space group;x\nP1;2\n', 'x.csv')).toEqual({
      where: 'x.csv',
      separator: ';',
      header: ['phase, space group', 'x'],
      headerLine: 3,
      records: [{ line: 4, cells: ['P1', '2'] }],
    });
  });

  test('the header alone decides on the separator, outside of its quotes', () => {
    expect(readCsv('"a;b;c",d\n1;2,3\n', 'x.csv')).toMatchObject({ separator: ',', header: ['a;b;c', 'd'] });
    expect(readCsv('a;"b,c,d"\n0,5;1\n', 'x.csv').records).toEqual([{ line: 2, cells: ['0,5', '1'] }]);
    expect(readCsv('a\n1;2\n', 'x.csv').records).toEqual([{ line: 2, cells: ['1;2'] }]);
  });

  test('a record with more or fewer cells than the header is a fault of its own', () => {
    expect(readCsv('a,value,c\nLiC6,0,50,x\nLi,1,y\ncut,1', 'x.csv').records).toEqual([
      {
        line: 2,
        cells: ['LiC6', '0', '50', 'x'],
        reason:
          'expected 3 cells as in the header, found 4; put quotes around a cell with a comma, and a point in numbers',
      },
      { line: 3, cells: ['Li', '1', 'y'] },
      {
        line: 4,
        cells: ['cut', '1'],
        reason: 'expected 3 cells as in the header, found 2; the row is cut off, or a cell was left out',
      },
    ]);
  });

  test('whatever a writer of any kind makes of the cells', () => {
    const unit = fc.constantFrom('L', 'i', '3', ' ', ',', ';', '\t', '"', '\n', '\r\n', '\u2028', '\u0085', '.', 'é');
    const tables = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.record({
        rows: fc.array(fc.array(fc.string({ unit, maxLength: 6 }), { minLength: width, maxLength: width }), {
          maxLength: 6,
        }),
        header: fc.constant(Array.from({ length: width }, (_, i) => `column ${i}`)),
        separator: fc.constantFrom(',', ';', '\t'),
        lineEnd: fc.constantFrom('\n', '\r\n', '\r', '\u2028', '\n\n', '\n \n'),
        isMarked: fc.boolean(),
        isClosed: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(tables, ({ rows, header, separator, lineEnd, isMarked, isClosed }) => {
        // Every cell in quotes, so that two stray ones never look like whole rows: those are below.
        const line = (cells: readonly string[]) =>
          cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator);
        const text = [header, ...rows].map(line).join(lineEnd);
        const read = () => cellsOf(readCsv(`${isMarked ? '\ufeff' : ''}${text}${isClosed ? lineEnd : ''}`, 'x.csv'));
        const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
        try {
          expect(read()).toEqual(filled);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as UserError).message).toContain('within one pair of quotes');
          expect(
            filled.some((cells) => cells.some((cell) => cell.includes(separator) && /[\n\u2028\u0085]/.test(cell))),
          ).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a table is refused in one line', () => {
  test.each([
    ['nothing', '', 'x.csv: expected a header, found an empty file; give a CSV table'],
    ['blank lines', '\r\n \n', 'x.csv: expected a header, found an empty file; give a CSV table'],
    [
      'a quote that does not close',
      'a,b\n1,2\n3,"4\n5,6\n',
      'x.csv, line 3: expected a quote that closes, found none to the end of the file; double the quotes within a cell',
    ],
    [
      'a quote closed too early',
      'a,b\n1,"2"x\n',
      'x.csv, line 2: expected the end of a cell after its closing quote, found "x";',
    ],
    [
      'two stray quotes that swallow a row',
      'a,b,c\n1,2,"x\n3,4,y\n5,6,z"\n',
      'x.csv, line 2: expected a record of 3 cells, found 3 lines within one pair of quotes; double the quotes',
    ],
  ])('%s', (_title, text, message) => {
    expect(() => readCsv(text, 'x.csv')).toThrow(UserError);
    expect(() => readCsv(text, 'x.csv')).toThrow(message);
  });
});

describe('a column is found', () => {
  const table = readCsv('ID;Reduced_Formula; gap (eV) ;gap (eV)\n1;LiF;2;3\n', 'x.csv');

  test('by any of its names, in any case, the first name first', () => {
    expect(findColumn(table, ['formula', 'reduced formula'])).toBe(1);
    expect(findColumn(table, ['id', 'reduced formula'])).toBe(0);
    expect(exactColumn(table, 'ID')).toBe(0);
    expect(exactColumn(table, 'id')).toBeUndefined();
  });

  test('or refused: there is none, or two', () => {
    expect(() => findColumn(table, ['composition'])).toThrow(
      'x.csv: expected a column composition, found ID, Reduced_Formula, gap (eV), gap (eV); name the column so',
    );
    expect(() => exactColumn(table, 'gap (eV)')).toThrow('x.csv: expected one column gap (eV), found 2; rename');
    expect(() => findColumn(readCsv('Formula,formula\n', 'x.csv'), ['formula'])).toThrow('one column formula, found 2');
  });
});

describe('a number in a cell', () => {
  test.each([
    ['1.2e-4', 1.2e-4],
    [' -3 ', -3],
    ['+.5', 0.5],
    ['1.', 1],
    ['1E6', 1e6],
    ['007', 7],
  ])('%j is one', (text, value) => expect(decimalNumber(text)).toBe(value));

  test.each(['', ' ', '0x10', '0b11', '0o7', 'Infinity', '1e999', '1,5', '1_000', '.', 'e5', '5 %', '1.2.3', 'NaN'])(
    '%j is none',
    (text) => expect(decimalNumber(text)).toBeNaN(),
  );

  test('every number that is written is read', () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(fc.property(numbers, (value) => decimalNumber(String(value)) === value));
  });
});

describe('decimal commas', () => {
  test.each([
    [
      ['0,5', '1,234', '-3', '2,5e-3', ''],
      ['0.5', '1.234', '-3', '2.5e-3', ''],
    ],
    [
      ['1,234', '12,345', '7'],
      ['1,234', '12,345', '7'],
    ],
    [
      ['0.5', '1e-3', 'n/a'],
      ['0.5', '1e-3', 'n/a'],
    ],
    [
      [' ,5', 'LiF,2'],
      [' .5', 'LiF,2'],
    ],
  ])('%j', (cells, expected) => {
    expect(decimalPoints(cells, 'x.csv, column gap')).toEqual(expected);
  });

  test('beside decimal points are refused', () => {
    expect(() => decimalPoints(['0,5', '1.234'], 'x.csv, column gap')).toThrow(
      'x.csv, column gap: expected decimals of one kind, found "0,5" and "1.234"; write a point in all of them',
    );
  });
});
