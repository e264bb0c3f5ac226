/**
 * The process of one task of a job array: `node worker.js DIR ROUND PART`. It is bundled into one file, for a start that reads
 * little of a shared file system. Slurm tells it that its time is nearly over: it keeps what is done and queues itself again.
 */

import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { partFile, partFolder, partRecord } from '../cluster/parts.ts';
import { runPart } from '../cluster/run-part.ts';
import { TIME_SIGNAL } from '../cluster/script.ts';
import { requeueTask } from '../cluster/slurm.ts';
import { type ClusterTask, type PartPlace, readTask } from '../cluster/task.ts';
import { fail } from '../core/errors.ts';
import { processors } from '../core/processors.ts';
import { finishRun } from '../provenance/end-run.ts';
import { type StartedRun, startRun } from '../provenance/start-run.ts';
import { CHECKPOINT_FILE } from '../screening/screen.ts';
import { commandLine } from './command-line.ts';
import { Interrupted, STOP_SIGNALS, stopOnInterrupt } from './interrupt.ts';
import { keepPart } from './keep-part.ts';
import { withOwnFolder } from './own-folder.ts';
import { complain, runToExit } from './run-to-exit.ts';

await runToExit(async () => {
  const [folder, round, part] = process.argv.slice(2) as [string, string, string];
  const signal = stopOnInterrupt('what is done is kept', [...STOP_SIGNALS, TIME_SIGNAL]);
  let [first, last] = [Number.NaN, Number.NaN];
  const onProgress = (done: number): void => {
    first = Number.isNaN(first) ? done : first;
    last = done;
  };
  const place = { round: Number(round), part: Number(part) };
  const task = readTask(folder);
  try {
    await withOwnFolder(partFolder(folder, task, place), [], async () => {
      const run = startPart(folder, task, place);
      await keepPart(run, runPart(folder, task, place, { threads: processors(), signal, onProgress }));
      finishRun(run, { outputs: [basename(partFile(folder, task, place))], seeds: [], tensorBackend: null });
    });
  } catch (error) {
    if (!(error instanceof Interrupted) || error.signal !== TIME_SIGNAL) throw error;
    if (!(last > first)) {
      const found = 'one in which nothing was done';
      fail(`part ${part}`, 'a time limit that lets a step end', found, 'raise --time in slurm/array.sh');
    }
    complain('the time limit is near: what is done is kept, and the task queues itself again');
    requeueTask(`${process.env.SLURM_ARRAY_JOB_ID}_${process.env.SLURM_ARRAY_TASK_ID}`);
  }
});

/** A part that goes on keeps the times of what was done before. */
function startPart(folder: string, task: ClusterTask, place: PartPlace): StartedRun {
  const done = partFile(folder, task, place);
  const checkpoint = task.kind === 'screen' ? join(dirname(done), CHECKPOINT_FILE) : `${done}.part`;
  const source = { command: commandLine(), checkpoint, resume: existsSync(checkpoint) };
  return startRun(partRecord(folder, task, place), source);
}
