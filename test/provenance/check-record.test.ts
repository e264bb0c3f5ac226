import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readBytes } from '../../src/core/files.ts';
import { readShipped } from '../../src/core/shipped-data.ts';
import { checkRecord } from '../../src/provenance/check-record.ts';
import { finishRun, stopRun } from '../../src/provenance/end-run.ts';
import { readRecord } from '../../src/provenance/read-record.ts';
import type { RunPart } from '../../src/provenance/run-record.ts';
import { startRun } from '../../src/provenance/start-run.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-run-'));
const folder = join(scratch, 'run');
const record = join(folder, 'run.json');
const checkpoint = join(folder, 'checkpoint.json');
const known = join(scratch, 'known.txt');
const OUTPUTS = ['a.csv', 'b.bin'];
const command = ['ionsieve', 'test'];
const outcome = { outputs: OUTPUTS, seeds: [7], tensorBackend: 'wasm' };

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(known, 'LiF\n');
  for (const [i, name] of OUTPUTS.entries())
    writeFileSync(
      join(folder, name),
      Uint8Array.from({ length: 99 }, (_, k) => k * i),
    );
  readBytes(known);
  readShipped('elements.csv');
});

afterAll(() => rmSync(scratch, { recursive: true }));

const verdicts = () => Object.fromEntries(checkRecord(record).map(({ path, verdict }) => [path, verdict]));
const ALL_SAME = { '../known.txt': 'same', 'package:data/elements.csv': 'same', 'a.csv': 'same', 'b.bin': 'same' };

describe('a run', () => {
  beforeEach(() => finishRun(startRun(record, { command }), outcome));

  test('is recorded with what it read, wrote and took', () => {
    const { parts, inputs, outputs, ...rest } = readRecord(record);
    expect(rest).toEqual({ finished: true, seeds: [7], tensor_backend: 'wasm' });
    expect(inputs).toEqual(
      expect.arrayContaining([
        // printf 'LiF\n' | sha256sum
        {
          from: 'folder',
          path: '../known.txt',
          bytes: 4,
          sha256: 'ad6f4c9105bb800d8d64489f42e971a2cf53ad724752f5f7a049169396758c75',
        },
        expect.objectContaining({ from: 'package', path: 'data/elements.csv' }),
      ]),
    );
    expect(outputs.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['a.csv', 99],
      ['b.bin', 99],
    ]);
    const [part] = parts as [RunPart];
    expect(parts.length).toBe(1);
    expect(part.command).toEqual(command);
    expect(Date.parse(part.ended) - Date.parse(part.started)).toBeCloseTo(part.wall_seconds * 1000, -3);
    expect(part.cpu_user_seconds).toBeGreaterThan(0);
    expect(part.peak_memory_bytes).toBeGreaterThan(2 ** 25);
  });

  test('is verified as it stands, and after its folder was moved with what it read', () => {
    expect(verdicts()).toMatchObject(ALL_SAME);
    renameSync(folder, join(scratch, 'moved'));
    expect(checkRecord(join(scratch, 'moved', 'run.json')).every(({ verdict }) => verdict === 'same')).toBe(true);
    renameSync(join(scratch, 'moved'), folder);
  });

  test('with one bit flipped in an output has that file changed, and no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OUTPUTS), fc.nat(98), fc.nat(7), (name, at, bit) => {
        const path = join(folder, name);
        const bytes = readFileSync(path);
        bytes[at]! ^= 1 << bit;
        writeFileSync(path, bytes);
        expect(verdicts()).toMatchObject({ ...ALL_SAME, [name]: 'changed' });
        bytes[at]! ^= 1 << bit;
        writeFileSync(path, bytes);
      }),
    );
  });

  test('tells an output that is missing from an input that is gone', () => {
    rmSync(join(folder, 'a.csv'));
    rmSync(known);
    expect(verdicts()).toMatchObject({ ...ALL_SAME, 'a.csv': 'missing', '../known.txt': 'input gone' });
  });

  test('tells of an input that changed', () => {
    writeFileSync(known, 'LiCl\n');
    expect(verdicts()).toMatchObject({ ...ALL_SAME, '../known.txt': 'changed' });
  });

  test('whose record was edited is refused in one line', () => {
    writeFileSync(record, readFileSync(record, 'utf8').replace('"seeds": [\n    7', '"seeds": [\n    8'));
    expect(() => checkRecord(record)).toThrow(
      /^\S+run\.json: expected content with SHA-256 \w{64}, found \w{64}; the record was edited: restore it$/,
    );
  });

  test('without a record is refused in one line', () => {
    rmSync(record);
    expect(() => checkRecord(record)).toThrow(/run\.json: expected the record of a run, found ENOENT; check the path$/);
  });
});

describe('a run that was stopped', () => {
  const source = { command, checkpoint };
  const start = (resume: boolean) => startRun(record, { ...source, resume });
  const save = (seconds = 0) => {
    writeFileSync(checkpoint, '{}');
    const time = Date.now() / 1000 + seconds;
    utimesSync(checkpoint, time, time);
  };
  const kinds = () => readRecord(record).parts.map((part) => ('lost_after' in part ? 'lost' : 'told'));

  test('leaves no record where there is nothing to continue', () => {
    stopRun(start(false));
    expect(() => readRecord(record)).toThrow(/ENOENT/);
  });

  test('is not verified before it is finished', () => {
    save(-1);
    stopRun(start(false));
    expect(readRecord(record)).toMatchObject({ finished: false, outputs: [] });
    expect(() => checkRecord(record)).toThrow(
      /run\.json: expected the record of a finished run, found one that was stopped; continue it with --resume$/,
    );
  });

  test('and continued has both parts, and what either read', () => {
    save(-1);
    stopRun(start(false));
    const before = readRecord(record).parts;
    finishRun(start(true), outcome);
    expect(kinds()).toEqual(['told', 'told']);
    expect(readRecord(record).parts[0]).toEqual(before[0]);
    expect(verdicts()).toMatchObject(ALL_SAME);
  });

  test('and continued after an input was changed has it both as it was and as it is', () => {
    save(-1);
    stopRun(start(false));
    writeFileSync(known, 'LiCl\n');
    readBytes(known);
    finishRun(start(true), outcome);
    const seen = checkRecord(record).filter((file) => file.path === '../known.txt');
    expect(seen.map(({ verdict }) => verdict).sort()).toEqual(['changed', 'same']);
  });

  test('and killed later says that it does not know all', () => {
    save(-1);
    stopRun(start(false));
    save(5);
    finishRun(start(true), outcome);
    expect(kinds()).toEqual(['told', 'lost', 'told']);
  });

  test('by a kill alone says from when its last checkpoint is', () => {
    save(-60);
    finishRun(start(true), outcome);
    expect(kinds()).toEqual(['lost', 'told']);
    const [{ lost_after }] = readRecord(record).parts as [{ lost_after: string }];
    expect(Date.now() - Date.parse(lost_after)).toBeGreaterThan(59_000);
  });

  test('is not taken for one that was finished in the same folder before', () => {
    finishRun(start(false), outcome);
    save(5);
    finishRun(start(true), outcome);
    expect(kinds()).toEqual(['lost', 'told']);
  });

  test('begins anew when it is not continued', () => {
    save(-1);
    stopRun(start(false));
    finishRun(start(false), outcome);
    expect(kinds()).toEqual(['told']);
  });

  test('goes on beside a record that is damaged', () => {
    save(-1);
    writeFileSync(record, '{}');
    finishRun(start(true), outcome);
    expect(kinds()).toEqual(['lost', 'told']);
  });
});
