import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from 'arquero';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { fromArquero } from '../../src/dataset/arquero.ts';
import { type Dataset, rowsOf, takeRows } from '../../src/dataset/dataset.ts';
import { joinDatasets } from '../../src/dataset/join-datasets.ts';
import { readDataset } from '../../src/dataset/read-dataset.ts';
import { type Row, rows, scratch, writeForms } from './tables.ts';

const folder = scratch();
afterAll(() => rmSync(folder, { recursive: true }));

const isUsed = ({ formula, value }: Row) => formula !== '' && formula !== 'Xx' && value !== null;
const of = (formulas: readonly string[], gaps: readonly number[], unit = 'eV') =>
  fromArquero(table({ formula: formulas, gap: gaps }), { value: 'gap', unit });
const figures = ({ formulas, y, weights }: Dataset) => formulas.map((formula, i) => [formula, y[i], weights?.[i] ?? 1]);

describe('joined Datasets', () => {
  test('are those that the files give that they were read from, whatever the weights', async () => {
    const weight = fc.integer({ min: 1, max: 3 });
    await fc.assert(
      fc.asyncProperty(
        rows.filter((all) => all.some(isUsed)),
        rows.filter((all) => all.some(isUsed)),
        weight,
        weight,
        async (a, b, wa, wb) => {
          const [csv] = writeForms(a, folder);
          const spec = { value: 'value', duplicates: 'separate' } as const;
          const first = await readDataset({ file: csv!, ...spec });
          const lines = join(folder, 'others.jsonl');
          writeFileSync(lines, b.map((row) => JSON.stringify(row)).join('\n'));
          const second = await readDataset({ file: lines, ...spec });
          const joined = joinDatasets([
            { dataset: first, weight: wa },
            { dataset: second, weight: wb },
          ]);
          const together = await readDataset({
            file: [
              { file: csv!, weight: wa },
              { file: lines, weight: wb },
            ],
            value: 'value',
          });
          expect(figures(joined)).toEqual(figures(together));
          expect(joined.counts).toEqual(together.counts);
          expect(joined.unread).toEqual(together.unread);
          expect(joined.source).toEqual(together.source);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('of equal weight have the median, of others the rows that weigh more; or keep every row', () => {
    const [computed, measured] = [of(['LiF', 'LiCl', 'LiBr'], [1, 2, 3]), of(['LiF', 'LiCl'], [5, 8])];
    expect(figures(joinDatasets([{ dataset: computed }, { dataset: measured }]))).toEqual([
      ['LiBr', 3, 1],
      ['LiCl', 5, 1],
      ['LiF', 3, 1],
    ]);
    const weighed = joinDatasets([{ dataset: computed }, { dataset: measured, weight: 4 }]);
    expect(figures(weighed)).toEqual([
      ['LiBr', 3, 1],
      ['LiCl', 8, 4],
      ['LiF', 5, 4],
    ]);
    expect(weighed.counts).toMatchObject({ rows_read: 5, outweighed: 2, merged: 0, compounds: 3 });
    const separate = joinDatasets([{ dataset: computed }, { dataset: measured, weight: 4 }], 'separate');
    expect(separate.ids).toEqual(['LiBr', 'LiCl 1', 'LiCl 2', 'LiF 1', 'LiF 2']);
    expect(figures(joinDatasets([{ dataset: weighed, weight: 2 }])).map(([, , times]) => times)).toEqual([2, 8, 8]);
  });

  test.each<[string, () => unknown, string]>([
    ['none', () => joinDatasets([]), 'datasets to join: expected at least one, found none; give some'],
    [
      'values of another unit',
      () => joinDatasets([{ dataset: of(['LiF'], [1]) }, { dataset: of(['LiF'], [1], 'meV') }]),
      'dataset 2, table: expected values in eV, found meV; convert them',
    ],
    [
      'a broken weight',
      () => joinDatasets([{ dataset: of(['LiF'], [1]), weight: 0.5 }]),
      'dataset 1, table, weight: expected a whole number above 0, found 0.5; say how many times each row counts',
    ],
  ])('%s is refused', (_, attempt, message) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});

test('some rows of a Dataset are a Dataset', () => {
  const all = joinDatasets([
    { dataset: of(['LiF', 'LiCl', 'LiBr'], [1, 2, 3]) },
    { dataset: of(['LiF'], [5]), weight: 2 },
  ]);
  const some = takeRows(all, [2, 0]);
  expect(rowsOf(some)).toEqual([rowsOf(all)[2], rowsOf(all)[0]]);
  expect(some.counts).toBe(all.counts);
});
