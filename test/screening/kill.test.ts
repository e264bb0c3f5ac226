import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { readCheckpoint } from '../../src/screening/checkpoint.ts';
import { ensureBuilt, ionsieve, scratchFolder, start } from '../cli/ionsieve.ts';
import { resultNames } from '../cli/result-names.ts';

// The built command in processes of its own, ended by signals.

const KILLS = 20;
const LIMIT = { timeout: 600_000 };
/** Some seconds of work, half of it for millions of lines in files. */
const SCREENING = [
  ...[
    'screen',
    '--student',
    'paper',
    '--elements',
    'H,Be,B,C,N,O,F,Na,Mg,Al,Si,P,S,Cl,K,Ca,Sc,Ti,V,Cr,Mn,Fe,Co,Ni,Cu,Zn,Ga,Ge,As,Se',
  ],
  ...['--arity', '4', '--neutral', '--write-above', '0.9', '--threads', '2'],
];

const scratch = scratchFolder();
let folders = 0;
let whole: Record<string, string>;
let wholeMs: number;

const newFolder = (): string => join(scratch, String(folders++));

/** SHA-256 of every file of a folder. */
const hashes = (folder: string): Record<string, string> =>
  Object.fromEntries(resultNames(folder).map((name) => [name, sha256(readFileSync(join(folder, name)))]));

const leftovers = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

beforeAll(async () => {
  await ensureBuilt();
  const folder = newFolder();
  const started = performance.now();
  const { code } = await ionsieve([...SCREENING, '--out', folder], scratch);
  wholeMs = performance.now() - started;
  expect(code).toBe(0);
  whole = hashes(folder);
  rmSync(folder, { recursive: true });
}, LIMIT.timeout);

afterAll(() => rmSync(scratch, { recursive: true }));

/** What a screening that goes on in a folder has to be given. */
function args(folder: string): string[] {
  const resume = existsSync(join(folder, 'checkpoint.json')) ? ['--resume'] : [];
  return [...SCREENING, '--out', folder, ...resume];
}

describe('a screening in a process', () => {
  test('leaves its list, its counts and its files of compounds', () => {
    expect(Object.keys(whole).length).toBeGreaterThan(20);
    expect(Object.keys(whole).slice(-2)).toEqual(['screening.json', 'top.csv']);
    expect(
      Object.keys(whole)
        .slice(0, -2)
        .every((name) => /^candidates-\d{6}-000\.parquet$/.test(name)),
    ).toBe(true);
  });

  test(`killed ${KILLS} times at random moments, and resumed each time, ends with the same bytes`, LIMIT, async () => {
    const random = stream(1, 'kill');
    let folder = newFolder();
    const file = (name: string): string => join(folder, name);
    const isFinished = (): boolean => existsSync(file('top.csv')) && !existsSync(file('checkpoint.json'));
    let kills = 0;
    let progress = 0;
    while (kills < KILLS) {
      const { child, ended } = start(args(folder), scratch);
      await sleep(random() * 0.9 * Math.min(wholeMs, 10_000));
      child.kill('SIGKILL');
      const { code, err } = await ended;
      expect(err).toBe('');
      if (code === null) kills++;
      if (isFinished()) {
        // It was faster than the signal: its files have to be right, and another screening is killed.
        expect(hashes(folder)).toEqual(whole);
        rmSync(folder, { recursive: true });
        folder = newFolder();
      } else if (existsSync(file('checkpoint.json'))) {
        progress = Math.max(progress, readCheckpoint(file('checkpoint.json')).done.length);
      }
    }
    expect(progress).toBeGreaterThan(0);
    expect(await ionsieve(args(folder), scratch)).toMatchObject({ code: 0, err: '' });
    expect(hashes(folder)).toEqual(whole);
  });

  test('stopped by SIGINT, then by SIGTERM, says how to go on, and ends with the same bytes', LIMIT, async () => {
    const folder = newFolder();
    const path = join(folder, 'checkpoint.json');
    let before = 0;
    for (const [signal, exitCode] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const { child, ended } = start(args(folder), scratch);
      const files = (): number => (existsSync(folder) ? readdirSync(folder).length : 0);
      const seen = files();
      while (files() < seen + 5 && child.exitCode === null) await sleep(20);
      const asked = performance.now();
      child.kill(signal);
      const err = `ionsieve: stopped by ${signal}; continue it with --resume\n`;
      expect(await ended).toEqual({ code: exitCode, out: '', err });
      expect(performance.now() - asked).toBeLessThan(5000);
      expect(leftovers(folder)).toEqual([]);
      const { done, tally } = readCheckpoint(path);
      expect(done.length).toBeGreaterThan(before);
      expect(tally.systems).toBeGreaterThan(0);
      before = done.length;
    }
    const again = await ionsieve([...SCREENING, '--out', folder], scratch);
    expect(again).toEqual({
      code: 2,
      out: '',
      err:
        `ionsieve: ${path}: expected no screening in progress, found a checkpoint; ` +
        'continue it with --resume, or choose another --out\n',
    });
    expect(await ionsieve(args(folder), scratch)).toMatchObject({ code: 0, err: '' });
    expect(hashes(folder)).toEqual(whole);
  });
});
