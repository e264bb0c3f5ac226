import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { desc, fromCSV, table } from 'arquero';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { formatCsv } from '../../src/core/table.ts';
import { fromArquero, toArquero } from '../../src/dataset/arquero.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { joinDatasets } from '../../src/dataset/join-datasets.ts';
import { readDataset } from '../../src/dataset/read-dataset.ts';
import { rows, scratch } from './tables.ts';

const folder = scratch();
afterAll(() => rmSync(folder, { recursive: true }));

/** What a table can hold of it. */
const known = ({ formulas, compositions, ids, y, bounds, target, column }: Dataset) => ({
  ...{ formulas, compositions, ids, y, bounds, target, column },
});

const LARGEST = 1e6;

describe('a table of arquero', () => {
  test('has the same compounds on the way from CSV there and back', async () => {
    const cell = fc.tuple(fc.constantFrom('', '<', '>'), fc.double({ min: 1e-9, max: LARGEST, noNaN: true }));
    const how = fc.record({
      scale: fc.constantFrom('as it stands' as const, 'log10' as const),
      duplicates: fc.constantFrom('separate' as const, 'median' as const),
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.array(cell, { minLength: 12, maxLength: 12 }), how, async (all, values, rules) => {
        const kept = all.filter(({ formula }) => formula !== 'Xx' && formula !== '');
        fc.pre(kept.length > 0);
        const file = join(folder, 'rows.csv');
        const cells = kept.map(({ formula, note }, i) => [formula, values[i]!.join(''), note]);
        writeFileSync(file, formatCsv(['formula', 'value', 'note'], cells));
        const spec = { value: 'value', unit: 'eV', ...rules };
        const dataset = await readDataset({ file, ...spec });
        const back = fromArquero(toArquero(dataset), {
          ...spec,
          ...(dataset.bounds.some(Boolean) && { bounds: 'value_bound' }),
        });
        const { y, ...others } = known(back);
        const { y: learned, ...wanted } = known(dataset);
        expect(others).toEqual(wanted);
        // The middle of two logarithms is written as a figure, whose logarithm may differ in the last digit.
        for (const [i, value] of learned.entries()) {
          if (rules.scale === 'log10')
            expect(Math.abs(y[i]! - value)).toBeLessThanOrEqual(2 ** -50 * Math.max(1, Math.abs(value)));
          else expect(y[i]).toBe(value);
        }
        const notes = (of: Dataset) => of.rows.map(({ note }) => note);
        expect(notes(back)).toEqual(notes(dataset));
      }),
      { numRuns: 60 },
    );
  });

  test('is taken as it is filtered and sorted, with numbers and dates as they stand', () => {
    const given = fromCSV('formula,gap,day\nLi2O,5,2024-05-01\nLiF,8,2024-06-01\nLiCl,6,2024-07-01\n');
    const some = given.filter((row: { gap: number }) => row.gap > 5).orderby(desc('gap'));
    const { formulas, y, places, rows: cells } = fromArquero(some, { value: 'gap' });
    expect([formulas, Array.from(y)]).toEqual([
      ['LiCl', 'LiF'],
      [6, 8],
    ]);
    expect(places.map(({ line }) => line)).toEqual([2, 1]);
    expect(cells[0]!.day).toContain('2024');
  });

  test('has numbers where the values stand, and says which are bounds and how often rows count', () => {
    const first = fromArquero(table({ formula: ['LiF', 'LiCl'], gap: ['<1.5', '2'] }), { value: 'gap' });
    const second = fromArquero(table({ formula: ['LiF'], gap: [3] }), { value: 'gap' });
    const back = toArquero(joinDatasets([{ dataset: first }, { dataset: second, weight: 2 }]));
    expect(back.objects()).toEqual([
      { formula: 'LiCl', gap: 2, row_weight: 1 },
      { formula: 'LiF', gap: 3, row_weight: 2 },
    ]);
    expect(toArquero(first).objects()).toEqual([
      { formula: 'LiCl', gap: 2, value_bound: '' },
      { formula: 'LiF', gap: 1.5, value_bound: '<' },
    ]);
  });

  test('is refused as a file is', () => {
    const attempt = (): unknown => fromArquero(table({ formula: ['LiF'], gap: [1] }), { value: 'gapp' });
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow('table: expected a column gapp, found formula, gap; did you mean gap?');
  });
});
