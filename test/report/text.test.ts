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
    expect(intervalText({ interval: [0.5, 1] })).toBe('0.5000 to 1');
    expect(intervalText({ interval: [null, null] })).toBe('not defined to not defined');
    expect(intervalText({})).toBe('');
  });
});

describe('alignedText', () => {
  test('text starts under one another, numbers have one place for the decimal point, without spaces at line ends', () => {
    const rows = [
      ['number', 'value', 'P', 'unit'],
      ['a', '1,000', '0.25', ''],
      ['b', '-0.5', '-', 's'],
      ['c', '3.500e-9', 'not defined', '1'],
    ];
    expect(alignedText(rows)).toBe(
      [
        'number         value               P  unit',
        'a       1,000                   0.25',
        'b          -0.5                 -     s',
        'c           3.500e-9  not defined     1',
        '',
      ].join('\n'),
    );
  });

  test('a column with a word among its numbers, or with none, is text', () => {
    const rows = [
      ['found', 'x', 'id'],
      ['12', '-', '2020-01-02'],
      ['4 of 5', '', '1'],
    ];
    expect(alignedText(rows)).toBe('found   x  id\n12      -  2020-01-02\n4 of 5     1\n');
  });

  test('colours take no room', () => {
    const rows = [
      ['state', 'n'],
      ['\u001b[32mok\u001b[39m', '1'],
      ['trouble', '10'],
    ];
    expect(alignedText(rows)).toBe('state     n\n\u001b[32mok\u001b[39m        1\ntrouble  10\n');
  });

  test('every cell can be found in its column, and every decimal point in one place', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '1', ','), minLength: 1, maxLength: 9 });
    const number = fc.double({ min: -1e7, max: 1e7, noNaN: true }).map(numberText);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, number, word), { minLength: 1, maxLength: 8 }), (body) => {
        const rows = [['x', 'y', 'z'] as [string, string, string], ...body];
        const text = alignedText(rows);
        const lines = text.split('\n');
        expect(lines.pop()).toBe('');
        const widest = Math.max(...lines.map((line) => line.length));
        const starts = [...Array(widest).keys()].filter(
          (at) => at > 1 && lines.every((line) => /^ *$/.test(line.slice(at - 2, at))),
        );
        expect(starts.length).toBeGreaterThanOrEqual(2);
        for (const [i, line] of lines.entries()) expect(line.trim().split(/ {2,}/)).toEqual(rows[i]);
        const points = lines.slice(1).map((line, i) => {
          const at = line.indexOf(body[i]![1], body[i]![0].length);
          return at + `${body[i]![1]}.`.indexOf('.');
        });
        expect(new Set(points).size).toBe(1);
      }),
    );
  });
});

describe('markdownTable', () => {
  test('header, rule and rows', () => {
    expect(markdownTable(['a', 'b'], [['1', '']])).toBe('| a | b |\n| --- | --- |\n| 1 |  |');
  });
});
