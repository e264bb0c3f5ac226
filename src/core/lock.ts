/**
 * One process at a time works in a folder, or on a file. Its lock is a file that says who holds it and counts up while the holder lives, and
 * before each write the holder looks whether it still has it (held-locks.ts). A lock is taken over at once only where its process is
 * proven dead: of this start of this machine, this namespace of processes, and gone. Any other one, of another machine or container, is
 * taken over when it has not counted for a while, as after the loss of a cluster's node; the holder, if it only slept, sees that and writes
 * nothing more. Only the count is watched, and no time of one clock is compared with that of another, so that clocks may jump or differ.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from './errors.ts';
import {
  adoptLocks,
  countUp,
  dropLock,
  type HeldLock,
  type Holder,
  heldLocks,
  holderOf,
  lockText,
  readLock,
} from './held-locks.ts';
import { fateOf, thisLife } from './process-life.ts';

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
  const held: HeldLock = { path: lock.path, token: randomUUID() };
  await takeLock(lock, held, tell, times);
  const beat = setInterval(() => beatOnce(held), times.beatMs).unref();
  try {
    await work();
  } finally {
    clearInterval(beat);
    dropLock(held);
    if (holderOf(readLock(lock.path))?.token === held.token) rmSync(lock.path, { force: true });
  }
}

async function takeLock(lock: Lock, held: HeldLock, tell: (note: string) => void, times: LockTimes): Promise<void> {
  const { path, token } = held;
  while (!create(path, lockText(JSON.stringify({ ...thisLife(), token } satisfies Holder), 0))) {
    const found = readLock(path);
    const holder = holderOf(found);
    const fate = holder === undefined ? 'unknown' : fateOfHolder(holder);
    if (fate === 'alive') refuse(lock, holder);
    if (fate === 'unknown' && found !== undefined) await untilSilent(lock, found, tell, times);
    if (found !== undefined) removeStale(path, found);
  }
  adoptLocks([held]);
}

/** A lock of this very process that it does not know of was left behind. */
function fateOfHolder(holder: Holder): ReturnType<typeof fateOf> {
  if (heldLocks().some(({ token }) => token === holder.token)) return 'alive';
  const fate = fateOf(holder);
  return fate === 'alive' && holder.pid === process.pid ? 'dead' : fate;
}

/** A beat that fails is left out: the next one comes soon, and each write looks for itself. */
function beatOnce(lock: HeldLock): void {
  try {
    countUp(lock);
  } catch {
    // the next write reports it
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

/** Two processes may find the same lock stale: what was moved aside is put back where it is not that one. */
function removeStale(path: string, found: string): void {
  if (readLock(path) !== found) return;
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
