/** What an experiment leaves out is counted and named: structures, cells, figures without a logarithm. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openStructures } from '../../../src/dataset/structures.ts';
import { checkProperty } from '../../../src/experiment/property/check-property.ts';
import type { PropertyExperiment } from '../../../src/experiment/property/define.ts';
import { heldOutText } from '../../../src/experiment/property/held-out-rows.ts';
import { loadProperty } from '../../../src/experiment/property/load-table.ts';
import type { Judged } from '../../../src/experiment/property/statistic.ts';
import { small } from './small.ts';

const folder = mkdtempSync(join(tmpdir(), 'ionsieve-left-out-'));
afterAll(() => rmSync(folder, { recursive: true }));
const experimentFile = join(folder, 'mine.ts');

const salt = (id: string, a: number) =>
  JSON.stringify({ id, cell: [a, a, a, 90, 90, 90], species: ['Na', 'Cl'], frac: [0, 0, 0, 0.5, 0.5, 0.5] });

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

/** An experiment on a user's table. */
function on(csv: string, table: Partial<PropertyExperiment['table']> = {}, columns = ['x']): PropertyExperiment {
  const { threshold: _, predict: __, statements: ___, students: ____, ...plain } = small;
  return {
    ...plain,
    table: {
      ...{ file: written('mine.csv', csv), formula: 'formula', value: 'y', scale: 'as it stands' },
      ...{ property: 'barrier', unit: 'eV', ...table },
    },
    methods: [{ name: 'ridge', does: 'regress', input: { columns }, model: { kind: 'ridge', l2: 1 } }],
    validations: [{ name: 'by_formula', group: 'formula', folds: 2 }],
    expected: [],
  };
}

describe('structures of an experiment', () => {
  test('a damaged line and a second structure of one id are counted and named, by the path that was given', async () => {
    const file = written('some.jsonl', [salt('a', 5), '{"id": "b"', salt('c', 6), salt('a', 7), ''].join('\n'));
    const { byId, unread, ofOneId } = openStructures({ file }, experimentFile);
    expect([...byId.keys()]).toEqual(['a', 'c']);
    expect(byId.get('a')!.lattice[0]).toBe(5);
    expect(ofOneId).toBe(1);
    expect(unread).toMatchObject([{ file: 'some.jsonl', line: 2 }]);
    const experiment = on('formula,y,x,id\nNaCl,1,2,a\nNaBr,2,3,c\n', { structures: { file, id: 'id' } });
    const { counts, unread: told } = await loadProperty(experiment, experimentFile);
    expect(counts).toMatchObject({ structures_not_read: 1, structures_of_one_id: 1, compounds: 2 });
    expect(told).toEqual(unread);
  });

  test('a file that is missing, or cut as a whole, is an error that names it', () => {
    expect(() => openStructures({ file: 'none.jsonl' }, experimentFile)).toThrow(
      `${join(folder, 'none.jsonl')}: expected a file or folder, found none; check the path`,
    );
    writeFileSync(join(folder, 'cut.jsonl.gz'), Uint8Array.of(0x1f, 0x8b, 8, 0));
    expect(() => openStructures({ file: 'cut.jsonl.gz' }, experimentFile)).toThrow('cut.jsonl.gz');
  });

  test('a misspelt descriptor is refused before a row is read, with the nearest name', () => {
    const sighted = on('formula,y,id\nNaCl,1,a\n', { structures: { file: 'some.jsonl', id: 'id' } });
    const input = { structural: ['packing_fractions'], mobileIon: 'Na', counterIon: 'anion' } as const;
    const experiment = { ...sighted, methods: [{ ...sighted.methods[0]!, input }] } as PropertyExperiment;
    expect(() => checkProperty(experiment, { resamples: 0, refits: 0, methods: ['ridge'] })).toThrow(
      'did you mean packing_fraction?',
    );
  });
});

describe('rows that are left out', () => {
  test('each that holds something has its line and its reason; a gap is counted', async () => {
    const csv = 'formula,y,x\nNaCl,1,2\nNaBr,0,2\nNaI,-1,3\nNaF,2,n/a\nKCl,2,\nKBr,3,4\nKI,\nKF,x,1\n';
    const { counts, unread } = await loadProperty(on(csv, { scale: 'log10' }), experimentFile);
    expect(counts).toMatchObject({ rows_read: 8, without_value: 3, without_input: 2, cells_missing: 1, compounds: 2 });
    expect(counts.formula_not_read).toBe(0);
    const reasons = Object.fromEntries(unread.map(({ line, reason }) => [line, reason]));
    expect(reasons).toMatchObject({
      3: 'expected a number above 0, for its logarithm, in column y, found "0"',
      4: 'expected a number above 0, for its logarithm, in column y, found "-1"',
      5: 'expected a number in column x, found "n/a"',
      9: 'expected a number in column y, found "x"',
    });
    expect(Object.keys(reasons)).toEqual(expect.arrayContaining(['8']));
    expect(reasons[6]).toBeUndefined();
  });
});

test('several rows of one formula have ids of their own in held-out.csv', async () => {
  const experiment = on('formula,y,x\nNaCl,1,2\nNaBr,2,3\nNaCl,3,4\n', { duplicates: 'separate' });
  const data = await loadProperty(experiment, experimentFile);
  const [method] = experiment.methods;
  const plan = {
    validation: experiment.validations[0]!,
    groups: ['Br-Na', 'Cl-Na', 'Cl-Na'],
    folds: [{ fold: 0, train: Int32Array.of(), test: Int32Array.of(0, 1, 2) }],
  };
  const judged = [{ method, data, plan, answers: Float64Array.of(1, 2, 3) }] as unknown as Judged[];
  const lines = heldOutText(judged).trimEnd().split('\n');
  expect(lines[0]).toBe('formula,id,group,category,subject,on,fold,truth,predicted');
  expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(['NaBr', 'NaCl 1', 'NaCl 2']);
  expect(lines.slice(1).map((line) => line.split(',')[2])).toEqual(plan.groups);
});
