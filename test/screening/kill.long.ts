import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/core/files.ts';
import { stream } from '../../src/core/random.ts';
import { readCheckpoint } from '../../src/screening/checkpoint.ts';
import { ensureBuilt, ionsieve, ionsieveSignalled, scratchFolder } from '../cli/ionsieve.ts';
import { resultNames } from '../cli/result-names.ts';

// The built command in processes of its own, ended by signals.

const KILLS = 20;
/** About as many times as the main thread opens, writes or renames a file in a whole screening. */
const MOST_WRITES = 30;
/** Any file but the lock: half of a lock makes the next one wait, see test/core/lock.test.ts. */
const ANY = '^(?!.*ionsieve-lock)';
/** Some seconds of work, half of it for millions of lines in files. */
const SCREENING = [
  ...['screen', '--student', 'paper', '--elements', 'H,Be,B,C,N,O,F,Na,Mg,Al,Si,P,S,Cl,K,Ca,Sc,Ti,V,Cr,Mn,Fe,Co,Ni'],
  ...['--arity', '4', '--neutral', '--write-above', '0.9', '--threads', '2'],
];

const scratch = scratchFolder();
let folders = 0;
let whole: Record<string, string>;

const newFolder = (): string => join(scratch, String(folders++));

/** SHA-256 of every file of a folder. */
const hashes = (folder: string): Record<string, string> =>
  Object.fromEntries(resultNames(folder).map((name) => [name, sha256(readFileSync(join(folder, name)))]));

const leftovers = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.tmp'));

beforeAll(async () => {
  await ensureBuilt();
  const folder = newFolder();
  const { code } = await ionsieve([...SCREENING, '--out', folder], scratch);
  expect(code).toBe(0);
  whole = hashes(folder);
  rmSync(folder, { recursive: true });
});

afterAll(() => rmSync(scratch, { recursive: true }));

/** What a screening that goes on in a folder has to be given. */
function args(folder: string, screening = SCREENING): string[] {
  const resume = existsSync(join(folder, 'checkpoint.json')) ? ['--resume'] : [];
  return [...screening, '--out', folder, ...resume];
}

describe('a screening in a process', () => {
  test('leaves its list, its counts and its files of compounds', () => {
    expect(Object.keys(whole).length).toBeGreaterThan(8);
    expect(Object.keys(whole).slice(-3)).toEqual(['learner.json', 'screening.json', 'top.csv']);
    expect(
      Object.keys(whole)
        .slice(0, -3)
        .every((name) => /^candidates-\d{6}-000\.parquet$/.test(name)),
    ).toBe(true);
  });

  test(`killed ${KILLS} times at random moments of its work, and resumed each time, ends with the same bytes`, async () => {
    const random = stream(1, 'kill');
    let folder = newFolder();
    const file = (name: string): string => join(folder, name);
    const isFinished = (): boolean => existsSync(file('top.csv')) && !existsSync(file('checkpoint.json'));
    let kills = 0;
    // On a busy machine every kill may come before the first part is done: then it is killed more often.
    let progress = 0;
    while (kills < KILLS || (progress === 0 && kills < 10 * KILLS)) {
      const count = 1 + Math.floor(random() * MOST_WRITES);
      const { code, err } = await ionsieveSignalled(args(folder), scratch, { signal: 'SIGKILL', file: ANY, count });
      expect(err).toBe('');
      if (code === null) kills++;
      if (isFinished()) {
        // It was over before that many writes: its files have to be right, and another screening is killed.
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

  test('stopped by SIGINT, then by SIGTERM, says how to go on, and ends with the same bytes', async () => {
    const folder = newFolder();
    const path = join(folder, 'checkpoint.json');
    let before = 0;
    for (const [signal, exitCode] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const at = { signal, file: 'checkpoint\\.json$', count: 2 };
      const err = `ionsieve: stopped by ${signal}; continue it with --resume\n`;
      expect(await ionsieveSignalled(args(folder), scratch, at)).toEqual({ code: exitCode, out: '', err });
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

  test('by value, small values first: stopped by SIGINT, then killed, and resumed each time, ends with the same bytes', async () => {
    const table = ['Li', 'Na'].flatMap((ion, i) =>
      ['O', 'S', 'Cl', 'P'].flatMap((anion, j) =>
        [1, 2, 3].map((n) => `${ion}${n}${n % 2 === 0 ? 'Al' : 'Si'}${anion}4,${0.1 * n + 0.07 * j + 0.05 * i}`),
      ),
    );
    writeFileSync(join(scratch, 'barriers.csv'), `formula,barrier\n${table.join('\n')}\n`);
    const figures = [
      '--target',
      'barrier',
      '--unit',
      'eV',
      '--smallest-first',
      '--model',
      'ridge',
      '--resamples',
      '20',
    ];
    const learned = await ionsieve(['learn', 'barriers.csv', ...figures, '--out', 'barrier.json'], scratch);
    expect(learned).toMatchObject({ code: 0 });
    const space = ['--elements', 'Li,Na,Al,Si,P,O,S,Cl', '--arity', '3,4', '--max-coefficient', '10'];
    const list = ['--threshold', '0.2', '--write-above', '0.3', '--histogram', '--threads', '2'];
    const screening = ['screen', '--model', 'barrier.json', ...space, ...list];

    const once = newFolder();
    expect(await ionsieve(args(once, screening), scratch)).toMatchObject({ code: 0 });
    const names = resultNames(once);
    expect(names.filter((name) => name.endsWith('.parquet')).length).toBeGreaterThan(1);

    const folder = newFolder();
    let before = 0;
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const at = { signal, file: 'checkpoint\\.json$', count: 2 };
      const { code } = await ionsieveSignalled(args(folder, screening), scratch, at);
      expect(code).toBe(signal === 'SIGINT' ? 130 : null);
      const { done } = readCheckpoint(join(folder, 'checkpoint.json'));
      expect(done.length).toBeGreaterThan(before);
      before = done.length;
    }
    expect(await ionsieve(args(folder, screening), scratch)).toMatchObject({ code: 0, err: '' });
    expect(resultNames(folder)).toEqual(names);
    for (const name of names)
      expect(readFileSync(join(folder, name)).equals(readFileSync(join(once, name)))).toBe(true);
  });
});
