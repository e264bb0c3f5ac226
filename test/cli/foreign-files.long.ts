import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { foreignFiles } from '../../src/cli/foreign-files.ts';
import { verifyRuns } from '../../src/cli/verify-runs.ts';
import { SWAP_FILE } from '../../src/core/swap.ts';
import { checkCrate } from '../../src/provenance/check-crate.ts';
import { finishRun } from '../../src/provenance/end-run.ts';
import { startRun } from '../../src/provenance/start-run.ts';
import { writeCrate } from '../../src/provenance/write-crate.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-foreign-'));
let folder = '';
const put = (name: string, text = name): void => writeFileSync(join(folder, name), text);
const end = (record: string, outputs: string[]): void =>
  finishRun(startRun(join(folder, record), { command: ['ionsieve', 'test'] }), {
    outputs,
    seeds: [],
    tensorBackend: null,
  });

beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'f-'));
  for (const name of ['top.csv', 'candidates-000000-000.parquet']) put(name);
  end('run.json', ['top.csv', 'candidates-000000-000.parquet']);
  writeCrate(folder);
});

afterAll(() => rmSync(scratch, { recursive: true }));

test('files that others would read and no record knows are foreign, and no others', () => {
  const known = new Set(['top.csv', 'candidates-000000-000.parquet']);
  expect(foreignFiles(folder, known)).toEqual([]);
  for (const name of ['notes.txt', 'candidates-000099-000.parquet', 'checkpoint.json', 'summary.json']) put(name);
  expect(foreignFiles(folder, known).map(({ path, verdict }) => [path, verdict])).toEqual([
    ['candidates-000099-000.parquet', 'foreign'],
    ['checkpoint.json', 'foreign'],
    ['summary.json', 'foreign'],
  ]);
  rmSync(join(folder, 'run.json'));
  expect(foreignFiles(folder, known)).toEqual([]);
});

test('metadata with any byte changed are reported; a record that came later is no part of them', () => {
  expect(checkCrate(folder)?.verdict).toBe('same');
  put('labels.csv');
  end('labels.csv.run.json', ['labels.csv']);
  expect(checkCrate(folder)?.verdict).toBe('same');
  const path = join(folder, 'ro-crate-metadata.json');
  const whole = readFileSync(path);
  for (let at = 0; at < whole.length; at += 97) {
    writeFileSync(
      path,
      whole.map((byte, i) => (i === at ? byte ^ 1 : byte)),
    );
    expect(checkCrate(folder)?.verdict).toBe('changed');
  }
});

test('a folder whose files were being replaced is refused in one line', async () => {
  put(SWAP_FILE, '{"remove":[]}');
  await expect(verifyRuns([folder], 'json')).rejects.toThrow(/expected the files of one run, found files of two/);
});
