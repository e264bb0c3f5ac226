import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { sha256 } from '../../src/core/files.ts';
import { readCheckpoint } from '../../src/screening/checkpoint.ts';
import { emptyTally } from '../../src/screening/tally.ts';
import { planUnits, shardUnits } from '../../src/screening/units.ts';
import { ensureBuilt, ionsieve, scratchFolder } from '../cli/ionsieve.ts';
import { resultNames } from '../cli/result-names.ts';
import { manyTies, writeShard } from './screen-here.ts';

// The built command in processes of its own, on a small file system that fills up.

const SCREENING = [
  ...['screen', '--student', 'paper', '--elements', 'H,Be,B,C,N,O,F,Na,Mg,Al,Si,P,S,Cl,K,Ca,Sc,Ti,V,Cr,Mn,Fe'],
  ...['--arity', '4', '--neutral', '--write-above', '0.9', '--threads', '2', '--top', '1000'],
];

const scratch = scratchFolder();
const disk = join(scratch, 'disk');
const out = join(disk, 'screened');
let mounted = false;

beforeAll(ensureBuilt);

afterEach(() => {
  if (mounted) execFileSync('umount', ['--lazy', disk]);
  mounted = false;
});

afterAll(() => rmSync(scratch, { recursive: true }));

/** Mounts an empty file system of this size; skips the test where that is not allowed. */
function mountDisk(context: TestContext, size: string): void {
  mkdirSync(disk, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk], { stdio: 'ignore' });
    mounted = true;
  } catch {
    context.skip('mount is not allowed here');
  }
}

const growDisk = (size: string) => execFileSync('mount', ['-o', `remount,size=${size}`, disk]);

/** Writes until this much is left. */
function fillDisk(bytesLeft: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), new Uint8Array(bavail * bsize - bytesLeft));
}

const hashes = (folder: string): Record<string, string> =>
  Object.fromEntries(resultNames(folder).map((name) => [name, sha256(readFileSync(join(folder, name)))]));

const full = (path: string): RegExp =>
  new RegExp(
    `^ionsieve: ${disk}/${path}: expected a path that can be written, found ENOSPC; ` +
      'choose another --out, or free space and permissions\n$',
  );

describe('a disk that fills up', () => {
  test('ends a screening with one line; it goes on when there is room again, to the same bytes', async (context) => {
    mountDisk(context, '8m');
    const failed = await ionsieve([...SCREENING, '--out', out], scratch);
    expect(failed).toMatchObject({ code: 2, out: '' });
    expect(failed.err).toMatch(full('screened/(candidates-\\d+-000.parquet|checkpoint.json)'));
    const names = readdirSync(out);
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(names.filter((name) => name.endsWith('.parquet')).length).toBeGreaterThan(0);
    expect(names).toEqual(expect.arrayContaining(['checkpoint.json', 'job.json']));
    const { done } = readCheckpoint(join(out, 'checkpoint.json'));

    const again = await ionsieve([...SCREENING, '--out', out, '--resume'], scratch);
    expect(again).toMatchObject({ code: 2, out: '', err: expect.stringMatching(full('screened/[^:]+')) });
    expect(readCheckpoint(join(out, 'checkpoint.json')).done).toEqual(expect.arrayContaining([...done]));

    growDisk('200m');
    expect(await ionsieve([...SCREENING, '--out', out, '--resume'], scratch)).toMatchObject({ code: 0, err: '' });
    const elsewhere = join(scratch, 'elsewhere');
    expect(await ionsieve([...SCREENING, '--out', elsewhere], scratch)).toMatchObject({ code: 0, err: '' });
    expect(hashes(out)).toEqual(hashes(elsewhere));
  });

  test('before it has begun ends a screening with one line, and nothing is left', async (context) => {
    mountDisk(context, '1m');
    fillDisk(64 * 1024);
    const { code, out: told, err } = await ionsieve([...SCREENING, '--out', out], scratch);
    expect(err).toMatch(full('screened/job.json'));
    expect({ code, told }).toEqual({ code: 2, told: '' });
    expect(readdirSync(disk)).toEqual(['filler']);
  });

  test('ends a merge with one line, and no file of compounds is left', async (context) => {
    mountDisk(context, '1m');
    const job = manyTies();
    const units = planUnits(job.plan);
    expect(units.length).toBeGreaterThan(3);
    const content = new Uint8Array(400 * 1024);
    const written = join(scratch, 'units');
    mkdirSync(written);
    const tallies = units.map((_, unit) => {
      const name = `candidates-${String(unit).padStart(6, '0')}-000.parquet`;
      const isFirst = [1, 2, 3].some((index) => shardUnits(units, { index, count: 3 }).start === unit);
      if (isFirst) writeFileSync(join(written, name), content);
      const files = isFirst ? [{ name, bytes: content.length, sha256: sha256(content) }] : [];
      return { ...emptyTally(job.ranks.length), files };
    });
    const shards = [1, 2, 3].map((index) => {
      const folder = join(scratch, `shard-${index}`);
      writeShard(job, tallies, written, { index, count: 3 }, folder);
      return folder;
    });
    const { code, out: told, err } = await ionsieve(['merge', ...shards, '--out', out], scratch);
    expect(err).toMatch(full('screened/candidates-\\d+-000.parquet'));
    expect({ code, told }).toEqual({ code: 2, told: '' });
    expect(readdirSync(disk)).toEqual([]);

    growDisk('10m');
    expect(await ionsieve(['merge', ...shards, '--out', out], scratch)).toMatchObject({ code: 0, err: '' });
    expect(resultNames(out).length).toBe(5);
  });
});
