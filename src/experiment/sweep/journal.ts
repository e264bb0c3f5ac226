/**
 * What a sweep has found out so far, on disk: one line an outcome, with its own hash, appended and synced, so that a kill costs
 * no more than the line that was being written. The first line holds the hash of the sweep, which is continued with nothing but the same.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { fail } from '../../core/errors.ts';
import { sha256, writeAtomic } from '../../core/files.ts';
import { checkLocks } from '../../core/held-locks.ts';

const FORMAT = 'ionsieve-sweep';
const VERSION = 1;
const HASH_DIGITS = 8;

/** A journal that is open. */
export interface Journal<Outcome> {
  /** The outcome of a task, if it is known. */
  readonly known: ReadonlyMap<string, Outcome>;
  /** Adds the outcome of a task. */
  add(task: string, outcome: Outcome): void;
  close(): void;
}

/**
 * Opens a journal: a new one, or the one that is to be continued. A line at its end that was not written whole is dropped.
 * @param sweep hash of all that decides what comes out
 * @throws {UserError} when there is one and it is not to be continued, there is none and one is to be, it is of another sweep, it
 * is damaged, or it cannot be written
 * @example openJournal('results/algorithms/sweep.journal.jsonl', hash, false).add('{"stage":0}', { numbers: [0.8] });
 */
export function openJournal<Outcome>(path: string, sweep: string, resume: boolean): Journal<Outcome> {
  const known = resume ? readJournal<Outcome>(path, sweep) : startJournal<Outcome>(path, sweep);
  const handle = openSync(path, 'a');
  return {
    known,
    add(task, outcome) {
      const text = JSON.stringify([task, outcome]);
      append(path, handle, line(text));
      known.set(...(JSON.parse(text) as [string, Outcome]));
    },
    close: () => closeSync(handle),
  };
}

function startJournal<Outcome>(path: string, sweep: string): Map<string, Outcome> {
  if (existsSync(path)) {
    fail(path, 'no sweep in progress', 'a journal', 'continue it with --resume, or choose another --out');
  }
  writeAtomic(path, line(JSON.stringify({ format: FORMAT, version: VERSION, sweep })));
  return new Map();
}

/**
 * What a journal knows. A line at its end that was not written whole is cut off.
 * @param sweep hash of all that decides what comes out
 * @throws {UserError} when there is none, it is of another sweep, or it is damaged
 * @example readJournal('results/algorithms/sweep.journal.jsonl', hash).size;
 */
export function readJournal<Outcome>(path: string, sweep: string): Map<string, Outcome> {
  const bytes = bytesOf(path);
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  const [head, ...outcomes] = whole.toString().split('\n').slice(0, -1).map(parse);
  const { format, version, sweep: found } = (head ?? {}) as Record<string, unknown>;
  if (format !== FORMAT) fail(path, 'a journal of a sweep', 'something else, or a damaged one', REMEDY);
  if (version !== VERSION) fail(path, `journal version ${VERSION}`, String(version), 'use a matching ionsieve');
  if (found !== sweep) fail(path, 'a journal of the same sweep', 'one of another', OTHER_SWEEP);
  const damaged = outcomes.indexOf(undefined);
  if (damaged >= 0) fail(`${path}, line ${damaged + 2}`, 'a line with its hash', 'a damaged one', REMEDY);
  if (whole.length < bytes.length) truncateSync(path, whole.length);
  return new Map(outcomes as [string, Outcome][]);
}

const REMEDY = 'remove it and sweep again';
const OTHER_SWEEP = 'give the experiment, table and options that it was started with, or remove it and sweep again';

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    return fail(path, 'a journal', systemCode(error), 'sweep without --resume');
  }
}

function append(path: string, handle: number, text: string): void {
  checkLocks();
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } catch (error) {
    fail(path, 'room to write', systemCode(error), 'free space, and continue with --resume');
  }
}

const systemCode = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'an error';

const line = (text: string): string => `${sha256(text).slice(0, HASH_DIGITS)} ${text}\n`;

/** The content of a line without its end; undefined where it is not what was written. */
function parse(written: string): unknown {
  const text = written.slice(HASH_DIGITS + 1);
  return line(text) === `${written}\n` ? JSON.parse(text) : undefined;
}
