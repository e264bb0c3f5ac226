/** Does one part of a task, or what is left of it: what a task of a job array runs, on whatever machine. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../core/errors.ts';
import { prepareSweep } from '../experiment/sweep/prepare.ts';
import { runBlock } from '../experiment/sweep/run-block.ts';
import { readJob } from '../screening/job-file.ts';
import { CHECKPOINT_FILE, screen } from '../screening/screen.ts';
import { endShard, isDone, shardFolder } from './parts.ts';
import { type ClusterTask, clusterPaths, type PartPlace, type ScreenTask, type SweepTask } from './task.ts';

/** How to go about it: nothing of this changes what comes out. */
export interface PartWork {
  readonly threads: number;
  /** Ends the work; what is done of it is kept, and done no second time. */
  readonly signal: AbortSignal;
  /** Called with how much is done, what an earlier run did included. */
  readonly onProgress: (done: number) => void;
}

/**
 * Does a part; one that is done is not done again.
 * @throws {UserError} for a table that has changed since the task was written, and for files that cannot be read or written
 * @example await runPart('screened', readTask('screened'), { round: 1, part: 3 }, work);
 */
export async function runPart(folder: string, task: ClusterTask, place: PartPlace, work: PartWork): Promise<void> {
  if (isDone(folder, task, place)) return;
  if (task.kind === 'screen') await screenPart(folder, task, place, work);
  else await sweepPart(folder, task, place, work);
}

async function screenPart(folder: string, task: ScreenTask, place: PartPlace, work: PartWork): Promise<void> {
  const { job } = readJob(clusterPaths(folder).job, task.hash);
  const own = shardFolder(folder, place.part);
  const shard = { index: place.part, count: task.parts };
  await screen(job, { ...work, folder: own, shard, resume: existsSync(join(own, CHECKPOINT_FILE)) });
  endShard(folder, task, place);
}

async function sweepPart(folder: string, task: SweepTask, { round, part }: PartPlace, work: PartWork): Promise<void> {
  const prepared = await prepareSweep(task.experiment, task.file, task.effort);
  if (prepared.hash !== task.hash) {
    fail(task.file, 'the table that was there on submission', 'another one', 'restore it, or submit the sweep anew');
  }
  const blocks = { folder: clusterPaths(folder).parts, blocks: task.parts };
  await runBlock(prepared, { round, block: part }, { ...work, ...blocks });
}
