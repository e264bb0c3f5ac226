import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../src/chemistry/formula.ts';
import { packageRoot } from '../../src/core/files.ts';
import { parseCsv } from '../../src/core/table.ts';
import { measuredFields, measurementText } from '../../src/transfer/measured-fields.ts';
import {
  isAtRoomTemperature,
  loadMeasurements,
  type Measurement,
  openMeasurements,
} from '../../src/transfer/measurements.ts';

const rows = loadMeasurements();
const find = openMeasurements(rows);
const of = (formula: string) => find(parseFormula(formula));

const made = (formula: string, more: Partial<Measurement> = {}): Measurement => ({
  formula,
  composition: parseFormula(formula),
  log10Conductivity: -4,
  isUpperBound: false,
  temperatureC: null,
  measurements: 1,
  spreadLog10: 0,
  table: 'mine',
  sources: ['10.1/a'],
  ...more,
});

describe('the shipped measurements', () => {
  test.each([
    // liverpool.csv: log10 -2.59691, the median of 8; training.csv: 0.0041 S/cm.
    ['Li7P3S11', '2.53e-3 S/cm (median of 8 over 2.6 decades)', 'Liverpool Ionics', '4.1e-3 S/cm, Sendek et al. 2017'],
    // training.csv: 1e-13.
    // literature.csv: 0.98 mS/cm at room temperature, the abstract of its source.
    ['Li3InCl6', '9.8e-4 S/cm', 'literature', null],
    ['Li2S', '1e-13 S/cm', 'Sendek et al. 2017, Table 1', null],
    // obelix.csv: -2.886057, the median of 3; liverpool.csv: -3.347419.
    ['Li6PS5Cl', '1.3e-3 S/cm (median of 3 over 1.8 decades)', 'OBELiX', '4.49e-4 S/cm (median of 2'],
    // obelix.csv: printed as "<1E-10".
    ['LiScO2', 'below 1e-10 S/cm', 'OBELiX', null],
    // obelix.csv: "<1E-10" and 5.55e-18, so that the median of the table lies below the limit.
    ['Li4ZnP2O8', 'below 1e-10 S/cm (2 measurements over 7.3 decades)', 'OBELiX', null],
  ])('%s: %s', (formula, measured, table, also) => {
    const fields = measuredFields(of(formula), null);
    expect(fields.measured).toBe(measured);
    expect(fields.measured_source).toContain(`${table}: 10.`);
    if (also === null) expect(fields.also_measured).toBeNull();
    else expect(fields.also_measured).toContain(also);
  });

  test('hold every row of every table of measurements under its own formula, at room temperature', () => {
    const tables = {
      obelix: 'formula',
      liverpool: 'formula',
      laskowski: 'formula',
      training: 'composition',
      literature: 'formula',
    };
    for (const [name, column] of Object.entries(tables)) {
      const path = join(packageRoot(), 'data', `${name}.csv`);
      for (const row of parseCsv(readFileSync(path, 'utf8'), path, [column])) {
        const found = of(row[column]!);
        expect(found.length, `${name}: ${row[column]}`).toBeGreaterThan(0);
        expect(found.every(isAtRoomTemperature)).toBe(true);
      }
    }
    expect(rows).toHaveLength(390 + 403 + 103 + 39 + 1);
  });

  test('a multiple, and one within 1 %, has the same answer; one beyond has none', () => {
    expect(of('Li12P2S10Cl2')).toEqual(of('Li6PS5Cl'));
    expect(of('Li6.02PS5Cl')[0]!.formula).toBe('Li6PS5Cl');
    expect(of('Li6.3PS5Cl')).toEqual([]);
    expect(of('NaCl')).toEqual([]);
  });
});

describe('the best of several', () => {
  test('room temperature before other temperatures, then the nearest, then the order given', () => {
    const hot = made('Li3PS4', { temperatureC: 300, table: 'hot' });
    const near = made('Li3.01PS4', { table: 'near' });
    const [first, second] = [made('Li3PS4', { table: 'first' }), made('Li3PS4', { table: 'second', temperatureC: 35 })];
    const found = openMeasurements([hot, near, first, second])(parseFormula('Li3PS4'));
    expect(found.map(({ table }) => table)).toEqual(['first', 'second', 'near', 'hot']);
  });

  test.each([
    [14.9, false],
    [15, true],
    [25, true],
    [35, true],
    [35.1, false],
    [null, true],
  ])('%s C is room temperature: %s', (temperatureC, is) => {
    expect(isAtRoomTemperature({ temperatureC })).toBe(is);
  });

  test('one that was measured at another temperature alone says so, and contradicts nothing', () => {
    const fields = measuredFields([made('Li3PS4', { temperatureC: 300, log10Conductivity: -1 })], {
      low: -8,
      high: -6,
    });
    expect(fields.measured).toBe('1e-1 S/cm at 300 C');
    expect(fields.measured_temperature_C).toBe(300);
    expect(fields.measured_against_predicted).toBeNull();
  });
});

describe('measurement against interval', () => {
  test.each([
    ['inside', -5, false, 'agrees'],
    ['at an end', -6, false, 'agrees'],
    ['above', -3.9, false, 'disagrees'],
    ['below', -6.1, false, 'disagrees'],
    ['a bound above the interval', -1, true, 'agrees'],
    ['a bound inside', -5, true, 'agrees'],
    ['a bound below', -6.1, true, 'disagrees'],
  ] as const)('%s', (_, log10Conductivity, isUpperBound, expected) => {
    const fields = measuredFields([made('Li3PS4', { log10Conductivity, isUpperBound })], { low: -6, high: -4 });
    expect(fields.measured_against_predicted).toBe(expected);
  });

  test('nothing measured is null throughout', () => {
    expect(Object.values(measuredFields([], { low: -6, high: -4 })).every((value) => value === null)).toBe(true);
  });

  test('the words hold the figure to three digits', () => {
    fc.assert(
      fc.property(fc.double({ min: -18, max: 0, noNaN: true }), (log10Conductivity) => {
        const figure = Number(measurementText(made('Li2S', { log10Conductivity })).replace(' S/cm', ''));
        expect(Math.abs(Math.log10(figure) - log10Conductivity)).toBeLessThan(0.0022);
      }),
    );
  });
});
