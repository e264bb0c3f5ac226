/**
 * Scores every compound of a space with a compiled student, on worker threads. No object is made for a compound that is
 * not among the best. The result depends on the job only, never on the number of threads, the order of their work,
 * interruptions or how the space was cut into shards.
 */
import { existsSync, lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { packageVersion } from '../core/files.ts';
import { checkLocks } from '../core/held-locks.ts';
import { openModuleOf } from '../learning/own-module.ts';
import { removeLeftovers, unitOfFile } from './candidate-files.ts';
import { checkInteger } from './check-integer.ts';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { findFloor } from './first-look.ts';
import type { ScreeningJob } from './job.ts';
import { jobDifference } from './job-difference.ts';
import { hashJob, readJob, type StoredJob, writeJob } from './job-file.ts';
import { refuseOtherTables } from './job-tables.ts';
import { loadSieve } from './kernel.ts';
import type { WrittenFile } from './parquet-file.ts';
import { type ScreeningResult, summarise } from './screening-result.ts';
import { compoundsOf, emptyTally, mergeTally } from './tally.ts';
import { runThreads } from './threads.ts';
import { createTopCandidates } from './top-candidates.ts';
import { planUnits, type Shard, shardUnits, type UnitRange } from './units.ts';
import { checkFiles, contentFault, failOther, failWritten, otherFiles } from './written-files.ts';

/** How to go about it: nothing of this changes what comes out. */
export interface ScreenWork {
  readonly threads: number;
  /** Visits every compound; else bounds decide what they can. */
  readonly exhaustive?: boolean;
  /** Folder for checkpoints and files of compounds; without one nothing is kept. */
  readonly folder?: string;
  /** Continues from the checkpoint in the folder. */
  readonly resume?: boolean;
  /** Part of the space to do; all of it if not given. */
  readonly shard?: Shard;
  /** Called before the work with the names of files that are missing or not what was written: they are written again. */
  readonly onLost?: (names: readonly string[]) => void;
  /** Called with the number of compounds done so far, those of an earlier run included. */
  readonly onProgress?: ((done: number) => void) | undefined;
  /** Ends the work, with a checkpoint where there is a folder, and rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Name of the checkpoint in its folder. */
export const CHECKPOINT_FILE = 'checkpoint.json';

/** Name of the job in its folder. */
export const JOB_FILE = 'job.json';

/** Between two checkpoints at least; longer where writing them would take more than a twentieth of the time. */
const CHECKPOINT_MS = 1000;
const CHECKPOINT_SHARE = 0.05;

/**
 * Does a screening, or a shard of it.
 * @throws {UserError} for a checkpoint that cannot be continued, files that cannot be written, files of compounds of another screening,
 * and a job of other tables than are here
 * @throws {Error} when a thread fails, or the compounds counted are not exactly the compounds of the space
 * @example
 * const plan = compileStudent(mine, space);
 * const job = createJob(plan, { threshold: 0, top: 10_000, filters: NO_FILTERS });
 * const { top } = await screen(job, { threads: 2 });
 */
export async function screen(job: ScreeningJob, work: ScreenWork): Promise<ScreeningResult> {
  const { signal, folder, shard = { index: 1, count: 1 } } = work;
  checkInteger('--threads', work.threads, 1, 1024);
  refuseOtherTables(folder ?? 'screen', job.tables);
  await openModuleOf(job.plan.student.model);
  const units = planUnits(job.plan);
  const range = shardUnits(units, shard);
  signal?.throwIfAborted();
  const path = folder === undefined ? undefined : join(folder, CHECKPOINT_FILE);
  const stored = { version: packageVersion(), job };
  const hash = hashJob(stored);
  const start = path !== undefined && work.resume ? continueFrom(folder!, stored, hash, shard) : undefined;
  if (path !== undefined && !work.resume && existsSync(path)) {
    fail(path, 'no screening in progress', 'a checkpoint', 'continue it with --resume, or choose another --out');
  }
  const lost = folder !== undefined && start !== undefined ? lostFiles(folder, start, range) : [];
  if (lost.length > 0) work.onLost?.(lost);
  const again = new Set(lost.map(unitOfFile));
  if (folder !== undefined) {
    writeJob(join(folder, JOB_FILE), stored);
    removeLeftovers(folder);
  }

  const tally = start?.tally ?? emptyTally(job.ranks.length);
  const top = createTopCandidates(job.top);
  for (const { score, set, index } of tally.top) top.offer(score, set, index);
  const done = new Set(start?.done ?? []);
  let due = 0;
  const keep = (): void => {
    if (path === undefined) return;
    const started = performance.now();
    tally.top = top.sorted();
    const sorted = [...done].sort((a, b) => a - b);
    writeCheckpoint(path, { job: hash, shard, done: sorted, tally });
    const ended = performance.now();
    due = ended + Math.max(CHECKPOINT_MS, (ended - started) / CHECKPOINT_SHARE);
  };
  const compounds = (): number => {
    const { scored, removed } = compoundsOf(tally);
    return scored + removed;
  };
  work.onProgress?.(compounds());
  const exhaustive = work.exhaustive === true || job.histogram !== null;
  const sieve = loadSieve();
  const unitsLeft = [];
  for (let unit = range.start; unit < range.end; unit++) if (!done.has(unit) || again.has(unit)) unitsLeft.push(unit);
  const floor = exhaustive || unitsLeft.length === 0 ? Number.NEGATIVE_INFINITY : findFloor(job, sieve);
  const settings = { exhaustive, folder: folder ?? null };
  keep();
  try {
    await runThreads(
      { job, settings, sieve, units, unitsLeft, floor },
      {
        threads: work.threads,
        signal,
        onTally(unit, part) {
          if (again.has(unit)) return holdAgainst(folder!, tally.files, part.files);
          mergeTally(tally, part, top);
          done.add(unit);
          work.onProgress?.(compounds());
          if (performance.now() >= due) keep();
        },
      },
    );
  } catch (error) {
    if (folder !== undefined) removeLeftovers(folder);
    if (signal?.aborted) keep();
    throw error;
  }
  keep();
  tally.top = top.sorted();
  const expected = units.slice(range.start, range.end).reduce((sum, unit) => sum + unit.compounds, 0);
  if (folder !== undefined) checkFiles(folder, tally.files, 'continue it with --resume');
  if (compounds() !== expected) throw new Error(`${compounds()} compounds counted of ${expected}`);
  return summarise(job, units.slice(range.start, range.end), tally);
}

/**
 * Removes checkpoint and job of a screening whose result is written. The checkpoint goes last: as long as anything is left to
 * be removed the screening can be continued.
 * @example finishScreening('screened');
 */
export function finishScreening(folder: string): void {
  checkLocks();
  for (const file of [JOB_FILE, CHECKPOINT_FILE]) rmSync(join(folder, file), { force: true });
}

function continueFrom(folder: string, stored: StoredJob, hash: string, shard: Shard): Checkpoint {
  const path = join(folder, CHECKPOINT_FILE);
  const checkpoint = readCheckpoint(path);
  const remedy = 'give the options that it was started with, or choose another --out';
  if (checkpoint.job !== hash) {
    const found = jobDifference(stored, readJob(join(folder, JOB_FILE), checkpoint.job));
    fail(path, 'a checkpoint of the same screening', `one with ${found}`, remedy);
  }
  const { index, count } = checkpoint.shard;
  if (index !== shard.index || count !== shard.count) {
    fail(path, `a checkpoint of shard ${shard.index} of ${shard.count}`, `one of shard ${index} of ${count}`, remedy);
  }
  return checkpoint;
}

/**
 * Names of the files of units that are done which are not what was written. Those of units that are not done were written
 * after the last checkpoint, and are removed: they are written again.
 */
function lostFiles(folder: string, { done, tally }: Checkpoint, range: UnitRange): string[] {
  const isDone = new Set(done);
  const others = otherFiles(folder, tally.files);
  const isNew = (name: string): boolean => {
    const unit = unitOfFile(name);
    return unit >= range.start && unit < range.end && !isDone.has(unit);
  };
  const foreign = others.find((name) => !isNew(name));
  if (foreign !== undefined) failOther(folder, foreign);
  // A folder in the place of a file is reported when the file is written.
  checkLocks();
  for (const name of others) if (!lstatSync(join(folder, name)).isDirectory()) rmSync(join(folder, name));
  return tally.files.filter((file) => contentFault(folder, file) !== undefined).map(({ name }) => name);
}

/** A unit that is done again gives the same bytes. */
function holdAgainst(folder: string, written: readonly WrittenFile[], again: readonly WrittenFile[]): void {
  for (const file of again) {
    const before = written.find(({ name }) => name === file.name);
    if (before?.sha256 !== file.sha256) failWritten(folder, before ?? file, file.sha256, 'screen again from the start');
  }
}
