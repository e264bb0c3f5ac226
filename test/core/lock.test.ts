import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LOCK_FILE, type LockTimes, withFolderLock } from '../../src/core/lock.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ionsieve-lock-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const FAST: LockTimes = { beatMs: 20, silenceMs: 200 };
let folders = 0;
const newFolder = (): string => mkdtempSync(join(scratch, `${folders++}-`));
const lockOf = (folder: string): string => join(folder, LOCK_FILE);
const quiet = (): void => {};

/** Leaves the lock of a process in a folder. */
const leaveLock = (folder: string, host: string, pid: number, count = 7): void =>
  writeFileSync(lockOf(folder), `${JSON.stringify({ host, pid, token: 'its' })}\n00000000${count}\n`);

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

test('the lock of a process of this machine that is alive is not taken over, however long it stands still', async () => {
  const folder = newFolder();
  leaveLock(folder, hostname(), process.ppid);
  await expect(withFolderLock(folder, quiet, () => expect.unreachable(), FAST)).rejects.toThrow(
    `process ${process.ppid} of`,
  );
  expect(existsSync(lockOf(folder))).toBe(true);
});

test('the lock of a dead process of this machine is taken over at once', async () => {
  for (const pid of [await deadProcess(), process.pid]) {
    const folder = newFolder();
    leaveLock(folder, hostname(), pid);
    let worked = false;
    await withFolderLock(
      folder,
      () => expect.unreachable(),
      () => {
        worked = true;
      },
    );
    expect(worked).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('the lock of another machine is watched: one that counts is respected', async () => {
  const folder = newFolder();
  leaveLock(folder, 'node-17', 1);
  const notes: string[] = [];
  setTimeout(() => leaveLock(folder, 'node-17', 1, 8), 50);
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
    (folder) => leaveLock(folder, 'node-17', 1),
    (folder) => writeFileSync(lockOf(folder), ''),
    (folder) => writeFileSync(lockOf(folder), 'null\n'),
    (folder) => {
      leaveLock(folder, 'node-17', 1);
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
  leaveLock(folder, hostname(), await deadProcess());
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
      leaveLock(folder, 'node-17', 1);
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
