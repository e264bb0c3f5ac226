import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { packageRoot, sha256 } from '../../src/core/files.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { groupsOf } from '../../src/dataset/groups.ts';
import { readDataset } from '../../src/dataset/read-dataset.ts';
import type { DatasetSpec } from '../../src/dataset/spec.ts';
import { rows, scratch, writeForms } from './tables.ts';

const folder = scratch();
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** What is the same whatever the rows stood in. */
function compoundsIn({ source: _, places: __, unread, ...dataset }: Dataset) {
  return { ...dataset, reasons: unread.map(({ reason }) => reason) };
}

async function readOrReason(spec: DatasetSpec): Promise<unknown> {
  try {
    return compoundsIn(await readDataset(spec));
  } catch (error) {
    if (error instanceof UserError) return error.message.replaceAll(/rows\.\w+|line \d+/g, '');
    throw error;
  }
}

describe('a table in any form', () => {
  test('is the same Dataset as CSV, JSON lines and Parquet', async () => {
    const rules = fc.record({
      scale: fc.constantFrom('as it stands' as const, 'log10' as const),
      duplicates: fc.constantFrom('median' as const, 'separate' as const, { lowest: 'density' }),
    });
    await fc.assert(
      fc.asyncProperty(rows, rules, async (all, how) => {
        // A row without a word or number is no row of a CSV table.
        fc.pre(all.every((row) => Object.values(row).some((cell) => cell !== null && cell !== '')));
        const files = writeForms(all, folder);
        const read = (file: string) => readOrReason({ file, value: 'value', ...how });
        const [csv, lines, parquet] = await Promise.all(files.map(read));
        expect(lines).toEqual(csv);
        expect(parquet).toEqual(csv);
      }),
      { numRuns: 60 },
    );
  });

  test('is known by its content, or else its name, also in gzip', async () => {
    const lines = '{"formula":"Li2O","gap":5}\n\n{"gap":0,"formula":"LiF","more":[1,null]}\n';
    for (const file of [written('a.txt', lines), written('a.jsonl.gz', gzipSync(lines))]) {
      const { formulas, y, rows, places } = await readDataset({ file, value: 'gap' });
      expect([formulas, Array.from(y)]).toEqual([
        ['Li2O', 'LiF'],
        [5, 0],
      ]);
      expect(rows).toEqual([
        { formula: 'Li2O', gap: '5', more: '' },
        { formula: 'LiF', gap: '0', more: '[1,null]' },
      ]);
      expect(places.map(({ line }) => line)).toEqual([1, 3]);
    }
  });

  test('keeps what stands in it: words of numbers, dates, whole numbers beyond those of JavaScript', async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const file = join(folder, 'typed [1].parquet');
    await connection.run(
      `COPY (SELECT 'Li2O' AS formula, '007' AS id, 9007199254740993::BIGINT AS long, 1.50::DECIMAL(5,2) AS price,
        DATE '2024-05-01' AS day, true AS kept, 'NaN'::DOUBLE AS gap, 0.1::DOUBLE AS value) TO '${file}' (FORMAT parquet)`,
    );
    const { rows, y } = await readDataset({ file, value: 'value' });
    expect(rows[0]).toEqual({
      ...{ formula: 'Li2O', id: '007', long: '9007199254740993', price: '1.50' },
      ...{ day: '2024-05-01', kept: 'true', gap: '', value: '0.1' },
    });
    expect(y[0]).toBe(0.1);
  });

  test('a line of JSON that is none is left out and named; a table of none is refused', async () => {
    const file = written('cut.jsonl', '{"formula":"Li2O","gap":5}\n[1]\n{"formula":"LiF","g');
    const { counts, unread } = await readDataset({ file, value: 'gap' });
    expect(counts).toMatchObject({ rows_read: 3, cells_missing: 2, compounds: 1 });
    expect(unread.map(({ line }) => line)).toEqual([2, 3]);
    expect(unread[0]!.reason).toBe('expected a JSON object, found something else; the line is cut off or damaged');
    await expect(readDataset({ file: written('none.jsonl', '7\n'), value: 'gap' })).rejects.toThrow(
      /none\.jsonl: expected JSON lines, an object each, found none; give a table/,
    );
  });

  test.each<[string, () => string, RegExp]>([
    [
      'a Parquet file that is cut off',
      () => written('cut.parquet', 'PAR1'),
      /cut\.parquet: expected a whole Parquet file, found [^\n]*; write or fetch it again$/,
    ],
    [
      'one that is none',
      () => written('none.parquet', 'formula,value\nLi2O,1\n'),
      /none\.parquet: expected a Parquet file, found something else; check the file, or its name$/,
    ],
    [
      'a column that none of its lines has',
      () => written('other.jsonl', '{"formula":"Li2O","values":1}\n'),
      /other\.jsonl: expected a column value, found formula, values; did you mean values\?$/,
    ],
    [
      'decimals of two kinds',
      () => written('two.jsonl', '{"formula":"Li2O","value":"0,5"}\n{"formula":"LiF","value":1.5}\n'),
      /two\.jsonl, column value: expected decimals of one kind, found "0,5" and "1\.5"/,
    ],
  ])('%s is refused in one line', async (_, file, message) => {
    const reading = readDataset({ file: file(), value: 'value' });
    await expect(reading).rejects.toThrow(UserError);
    await expect(readDataset({ file: file(), value: 'value' })).rejects.toThrow(message);
  });
});

describe('a table of the package', () => {
  // 616 rows and structures: data/README.md, barriers.csv.
  test('gives the structures of its rows, their descriptors and ids', async () => {
    const from = join(packageRoot(), 'experiments', 'mine.ts');
    const input = {
      structural: ['volume_per_atom_A3'],
      mobileIon: { column: 'mobile_ion' },
      counterIon: 'anion',
    } as const;
    const spec = {
      ...{ file: '../data/barriers.csv', formula: 'formula', value: 'barrier_eV', duplicates: 'separate' as const },
      structures: { file: '../data/barriers-structures.jsonl.gz', id: 'id' },
    };
    const dataset = await readDataset(spec, { inputs: [input], from, most: 20 });
    expect(dataset.counts).toMatchObject({ rows_read: 20, without_structure: 0 });
    expect(dataset.ids).toEqual(dataset.rows.map(({ id }) => id));
    expect(dataset.structures!.map((structure) => structure!.id)).toEqual(dataset.ids);
    expect(dataset.structural!.length).toBe(dataset.y.length);
    expect(groupsOf({ group: 'chemical system' }, dataset)[0]).toContain('-');
  });

  test('of structures alone has a row for each, or for each ion', async () => {
    const line = (id: string, species: string[]) =>
      `${JSON.stringify({ id, cell: [5, 5, 5, 90, 90, 90], species, frac: [0, 0, 0, 0.5, 0.5, 0.5] })}\n`;
    const file = written('salts.jsonl', line('b', ['Na', 'Cl']) + line('a', ['Na', 'Li']) + line('c', ['K', 'Cl']));
    const all = await readDataset({ structures: { file } });
    expect([all.formulas, all.ids, all.target]).toEqual([['KCl', 'NaCl', 'NaLi'], ['c', 'b', 'a'], null]);
    const input = { structural: ['volume_per_atom_A3'], mobileIon: { column: 'ion' }, counterIon: 'anion' } as const;
    const ions = await readDataset({ structures: { file, ions: ['Na', 'K'] } }, { inputs: [input] });
    expect(ions.rows).toEqual([
      { formula: 'KCl', id: 'c', ion: 'K' },
      { formula: 'NaCl', id: 'b', ion: 'Na' },
      { formula: 'NaLi', id: 'a', ion: 'Na' },
    ]);
    expect(ions.structural![0]!['19 anion']).toContain(125 / 2);
    expect((await readDataset({ structures: { file }, contains: 'Cl' })).counts.not_kept).toBe(1);
  });
});

describe('bounds', () => {
  const spec = { value: 'value', unit: 'S/cm', scale: 'log10' } as const;
  const file = () =>
    written('bounds.csv', 'formula,value,which\nLiF,<1e-9,\nLiCl,≥ 1e-4,=\nLiBr,1e-3,<\nLiI,1e-2,>=\nLi2O,1,\n');

  test('written with the value, or in a column, stand for the value and are counted', async () => {
    const written = await readDataset({ file: file(), ...spec });
    expect(written.formulas).toEqual(['Li2O', 'LiBr', 'LiCl', 'LiF', 'LiI']);
    expect(Array.from(written.bounds)).toEqual([0, 0, 1, -1, 0]);
    expect(written.y[3]).toBe(-9);
    expect(written.counts).toMatchObject({ upper_bounds: 1, lower_bounds: 1 });
    const { bounds, counts } = await readDataset({ file: file(), ...spec, bounds: 'which' });
    expect(Array.from(bounds)).toEqual([0, -1, 1, -1, 1]);
    expect(counts).toMatchObject({ upper_bounds: 2, lower_bounds: 2, compounds: 5 });
  });

  test('that leave open on which side of the threshold the value lies leave the row out', async () => {
    for (const better of ['larger', 'smaller'] as const) {
      const read = await readDataset({ file: file(), ...spec, bounds: 'which', threshold: 1e-5, better });
      expect(read.formulas).toEqual(['Li2O', 'LiCl', 'LiF', 'LiI']);
      expect(read.counts.undecided).toBe(1);
    }
    const at = await readDataset({ file: file(), ...spec, threshold: 1e-9 });
    expect(at.counts.undecided).toBeUndefined();
  });

  test('with decimal commas, and signs that contradict each other or are none', async () => {
    const commas = written('c.csv', 'formula;value;which\nLiF;<0,5;\nLiCl;1,25;<\nLiBr;<2,5;>\nLiI;3;about\nLi2O;x;\n');
    const { y, counts, unread } = await readDataset({ file: commas, value: 'value', bounds: 'which' });
    expect(Array.from(y)).toEqual([1.25, 0.5]);
    expect(counts).toMatchObject({ without_value: 3, upper_bounds: 2 });
    expect(unread.map(({ reason }) => reason)).toEqual([
      'expected <, > or nothing in column which, found ">"',
      'expected <, > or nothing in column which, found "about"',
      'expected a number in column value, found "x"',
    ]);
  });
});

test('rows of another temperature are left out where one is asked for', async () => {
  const file = written('hot.csv', 'formula,value,T (K)\nLiF,1,298\nLiCl,2,500\nLiBr,3,\nLiI,4,warm\n');
  expect((await readDataset({ file, value: 'value' })).counts.compounds).toBe(4);
  const { formulas, counts, unread } = await readDataset({ file, value: 'value', temperature: { from: 15, to: 35 } });
  expect(formulas).toEqual(['LiBr', 'LiF']);
  expect(counts).toMatchObject({ other_temperature: 1, temperature_not_read: 1 });
  expect(unread[0]!.reason).toContain('temperature: expected kelvin, found "warm"');
});

describe('several files', () => {
  const first = () => written('computed.csv', 'formula,value\nLiF,1\nLiF,3\nLiCl,2\nNaCl,7\n');
  const second = () => written('measured.jsonl', '{"Compound":"LiF","gap":10}\n{"Compound":"Na2Cl2","gap":8}\n');

  test('may name their columns otherwise, and weigh: of a formula the rows of the largest weight stand', async () => {
    const files = [first(), { file: second(), formula: 'Compound', value: 'gap', weight: 3 }];
    const { formulas, y, weights, counts, rows, places } = await readDataset({
      file: files,
      formula: 'formula',
      value: 'value',
    });
    expect(formulas).toEqual(['LiCl', 'LiF', 'NaCl']);
    expect(Array.from(y)).toEqual([2, 10, 8]);
    expect(Array.from(weights!)).toEqual([1, 3, 3]);
    expect(counts).toMatchObject({ rows_read: 6, outweighed: 3, merged: 0, compounds: 3 });
    expect(rows[1]).toEqual({ formula: 'LiF', value: '10' });
    expect(places[2]).toEqual({ file: join(folder, 'measured.jsonl'), line: 2 });
  });

  test('of one weight are one table', async () => {
    const files = [first(), { file: second(), formula: 'Compound', value: 'gap' }];
    const { y, weights, counts, source } = await readDataset({ file: files, formula: 'formula', value: 'value' });
    expect(Array.from(y)).toEqual([2, 3, 7.5]);
    expect(weights).toBeNull();
    expect(counts).toMatchObject({ merged: 3, compounds: 3 });
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(source.sha256).not.toBe(sha256(''));
  });

  test.each([0, 1.5, -1, Number.NaN])('a weight of %s is refused', async (weight) => {
    await expect(readDataset({ file: [{ file: first(), weight }], value: 'value' })).rejects.toThrow(
      `computed.csv, weight: expected a whole number above 0, found ${weight}; say how many times each row counts`,
    );
  });
});

test('a folder is no table', async () => {
  mkdirSync(join(folder, 'tables'), { recursive: true });
  await expect(readDataset({ file: join(folder, 'tables'), value: 'value' })).rejects.toThrow(
    'tables: expected a readable file, found EISDIR; check the path',
  );
});
