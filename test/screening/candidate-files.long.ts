import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, test } from 'vitest';
import { packageRoot, sha256 } from '../../src/core/files.ts';
import {
  type CandidateRow,
  createCandidateWriter,
  removeLeftovers,
  unitOfFile,
} from '../../src/screening/candidate-files.ts';
import type { ScreenedValue } from '../../src/screening/compile.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-candidates-'));
let folders = 0;

afterAll(() => rmSync(scratch, { recursive: true }));

function emptyFolder(): string {
  const folder = join(scratch, String(folders++));
  mkdirSync(folder);
  return folder;
}

const LITTLE = { rowsPerGroup: 3, rowsPerFile: 8 };

/** Rows of which each differs from the one before. */
function someRows(count: number): CandidateRow[] {
  return Array.from({ length: count }, (_, i) => ({
    formula: `Li${i + 2}PS4`,
    chemicalSystem: i % 5 < 3 ? 'Li-P-S' : 'Li-O-P',
    anion: i % 5 < 3 ? 'S' : 'O',
    score: Math.sin(i),
    domainDistance: i % 4 === 0 ? null : i / 7,
    unlearnedElements: i % 6 === 0 ? 'Rn U' : '',
    chargeNeutral: i % 2 === 0,
    paulingOrder: i % 3 === 0,
    known: i === 1,
  }));
}

function write(
  folder: string,
  unit: number,
  rows: readonly CandidateRow[],
  limits = LITTLE,
  value?: ScreenedValue,
): number {
  const writer = createCandidateWriter(folder, unit, value, limits);
  for (const row of rows) writer.add(row);
  return writer.close().rows;
}

/** Rows as the files name them. */
function named(rows: readonly CandidateRow[], value?: ScreenedValue): Record<string, unknown>[] {
  return rows.map((row) => ({
    formula: row.formula,
    chemical_system: row.chemicalSystem,
    anion: row.anion,
    ...(value === undefined
      ? { log_odds: row.score, probability: 1 / (1 + Math.exp(-row.score)) }
      : { [value.column]: value.better === 'larger' ? row.score : 0 - row.score }),
    domain_distance: row.domainDistance,
    unlearned_elements: row.unlearnedElements,
    charge_neutral: row.chargeNeutral,
    pauling_order: row.paulingOrder,
    known: row.known,
  }));
}

/** The rows of all files of a folder, with hyparquet. */
async function readFolder(folder: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (const name of readdirSync(folder).sort()) {
    rows.push(...(await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, name)) })));
  }
  return rows;
}

const hashes = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, sha256(readFileSync(join(folder, name)))]));

describe('candidate files', () => {
  test('hold any rows that were written, in their order', async () => {
    const row = fc.record({
      formula: fc.string({ unit: 'grapheme' }),
      chemicalSystem: fc.constantFrom('Li-O-P', 'Li-S', ''),
      anion: fc.constantFrom('O', 'S'),
      score: fc.double(),
      domainDistance: fc.option(fc.double({ noNaN: true })),
      unlearnedElements: fc.constantFrom('', 'U', 'Rn U'),
      chargeNeutral: fc.boolean(),
      paulingOrder: fc.boolean(),
      known: fc.boolean(),
    });
    const limits = fc.record({
      rowsPerGroup: fc.integer({ min: 1, max: 20 }),
      rowsPerFile: fc.integer({ min: 1, max: 30 }),
    });
    const values = fc.constantFrom<ScreenedValue | undefined>(
      undefined,
      { column: 'log10_sigma_S_per_cm', unit: 'S/cm', better: 'larger' },
      { column: 'barrier_eV', unit: 'eV', better: 'smaller' },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), limits, values, async (rows, kept, value) => {
        const folder = emptyFolder();
        expect(write(folder, 3, rows, kept, value)).toBe(rows.length);
        expect(readdirSync(folder).length).toBe(Math.ceil(rows.length / kept.rowsPerFile));
        expect(await readFolder(folder)).toEqual(named(rows, value));
      }),
      { numRuns: 200 },
    );
  });

  test('are read by DuckDB with the same types and values', async () => {
    const folder = emptyFolder();
    const rows = someRows(5000);
    write(folder, 0, rows, { rowsPerGroup: 900, rowsPerFile: 2500 });
    const connection = await (await DuckDBInstance.create()).connect();
    const reader = await connection.runAndReadAll(`SELECT * FROM read_parquet('${folder}/candidates-*.parquet')`);
    expect(reader.getRowObjects()).toEqual(named(rows));
    expect(reader.columnTypes().map(String)).toEqual([
      ...Array(3).fill('VARCHAR'),
      ...Array(3).fill('DOUBLE'),
      ...Array(3).fill('BOOLEAN'),
    ]);
  });

  test('are the same bytes for the same rows, also over what a killed screening left', () => {
    const [clean, redone] = [emptyFolder(), emptyFolder()];
    write(clean, 12, someRows(20));
    const killed = createCandidateWriter(redone, 12, undefined, LITTLE);
    for (const row of someRows(12)) killed.add(row);
    expect(readdirSync(redone).length).toBe(2);
    write(redone, 12, someRows(20));
    write(redone, 12, someRows(20));
    expect(hashes(redone)).toEqual(hashes(clean));
  });

  test('are reported with their lengths and hashes', () => {
    const folder = emptyFolder();
    const writer = createCandidateWriter(folder, 12, undefined, LITTLE);
    for (const row of someRows(17)) writer.add(row);
    const { rows, files } = writer.close();
    expect(rows).toBe(17);
    expect(Object.fromEntries(files.map(({ name, sha256: hash }) => [name, hash]))).toEqual(hashes(folder));
    expect(files.map(({ bytes }) => bytes)).toEqual(files.map(({ name }) => statSync(join(folder, name)).size));
    expect(files.map(({ name }) => unitOfFile(name))).toEqual([12, 12, 12]);
  });

  test('are split by rows, in groups of rows, and named by unit and part', async () => {
    const folder = emptyFolder();
    write(folder, 12, someRows(17));
    write(folder, 1_234_567, someRows(8));
    expect(readdirSync(folder).sort()).toEqual([
      'candidates-000012-000.parquet',
      'candidates-000012-001.parquet',
      'candidates-000012-002.parquet',
      'candidates-1234567-000.parquet',
    ]);
    const groups = async (name: string) => {
      const { row_groups } = await parquetMetadataAsync(await asyncBufferFromFile(join(folder, name)));
      return row_groups.map(({ num_rows }) => Number(num_rows));
    };
    expect(await groups('candidates-000012-000.parquet')).toEqual([3, 3, 2]);
    expect(await groups('candidates-000012-002.parquet')).toEqual([1]);
    expect(await groups('candidates-1234567-000.parquet')).toEqual([3, 3, 2]);
  });

  test('store formulas without a dictionary, and systems with one', async () => {
    const folder = emptyFolder();
    write(folder, 0, someRows(2000), { rowsPerGroup: 2000, rowsPerFile: 2000 });
    const file = await asyncBufferFromFile(join(folder, 'candidates-000000-000.parquet'));
    const [group] = (await parquetMetadataAsync(file)).row_groups;
    const encodings = Object.fromEntries(
      group!.columns.map(({ meta_data }) => [meta_data!.path_in_schema.join(), meta_data!.encodings]),
    );
    expect(encodings).toMatchObject({ formula: ['DELTA_BYTE_ARRAY'], chemical_system: ['PLAIN', 'RLE_DICTIONARY'] });
  });

  test('do not exist for a unit without rows', () => {
    const folder = emptyFolder();
    expect(write(folder, 0, [])).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('have their names only when the unit is complete, and are gone when it is abandoned', () => {
    const folder = emptyFolder();
    const [one, two] = [0, 1].map((unit) => createCandidateWriter(folder, unit, undefined, LITTLE));
    for (const row of someRows(12)) {
      one!.add(row);
      two!.add(row);
    }
    expect(readdirSync(folder).every((name) => /^candidates-00000[01]-00[01]\.parquet\.tmp$/.test(name))).toBe(true);
    two!.abandon();
    expect(readdirSync(folder).length).toBe(2);
    expect(one!.close().rows).toBe(12);
    two!.abandon();
    expect(readdirSync(folder).sort()).toEqual(['candidates-000000-000.parquet', 'candidates-000000-001.parquet']);
  });

  test('that a killed screening left are removed, and nothing else', () => {
    const folder = emptyFolder();
    write(folder, 0, someRows(1));
    const others = ['candidates.tmp', 'top.csv', 'top.csv.tmp', 'candidates-000002-000.parquet'];
    for (const name of others) writeFileSync(join(folder, name), '');
    const killed = createCandidateWriter(folder, 1, undefined, LITTLE);
    for (const row of someRows(12)) killed.add(row);
    removeLeftovers(folder);
    expect(readdirSync(folder).sort()).toEqual([...others, 'candidates-000000-000.parquet'].sort());
  });
});

describe('a folder that cannot be written is told in one line', () => {
  const line = (path: string, reason: string): RegExp =>
    new RegExp(
      `^${path}/candidates-000000-00.\\.parquet: expected a path that can be written, found ${reason}; ` +
        'choose another --out, or free space and permissions$',
    );

  test.each([
    ['a folder that is missing', () => join(scratch, 'missing'), 'ENOENT'],
    ['a file in its place', () => '/dev/null', 'ENOTDIR'],
  ])('%s', (_title, folder, reason) => {
    expect(() => write(folder(), 0, someRows(1))).toThrow(line(folder(), reason));
    expect(existsSync(join(scratch, 'missing'))).toBe(false);
  });

  test('a name that is taken by a folder', () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'candidates-000000-001.parquet'));
    expect(() => write(folder, 0, someRows(10))).toThrow(line(folder, 'EISDIR'));
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test.runIf(existsSync('/dev/full'))('a full disk: the unfinished files are gone', () => {
    const folder = emptyFolder();
    symlinkSync('/dev/full', join(folder, 'candidates-000000-001.parquet.tmp'));
    const writer = createCandidateWriter(folder, 0, undefined, LITTLE);
    for (const row of someRows(10)) writer.add(row);
    expect(readdirSync(folder).length).toBe(2);
    expect(() => writer.add(someRows(1)[0]!)).toThrow(line(folder, 'ENOSPC'));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a full file system, where one can be mounted', (context) => {
    const folder = emptyFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      return context.skip('mount is not allowed');
    }
    try {
      const rows = someRows(20_000);
      expect(() => write(folder, 0, rows, { rowsPerGroup: 500, rowsPerFile: 1000 })).toThrow(line(folder, 'ENOSPC'));
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      execFileSync('umount', ['--lazy', folder]);
    }
  });
});

describe('memory', () => {
  test('does not grow with the number of rows', () => {
    const script = join(packageRoot(), 'test', 'screening', 'write-many-candidates.ts');
    const folder = emptyFolder();
    const printed = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', script, folder, '2000000'], {
      cwd: packageRoot(),
      encoding: 'utf8',
    });
    const { held, files, bytesPerRow } = JSON.parse(printed) as { held: number[]; files: number; bytesPerRow: number };
    const [early, late] = [held.slice(0, held.length / 2), held.slice(held.length / 2)];
    expect({ samples: held.length, files }).toEqual({ samples: 8, files: 5 });
    // The rows are 48 MB as files. Held are the process itself, at most one group as rows and one as bytes.
    expect(Math.max(...held)).toBeLessThan(64e6);
    expect(Math.max(...late) - Math.max(...early)).toBeLessThan(8e6);
    expect(bytesPerRow).toBeLessThan(30);
  });
});
