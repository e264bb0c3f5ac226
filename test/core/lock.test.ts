import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { writeAtomic } from '../../src/core/files.ts';
import { checkLocks, holdsLocks, lockText } from '../../src/core/held-locks.ts';
import { LOCK_FILE, type LockTimes, withFolderLock } from '../../src/core/lock.ts';
import { type ProcessLife, thisLife } from '../../src/core/process-life.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-lock-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const FAST: LockTimes = { beatMs: 20, silenceMs: 200 };
let folders = 0;
const newFolder = (): string => mkdtempSync(join(scratch, `${folders++}-`));
const lockOf = (folder: string): string => join(folder, LOCK_FILE);
const quiet = (): void => {};

const ELSEWHERE: ProcessLife = { host: 'node-17', pid: 1, home: 'of node-17', started: '5' };
/** Whether the system says which process is which. */
const isKnown = thisLife().home !== null;

/** Leaves the lock of a process in a folder. */
const leaveLock = (folder: string, life: ProcessLife, count = 7): void =>
  writeFileSync(lockOf(folder), lockText(JSON.stringify({ ...life, token: 'its' }), count));

/** What was told while a lock was waited for, and how that ended. */
async function tryLock(folder: string): Promise<{ notes: string[]; worked: boolean; error: string | undefined }> {
  const notes: string[] = [];
  let worked = false;
  const work = (): void => {
    worked = true;
  };
  const trying = withFolderLock(folder, (note) => notes.push(note), work, FAST);
  const error = await trying.then(
    () => undefined,
    ({ message }: Error) => message,
  );
  return { notes, worked, error };
}

/** The number of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid!;
}

test('the lock stands while the work is done, counts, and is gone afterwards', async () => {
  const folder = newFolder();
  const seen: string[] = [];
  await withFolderLock(
    folder,
    quiet,
    async () => {
      seen.push(readFileSync(lockOf(folder), 'utf8'));
      await new Promise((resolve) => setTimeout(resolve, 100));
      seen.push(readFileSync(lockOf(folder), 'utf8'));
    },
    FAST,
  );
  const [head, count] = seen[0]!.split('\n');
  expect(JSON.parse(head!)).toMatchObject({ host: hostname(), pid: process.pid });
  expect(count).toBe('000000000');
  expect(seen[1]!.length).toBe(seen[0]!.length);
  expect(Number(seen[1]!.split('\n')[1])).toBeGreaterThan(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('work that fails releases the lock and fails as it did', async () => {
  const folder = newFolder();
  const failing = withFolderLock(folder, quiet, () => Promise.reject(new Error('of the work')));
  await expect(failing).rejects.toThrow('of the work');
  expect(readdirSync(folder)).toEqual([]);
});

test('a second work in the folder is refused in one line, and the first is not disturbed', async () => {
  const folder = newFolder();
  await withFolderLock(folder, quiet, async () => {
    const before = readFileSync(lockOf(folder), 'utf8');
    await expect(withFolderLock(folder, quiet, () => expect.unreachable())).rejects.toThrow(
      `${lockOf(folder)}: expected a folder in which nothing else works, found process ${process.pid} of ${hostname()}; ` +
        'wait for it, or choose another --out; if it is no ionsieve, remove .ionsieve-lock there',
    );
    expect(readFileSync(lockOf(folder), 'utf8')).toBe(before);
  });
});

test.runIf(isKnown)(
  'the lock of a process that is alive here is not taken over, however long it stands still',
  async () => {
    const folder = newFolder();
    const child = spawn('sleep', ['1000']);
    await once(child, 'spawn');
    const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!;
    leaveLock(folder, { ...thisLife(), pid: child.pid!, started });
    expect(await tryLock(folder)).toMatchObject({
      notes: [],
      worked: false,
      error: expect.stringContaining(`process ${child.pid} of`),
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await tryLock(folder)).toEqual({ notes: [], worked: true, error: undefined });
  },
);

test.runIf(isKnown)('the lock of a dead process of this machine is taken over at once', async () => {
  const lives: ProcessLife[] = [
    { ...thisLife(), pid: await deadProcess() },
    thisLife(), // left behind by this very process
    { ...thisLife(), pid: process.ppid }, // its number is another's by now: it began at another time
  ];
  for (const life of lives) {
    const folder = newFolder();
    leaveLock(folder, life);
    expect(await tryLock(folder)).toEqual({ notes: [], worked: true, error: undefined });
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('a process of another container of this host may have any number: its lock is watched, as that of a machine is', async () => {
  const others: ProcessLife[] = [
    { ...thisLife(), home: 'another namespace' },
    { ...thisLife(), home: 'another namespace', pid: await deadProcess() },
    { ...thisLife(), home: null, started: null },
  ];
  for (const life of others) {
    const folder = newFolder();
    leaveLock(folder, life);
    // It counts as soon as it is watched.
    let told = '';
    const watching = withFolderLock(
      folder,
      (note) => {
        told = note;
        leaveLock(folder, life, 8);
      },
      () => expect.unreachable(),
      FAST,
    );
    await expect(watching).rejects.toThrow(`found process ${life.pid} of ${life.host}; wait for it`);
    expect(told).toContain('waiting up to');
    expect((await tryLock(folder)).worked).toBe(true);
  }
});

test('who lost the lock meanwhile writes nothing more, and says so in one line', async () => {
  const folder = newFolder();
  const path = join(folder, 'top.csv');
  const working = withFolderLock(folder, quiet, async () => {
    writeAtomic(path, 'first');
    expect(holdsLocks()).toBe(true);
    leaveLock(folder, ELSEWHERE);
    expect(holdsLocks()).toBe(false);
    writeAtomic(path, 'second');
  });
  await expect(working).rejects.toThrow(
    `${lockOf(folder)}: expected the lock of this process, found that of process 1 of node-17; ` +
      'this one stood still and lost the folder, nothing more is written: run it again when the other is done',
  );
  expect(readFileSync(path, 'utf8')).toBe('first');
  expect(readdirSync(folder).sort()).toEqual([LOCK_FILE, 'top.csv']);
  writeAtomic(path, 'third'); // no lock is held any more
});

test('each write counts the lock up, so that work without a pause keeps it; threads look at it too', async () => {
  const folder = newFolder();
  await withFolderLock(folder, quiet, async () => {
    const before = readFileSync(lockOf(folder), 'utf8');
    checkLocks();
    expect(readFileSync(lockOf(folder), 'utf8')).not.toBe(before);
    const look = `const { getEnvironmentData, parentPort } = require('node:worker_threads');
      parentPort.postMessage(getEnvironmentData('ionsieve.locks'));`;
    const [locks] = await once(new Worker(look, { eval: true }), 'message');
    expect(locks).toEqual([{ path: lockOf(folder), token: expect.any(String) }]);
  });
});

test('a lock that was removed by hand is lost', async () => {
  const folder = newFolder();
  const working = withFolderLock(folder, quiet, () => {
    rmSync(lockOf(folder));
    checkLocks();
  });
  await expect(working).rejects.toThrow('expected the lock of this process, found none');
});

test('the lock of another machine is watched: one that counts is respected', async () => {
  const folder = newFolder();
  leaveLock(folder, ELSEWHERE);
  const notes: string[] = [];
  setTimeout(() => leaveLock(folder, ELSEWHERE, 8), 50);
  const waiting = withFolderLock(
    folder,
    (note) => notes.push(note),
    () => expect.unreachable(),
    FAST,
  );
  await expect(waiting).rejects.toThrow('found process 1 of node-17; wait for it');
  expect(notes).toEqual([
    `${lockOf(folder)} is held by process 1 of node-17; waiting up to 0 s to see whether it is alive`,
  ]);
});

test('one that stands still is taken over, and so is what is no lock; one that is released meanwhile is no hindrance', async () => {
  const leave: ((folder: string) => void)[] = [
    (folder) => leaveLock(folder, ELSEWHERE),
    (folder) => writeFileSync(lockOf(folder), ''),
    (folder) => writeFileSync(lockOf(folder), 'null\n'),
    (folder) => {
      leaveLock(folder, ELSEWHERE);
      setTimeout(() => rmSync(lockOf(folder)), 50);
    },
  ];
  for (const each of leave) {
    const folder = newFolder();
    each(folder);
    let worked = false;
    const started = performance.now();
    await withFolderLock(
      folder,
      quiet,
      () => {
        worked = true;
      },
      FAST,
    );
    expect(worked).toBe(true);
    expect(performance.now() - started).toBeGreaterThan(40);
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('of many that find a stale lock one works at a time', async () => {
  const folder = newFolder();
  leaveLock(folder, { ...thisLife(), pid: await deadProcess() });
  let working = 0;
  let most = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++working);
    await new Promise((resolve) => setTimeout(resolve, 5));
    working--;
    done++;
  };
  const all = Array.from({ length: 20 }, () => withFolderLock(folder, quiet, work, FAST));
  const outcomes = await Promise.allSettled(all);
  expect(most).toBe(1);
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(done);
  expect(done).toBeGreaterThan(0);
});

test('a lock that another one took over is left to it', async () => {
  const folder = newFolder();
  await withFolderLock(
    folder,
    quiet,
    async () => {
      leaveLock(folder, ELSEWHERE);
      await new Promise((resolve) => setTimeout(resolve, 60));
    },
    FAST,
  );
  expect(readFileSync(lockOf(folder), 'utf8')).toMatch(/^\{"host":"node-17".*\n000000007\n$/);
});

test('a lock that cannot be written or read is told in one line', async () => {
  const missing = join(newFolder(), 'missing');
  await expect(withFolderLock(missing, quiet, quiet)).rejects.toThrow(
    /-lock: expected a path that can be written, found/,
  );
  const folder = newFolder();
  mkdirSync(lockOf(folder));
  await expect(withFolderLock(folder, quiet, quiet)).rejects.toThrow(
    /expected the lock of a folder, found EISDIR; remove/,
  );
});
