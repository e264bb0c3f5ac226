/** Rows to be labelled: each is labelled, or counted with the reason why not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { droppedRows } from '../../../src/cli/tell-dropped.ts';
import { labelCounts } from '../../../src/experiment/property/label-counts.ts';
import { openLabels } from '../../../src/experiment/property/labels.ts';
import { small } from './small.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-label-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const GIVEN = 'formula,label\nNaCl,1\nNaCl,2\nKCl,\nNaBr,high\nXx2O,1\nKBr\nMgO,3\n';
const ASKED = 'formula,density\nNaCl,1\nKCl,\nNaBr,dense\nXx2O,1\nKBr\nMgO,3\n';
const byDensity = { ...small, methods: small.methods.filter(({ name }) => name === 'density') };

test.each([
  ['given labels', GIVEN, small, { table: { file: 'labels.csv', formula: 'formula', value: 'label' } }, 7, 3],
  ['rows to be labelled', ASKED, byDensity, { by: 'density', table: { file: 'labels.csv', formula: 'formula' } }, 6, 2],
] as const)(
  '%s are counted: gaps, words, no formula, short rows',
  async (_, text, experiment, source, read, labelled) => {
    writeFileSync(join(folder, 'labels.csv'), text);
    const table = await openLabels(experiment, source as never, join(folder, 'mine.ts'));
    const numbers = labelCounts(table);
    const count = (name: string): number => numbers[`labels.${name}`]?.value ?? 0;
    expect([count('rows_read'), count('rows_labelled'), count('formulas')]).toEqual([read, labelled, 2]);
    const left = count('without_value') + count('without_input') + count('formula_not_read') + count('cells_missing');
    expect(left).toBe(read - labelled);
    expect([count('formula_not_read'), count('cells_missing')]).toEqual([1, 1]);
    const [line] = droppedRows(count, table.unread, 'labelled');
    for (const part of [`4 of ${read} rows are not labelled: `, '1 formula not read', '1 cells missing']) {
      expect(line).toContain(part);
    }
  },
);
