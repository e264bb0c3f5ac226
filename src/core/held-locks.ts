/**
 * The locks that this process works under, and the look at them before each write. A process that slept (SIGSTOP, a suspended machine) or
 * could not count for a while may have lost its lock to another one: it must not write any more. Threads get the locks from the
 * process that starts them; another process has to adopt them. Between the look and the write a moment is left that no file system closes.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { fail } from './errors.ts';
import type { ProcessLife } from './process-life.ts';

/** A lock by its file and the token in it. */
export interface HeldLock {
  readonly path: string;
  readonly token: string;
}

/** What stands in a lock. The token tells it from every other one. */
export interface Holder extends ProcessLife {
  readonly token: string;
}

const KEY = 'ionsieve.locks';

/** How long a lock may be out of its place while another process looks at it, and how often that is tried. */
const STEP_MS = 20;
const STEPS = 50;

/**
 * The locks that are held here.
 * @example heldLocks().length; // 0
 */
export function heldLocks(): readonly HeldLock[] {
  return (getEnvironmentData(KEY) as unknown as readonly HeldLock[] | undefined) ?? [];
}

/**
 * Works under further locks from now on: its own, or those of the process that started this one.
 * @example adoptLocks(task.locks);
 */
export function adoptLocks(locks: readonly HeldLock[]): void {
  setEnvironmentData(KEY, [...heldLocks(), ...locks] as never);
}

/**
 * Forgets a lock.
 * @example dropLock(lock);
 */
export function dropLock({ token }: HeldLock): void {
  setEnvironmentData(KEY, heldLocks().filter((held) => held.token !== token) as never);
}

/**
 * Makes sure, before a write, that each lock is still held, and counts it up. Without a lock it does nothing.
 * @throws {UserError} when another process has taken one over, or it was removed
 * @example checkLocks();
 */
export function checkLocks(): void {
  for (const lock of heldLocks()) if (!isKept(lock)) refuseLost(lock);
}

/**
 * Whether every lock is still held: before files are removed that are another's where it is not.
 * @example if (holdsLocks()) rmSync('screened/candidates-000001-000.parquet.tmp', { force: true });
 */
export function holdsLocks(): boolean {
  return heldLocks().every(isKept);
}

/** A process that looks at a lock that has not counted moves it aside for a moment. */
function isKept(lock: HeldLock): boolean {
  for (let step = 0; step < STEPS; step++) {
    const kept = countUp(lock);
    if (kept !== undefined) return kept;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS);
  }
  return false;
}

function refuseLost({ path }: HeldLock): never {
  const holder = holderOf(readLock(path));
  const found = holder === undefined ? 'none' : `that of process ${holder.pid} of ${holder.host}`;
  const why = 'this one stood still and lost the folder, nothing more is written: run it again when the other is done';
  return fail(path, 'the lock of this process', found, why);
}

/**
 * Counts a lock up. It is read and written as one open file, so that a lock that took its place is never written over.
 * @returns false when it is another's, undefined when it is gone
 * @throws {UserError} when it cannot be read
 * @example countUp(lock); // true
 */
export function countUp({ path, token }: HeldLock): boolean | undefined {
  let handle: number;
  try {
    handle = openSync(path, 'r+');
  } catch (error) {
    return unreadable(path, error);
  }
  try {
    const text = readFileSync(handle, 'utf8');
    if (holderOf(text)?.token !== token) return false;
    const [head, count] = text.split('\n');
    writeSync(handle, lockText(head!, Number(count) + 1), 0);
    return true;
  } catch (error) {
    // A lock is written over its own bytes: where that fails, the work itself says what is wrong.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : true;
  } finally {
    closeSync(handle);
  }
}

/**
 * What stands in a lock; undefined where it is gone.
 * @throws {UserError} when it cannot be read
 * @example readLock('screened/.ionsieve-lock');
 */
export function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? undefined : fail(path, 'the lock of a folder', code ?? String(error), 'remove it');
}

/**
 * The text of a lock. The count has a fixed width, so that it is written over the one before.
 * @param head the holder as JSON
 * @example lockText(JSON.stringify(holder), 0);
 */
export function lockText(head: string, count: number): string {
  return `${head}\n${String(count).padStart(9, '0')}\n`;
}

/**
 * Who holds a lock; undefined for one that is not whole.
 * @example holderOf(readLock('screened/.ionsieve-lock'))?.host;
 */
export function holderOf(text: string | undefined): Holder | undefined {
  try {
    const { host, pid, token, home, started } = JSON.parse(text!.split('\n')[0]!) as Holder;
    const isWhole = typeof host === 'string' && Number.isInteger(pid) && typeof token === 'string';
    return isWhole ? { host, pid, token, home: home ?? null, started: started ?? null } : undefined;
  } catch {
    return undefined;
  }
}
