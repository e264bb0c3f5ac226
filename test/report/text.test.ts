import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignedText, intervalText, markdownTable, numberText } from '../../src/report/text.ts';

describe('numberText', () => {
  test.each([
    [18_680_255_230, '18,680,255,230'],
    [0, '0'],
    [1, '1'],
    [-12_345, '-12,345'],
    [0.5, '0.5000'],
    [0.123456, '0.1235'],
    [54.4765, '54.4765'],
    [0.001, '0.0010'],
    [0.000123456, '0.0001235'],
    [3.5e-9, '3.500e-9'],
    [null, 'not defined'],
  ])('%s is printed as %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  test('what is printed is within half a unit of its last digit', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        const printed = Number(numberText(value).replaceAll(',', ''));
        const unit = Math.abs(value) < 0.001 ? 1e-3 * Math.abs(value) : 1e-4;
        expect(Math.abs(printed - value)).toBeLessThanOrEqual(0.51 * unit);
      }),
    );
  });
});

describe('intervalText', () => {
  test('both ends, or nothing where there is no interval', () => {
    expect(intervalText({ value: 1, unit: 'score', n: 2, interval: [0.5, 1] })).toBe('0.5000 to 1');
    expect(intervalText({ value: null, unit: 'score', n: 2, interval: [null, null] })).toBe(
      'not defined to not defined',
    );
    expect(intervalText({ value: 1, unit: 'score', n: 2 })).toBe('');
  });
});

describe('alignedText', () => {
  test('columns start under one another, two spaces apart, without spaces at line ends', () => {
    const rows = [
      ['number', 'n', 'unit'],
      ['a', '1,000', ''],
    ];
    expect(alignedText(rows)).toBe('number  n      unit\na       1,000\n');
  });

  test('every cell can be found where its column starts', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'b', '1', ','), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const lines = alignedText(rows).split('\n');
        expect(lines.pop()).toBe('');
        let start = 0;
        for (const column of [0, 1, 2] as const) {
          lines.forEach((line, i) => {
            expect(line.slice(start, start + rows[i]![column].length)).toBe(rows[i]![column]);
          });
          start += 2 + Math.max(...rows.map((row) => row[column].length));
        }
      }),
    );
  });
});

describe('markdownTable', () => {
  test('header, rule and rows', () => {
    expect(markdownTable(['a', 'b'], [['1', '']])).toBe('| a | b |\n| --- | --- |\n| 1 |  |');
  });
});
