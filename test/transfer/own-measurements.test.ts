import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { UserError } from '../../src/core/errors.ts';
import { measuredFields } from '../../src/transfer/measured-fields.ts';
import { loadMeasurements, openMeasurements } from '../../src/transfer/measurements.ts';
import { parseOwnMeasurements } from '../../src/transfer/own-measurements.ts';

const parse = (text: string) => parseOwnMeasurements(text, 'mine.csv').rows;

describe('measurements of one’s own', () => {
  test('stand before the shipped ones, which follow', () => {
    const own = parse('Formula;Conductivity (S/cm);T (°C);DOI\r\nLi7P3S11;1,7e-2;25;10.1/x\r\n');
    const fields = measuredFields(openMeasurements([...own, ...loadMeasurements()])(parseFormula('Li7P3S11')), null);
    expect(fields).toMatchObject({
      measured: '1.7e-2 S/cm',
      measured_source: 'own measurements, line 2: 10.1/x',
      measured_temperature_C: 25,
      also_measured: expect.stringContaining('2.53e-3 S/cm'),
    });
  });

  test('may be limits, at other temperatures, and without a source', () => {
    const [limit, hot] = parse('composition,conductivity_S_per_cm,temperature_C\nLiF,< 1e-10,\n\nLiCl,1e-3,300\n');
    expect(limit).toMatchObject({ log10Conductivity: -10, isUpperBound: true, temperatureC: null, sources: [] });
    expect(measuredFields([limit!], null).measured_source).toBe('own measurements, line 2');
    expect(measuredFields([hot!], null)).toMatchObject({
      measured: '1e-3 S/cm at 300 C',
      measured_source: 'own measurements, line 4',
    });
  });

  test.each([
    ['temperature_C', '500', 500],
    ['Temperature (°C)', '500', 500],
    ['T [°C]', '500', 500],
    ['T_C', '500', 500],
    ['temperature_K', '773.15', 500],
    ['Temperature (K)', '298.15', 25],
    ['T / K', '773.15', 500],
    ['measurement temperature in kelvin', '300', 26.85],
    ['temperature_K', '', null],
    ['attempts', '3', null],
    ['template', '3', null],
    ['tortuosity', '3', null],
  ])('at a temperature in a column %s', (column, cell, celsius) => {
    const [read] = parse(`formula,conductivity_S_per_cm,${column}\nLi3PS4,1e-4,${cell}\n`);
    expect(read!.temperatureC).toBe(celsius);
  });

  test.each(['temperature', 'T', 'Temp', 'temperature (F)', 'T_max', 'sintering temperature (C)'])(
    'a column %s, whose unit or meaning nobody knows, is refused by its name',
    (column) => {
      expect(() => parse(`formula,conductivity_S_per_cm,${column}\nLi3PS4,1e-4,500\n`)).toThrow(
        `mine.csv: expected a column temperature_C or temperature_K, found ${column}; name the column so`,
      );
    },
  );

  test('with decimal commas, in limits too', () => {
    const rows = parse('formula;conductivity_S_per_cm;T (K)\nLi5AlO4;1,2e-9;298,15\nLi2O;<1,5e-10;\n');
    expect(
      rows.map(({ log10Conductivity, isUpperBound, temperatureC }) => [log10Conductivity, isUpperBound, temperatureC]),
    ).toEqual([
      [Math.log10(1.2e-9), false, 25],
      [Math.log10(1.5e-10), true, null],
    ]);
  });

  test('come back as they were written, whatever they are', () => {
    const row = fc.record({
      formula: fc.constantFrom('Li3PS4', 'Li6PS5Cl', 'Na3PS4', 'Li6.225P0.775Si0.225S5Br'),
      log10: fc.double({ min: -20, max: 2, noNaN: true }),
      isUpperBound: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const lines = rows.map((each) => `${each.formula},${each.isUpperBound ? '<' : ''}${10 ** each.log10}`);
        const read = parse(`formula,conductivity_S_per_cm\n${lines.join('\n')}\n`);
        expect(read.map(({ isUpperBound }) => isUpperBound)).toEqual(rows.map(({ isUpperBound }) => isUpperBound));
        for (const [i, { log10Conductivity, formula }] of read.entries()) {
          expect(log10Conductivity).toBeCloseTo(rows[i]!.log10, 12);
          expect(formula).toBe(openMeasurements(read)(parseFormula(rows[i]!.formula))[0]!.formula);
        }
      }),
    );
  });

  test.each([
    [
      'formula,sigma\nLi3PS4,1\n',
      'mine.csv: expected a column conductivity S per cm, found formula, sigma; name the column so',
    ],
    [
      'conductivity_S_per_cm\n1\n',
      'mine.csv: expected a column composition, found conductivity_S_per_cm; name the column so',
    ],
    [
      'formula,conductivity_S_per_cm,temperature_C,Temperature (K)\nLi3PS4,1e-4,25,298\n',
      'mine.csv: expected one column of temperatures, found temperature_C, Temperature (K); leave out all but that of the measurement',
    ],
    ['formula,conductivity_S_per_cm\nLi3PS4,1,2e-4\n', /^mine\.csv, line 2: expected 2 cells/],
    ['formula,conductivity_S_per_cm,source,source\nLi3PS4,1,a,b\n', /^mine\.csv: expected one column source, found 2/],
  ])('refuses %j', (text, message) => {
    expect(() => parse(text)).toThrow(typeof message === 'string' ? new UserError(message) : message);
  });

  test.each([
    [
      'formula,conductivity_S_per_cm\nLi2S,-13\n',
      'conductivity: expected S/cm above 0, found "-13"; write it as 1.2e-4, or a limit as <1e-10',
    ],
    [
      'formula,conductivity_S_per_cm\nLi3PS4,\n',
      'conductivity: expected S/cm above 0, found ""; write it as 1.2e-4, or a limit as <1e-10',
    ],
    [
      'formula,conductivity_S_per_cm,temperature_C\nLi3PS4,1e-4,warm\n',
      'temperature: expected degrees Celsius, found "warm"; write it as 25, or leave it empty for room temperature',
    ],
    [
      'formula,conductivity_S_per_cm\nLi3PS4,0x10\n',
      'conductivity: expected S/cm above 0, found "0x10"; write it as 1.2e-4, or a limit as <1e-10',
    ],
    [
      'formula,conductivity_S_per_cm,temperature_K\nLi3PS4,1e-4,-1\n',
      'temperature: expected kelvin, found "-1"; write it as 298, or leave it empty for room temperature',
    ],
    ['formula,conductivity_S_per_cm\nXx,1e-4\n', 'Xx, position 1: expected an element symbol'],
    ['formula,conductivity_S_per_cm\nLi3PS4\n', 'expected 2 cells as in the header, found 1'],
  ])('a row that cannot be read is told by its line, and the others stand: %j', (text, reason) => {
    const columns = text.split('\n')[0]!.split(',').length;
    const good = ['LiF', '1e-9', ''].slice(0, columns).join(',');
    const { rows, unread } = parseOwnMeasurements(`${text}${good}\n`, 'mine.csv');
    expect(rows.map(({ formula }) => formula)).toEqual(['LiF']);
    expect(unread).toEqual([{ file: 'mine.csv', line: 2, reason: expect.stringContaining(reason) }]);
  });
});
