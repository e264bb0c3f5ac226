/**
 * One process at a time works in a folder, or on a file. Its lock is a file that says who holds it and counts up while the holder lives. The lock
 * of a dead process of this machine is taken over at once. Processes of another machine cannot be looked up: their lock is taken
 * over when it has not counted for a while, as after the loss of a cluster's node. Only the count is watched, and no time of one
 * clock is compared with that of another, so that clocks may jump or differ.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from './errors.ts';

/** Name of the lock in its folder. */
export const LOCK_FILE = '.ionsieve-lock';

/** How often a lock counts, and how long it may stand still before another machine takes it over, in milliseconds. */
export interface LockTimes {
  readonly beatMs: number;
  readonly silenceMs: number;
}

const TIMES: LockTimes = { beatMs: 2000, silenceMs: 30_000 };

/** A file, and what it is the lock of, for a message. */
interface Lock {
  readonly path: string;
  readonly guards: string;
}

/** What stands in a lock. The token tells it from every other one. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly token: string;
}

/** Tokens of the locks that this process holds: a process of another life may have had its number. */
const held = new Set<string>();

/**
 * Does work while no other process does any in the folder. The lock is removed when the work ends, however it ends; after a kill it
 * stays until the next work in the folder takes it over.
 * @param folder one that exists
 * @param tell told when a lock of another machine has to be watched, which takes up to half a minute
 * @throws {UserError} when another process holds the lock, or it cannot be written
 * @example await withFolderLock('screened', console.error, () => screenInto('screened'));
 */
export async function withFolderLock(
  folder: string,
  tell: (note: string) => void,
  work: () => void | Promise<void>,
  times = TIMES,
): Promise<void> {
  await withLock({ path: join(folder, LOCK_FILE), guards: 'a folder in which nothing else works' }, tell, work, times);
}

/**
 * The same for one file, whose neighbours others may write.
 * @param file in a folder that exists
 * @throws {UserError} when another process holds the lock, or it cannot be written
 * @example await withFileLock('li.jsonl', console.error, () => fetchInto('li.jsonl'));
 */
export async function withFileLock(
  file: string,
  tell: (note: string) => void,
  work: () => void | Promise<void>,
): Promise<void> {
  const path = join(dirname(file), `.${basename(file)}${LOCK_FILE}`);
  await withLock({ path, guards: 'a file that nothing else writes' }, tell, work, TIMES);
}

async function withLock(
  lock: Lock,
  tell: (note: string) => void,
  work: () => void | Promise<void>,
  times: LockTimes,
): Promise<void> {
  const { path } = lock;
  const token = randomUUID();
  held.add(token);
  try {
    await takeLock(lock, token, tell, times);
    let count = 0;
    const beat = setInterval(() => countUp(path, token, ++count), times.beatMs).unref();
    try {
      await work();
    } finally {
      clearInterval(beat);
      if (isMine(path, token)) rmSync(path, { force: true });
    }
  } finally {
    held.delete(token);
  }
}

async function takeLock(lock: Lock, token: string, tell: (note: string) => void, times: LockTimes): Promise<void> {
  const { path } = lock;
  while (!create(path, lockText(token, 0))) {
    const found = readLock(path);
    const holder = holderOf(found);
    const here = holder?.host === hostname();
    if (here && !isDead(holder)) refuse(lock, holder);
    if (!here && found !== undefined) await untilSilent(lock, found, tell, times);
    if (found !== undefined) removeStale(path, found);
  }
}

/** Undefined where it is gone by now. */
function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : fail(path, 'the lock of a folder', code ?? String(error), 'remove it');
  }
}

/** Returns when the lock has stood still for long enough, or is gone. */
async function untilSilent(
  lock: Lock,
  found: string,
  tell: (note: string) => void,
  { beatMs, silenceMs }: LockTimes,
): Promise<void> {
  const { path } = lock;
  const holder = holderOf(found);
  const seconds = Math.round(silenceMs / 1000);
  tell(`${path} is held by ${who(holder)}; waiting up to ${seconds} s to see whether it is alive`);
  for (let waited = 0; waited < silenceMs; waited += beatMs) {
    await sleep(beatMs);
    const now = readLock(path);
    if (now === undefined) return;
    if (now !== found) refuse(lock, holderOf(now));
  }
}

function refuse({ path, guards }: Lock, holder: Holder | undefined): never {
  const remedy = `wait for it, or choose another --out; if it is no ionsieve, remove ${basename(path)} there`;
  return fail(path, guards, who(holder), remedy);
}

const who = (holder: Holder | undefined): string =>
  holder === undefined ? 'another process' : `process ${holder.pid} of ${holder.host}`;

/** The count has a fixed width, so that it is written over the one before. */
function lockText(token: string, count: number): string {
  const holder: Holder = { host: hostname(), pid: process.pid, token };
  return `${JSON.stringify(holder)}\n${String(count).padStart(9, '0')}\n`;
}

/** False where there is a lock already. */
function create(path: string, text: string): boolean {
  try {
    const handle = openSync(path, 'wx');
    try {
      writeFileSync(handle, text);
    } finally {
      closeSync(handle);
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    rmSync(path, { force: true });
    return fail(path, 'a path that can be written', code ?? String(error), 'choose another --out, or free space');
  }
}

/** A beat that fails, as on a full disk, is left out: the work itself tells of what is wrong. */
function countUp(path: string, token: string, count: number): void {
  try {
    if (isMine(path, token)) writeFileSync(path, lockText(token, count), { flag: 'r+' });
  } catch {
    // the next one comes soon
  }
}

/** False for one that another machine took over, or that somebody removed. */
function isMine(path: string, token: string): boolean {
  return holderOf(readLock(path))?.token === token;
}

/** Undefined for a lock that is not whole. */
function holderOf(text: string | undefined): Holder | undefined {
  try {
    const { host, pid, token } = JSON.parse(text!.split('\n')[0]!) as Holder;
    return typeof host === 'string' && Number.isInteger(pid) && typeof token === 'string'
      ? { host, pid, token }
      : undefined;
  } catch {
    return undefined;
  }
}

function isDead({ pid, token }: Holder): boolean {
  if (pid === process.pid) return !held.has(token);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Two processes may find the same lock stale: what was moved aside is put back where it is not that one. */
function removeStale(path: string, found: string): void {
  const aside = `${path}.${randomUUID()}.tmp`;
  try {
    renameSync(path, aside);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return; // another process was faster
    fail(path, 'a lock that can be removed', code ?? String(error), 'remove it, or choose another --out');
  }
  if (readLock(aside) === found) rmSync(aside, { force: true });
  else renameSync(aside, path);
}
