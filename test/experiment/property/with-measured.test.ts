import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compoundDifference, SAME_COMPOUND } from '../../../src/chemistry/same-compound.ts';
import { learnMethod } from '../../../src/experiment/property/learn-methods.ts';
import { loadProperty } from '../../../src/experiment/property/load-table.ts';
import { joinMeasured } from '../../../src/experiment/property/with-measured.ts';
import { isAtRoomTemperature, loadMeasurements, openMeasurements } from '../../../src/transfer/measurements.ts';
import { writeTable } from './small.ts';

const method = learnMethod('ridge');
const shipped = loadMeasurements();

async function joined(rows: readonly (readonly [formula: string, value: number])[], contains?: string) {
  const file = join(dirname(writeTable([])), 'own.csv');
  writeFileSync(file, ['formula,value', ...rows.map((row) => row.join(','))].join('\n'));
  const table = { file, formula: 'formula', value: 'value', property: 'p', unit: 'S/cm', scale: 'log10' } as const;
  const own = await loadProperty({ table, methods: [method], validations: [] }, 'x');
  return joinMeasured(own, [method], contains);
}

describe('own rows and shipped measurements', () => {
  test('are one entry a compound, and every shipped row is accounted for', async () => {
    const formulas = fc.constantFrom('Li3PS4', 'Li6PS5Cl', 'Li7P3S11', 'LiF', 'Li9WS7', 'Na3PS4', 'Li10GeP2S12');
    const row = fc.tuple(formulas, fc.double({ min: 1e-12, max: 1, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
        const { data, isOwn, counts } = await joined(rows);
        expect(new Set(data.formulas).size).toBe(data.formulas.length);
        expect([...data.formulas].sort()).toEqual(data.formulas);
        expect(counts.own + counts.shipped).toBe(data.formulas.length);
        expect(isOwn.filter(Boolean).length).toBe(counts.own);
        const { shipped: kept, replaced, repeated, not_at_room_temperature: hot, without_input: blind } = counts;
        expect(kept + replaced + repeated + hot + blind).toBe(shipped.length);
        expect(counts.not_kept).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  test('have the value that the user measured, whatever was shipped of the compound', async () => {
    const near = 'Li2.99PS4';
    const { data, isOwn } = await joined([[near, 1e-2]]);
    const own = isOwn.indexOf(true);
    expect(data.y[own]).toBe(-2);
    const find = openMeasurements(shipped.filter(isAtRoomTemperature));
    const same = find(data.compositions[own]!).map(({ formula }) => formula);
    expect(same).toContain('Li3PS4');
    for (const formula of same) if (formula !== data.formulas[own]) expect(data.formulas).not.toContain(formula);
  });

  test('are no near copies of each other, which folds would hold apart', async () => {
    const { data, isOwn, counts } = await joined([['LiF', 1e-9]]);
    const alone = data.compositions.filter((_, i) => !isOwn[i]);
    const same = alone.filter((a, i) => alone.slice(0, i).some((b) => compoundDifference(a, b) <= SAME_COMPOUND));
    expect(same).toEqual([]);
    const formulas = new Set(shipped.filter(isAtRoomTemperature).map(({ formula }) => formula));
    expect(counts.shipped + counts.replaced + counts.without_input).toBeLessThan(formulas.size);
  });

  test('have the element that is asked for, those of the package too', async () => {
    const { data, counts } = await joined([['Li3PS4', 1e-4]], 'S');
    expect(data.formulas.filter((formula) => !/S(?![a-z])/.test(formula))).toEqual([]);
    const without = shipped.filter((row) => isAtRoomTemperature(row) && !row.composition.atomicNumbers.includes(16));
    expect(counts.not_kept).toBe(without.length);
  });

  test('keep an upper bound as a value, with its count', async () => {
    const { data, counts } = await joined([['Na3PS4', 1e-4]]);
    expect(counts.upper_bounds).toBeGreaterThan(0);
    const bound = shipped.find((row) => row.isUpperBound && row.table === 'OBELiX')!;
    expect(data.y[data.formulas.indexOf(bound.formula)]).toBe(bound.log10Conductivity);
  });
});
